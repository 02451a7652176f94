"""What the pages of casework share: who may come in, conflicts, history, log of what was opened."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from wayhome.accounts.models import User
from wayhome.accounts.roles import Role
from wayhome.audit import services as audit
from wayhome.casework.words import EVENTS, label

READERS = (Role.AGENCY_ADMINISTRATOR, Role.CASE_WORKER, Role.FIELD_OFFICER, Role.REVIEWER)
ENCOUNTER_READERS = (*READERS, Role.ANALYST)
ASKERS = (Role.AGENCY_ADMINISTRATOR, Role.CASE_WORKER, Role.FIELD_OFFICER)
FINDERS = (Role.CASE_WORKER, Role.FIELD_OFFICER)
CASE_WORKERS = (Role.CASE_WORKER,)
ROWS_A_PAGE = 50
INVALID = 422


class RowsPaginator(Paginator[Any]):
    """Finds the rows of a page by number first: what is skipped is never joined or read."""

    def page(self, number: int | str) -> Page[Any]:
        """Return a page."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # lists here are queries
        keys = list(rows.values_list("pk", flat=True)[first : first + self.per_page])
        found = {row.pk: row for row in rows.filter(pk__in=keys)}
        return Page([found[key] for key in keys if key in found], number, self)


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """Return the page of a list that the address asks for."""
    return RowsPaginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def chosen(request: HttpRequest, name: str, allowed: Iterable[str]) -> str:
    """Return a filter of the address; what is not allowed filters nothing."""
    value = request.GET.get(name, "")
    return value if value in set(allowed) else ""


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with; None where the page is opened."""
    return request.POST if request.method == "POST" else None


def more_rows(request: HttpRequest) -> int:
    """Return how many more rows a button of a form asks for; 0 where it says no number."""
    asked = request.POST.get("more", "")
    return int(asked) if asked.isdecimal() and len(asked) < 4 else 0


def all_valid(*forms_: forms.BaseForm | forms.BaseFormSet[Any]) -> bool:
    """Tell whether all forms of a page are valid; every one is looked at, to show all errors."""
    valid = [one.is_valid() for one in forms_]
    return all(valid)


def log_view(user: User, action: str, kind: str, reference: str) -> None:
    """Log that a page about a person or group was opened."""
    with transaction.atomic():
        audit.record(action=action, actor=user, subject_kind=kind, subject=reference)


def log_list(user: User, action: str, kind: str, shown: int) -> None:
    """Log that a list which names people was looked at, and how many it showed."""
    with transaction.atomic():
        audit.record(action=action, actor=user, subject_kind=kind, details={"shown": shown})


def conflict_rows(form: forms.BaseForm, theirs: object, names: Sequence[str]) -> list[Any]:
    """Return, field by field, what is saved now beside what was written."""
    return [
        {
            "label": form.fields[name].label,
            "saved": _shown(form, name, getattr(theirs, name)),
            "yours": _shown(form, name, form.cleaned_data.get(name)),
        }
        for name in names
    ]


def _shown(form: forms.BaseForm, name: str, value: Any) -> str:
    choices = dict(getattr(form.fields[name], "choices", []))
    return "" if value is None else str(choices.get(value, value))


def newer_version(form: forms.BaseForm, theirs: Any) -> None:
    """Let a form that met a conflict be saved over the version that its writer has now seen."""
    form.data = {**form.data, "version": str(theirs.version)}


def history(events: Iterable[Any], states: str, user: User) -> list[dict[str, Any]]:
    """Return events for the history component; ``states`` is the code list of the states.

    Who did it is shown of one's own agency and of the centre: another agency's name beside a step
    would tell who has the person.
    """
    return [_entry(event, states, user) for event in reversed(list(events))]


def _entry(event: Any, states: str, user: User) -> dict[str, Any]:
    return {
        "what": _what(event, states),
        "when": event.at,
        "who": _by(event, user),
        "why": event.note,
        "tone": "good" if event.after == "home" else "",
    }


def _what(event: Any, states: str) -> str:
    what = str(EVENTS.get(event.code, event.code))
    listed = {"waiting": "waiting-for"}.get(event.code, states)
    if event.code in {"state", "waiting", "match", "match-undone", "case"}:
        before, after = (label(listed, code) for code in (event.before, event.after))
        if before != after and after:
            step = _("%(before)s → %(after)s") if before else "%(after)s"
            what = f"{what}: " + step % {"before": before, "after": after}
    elif event.code in {"answers-request", "answer-withdrawn"}:
        what = f"{what}: {event.after or event.before}"
    return what


def _by(event: Any, user: User) -> str:
    by = event.by
    if by is None or by.agency is None:
        return ""
    shown = user.of_centre or by.of_centre or by.agency_id == user.agency_id
    return f"{by}, {by.agency}" if shown else ""
