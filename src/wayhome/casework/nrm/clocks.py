"""Which clocks run for a case, until when, on which source. Refuses to invent a start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from wayhome.casework.nrm.tables import ClockRule, clock_rules

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock stood still. ``ended`` None: it still does."""

    code: str
    began: datetime
    reason: str
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the clocks need to know of a case: its state, the known moments (codes of clocks.yaml,
    aware datetimes) and the pauses.
    """

    state: str
    moments: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock as it stands now. ``started`` and what follows from it are None where nobody said
    when it began; ``assumed`` says that it runs from a moment that stands in for the right one.

    ``days_left`` is in days, negative once overdue; ``paused`` is the reason why it stands still.
    """

    code: str
    started: datetime | None
    due: datetime | None
    overdue: bool
    days_left: float | None
    source: str
    verified: bool
    owner: str
    waits_for: str
    runs_from: str
    assumed: bool = False
    paused: str = ""


def clocks(facts: CaseFacts, now: datetime) -> tuple[Clock, ...]:
    """Return the clocks of a case that have not ended, those that are due first in front.

    A clock ends with the states that clocks.yaml names, does not exist without the moment it needs
    (a court's extension) and gives way to one that replaces it. Clocks without a start come last.
    """
    rules = [rule for rule in clock_rules() if _exists(rule, facts)]
    replaced = {rule.replaces for rule in rules}
    found = [_clock(rule, facts, now) for rule in rules if rule.code not in replaced]
    return tuple(sorted(found, key=lambda clock: (clock.due is None, clock.due or now)))


def clock_codes() -> tuple[str, ...]:
    """Return the codes of all clocks."""
    return tuple(rule.code for rule in clock_rules())


def _exists(rule: ClockRule, facts: CaseFacts) -> bool:
    if facts.state in rule.until:
        return False
    return not rule.needs or rule.needs in facts.moments


def _clock(rule: ClockRule, facts: CaseFacts, now: datetime) -> Clock:
    known = [name for name in rule.runs_from if name in facts.moments]
    runs_from = known[0] if known else rule.runs_from[0]
    started = facts.moments[runs_from] if known else None
    pauses = [pause for pause in facts.pauses if pause.code == rule.code]
    standing = next((pause.reason for pause in pauses if pause.ended is None), "")
    due = None if started is None else started + rule.duration + _stood_still(pauses, started, now)
    return Clock(
        code=rule.code,
        started=started,
        due=due,
        overdue=due is not None and due < now,
        days_left=None if due is None else (due - now) / DAY,
        source=rule.source,
        verified=rule.verified,
        owner=rule.owner,
        waits_for=rule.waits_for,
        runs_from=runs_from,
        assumed=bool(known) and runs_from != rule.runs_from[0],
        paused=standing,
    )


def _stood_still(pauses: list[Pause], started: datetime, now: datetime) -> timedelta:
    """Return how long the clock stood still since it started; overlapping pauses count once."""
    spans = sorted((max(p.began, started), min(p.ended or now, now)) for p in pauses)
    total, reached = timedelta(), started
    for began, ended in spans:
        if ended > max(began, reached):
            total += ended - max(began, reached)
            reached = ended
    return total
