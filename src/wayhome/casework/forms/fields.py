"""Fields that several forms share: days not in the future, dates known in part, countries."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wayhome.casework.words import coded, label
from wayhome.intake.tables import nationality_code
from wayhome.vocabulary import codes

_PARTIAL = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
OLDEST_YEAR = 1900
LONGEST_NUMBER = 9  # digits of a row's number; longer ones count nothing


class LongSelect(forms.Select):
    """A choice among hundreds. Written in one go: a template an option takes a tenth of a second
    a page of rows.
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002  nothing is left for a template
    ) -> SafeString:
        """Return the select with its options."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (code, mark_safe(" selected") if str(code) == chosen else "", words)
                for code, words in self.choices
            ),
        )
        built = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(built), options)


class QuickInput(forms.TextInput):
    """A line of text written without a template: a form of four hundred rows has thousands."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002  nothing is left for a template
    ) -> SafeString:
        """Return the input."""
        written = {"type": "text", "name": name, "value": self.format_value(value) or None}
        built = self.build_attrs(self.attrs, {**written, **(attrs or {})})
        return format_html("<input{}>", flatatt(built))


def not_in_future(value: date) -> None:
    """Refuse a day after today."""
    if value > timezone.localdate():
        raise ValidationError(
            _("%(day)s lies in the future; check day, month and year") % {"day": value.isoformat()}
        )


def not_before_oldest(value: date | datetime) -> None:
    """Refuse a year that nobody alive has seen: it was mistyped, and clocks cannot count it."""
    if value.year < OLDEST_YEAR:
        raise ValidationError(
            _("'%(value)s' lies before %(year)d; check the year")
            % {"value": value.isoformat()[:10], "year": OLDEST_YEAR}
        )


def partial_date(value: str) -> None:
    """Refuse what is no date known wholly or in part, or lies in the future."""
    if not _PARTIAL.match(value):
        raise ValidationError(
            _("'%(value)s' is no date; write YYYY-MM-DD, YYYY-MM or YYYY") % {"value": value}
        )
    try:
        first = date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise ValidationError(
            _("'%(value)s' is no day of the calendar; write YYYY-MM-DD") % {"value": value}
        ) from None
    if first.year < OLDEST_YEAR:
        raise ValidationError(
            _("'%(value)s' lies before %(year)d; check the year")
            % {"value": value, "year": OLDEST_YEAR}
        )
    not_in_future(first)


def day(**options: Any) -> forms.DateField:
    """Return a field for a day up to today, with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, validators=[not_before_oldest, not_in_future], **options)


def partial_day(**options: Any) -> forms.CharField:
    """Return a field for a date that may be known in part."""
    options.setdefault(
        "help_text", gettext_lazy("YYYY-MM-DD; YYYY-MM or YYYY where more is not known")
    )
    return forms.CharField(
        required=False,
        max_length=10,
        validators=[partial_date],
        widget=QuickInput(attrs={"inputmode": "numeric", "placeholder": "YYYY-MM-DD"}),
        **options,
    )


def coded_field(name: str, empty: Any = None, **options: Any) -> forms.ChoiceField:
    """Return a field of a code list, in the language of the reader; ``empty`` labels no choice."""

    def choices() -> list[tuple[str, Any]]:
        return [*([("", empty)] if empty is not None else []), *coded(name)]

    return forms.ChoiceField(choices=choices, **options)


def country(**options: Any) -> forms.ChoiceField:
    """Return a field for a country; empty where it is not known, unless it is asked for."""
    options.setdefault("required", False)
    empty = gettext_lazy("choose") if options["required"] else gettext_lazy("not known")
    return coded_field("country", empty, widget=LongSelect, **options)


class CountryByName(forms.CharField):
    """A country as people write it, by name in many languages, demonym or code; gives the code.

    For forms of many rows: the page offers the names once (`casework/_countries.html`), where a
    choice among hundreds would come again with every row.
    """

    def clean(self, value: Any) -> str:
        """Return the code; refuse what names no country."""
        said: str = super().clean(value)
        code = nationality_code(said) or "" if said else ""
        if said and code not in codes("country"):
            raise ValidationError(
                _("'%(value)s' is no country known here; choose one of the list, or leave it empty")
                % {"value": said}
            )
        return code

    def prepare_value(self, value: Any) -> Any:
        """Return the name of a code in the reader's language; anything else as it was typed."""
        return label("country", value) if value else value


def country_by_name(**options: Any) -> CountryByName:
    """Return a field for a country that is typed; empty where it is not known."""
    attrs = {"list": "countries", "autocomplete": "off", "placeholder": gettext_lazy("not known")}
    widget = QuickInput(attrs=attrs)
    return CountryByName(required=False, max_length=100, widget=widget, **options)


def typed_rows(data: Mapping[str, Any], prefix: str, names: Iterable[str], most: int) -> list[Any]:
    """Return what stands in the rows of a form set as it was sent, valid or not, at most ``most``.

    For showing the form again with more rows: nothing is looked at, so nothing is refused.
    """
    sent = str(data.get(f"{prefix}-TOTAL_FORMS", ""))
    rows = min(int(sent), most) if sent.isdecimal() and len(sent) < 10 else 0
    return [{name: data.get(f"{prefix}-{n}-{name}", "") for name in names} for n in range(rows)]


def refuse_uncounted_rows(rows: forms.BaseFormSet[Any]) -> None:
    """Refuse a form set that was sent with more rows than it counts, for they would be lost."""
    number = re.compile(rf"{re.escape(str(rows.prefix))}-([0-9]+)-")
    sent = (found[1] for name in rows.data if (found := number.match(name)) and rows.data[name])
    if any(len(row) > LONGEST_NUMBER or int(row) >= rows.total_form_count() for row in sent):
        raise ValidationError(
            _(
                "The form holds more rows than it counts. Nothing was saved: open the form anew "
                "and write them down again."
            )
        )
