"""Cases: opened for found people, moved along the way, their clocks set and paused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.audit import services as audit
from wayhome.casework import actions, nrm
from wayhome.casework.models import Case, CaseEvent, ClockPause, Encounter
from wayhome.people.models import Record
from wayhome.people.references import unused_references
from wayhome.vocabulary import codes

MOMENTS = ("protected_at", "extended_at", "sheltered_at", "presumed_at")


class StepRefusedError(ValueError):
    """A step that the way does not know, or not without a reason. ``code`` and words say why."""

    def __init__(self, refusal: nrm.Refusal) -> None:
        super().__init__(refusal.words)
        self.code = refusal.code


@dataclass(frozen=True, slots=True)
class Opening:
    """How a case begins: where the person was found, in which state, waiting since when."""

    record: Record
    since: datetime
    encounter: Encounter | None = None
    state: str = "found"
    waiting_for: str = ""
    event: str = "opened"


def open_cases(openings: Iterable[Opening], *, actor: User | None) -> list[Case]:
    """Open a case for each found record; call it inside the transaction of the registration."""
    now = timezone.now()
    openings = list(openings)
    references = unused_references(Case, "C", len(openings))
    cases = [_opened(*one, now) for one in zip(openings, references, strict=True)]
    Case.unguarded.bulk_create(cases, batch_size=500)
    CaseEvent.unguarded.bulk_create(
        [
            CaseEvent(case=case, by=actor, code=opening.event, after=case.state)
            for case, opening in zip(cases, openings, strict=True)
        ],
        batch_size=500,
    )
    if cases:
        audit.record(
            action=actions.CASES_OPENED,
            actor=actor,
            subject_kind="case",
            subject=cases[0].reference if len(cases) == 1 else "",
            details={"cases": len(cases), "encounter": _reference(openings[0].encounter)},
        )
    return cases


def _reference(encounter: Encounter | None) -> str:
    return encounter.reference if encounter else ""


def _opened(opening: Opening, reference: str, now: datetime) -> Case:
    record, since = opening.record, min(opening.since, now)
    return Case(
        reference=reference,
        agency=record.agency,
        record=record,
        encounter=opening.encounter,
        nationality=record.nationality,
        state=opening.state,
        state_since=since,
        waiting_for=opening.waiting_for or nrm.default_wait(opening.state),
        waiting_on=record.agency.name,
        waiting_since=since,
        opened_at=now,
        closed_at=now if opening.state == nrm.CLOSED else None,
        synthetic=record.synthetic,
    )


def change_case(
    *,
    case: Case,
    expected: int,
    actor: User | None,
    state: str | None = None,
    waiting_for: str | None = None,
    waiting_on: str | None = None,
    next_step: str | None = None,
    note: str = "",
    closing_reason: str = "",
) -> Case:
    """Move a case along, or say what it waits for; None leaves a thing as it is.

    A new state without a new wait waits for what is usual there. ``note`` is the reason of a step
    back. Raises StepRefusedError, and versions.Conflict where ``expected`` is not the version.
    """
    new = case.state if state is None else state
    refusal = nrm.check(case.state, new, reason=note, closing_reason=closing_reason)
    if refusal is None and waiting_for is not None and waiting_for not in codes("waiting-for"):
        words = f"'{waiting_for}' is nothing a case waits for; see the code list waiting-for"
        refusal = nrm.Refusal("unknown-wait", words)
    if refusal is not None:
        raise StepRefusedError(refusal)
    before = (case.state, case.waiting_for, case.waiting_on)
    now = timezone.now()
    _set_state(case, new, closing_reason, now)
    _set_wait(case, before, waiting_for, waiting_on, now)
    if next_step is not None:
        case.next_step = next_step
    with transaction.atomic():
        case.save_version(expected, _CHANGED)
        _write_change(case, before, actor, note)
    return case


_CHANGED = [
    "state",
    "state_since",
    "waiting_for",
    "waiting_on",
    "waiting_since",
    "next_step",
    "presumed_at",
    "closed_at",
    "closing_reason",
]


def _set_state(case: Case, new: str, closing_reason: str, now: datetime) -> None:
    if new == case.state:
        return
    case.state, case.state_since = new, now
    case.closed_at = now if new == nrm.CLOSED else None
    case.closing_reason = closing_reason if new == nrm.CLOSED else ""
    if new == "services" and case.presumed_at is None:
        case.presumed_at = now  # services follow the formal identification


def _set_wait(
    case: Case,
    before: tuple[str, str, str],
    waiting_for: str | None,
    waiting_on: str | None,
    now: datetime,
) -> None:
    state_before, wait_before, on_before = before
    moved = case.state != state_before
    if waiting_for is None or (moved and waiting_for == wait_before):
        waiting_for = nrm.default_wait(case.state) if moved else wait_before
        if waiting_for != wait_before and waiting_on in (None, on_before):
            waiting_on = ""  # whoever had to act before is not the one who has to act now
    case.waiting_for = waiting_for
    if waiting_on is not None:
        case.waiting_on = waiting_on
    if (case.waiting_for, case.waiting_on) != before[1:]:
        case.waiting_since = now


def _write_change(case: Case, before: tuple[str, str, str], actor: User | None, note: str) -> None:
    from wayhome.casework.services.linking import requests_follow

    state, wait, on = before
    said = note
    if case.state != state:
        _event(case, actor, "state", state, case.state, said)
        said = ""
        requests_follow(case=case, actor=actor)
    if (case.waiting_for, case.waiting_on) != (wait, on):
        _event(case, actor, "waiting", wait, case.waiting_for, said)
        said = ""
    if said:
        _event(case, actor, "note", "", "", said)
    audit.record(
        action=actions.CASE_CHANGED,
        actor=actor,
        subject_kind="case",
        subject=case.reference,
        details={"state": [state, case.state], "waiting_for": [wait, case.waiting_for]},
    )


def _event(
    case: Case, actor: User | None, code: str, before: str, after: str, note: str = ""
) -> CaseEvent:
    return CaseEvent.unguarded.create(
        case=case, by=actor, code=code, before=before, after=after, note=note
    )


def set_moments(
    *, case: Case, expected: int, actor: User | None, moments: Mapping[str, datetime | None]
) -> Case:
    """Say when the person came into protection, shelter and so on (names of MOMENTS).

    Raises ValueError for another name or a moment in the future, versions.Conflict as ever.
    """
    now = timezone.now()
    for name, moment in moments.items():
        if name not in MOMENTS:
            raise ValueError(f"'{name}' is no moment of a case; there are: {', '.join(MOMENTS)}")
        if moment is not None and moment > now:
            raise ValueError(f"{name}: {moment:%Y-%m-%d %H:%M} lies in the future")
        setattr(case, name, moment)
    with transaction.atomic():
        case.save_version(expected, list(moments))
        _event(case, actor, "moments", "", "")
        _log_clock(case, actor, {"set": sorted(moments)})
    return case


def pause_clock(*, case: Case, clock: str, reason: str, actor: User | None) -> ClockPause:
    """Let a clock stand still, for a reason. Raises ValueError without one or for no such clock."""
    if clock not in nrm.clock_codes():
        raise ValueError(f"'{clock}' is no clock; there are: {', '.join(nrm.clock_codes())}")
    if not reason.strip():
        raise ValueError("a pause needs its reason")
    with transaction.atomic():
        pause, new = ClockPause.objects.get_or_create(
            case=case,
            clock=clock,
            ended=None,
            defaults={"began": timezone.now(), "reason": reason},
        )
        if new:
            _event(case, actor, "clock-paused", "", clock, reason)
            _log_clock(case, actor, {"paused": clock})
    return pause


def end_pause(*, case: Case, clock: str, actor: User | None) -> None:
    """Let a clock run on. Nothing happens where it does not stand still."""
    with transaction.atomic():
        ended = ClockPause.objects.filter(case=case, clock=clock, ended=None).update(
            ended=timezone.now()
        )
        if ended:
            _event(case, actor, "clock-resumed", "", clock)
            _log_clock(case, actor, {"resumed": clock})


def _log_clock(case: Case, actor: User | None, details: Mapping[str, object]) -> None:
    audit.record(
        action=actions.CASE_CLOCK,
        actor=actor,
        subject_kind="case",
        subject=case.reference,
        details=details,
    )
