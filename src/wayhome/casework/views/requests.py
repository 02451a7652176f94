"""Pages of requests: the duty officer's list, one request, asking for somebody."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.models import User
from wayhome.audit.versions import Conflict
from wayhome.casework import actions, selectors
from wayhome.casework.forms import RequestForm, RequestStateForm
from wayhome.casework.models import Request, RequestState
from wayhome.casework.services import StepRefusedError, change_request, register_request
from wayhome.casework.views import words_of
from wayhome.casework.views.shared import (
    ASKERS,
    INVALID,
    READERS,
    chosen,
    conflict_rows,
    history,
    log_list,
    log_view,
    newer_version,
    page_of,
    posted,
)
from wayhome.casework.words import coded
from wayhome.intake.tables import Refused

EDITED = ("state", "closing_reason", "note")


@require_GET
@roles(*READERS)
def requests(request: HttpRequest) -> HttpResponse:
    """List requests, the longest open first."""
    user = signed_in(request)
    ages = [str(days) for days in selectors.AGE_BANDS]
    filters = {
        "state": chosen(request, "state", RequestState.values),
        "nationality": chosen(request, "nationality", dict(coded("country"))),
        "series": request.GET.get("series", ""),
        "age": chosen(request, "age", ages),
        "gone": chosen(request, "gone", ["1"]),
    }
    found = selectors.requests(
        user,
        state=filters["state"],
        nationality=filters["nationality"],
        series=filters["series"],
        older_than=int(filters["age"] or 0),
        gone=bool(filters["gone"]),
    )
    page = page_of(request, found)
    log_list(user, actions.REQUESTS_LISTED, "request", len(page.object_list))
    context = {
        "page": page,
        "filters": filters,
        "states": coded("request-state"),
        "countries": coded("country"),
        "ages": ages,
        "may_ask": user.has_role(*ASKERS),
    }
    return render(request, "casework/requests.html", context)


@require_http_methods(["GET", "POST"])
@roles(*ASKERS)
def request_new(request: HttpRequest) -> HttpResponse:
    """Ask for one person."""
    user = signed_in(request)
    form = RequestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            submission, made = register_request(user=user, values=form.values())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if made is not None:
                return redirect("casework:request", made.reference)
            for refused in submission.summary.get("refusals", []):
                form.add_error(None, refused["reason"])
    status = INVALID if form.errors else 200
    return render(request, "casework/request_new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@roles(*READERS)
def request_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a request and, to those who may, the form that changes it."""
    user = signed_in(request)
    found = selectors.request_of(user, reference)
    if request.method == "GET":
        return _show(request, user, found, _form_of(found))
    if not user.has_role(*ASKERS):
        raise PermissionDenied
    return _save(request, user, found)


def _form_of(found: Request) -> RequestStateForm:
    initial = {name: getattr(found, name) for name in (*EDITED, "version")}
    return RequestStateForm(found.state, initial=initial)


def _save(request: HttpRequest, user: User, found: Request) -> HttpResponse:
    form = RequestStateForm(found.state, request.POST)
    conflict: list[Any] = []
    if form.is_valid():
        said = form.cleaned_data
        try:
            change_request(
                request=found,
                expected=said["version"],
                actor=user,
                state=said["state"],
                closing_reason=said["closing_reason"],
                note=said["note"],
                why=said["why"],
            )
        except StepRefusedError as refusal:
            form.add_error("state", str(refusal))
        except Conflict as clash:
            conflict = conflict_rows(form, clash.theirs, EDITED)
            newer_version(form, clash.theirs)
        else:
            return redirect("casework:request", found.reference)
    found = selectors.request_of(user, found.reference)
    status = 409 if conflict else INVALID
    return _show(request, user, found, form, conflict=conflict, status=status)


def _show(
    request: HttpRequest,
    user: User,
    found: Request,
    form: RequestStateForm,
    *,
    conflict: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a request and log it: a refused change shows the person as well."""
    log_view(user, actions.REQUEST_VIEWED, "request", found.reference)
    context = {
        "found": found,
        "details": words_of.details(found.record),
        "answered": selectors.is_answered(found),
        "answers": selectors.answering_cases(user, found),
        "history": history(found.events.select_related("by__agency"), "request-state", user),
        "form": form if user.has_role(*ASKERS) else None,
        "conflict": conflict,
    }
    return render(request, "casework/request.html", context, status=status)
