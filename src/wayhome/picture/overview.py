"""The overview: what a user may count, put together. Names and describes nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from wayhome.accounts.models import User
from wayhome.casework import selectors as casework
from wayhome.casework.selectors.counts import FoundCount, LongestWait, WaitCount
from wayhome.documents import selectors as documents
from wayhome.people import selectors as people

WEEK = timedelta(days=7)
STATES_WAITING = ("open", "acknowledged", "located", "out")


@dataclass(frozen=True, slots=True)
class NationalityLine:
    """One nationality's requests that still wait: by band of waiting, and in all."""

    nationality: str
    bands: Sequence[tuple[str, int]]  # title and number
    total: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands where. Counts only."""

    requests_by_state: Sequence[tuple[str, int]]
    band_titles: Sequence[str]
    nationalities: Sequence[NationalityLine]
    found_this_week: FoundCount
    cases_by_wait: Sequence[WaitCount]
    longest_waits: Sequence[LongestWait]
    pairs_waiting: int
    documents: int

    @property
    def requests_total(self) -> int:
        """All requests, whatever their state."""
        return sum(count for _state, count in self.requests_by_state)

    @property
    def cases_open(self) -> int:
        """Cases that wait for something."""
        return sum(line.cases for line in self.cases_by_wait)


def overview(user: User) -> Overview:
    """Count what the user may count."""
    counts = casework.requests_by_state(user)
    by_state: Counter[str] = Counter()
    by_nationality: dict[str, list[int]] = {}
    for line in counts:
        by_state[line.state] += line.requests
        if line.state in STATES_WAITING:
            bands = by_nationality.setdefault(line.nationality, [0] * (len(casework.AGE_BANDS) + 1))
            bands[line.band] += line.requests
    titles = _band_titles()
    lines = [
        NationalityLine(code, list(zip(titles, bands, strict=True)), sum(bands))
        for code, bands in by_nationality.items()
    ]
    return Overview(
        requests_by_state=by_state.most_common(),
        band_titles=titles,
        nationalities=sorted(lines, key=lambda line: -line.total),
        found_this_week=casework.found_since(user, timezone.localdate() - WEEK),
        cases_by_wait=casework.cases_by_wait(user),
        longest_waits=casework.longest_waits(user),
        pairs_waiting=people.waiting_count(user),
        documents=documents.documents(user).count(),
    )


def _band_titles() -> list[str]:
    bounds = casework.AGE_BANDS
    first = _("up to %(days)d days") % {"days": bounds[0]}
    middle = [
        _("%(from)d to %(to)d days") % {"from": low + 1, "to": high}
        for low, high in pairwise(bounds)
    ]
    return [first, *middle, _("over %(days)d days") % {"days": bounds[-1]}]
