"""Encounters for agencies' systems."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from ninja.pagination import paginate

from wayhome.accounts.models import User
from wayhome.casework import actions, selectors, services
from wayhome.casework.api.shared import PersonIn, fields_of, let_in
from wayhome.casework.forms import EncounterForm
from wayhome.casework.forms.encounters import MOST_PEOPLE, TEXT
from wayhome.casework.models import Encounter
from wayhome.casework.views.shared import ENCOUNTER_READERS, FINDERS, log_view
from wayhome.casework.words import coded
from wayhome.intake.tables import Refused

router = Router()


class EncounterLine(Schema):
    """A group without what it said."""

    reference: str
    found_on: date
    found_at: time | None
    place: str
    country: str
    units: str
    head_count: int | None
    version: int


class BalanceOut(Schema):
    """Whether the head count and its parts add up; ``difference`` is parts less total."""

    total: int | None
    sum_of_parts: int | None
    adds_up: bool | None
    difference: int
    words: str


class EncounterOut(EncounterLine):
    """A group with its head count by nationality ('' not known), people and what it said.

    ``said``, ``search_note`` and ``note`` are null for those who may not read them.
    """

    papers_carried: str
    search_found: str
    counts: dict[str, int]
    registered: dict[str, int]
    balance: BalanceOut
    cases: list[str]
    said: str | None
    search_note: str | None
    note: str | None


class EncounterIn(Schema):
    """A group; ``counts`` by nationality need not make ``head_count``."""

    found_on: date
    place: str = Field(max_length=200)
    country: str = Field(max_length=2)
    found_at: time | None = None
    units: str = Field("", max_length=300)
    head_count: int | None = None
    papers_carried: Literal["yes", "no", "some", "not-asked"] = "not-asked"
    search_found: Literal["yes", "no", "not-asked"] = "not-asked"
    search_note: str = Field("", max_length=TEXT)
    said: str = Field("", max_length=TEXT)
    note: str = Field("", max_length=TEXT)
    counts: dict[str, int] = Field(default_factory=dict)
    people: list[PersonIn] = Field(default_factory=list, max_length=1000)


class EncounterMade(EncounterOut):
    """A new group, and the rows of its people that were refused."""

    refusals: list[dict[str, Any]]


@router.get("/encounters", response=list[EncounterLine])
@paginate
def list_encounters(request: HttpRequest, country: str = "", nationality: str = "") -> Any:
    """List encounters, newest first."""
    user = let_in(request, ENCOUNTER_READERS)
    return selectors.encounters(user, country=country, nationality=nationality)


@router.get("/encounters/{reference}", response=EncounterOut)
def get_encounter(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Read one group; it is logged."""
    user = let_in(request, ENCOUNTER_READERS)
    found = selectors.encounter_of(user, reference)
    log_view(user, actions.ENCOUNTER_VIEWED, "encounter", found.reference)
    return _encounter(user, found)


@router.post("/encounters", response={201: EncounterMade})
def register_encounter(request: HttpRequest, group: EncounterIn) -> Status[dict[str, Any]]:
    """Register a group, with its people or before them: all of it or nothing."""
    user = let_in(request, FINDERS)
    facts = _valid(group).facts(_counts(group.counts))
    people = [person.given() for person in group.people]
    with transaction.atomic():
        made = services.register_encounter(user=user, facts=facts)
        refusals = []
        if people:
            sent = services.add_people(encounter=made, user=user, rows=people, channel="api")
            refusals = sent.summary.get("refusals", [])
    found = selectors.encounter_of(user, made.reference)
    return Status(201, {**_encounter(user, found), "refusals": refusals})


def _valid(group: EncounterIn) -> EncounterForm:
    if group.found_at is not None and group.found_at.tzinfo is not None:
        raise Refused(
            "invalid",
            "the time has an offset from UTC",
            "found_at",
            "give the local time without an offset, like 10:00",
        )
    form = EncounterForm(group.dict(exclude={"counts", "people"}))
    if not form.is_valid():
        name, problems = next(iter(form.errors.items()))
        raise Refused("invalid", "; ".join(map(str, problems)), str(name), "put it right")
    return form


def _counts(stated: Mapping[str, int]) -> dict[str, int]:
    for nationality, people in stated.items():
        if nationality and nationality not in dict(coded("country")):
            raise Refused(
                "invalid", f"'{nationality}' is no country", "counts", "use ISO 3166-1 alpha-2"
            )
        if not 0 <= people <= MOST_PEOPLE:
            raise Refused(
                "invalid",
                "that many people are in no group",
                f"counts, {nationality}",
                f"0 to {MOST_PEOPLE}",
            )
    return dict(stated)


def _encounter(user: User, found: Encounter) -> dict[str, Any]:
    registered = selectors.registered(found)
    people = selectors.found_people(user, found).values_list("reference", flat=True)
    return {
        **fields_of(found, EncounterLine),
        "papers_carried": found.papers_carried,
        "search_found": found.search_found,
        "counts": {one.nationality: one.stated for one in registered if one.stated is not None},
        "registered": {one.nationality: one.people for one in registered},
        "balance": selectors.stated_balance(found),
        "cases": list(people),
        **{
            name: getattr(found, name) if Encounter.field_visible_to(user, name) else None
            for name in ("said", "search_note", "note")
        },
    }
