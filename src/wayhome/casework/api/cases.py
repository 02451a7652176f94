"""Cases for agencies' systems."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.pagination import paginate

from wayhome.accounts.models import User
from wayhome.audit.versions import Conflict
from wayhome.casework import actions, nrm, selectors, services
from wayhome.casework.api.shared import fields_of, let_in
from wayhome.casework.models import Case
from wayhome.casework.services import StepRefusedError
from wayhome.casework.views.shared import CASE_WORKERS, READERS, log_view

router = Router()


class CaseLine(Schema):
    """A case without what describes the person."""

    reference: str
    state: str
    state_since: datetime
    nationality: str
    waiting_for: str
    waiting_on: str
    waiting_since: datetime
    opened_at: datetime
    closed_at: datetime | None
    closing_reason: str
    version: int


class ClockOut(Schema):
    """A clock: ``due`` null where nobody said when it begins; see the case page for the words."""

    code: str
    started: datetime | None
    due: datetime | None
    overdue: bool
    days_left: float | None
    assumed: bool
    paused: str
    source: str
    verified: bool
    owner: str
    waits_for: str


class CaseOut(CaseLine):
    """A case with its person, clocks and the requests that it answers."""

    person: dict[str, str]
    encounter: str
    next_step: str
    next_states: list[str]
    clocks: list[ClockOut]
    requests: list[str]


class CaseChange(Schema):
    """A step, a wait, a note; what is left out stays. ``version`` is the one that was read."""

    version: int
    state: str | None = None
    waiting_for: str | None = None
    waiting_on: str | None = Field(None, max_length=200)
    next_step: str | None = Field(None, max_length=2000)
    note: str = Field("", max_length=2000)
    closing_reason: str = ""


class CaseConflict(Schema):
    """Somebody saved first: the case as it stands, beside what was sent."""

    detail: str
    saved: CaseOut
    yours: CaseChange


class StepRefusal(Schema):
    """A step that cannot be taken, and why."""

    code: str
    detail: str


@router.get("/cases", response=list[CaseLine])
@paginate
def list_cases(
    request: HttpRequest, state: str = "", waiting_for: str = "", nationality: str = ""
) -> Any:
    """List cases, the oldest wait first."""
    user = let_in(request, READERS)
    return selectors.cases(user, state=state, waiting_for=waiting_for, nationality=nationality)


@router.get("/cases/{reference}", response=CaseOut)
def get_case(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Read one case; it is logged."""
    user = let_in(request, READERS)
    return _case(user, selectors.case_of(user, reference))


@router.patch("/cases/{reference}", response={200: CaseOut, 409: CaseConflict, 422: StepRefusal})
def change_case(request: HttpRequest, reference: str, change: CaseChange) -> Status[dict[str, Any]]:
    """Move a case along or say what it waits for. 409 with both versions where it has changed."""
    user = let_in(request, CASE_WORKERS)
    found = selectors.case_of(user, reference)
    said = change.dict()
    try:
        services.change_case(case=found, expected=said.pop("version"), actor=user, **said)
    except StepRefusedError as refusal:
        return Status(422, {"code": refusal.code, "detail": str(refusal)})
    except Conflict as clash:
        saved = _case(user, selectors.case_of(user, reference))
        return Status(409, {"detail": str(clash), "saved": saved, "yours": change})
    return Status(200, _case(user, selectors.case_of(user, reference)))


def _case(user: User, found: Case) -> dict[str, Any]:
    """Return a case with its person and log it: a conflict shows the person as well."""
    log_view(user, actions.CASE_VIEWED, "case", found.reference)
    clocks = nrm.clocks(selectors.case_facts(found), timezone.now())
    return {
        **fields_of(found, CaseLine),
        "person": found.record.details,
        "encounter": found.encounter.reference if found.encounter else "",
        "next_step": found.next_step,
        "next_states": list(nrm.next_states(found.state)),
        "clocks": list(clocks),
        "requests": [reference for reference, _seen in selectors.answered_requests(user, found)],
    }
