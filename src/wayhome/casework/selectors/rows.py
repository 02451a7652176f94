"""Rows for export: canonical columns of a list, with reference and state before them."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.casework.models import Case, Encounter
from wayhome.casework.selectors.requests import requests
from wayhome.intake.tables import CANONICAL_COLUMNS

CHUNK = 500
Row = Mapping[str, str]


def request_rows(user: User) -> Iterator[Row]:
    """Yield the requests a user may see."""
    for request in requests(user).iterator(CHUNK):
        yield {
            "reference": request.reference,
            "state": request.state,
            "state_since": _day(request.state_since),
            "list": request.series,
            "gone_since": _day(request.gone_since),
            **_canonical(request.record.details),
        }


def case_rows(user: User) -> Iterator[Row]:
    """Yield the cases a user may see."""
    found = Case.objects.visible_to(user).select_related("record", "encounter", "agency")
    for case in found.order_by("id").iterator(CHUNK):
        yield {
            "reference": case.reference,
            "encounter": case.encounter.reference if case.encounter else "",
            "state": case.state,
            "state_since": _day(case.state_since),
            "waiting_for": case.waiting_for,
            "waiting_on": case.waiting_on,
            "waiting_since": _day(case.waiting_since),
            **_canonical(case.record.details),
        }


def encounter_rows(user: User) -> Iterator[Row]:
    """Yield the people of the encounters a user may see, each with its encounter."""
    found = Case.objects.visible_to(user).exclude(encounter=None)
    rows = found.select_related("record", "encounter").order_by("encounter_id", "id")
    for case in rows.iterator(CHUNK):
        encounter: Encounter = case.encounter
        yield {
            "reference": encounter.reference,
            "found_on": encounter.found_on.isoformat(),
            "place": encounter.place,
            "country": encounter.country,
            "units": encounter.units,
            "case": case.reference,
            **_canonical(case.record.details),
        }


def _canonical(details: Mapping[str, str]) -> dict[str, str]:
    return {name: details.get(name, "") for name in CANONICAL_COLUMNS}


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
