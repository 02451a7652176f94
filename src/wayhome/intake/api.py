"""Submissions for agencies' systems: send a list, read what became of it."""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from wayhome.accounts.access import signed_in
from wayhome.accounts.roles import Role
from wayhome.intake import kinds, reading, selectors, services
from wayhome.intake.models import Submission
from wayhome.intake.services.receiving import DEFAULT_SERIES
from wayhome.intake.tables import Refused

router = Router()
LIST_NAME = re.compile(r"[\w-]{1,100}")  # as the page's form: letters, digits, _ and -
TARGET = re.compile(r"[A-Z0-9-]{0,16}")
SENDERS = (Role.AGENCY_ADMINISTRATOR, Role.CASE_WORKER, Role.FIELD_OFFICER)


class SubmissionOut(Schema):
    """A submission and what became of it."""

    reference: str
    kind: str
    series: str
    target: str
    state: str
    received_at: datetime
    sha256: str
    size: int
    rows_total: int


class SubmissionResult(SubmissionOut):
    """With the result, row by row, as ``wayhome import`` prints it."""

    summary: dict[str, Any]


@router.get("/submissions", response=list[SubmissionOut])
@paginate
def list_submissions(request: HttpRequest) -> Any:
    """List what arrived, newest first."""
    return selectors.submissions(signed_in(request))


@router.get("/submissions/{reference}", response=SubmissionResult)
def get_submission(request: HttpRequest, reference: str) -> Submission:
    """Read one submission."""
    user = signed_in(request)
    found = selectors.submission(user, reference)
    services.log_view(submission=found, user=user)
    return found


@router.post("/submissions", response={201: SubmissionResult, 200: SubmissionResult})
def send_list(
    request: HttpRequest,
    file: File[UploadedFile],
    kind: Form[str],
    series: Form[str] = DEFAULT_SERIES,
    target: Form[str] = "",
) -> Status[Submission]:
    """Send a list and take it in at once, with its columns recognised.

    The newest version of the same list again: 200, the earlier submission, and no change.
    """
    user = signed_in(request)
    if user.agency is None or not user.has_role(*SENDERS):
        raise PermissionDenied
    name, data = file.name or "list", file.read()
    if kind not in kinds.codes():
        raise Refused("kind", f"no kind '{kind}'", "kind", f"one of {', '.join(kinds.codes())}")
    if not LIST_NAME.fullmatch(series):
        raise Refused("series", "no name of a list", "series", "letters, digits, _ and -")
    if not TARGET.fullmatch(target):
        raise Refused("target", "no reference", "target", "the encounter's reference, E-…")
    understood = reading.understand(data, name, kind)
    submission, new = services.receive_file(
        agency=user.agency,
        sender=user,
        kind=kind,
        filename=name,
        data=data,
        series=target or series,
        target=target,
        channel="api",
        headers=understood.headers,
    )
    services.confirm(submission=submission, user=user, columns=None, wake=False)
    taken = services.import_submission(submission, actor=user)
    return Status(201 if new else 200, taken)
