"""Words, dates, scripts and components for templates: `{% load wayhome %}`.

What is not known is said: "not given". Nothing here looks anything up in the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wayhome.vocabulary import UnknownCodeError, codes
from wayhome.web import charts, dates, quick, scripts

register = template.Library()
# In place of Django's: the same words, looked up once a language. Load after `i18n`.
register.tag("translate", quick.translate)
register.tag("trans", quick.translate)
register.simple_tag(quick.options)
register.simple_tag(quick.place)

COMPONENTS = "web/components/"
# What people call their own language.
OWN_NAMES = {"en": "English", "th": "ไทย", "zh-hans": "中文", "my": "မြန်မာ"}
# Django's message levels and our tones.
TONES = {"success": "good", "warning": "wait", "error": "danger", "info": "", "debug": ""}
KEY_NAMES = {"ArrowRight": "→", "ArrowLeft": "←", "ArrowUp": "↑", "ArrowDown": "↓"}


def _empty(value: object) -> bool:
    return value is None or value == "" or value == []


@register.simple_tag
def not_given(value: object = None, asked: bool = True) -> str | SafeString:
    """Return the value, or "not given" in a quieter ink; "nobody asked" with `asked=False`."""
    if not _empty(value):
        return str(value)
    words = _("not given") if asked else _("nobody asked")
    return format_html('<span class="silent">{}</span>', words)


@register.simple_tag
def code_label(name: str, value: str | None) -> str | SafeString:
    """Return the label of a code in the active language; an unknown code is shown as it is."""
    if not value:
        return not_given()
    try:
        return codes(name).label(value, get_language() or "en")
    except UnknownCodeError:
        return str(value)


@register.simple_tag
def state(name: str, value: str | None) -> SafeString:
    """Return a chip with a code's label, in the tone that the code list gives it."""
    if not value:
        return mark_safe(str(not_given()))  # noqa: S308  (built by format_html)
    known = codes(name)
    tone = known.get(value).extra.get("tone", "") if value in known else ""
    return chip(str(code_label(name, value)), tone)


@register.simple_tag
def chip(text: str, tone: str = "") -> SafeString:
    """Return a chip; tone is wait, danger, good, river or nothing."""
    return format_html('<span class="chip {}">{}</span>', tone, text)


@register.simple_tag
def bits(value: float | None) -> SafeString:
    """Return evidence in bits as a bar and a number; None (nothing to compare) is 0 and no bar."""
    bar = charts.bits_bar(value or 0.0)
    return format_html(
        '<svg class="bits" width="120" height="10" viewBox="0 0 120 10" aria-hidden="true">'
        '<line class="axis" x1="60" x2="60" y1="0" y2="10"/>'
        '<rect class="{}" x="{}" y="1" width="{}" height="8"/></svg>{}',
        bar.kind,
        bar.x,
        bar.width,
        charts.signed(value or 0.0),
    )


@register.simple_tag
def when(value: date | datetime | str | None, time: bool = False) -> SafeString:
    """Return <time> with a date nobody can misread (25 Nov 2026); dates known in part stay so."""
    if _empty(value) or value is None:
        return mark_safe(str(not_given()))  # noqa: S308  (built by format_html)
    return format_html(
        '<time datetime="{}" class="nowrap">{}</time>',
        dates.machine(value),
        dates.write(value, time=time),
    )


@register.simple_tag
def days_since(value: date | datetime | None) -> str | SafeString:
    """Return "12 days" from a date to today; "today" for none."""
    if value is None:
        return not_given()
    days = dates.days_between(value)
    if days == 0:
        return _("today")
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


@register.simple_tag
def script_lang(text: str | None) -> SafeString:
    """Return ` lang="th"` (and dir) for a text in another script; nothing for Latin letters."""
    tag = scripts.language_of(str(text or ""))
    if not tag:
        return SafeString("")
    direction = mark_safe(' dir="rtl"') if tag in scripts.RIGHT_TO_LEFT else ""
    return format_html(' lang="{}"{}', tag, direction)


@register.filter
def written(text: str | None) -> SafeString:
    """Return a name or quotation kept apart from its surroundings: `{{ name|written }}`.

    Says its script to the browser, and keeps right-to-left letters from disordering the line.
    """
    if not text:
        return mark_safe(str(not_given()))  # noqa: S308  (built by format_html)
    if text.isascii():  # most names of a list: the long way to the same words
        return mark_safe(f"<bdi>{conditional_escape(text)}</bdi>")  # noqa: S308  (escaped here)
    return format_html("<bdi{}>{}</bdi>", script_lang(text), text)


@register.simple_tag
def key(name: str) -> SafeString:
    """Return the key shown on a button: `<button data-key="s">Same {% key "s" %}</button>`."""
    shown = KEY_NAMES.get(name, name.upper() if len(name) == 1 else name)
    return format_html('<kbd aria-hidden="true">{}</kbd>', shown)


@register.simple_tag
def language_name(code: str) -> str:
    """Return what the speakers of a language call it."""
    return OWN_NAMES.get(code, code)


@register.filter
def tone_of(level: str | None) -> str:
    """Return the tone of a Django message level."""
    return TONES.get(level or "", "")


@register.inclusion_tag(COMPONENTS + "field.html")
def field(bound: BoundField, label: str = "") -> dict[str, Any]:
    """Render one form field: label, help, error and widget, tied together for screen readers."""
    return {"field": bound, "label": label or bound.label}


@register.inclusion_tag(COMPONENTS + "form.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """Render the errors of a form as a whole and each of its visible fields."""
    return {"form": form}


@register.inclusion_tag(COMPONENTS + "pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Render "31-60 of 412" and links to the other pages, keeping the filters of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    request = context.get("request")
    return {
        "page": page,
        "numbers": list(numbers),
        "query": request.GET if request else QueryDict(),
    }


@register.inclusion_tag(COMPONENTS + "way.html")
def way(name: str, current: str, notes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Render the steps of a code list up to where something is; `closed` is no step.

    `notes` maps a code to a few words shown under its step ("25 Nov", "day 12 of 15").
    """
    steps = [code for code in codes(name) if code.code != "closed"]
    at = next((i for i, code in enumerate(steps) if code.code == current), len(steps))
    language = get_language() or "en"
    last = len(steps) - 1
    return {
        "steps": [
            {
                "label": code.label(language),
                "place": "done" if i < at or (i == at == last) else "now" if i == at else "",
                "current": i == at,
                "note": (notes or {}).get(code.code, ""),
            }
            for i, code in enumerate(steps)
        ]
    }


@register.inclusion_tag(COMPONENTS + "progress.html")
def progress(done: int, total: int, label: str = "") -> dict[str, Any]:
    """Render how much of a piece of work is done."""
    return {"done": done, "total": total, "label": label or _("Progress")}


@register.inclusion_tag(COMPONENTS + "bars.html")
def bar_chart(rows: Iterable[Sequence[object]], title: str, unit: str = "") -> dict[str, Any]:
    """Render counts as bars that are a table as well; rows: (label, value[, tone[, address]])."""
    return {"rows": charts.bars(rows), "title": title, "unit": unit or _("Number")}


@register.inclusion_tag(COMPONENTS + "waterfall.html")
def waterfall(
    parts: Sequence[tuple[str, float]], title: str = "", marks: Sequence[tuple[str, float]] = ()
) -> dict[str, Any]:
    """Render how evidence adds up; parts: (label, bits), the prior first.

    ``marks``: (what begins there, sum in bits), drawn as a line through all steps.
    """
    sums = [at for _label, at in marks]
    steps = charts.waterfall(parts, marks=sums)
    lines = zip(charts.waterfall_marks(parts, sums), marks, strict=True)
    return {
        "steps": [(step, charts.signed(step.bits), charts.signed(step.total)) for step in steps],
        "marks": [(x, label, charts.signed(at)) for x, (label, at) in lines],
        "title": title or _("How the evidence adds up"),
    }


@register.inclusion_tag(COMPONENTS + "history.html")
def history(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Render what happened, newest first; entries: what, and if known when, who, why, tone."""
    return {"entries": list(entries)}


@register.inclusion_tag(COMPONENTS + "conflict.html")
def conflict(
    rows: Iterable[Mapping[str, Any]], saved_by: str = "", saved_at: datetime | None = None
) -> dict[str, Any]:
    """Render two versions side by side; rows: label, saved, yours.

    Shown above the form when somebody else saved first; the form still holds what you wrote.
    """
    compared = [{**row, "differs": row["saved"] != row["yours"]} for row in rows]
    return {"rows": compared, "saved_by": saved_by, "saved_at": saved_at}


@register.inclusion_tag(COMPONENTS + "empty.html")
def empty(title: str, why: str = "", action: str = "", address: str = "") -> dict[str, Any]:
    """Render a list that is empty: what that means and what to do next."""
    return {"title": title, "why": why, "action": action, "address": address}
