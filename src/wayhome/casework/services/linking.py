"""Requests and cases of one person find each other; an undone decision parts them again.

What counts is who the decisions in force say is one person, never the single decision: so a match
through a third record is seen, and an undone one leaves nothing behind. Nothing of the found
person goes to the asking agency: only that there is a match, and to ask the centre.
"""

from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import F, Q
from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.accounts.services import notify
from wayhome.audit import services as audit
from wayhome.casework import actions, nrm
from wayhome.casework.models import (
    Case,
    CaseEvent,
    CaseRequest,
    Encounter,
    FoundPerson,
    Request,
    RequestEvent,
    RequestState,
)
from wayhome.casework.services.cases import Opening, open_cases
from wayhome.people import selectors as people
from wayhome.people.models import Record

NOTICE_LOCATED = "request-located"
NOTICE_WITHDRAWN = "request-correction"
UNDONE = "decision-undone"
BY_DECISION = "opened-by-decision"
# States that a request comes into through its case. One that a person set by hand is left alone.
FOLLOWING = frozenset({RequestState.LOCATED, RequestState.OUT, RequestState.HOME})
LOOKED_FOR = frozenset({RequestState.OPEN, RequestState.ACKNOWLEDGED})


def found_moment(encounter: Encounter) -> datetime:
    """Return when a group was found; the beginning of the day where no time was given."""
    local = datetime.combine(encounter.found_on, encounter.found_at or time.min)
    return timezone.make_aware(local)


def join(*, persons: Iterable[int], actor: User | None) -> list[CaseRequest]:
    """Let every request and every case of these persons (row ids) find each other.

    Requests move to located, their agencies get a notice, a found record without a case gets one.
    Twice does nothing more. Call it inside the transaction of the decision.
    """
    made: list[CaseRequest] = []
    for person in sorted(set(persons)):
        requests = list(_requests(person))
        if requests:
            cases = _cases_with_missing_ones(person, actor)
            made += [
                _answer(case, request, actor)
                for request in requests
                for case in cases
                if not CaseRequest.objects.filter(case=case, request=request).exists()
            ]
    return made


def _requests(person: int) -> Iterable[Request]:
    found = Request.unguarded.select_related("agency", "record")
    return found.filter(record__person_id=person).order_by("id")


def _cases_with_missing_ones(person: int, actor: User | None) -> list[Case]:
    without = people.found_records(person).filter(case=None)
    places = {
        found.record_id: found.encounter
        for found in FoundPerson.objects.filter(record__in=without).select_related("encounter")
    }
    open_cases([_opening(record, places.get(record.pk)) for record in without], actor=actor)
    cases = Case.unguarded.filter(record__person_id=person).order_by("id")
    return [_reopened(case, actor) for case in cases]


def _opening(record: Record, encounter: Encounter | None) -> Opening:
    since = found_moment(encounter) if encounter else record.created_at
    return Opening(record=record, since=since, encounter=encounter, event=BY_DECISION)


def _reopened(case: Case, actor: User | None) -> Case:
    if case.closing_reason == UNDONE:
        _move_case(case, "found", actor, "reopened")
    return case


def _answer(case: Case, request: Request, actor: User | None) -> CaseRequest:
    earlier = CaseRequest.objects.filter(request=request).order_by("id").first()
    answer = CaseRequest.objects.create(
        case=case,
        request=request,
        state_before=earlier.state_before if earlier else request.state,
    )
    CaseEvent.unguarded.create(case=case, by=actor, code="answers-request", after=request.reference)
    _move_request(request, _state_with(case, request), actor, "match")
    if earlier is None:
        notify(agency=request.agency, code=NOTICE_LOCATED, subject=request.reference)
    audit.record(
        action=actions.REQUEST_LOCATED,
        actor=actor,
        subject_kind="request",
        subject=request.reference,
        details={"case": case.reference, "state": request.state},
    )
    return answer


def _state_with(case: Case, request: Request) -> str:
    """Return the state of a request that this case answers; a closed request stays closed."""
    if request.state not in FOLLOWING | LOOKED_FOR:
        return request.state
    return nrm.request_follows(case.state, case.closing_reason) or RequestState.LOCATED


def part(*, persons: Iterable[int], actor: User | None) -> None:
    """Undo what joined requests and cases that are no longer of one person.

    ``persons`` are the persons (row ids) that the records of the undone decision have now. The
    request is put back to the state it had, its agency is told. Call it inside the transaction.
    """
    persons = set(persons)
    touched = Q(case__record__person_id__in=persons) | Q(request__record__person_id__in=persons)
    answers = CaseRequest.objects.filter(touched).exclude(
        case__record__person_id=F("request__record__person_id")
    )
    for answer in answers.select_related("case", "request__agency").order_by("id"):
        _withdraw(answer, actor)


def _withdraw(answer: CaseRequest, actor: User | None) -> None:
    case, request = answer.case, answer.request
    request.refresh_from_db(fields=["state", "version"])
    answer.delete()
    CaseEvent.unguarded.create(
        case=case, by=actor, code="answer-withdrawn", before=request.reference
    )
    if not CaseRequest.objects.filter(request=request).exists():
        _put_back(request, answer.state_before, actor)
    _close_if_only_by_decision(case, actor)
    audit.record(
        action=actions.REQUEST_MATCH_UNDONE,
        actor=actor,
        subject_kind="request",
        subject=request.reference,
        details={"case": case.reference, "state": request.state},
    )


def _put_back(request: Request, state: str, actor: User | None) -> None:
    if request.state in FOLLOWING:
        _move_request(request, state, actor, "match-undone")
    else:  # somebody set another state by hand in the meantime: their word stands
        RequestEvent.unguarded.create(request=request, by=actor, code="match-undone")
    notify(agency=request.agency, code=NOTICE_WITHDRAWN, subject=request.reference)


def _close_if_only_by_decision(case: Case, actor: User | None) -> None:
    opened = CaseEvent.unguarded.filter(case=case, code=BY_DECISION).exists()
    if opened and case.state != nrm.CLOSED and not case.answers.exists():
        _move_case(case, nrm.CLOSED, actor, "closed", UNDONE)


def _move_case(
    case: Case, state: str, actor: User | None, code: str, closing_reason: str = ""
) -> None:
    now, before = timezone.now(), case.state
    case.state, case.state_since, case.closing_reason = state, now, closing_reason
    case.closed_at = now if state == nrm.CLOSED else None
    case.waiting_for, case.waiting_since = nrm.default_wait(state), now
    case.version += 1
    case.save(
        update_fields=[
            "state",
            "state_since",
            "closing_reason",
            "closed_at",
            "waiting_for",
            "waiting_since",
            "version",
        ]
    )
    CaseEvent.unguarded.create(case=case, by=actor, code=code, before=before, after=state)


def _move_request(request: Request, state: str, actor: User | None, code: str) -> None:
    before = request.state
    if state != before:
        request.state, request.state_since = state, timezone.now()
        request.version += 1
        request.save(update_fields=["state", "state_since", "version"])
    RequestEvent.unguarded.create(
        request=request, by=actor, code=code, before=before, after=request.state
    )


def requests_follow(*, case: Case, actor: User | None) -> None:
    """Move the requests that a case answers along with it. Call it inside the transaction."""
    answers = CaseRequest.objects.filter(case=case).select_related("request__agency")
    for request in [answer.request for answer in answers]:
        state = nrm.request_follows(case.state, case.closing_reason)
        if state is None or state == request.state or request.state not in FOLLOWING | LOOKED_FOR:
            continue
        _move_request(request, state, actor, "case")
