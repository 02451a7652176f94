"""Numbers for the overview: nothing here names or describes a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case as When_
from django.db.models import Count, IntegerField, Min, Sum, Value, When
from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.casework.models import Case, Encounter, Request

AGE_BANDS: Sequence[int] = (7, 30, 90, 180)
"""Upper bounds, in days, of the bands of waiting; what is older is in the last one."""


@dataclass(frozen=True, slots=True)
class RequestCount:
    """How many requests of one state and nationality wait within one band (index of AGE_BANDS)."""

    state: str
    nationality: str
    band: int
    requests: int


@dataclass(frozen=True, slots=True)
class WaitCount:
    """How many cases of one state wait for one thing, and since when the first of them does."""

    state: str
    waiting_for: str
    cases: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class FoundCount:
    """What was found since a day: groups, their stated head counts and the people registered."""

    encounters: int
    head_count: int
    people: int


@dataclass(frozen=True, slots=True)
class LongestWait:
    """A case by its reference, what it waits for and for how many days."""

    reference: str
    state: str
    waiting_for: str
    days: int


def requests_by_state(user: User) -> list[RequestCount]:
    """Count the requests a user may count, by state, nationality and age of the wait."""
    now = timezone.now()
    bands = [
        When(created_at__gt=now - timedelta(days=days), then=Value(band))
        for band, days in enumerate(AGE_BANDS)
    ]
    band = When_(*bands, default=Value(len(AGE_BANDS)), output_field=IntegerField())
    rows = (
        Request.objects.countable_by(user)
        .order_by()
        .annotate(band=band)
        .values_list("state", "nationality", "band")
        .annotate(n=Count("pk"))
    )
    return [RequestCount(*row) for row in rows]


def cases_by_wait(user: User) -> list[WaitCount]:
    """Count the open cases a user may count, by state and what they wait for, the oldest first."""
    rows = (
        Case.objects.countable_by(user)
        .exclude(state__in=("home", "closed"))
        .order_by()
        .values_list("state", "waiting_for")
        .annotate(n=Count("pk"), oldest=Min("waiting_since"))
        .order_by("oldest")
    )
    return [WaitCount(s, w, n, timezone.localdate(oldest)) for s, w, n, oldest in rows]


def found_since(user: User, day: date) -> FoundCount:
    """Count what was found on ``day`` and after it, in the encounters a user may count."""
    found = Encounter.objects.countable_by(user).filter(found_on__gte=day)
    stated = found.aggregate(n=Count("pk"), people=Sum("head_count"))
    people = found.aggregate(n=Count("found"))["n"]
    return FoundCount(stated["n"], stated["people"] or 0, people)


def longest_waits(user: User, first: int = 10) -> list[LongestWait]:
    """Return the cases that have waited longest, by reference only."""
    now = timezone.now()
    rows = (
        Case.objects.countable_by(user)
        .exclude(state__in=("home", "closed"))
        .order_by("waiting_since", "id")
        .values_list("reference", "state", "waiting_for", "waiting_since")[:first]
    )
    return [LongestWait(r, s, w, max(0, (now - since).days)) for r, s, w, since in rows]
