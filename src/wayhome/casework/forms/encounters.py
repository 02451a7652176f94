"""Registering a group: when, where, how many, what it carried and said; and its people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wayhome.casework.forms.fields import (
    LongSelect,
    QuickInput,
    coded_field,
    country,
    country_by_name,
    day,
    partial_day,
    refuse_uncounted_rows,
    typed_rows,
)
from wayhome.casework.services import EncounterFacts
from wayhome.casework.words import PAPERS, SEARCH

MOST_PEOPLE = 100_000  # the largest transfer in the press had 7,141 people
COUNT_ROWS = 6
MOST_COUNTS = 300  # more than there are countries
PEOPLE_ROWS = 8
STARTING_ROWS = 40  # the form opens with a row for everybody who is missing, up to so many
# A group of 261 was found at once; longer ones come as a list. Rows beyond are shown, not taken.
ROWS_TAKEN = 400
ROWS_SHOWN = 1000  # ten thousand fields may be sent: settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
TEXT = 5000


def _large(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EncounterForm(forms.Form):
    """What is stated of a group. ``version`` is empty for a new one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    found_on = day(label=gettext_lazy("Date"))
    found_at = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    country = country(label=gettext_lazy("Country"), required=True)
    units = forms.CharField(
        label=gettext_lazy("Units"),
        help_text=gettext_lazy("who found them"),
        max_length=300,
        required=False,
    )
    head_count = forms.IntegerField(
        label=gettext_lazy("People in all"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    papers_carried = forms.ChoiceField(label=gettext_lazy("Did they carry papers?"), choices=PAPERS)
    search_found = forms.ChoiceField(
        label=gettext_lazy("Did a search find anything?"), choices=SEARCH
    )
    search_note = _large(gettext_lazy("What was found"))
    said = _large(gettext_lazy("What the group said"), gettext_lazy("in their words"))
    note = _large(gettext_lazy("Note"))

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that is still to come."""
        said: dict[str, Any] = super().clean() or {}
        on, at = said.get("found_on"), said.get("found_at")
        if on and at and timezone.make_aware(datetime.combine(on, at)) > timezone.now():
            self.add_error("found_at", _("This time of today is still to come."))
        return said

    def facts(self, counts: Mapping[str, int]) -> EncounterFacts:
        """Return what was stated."""
        stated = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return EncounterFacts(**stated, counts=dict(counts))


class CountRow(forms.Form):
    """How many of one nationality."""

    nationality = country_by_name(label=gettext_lazy("Nationality"))
    people = forms.IntegerField(
        label=gettext_lazy("People"), required=False, min_value=0, max_value=MOST_PEOPLE
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a nationality without a number."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("nationality") and said.get("people") is None and "people" not in self.errors:
            self.add_error("people", _("Write how many, or take the nationality away."))
        return said


class BaseHeadCounts(BaseFormSet[CountRow]):
    """The head count by nationality; each nationality once."""

    def clean(self) -> None:
        """Refuse a nationality that stands in two rows."""
        refuse_uncounted_rows(self)
        seen: set[str] = set()
        for row in self.forms:
            said = getattr(row, "cleaned_data", {})
            if said.get("people") is None or "nationality" not in said:
                continue
            if said["nationality"] in seen:
                raise ValidationError(
                    _("A nationality stands in two rows; put the people into one of them.")
                )
            seen.add(said["nationality"])

    def counts(self) -> dict[str, int]:
        """Return nationality ('' not known) to people."""
        rows = [row.cleaned_data for row in self.forms if row.cleaned_data]
        return {r["nationality"]: r["people"] for r in rows if r.get("people") is not None}


_HeadCounts = formset_factory(
    CountRow,
    formset=BaseHeadCounts,
    extra=COUNT_ROWS,
    max_num=MOST_COUNTS,
    absolute_max=MOST_COUNTS,
)


def head_counts(data: Any = None, initial: Sequence[Mapping[str, Any]] = ()) -> BaseHeadCounts:
    """Return the rows of the head count: what was sent, or what is known and six empty ones."""
    return _counts(data) if data is not None else _counts(initial=initial)


def more_head_counts(data: Mapping[str, Any]) -> BaseHeadCounts:
    """Return the rows that were sent, as they were typed, and six empty ones."""
    return _counts(initial=typed_rows(data, "count", CountRow.base_fields, MOST_COUNTS))


def _counts(data: Any = None, initial: Any = None) -> BaseHeadCounts:
    return cast("BaseHeadCounts", _HeadCounts(data, initial=initial, prefix="count"))


def _line(label: Any, length: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, widget=QuickInput)


class PersonRow(forms.Form):
    """One person of the group, quickly."""

    full_name = _line(gettext_lazy("Name"), 200)
    native_name = _line(gettext_lazy("Name in its own script"), 200)
    nationality = country_by_name(label=gettext_lazy("Nationality"))
    sex = coded_field(
        "sex",
        gettext_lazy("not given"),
        label=gettext_lazy("Sex"),
        required=False,
        widget=LongSelect,
    )
    birth_date = partial_day(label=gettext_lazy("Date of birth"), help_text="")
    document_number = _line(gettext_lazy("Document number"), 100)
    phone = _line(gettext_lazy("Phone"), 100)

    def clean(self) -> dict[str, Any]:
        """Refuse somebody without any name."""
        said: dict[str, Any] = super().clean() or {}
        named = said.get("full_name") or said.get("native_name")
        if self.has_changed() and not self.errors and not named:
            self.add_error("full_name", _("Write the name as it is known, in any script."))
        return said


class BasePeople(BaseFormSet[PersonRow]):
    """People, one a row; empty rows are nobody."""

    def clean(self) -> None:
        """Refuse more people than one form takes; what was typed stays."""
        refuse_uncounted_rows(self)
        filled = sum(row.has_changed() for row in self.forms)
        if filled > ROWS_TAKEN:
            raise ValidationError(_too_many(filled))

    def rows(self) -> list[dict[str, str]]:
        """Return canonical column to what was written, of every row that says something."""
        filled = [row.cleaned_data for row in self.forms if row.has_changed()]
        return [{name: value for name, value in row.items() if value} for row in filled]


def _too_many(people: int) -> str:
    words = _(
        "One form takes %(most)d people and this one has %(people)d. Nothing was saved yet, and "
        "nothing typed is lost: send them as a list instead, or take the last ones out and write "
        "them down afterwards."
    )
    return words % {"most": ROWS_TAKEN, "people": people}


_People = formset_factory(
    PersonRow, formset=BasePeople, extra=0, max_num=ROWS_SHOWN, absolute_max=ROWS_SHOWN
)


def people_rows(data: Any = None, *, missing: int = 0) -> BasePeople:
    """Return what was sent, or empty rows: one for each who is missing, at least eight."""
    rows = max(PEOPLE_ROWS, min(missing, STARTING_ROWS))
    return _people(data) if data is not None else _people(empty=rows)


def more_people_rows(data: Mapping[str, Any], more: int) -> BasePeople:
    """Return the rows that were sent, as they were typed, and ``more`` empty ones."""
    typed = typed_rows(data, "person", PersonRow.base_fields, ROWS_SHOWN)
    return _people(initial=typed, empty=max(0, min(more, ROWS_TAKEN - len(typed))))


def _people(data: Any = None, initial: Any = None, empty: int = 0) -> BasePeople:
    made = cast("BasePeople", _People(data, initial=initial, prefix="person"))
    made.extra = empty
    return made
