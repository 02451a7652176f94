"""Requests: registered one at a time through the same door as a list, and changed by hand."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.audit import services as audit
from wayhome.casework import actions, nrm
from wayhome.casework.models import Request, RequestEvent
from wayhome.casework.services.cases import StepRefusedError
from wayhome.intake.models import Submission
from wayhome.intake.services import receive_form

TYPED = "typed"
"""The series of requests that came one by one: they are on no list and never 'gone' from one."""


def register_request(
    *, user: User, values: Mapping[str, str], channel: str = "form"
) -> tuple[Submission, Request | None]:
    """Register one request by canonical columns; None where its row was refused (see the summary).

    The same person asked for again by the same agency with the same details is the same request.
    Raises intake.tables.Refused where nothing can be read.
    """
    assert user.agency is not None  # noqa: S101  the roles let in have an agency (constraint)
    submission = receive_form(
        agency=user.agency,
        sender=user,
        kind="requests",
        rows=[{name: value for name, value in values.items() if value}],
        series=TYPED,
        channel=channel,
    )
    changes = submission.summary.get("outcome", [])
    reference = changes[0]["reference"] if changes else ""
    return submission, Request.unguarded.filter(reference=reference).first()


def change_request(
    *,
    request: Request,
    expected: int,
    actor: User | None,
    state: str | None = None,
    closing_reason: str = "",
    note: str | None = None,
    why: str = "",
) -> Request:
    """Change a request by hand; None leaves a thing as it is. ``why`` is the reason of a step back.

    Raises StepRefusedError, and versions.Conflict where ``expected`` is not the version.
    """
    before, new = request.state, request.state if state is None else state
    refusal = nrm.check(before, new, reason=why, closing_reason=closing_reason, kind="request")
    if refusal is not None:
        raise StepRefusedError(refusal)
    if new != before:
        request.state, request.state_since = new, timezone.now()
        request.closing_reason = closing_reason if new == nrm.CLOSED else ""
    if note is not None:
        request.note = note
    with transaction.atomic():
        request.save_version(expected, ["state", "state_since", "closing_reason", "note"])
        if new != before:
            _event(request, actor, "state", before, new, why)
        elif why:
            _event(request, actor, "note", "", "", why)
        audit.record(
            action=actions.REQUEST_CHANGED,
            actor=actor,
            subject_kind="request",
            subject=request.reference,
            details={"state": [before, new]},
        )
    return request


def _event(
    request: Request, actor: User | None, code: str, before: str, after: str, why: str
) -> RequestEvent:
    return RequestEvent.unguarded.create(
        request=request, by=actor, code=code, before=before, after=after, note=why
    )
