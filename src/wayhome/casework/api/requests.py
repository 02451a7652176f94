"""Requests for agencies' systems."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from ninja.pagination import paginate

from wayhome.casework import actions, selectors, services
from wayhome.casework.api.shared import PersonIn, fields_of, let_in
from wayhome.casework.models import Request
from wayhome.casework.views.shared import ASKERS, READERS, log_view
from wayhome.intake.tables import Refused

router = Router()


class RequestLine(Schema):
    """A request without what describes the person."""

    reference: str
    state: str
    state_since: datetime
    nationality: str
    series: str
    created_at: datetime
    gone_since: datetime | None
    version: int


class RequestOut(RequestLine):
    """A request with its person, and whether there is a match (then ask the centre)."""

    person: dict[str, str]
    matched: bool
    closing_reason: str
    submission: str


class RequestFilter(Schema):
    """Filters of the list of requests; ``older_than`` in days since it was registered."""

    state: str = ""
    nationality: str = ""
    series: str = ""
    older_than: int = Field(0, ge=0, le=36_500)
    gone: bool = False


@router.get("/requests", response=list[RequestLine])
@paginate
def list_requests(request: HttpRequest, filters: Query[RequestFilter]) -> Any:
    """List requests, the longest open first."""
    return selectors.requests(let_in(request, READERS), **filters.dict())


@router.get("/requests/{reference}", response=RequestOut)
def get_request(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Read one request; it is logged."""
    user = let_in(request, READERS)
    found = selectors.request_of(user, reference)
    log_view(user, actions.REQUEST_VIEWED, "request", found.reference)
    return _request(found)


@router.post("/requests", response={201: RequestOut})
def ask_for_person(request: HttpRequest, person: PersonIn) -> Status[dict[str, Any]]:
    """Ask for one person. The same person with the same details again is the same request."""
    user = let_in(request, ASKERS)
    submission, made = services.register_request(user=user, values=person.given(), channel="api")
    if made is None:
        raise _refused_row(submission.summary)
    return Status(201, _request(selectors.request_of(user, made.reference)))


def _request(found: Request) -> dict[str, Any]:
    return {
        **fields_of(found, RequestLine),
        "closing_reason": found.closing_reason,
        "submission": found.record.submission.reference,
        "person": found.record.details,
        "matched": selectors.is_answered(found),
    }


def _refused_row(summary: Mapping[str, Any]) -> Refused:
    reasons = [str(one["reason"]) for one in summary.get("refusals", [])]
    return Refused("row", "; ".join(reasons) or "nothing was taken", "the person", "put it right")
