"""Requests, as the duty officer asks for them."""

from datetime import timedelta

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.casework.models import Case, CaseRequest, Request

# What a line of a list says of a request, on a page, to a system or in an export.
_LINE = (
    *("reference", "version", "state", "state_since", "nationality"),
    *("series", "gone_since", "created_at", "record__details", "agency__name"),
)


def requests(
    user: User,
    *,
    state: str = "",
    nationality: str = "",
    series: str = "",
    older_than: int = 0,
    gone: bool = False,
) -> QuerySet[Request]:
    """Return the requests a user may see, the longest open first.

    ``older_than`` is in whole days since the request was registered; ``gone`` leaves those that
    are no longer on the newest version of their list.
    """
    found = Request.objects.visible_to(user).select_related("record", "agency")
    found = found.only("record", "agency", *_LINE)
    if state:
        found = found.filter(state=state)
    if nationality:
        found = found.filter(nationality=nationality)
    if series:
        found = found.filter(series=series)
    if older_than:
        found = found.filter(created_at__lte=timezone.now() - timedelta(days=older_than))
    if gone:
        found = found.exclude(gone_since=None)
    ordered: QuerySet[Request] = found.order_by("created_at", "id")
    return ordered


def request_of(user: User, reference: str) -> Request:
    """Return one request. Raises Http404 where there is none that the user may see."""
    visible = Request.objects.visible_to(user).select_related("record__submission", "agency")
    found: Request = get_object_or_404(visible, reference=reference)
    return found


def is_answered(request: Request) -> bool:
    """Tell whether a decision in force joins a request, read for a user, to a found person."""
    return CaseRequest.objects.filter(request=request).exists()


def answering_cases(user: User, request: Request) -> QuerySet[Case]:
    """Return the cases that answer a request, of those that the user may see."""
    visible = Case.objects.visible_to(user).filter(answers__request=request)
    found: QuerySet[Case] = visible.order_by("id")
    return found
