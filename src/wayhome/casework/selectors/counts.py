"""Numbers for the overview: nothing here names or describes a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.casework import nrm
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
    newer = {
        f"newer_{band}": Count("state", filter=Q(created_at__gt=now - timedelta(days=days)))
        for band, days in enumerate(AGE_BANDS)
    }
    # Grouped as the index has them: then they are counted while they are read.
    rows = (
        Request.objects.countable_by(user)
        .order_by()
        .values_list("state", "nationality")
        .annotate(**newer, whole=Count("*"))
    )
    return [
        RequestCount(state, nationality, band, more - fewer)
        for state, nationality, *up_to in rows
        for band, (fewer, more) in enumerate(pairwise((0, *up_to)))
        if more > fewer
    ]


def cases_by_wait(user: User) -> list[WaitCount]:
    """Count the open cases a user may count, by state and what they wait for, the oldest first."""
    rows = (
        _on_the_way(user)
        .order_by()
        .values_list("state", "waiting_for")
        .annotate(n=Count("*"), oldest=Min("waiting_since"))
    )
    counts = sorted((oldest, state, waiting, n) for state, waiting, n, oldest in rows)
    return [WaitCount(s, w, n, timezone.localdate(since)) for since, s, w, n in counts]


def _on_the_way(user: User) -> QuerySet[Case]:
    cases: QuerySet[Case] = Case.objects.countable_by(user).exclude(state__in=("home", "closed"))
    return cases


def found_since(user: User, day: date) -> FoundCount:
    """Count what was found on ``day`` and after it, in the encounters a user may count."""
    found = Encounter.objects.countable_by(user).filter(found_on__gte=day)
    stated = found.aggregate(n=Count("pk"), people=Sum("head_count"))
    people = found.aggregate(n=Count("found"))["n"]
    return FoundCount(stated["n"], stated["people"] or 0, people)


def longest_waits(user: User, first: int = 10) -> list[LongestWait]:
    """Return the cases that have waited longest, by reference only."""
    now = timezone.now()
    names = ("waiting_since", "id", "reference", "state", "waiting_for")
    # State by state, as the index has them: no case is read that is not shown.
    found = [
        row
        for state in nrm.way().states
        if state not in ("home", "closed")
        for row in Case.objects.countable_by(user)
        .filter(state=state)
        .order_by("waiting_since", "id")
        .values_list(*names)[:first]
    ]
    return [
        LongestWait(reference, state, waiting_for, max(0, (now - since).days))
        for since, _id, reference, state, waiting_for in sorted(found)[:first]
    ]
