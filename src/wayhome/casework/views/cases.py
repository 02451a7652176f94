"""Pages of cases: the board, one state as a list, one case, its clocks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.models import User
from wayhome.audit.versions import Conflict
from wayhome.casework import actions, nrm, selectors
from wayhome.casework.forms import CaseForm, MomentsForm, PauseForm
from wayhome.casework.models import Case
from wayhome.casework.services import (
    StepRefusedError,
    change_case,
    end_pause,
    pause_clock,
    set_moments,
)
from wayhome.casework.services.cases import MOMENTS
from wayhome.casework.views import words_of
from wayhome.casework.views.shared import (
    CASE_WORKERS,
    INVALID,
    READERS,
    chosen,
    conflict_rows,
    history,
    log_list,
    log_view,
    newer_version,
    page_of,
)
from wayhome.casework.words import coded

EDITED = ("state", "waiting_for", "waiting_on", "next_step", "closing_reason")


def _filters(request: HttpRequest) -> dict[str, str]:
    return {
        "waiting_for": chosen(request, "waiting_for", dict(coded("waiting-for"))),
        "nationality": chosen(request, "nationality", dict(coded("country"))),
    }


@require_GET
@roles(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Show cases by state, the oldest wait first."""
    user, filters = signed_in(request), _filters(request)
    columns = selectors.board(user, **filters)
    log_list(user, actions.CASES_LISTED, "case", sum(len(one.cases) for one in columns))
    context = {
        "columns": columns,
        "filters": filters,
        "waits": coded("waiting-for"),
        "countries": coded("country"),
    }
    return render(request, "casework/board.html", context)


@require_GET
@roles(*READERS)
def case_list(request: HttpRequest) -> HttpResponse:
    """List all cases of one state, or all, the oldest wait first."""
    user = signed_in(request)
    filters = {**_filters(request), "state": chosen(request, "state", nrm.way().states)}
    page = page_of(request, selectors.cases(user, **filters))
    log_list(user, actions.CASES_LISTED, "case", len(page.object_list))
    context = {
        "page": page,
        "filters": filters,
        "states": coded("case-state"),
        "waits": coded("waiting-for"),
        "countries": coded("country"),
    }
    return render(request, "casework/case_list.html", context)


@require_http_methods(["GET", "POST"])
@roles(*READERS)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a case and, to case workers, the form that moves it along."""
    user = signed_in(request)
    found = selectors.case_of(user, reference)
    if request.method == "GET":
        return _show(request, user, found, form=_form_of(found))
    if not user.has_role(*CASE_WORKERS):
        raise PermissionDenied
    return _save(request, user, found)


def _form_of(found: Case) -> CaseForm:
    return CaseForm(
        found.state, initial={name: getattr(found, name) for name in (*EDITED, "version")}
    )


def _save(request: HttpRequest, user: User, found: Case) -> HttpResponse:
    form = CaseForm(found.state, request.POST)
    conflict: list[Any] = []
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            change_case(case=found, expected=said.pop("version"), actor=user, **said)
        except StepRefusedError as refusal:
            form.add_error("state", str(refusal))
        except Conflict as clash:
            conflict = conflict_rows(form, clash.theirs, EDITED)
            newer_version(form, clash.theirs)
        else:
            return redirect("casework:case", found.reference)
    found = selectors.case_of(user, found.reference)
    status = 409 if conflict else INVALID
    return _show(request, user, found, form=form, conflict=conflict, status=status)


@require_POST
@roles(*CASE_WORKERS)
def case_clocks(request: HttpRequest, reference: str) -> HttpResponse:
    """Enter the moments that the clocks run from."""
    user = signed_in(request)
    found = selectors.case_of(user, reference)
    form = MomentsForm(request.POST)
    conflict: list[Any] = []
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            set_moments(case=found, expected=said.pop("version"), actor=user, moments=said)
        except Conflict as clash:
            conflict = conflict_rows(form, clash.theirs, MOMENTS)
            newer_version(form, clash.theirs)
        else:
            return redirect("casework:case", found.reference)
    found = selectors.case_of(user, found.reference)
    status = 409 if conflict else INVALID
    shown = _form_of(found)
    return _show(request, user, found, form=shown, moments=form, conflict=conflict, status=status)


@require_POST
@roles(*CASE_WORKERS)
def case_pause(request: HttpRequest, reference: str) -> HttpResponse:
    """Pause a clock with its reason, or let it run again."""
    user = signed_in(request)
    found = selectors.case_of(user, reference)
    clock = request.POST.get("clock", "")
    if request.POST.get("resume"):
        end_pause(case=found, clock=clock, actor=user)
        return redirect("casework:case", found.reference)
    form = PauseForm(request.POST)
    if form.is_valid():
        pause_clock(case=found, clock=clock, reason=form.cleaned_data["reason"], actor=user)
        return redirect("casework:case", found.reference)
    return _show(request, user, found, form=_form_of(found), pause=form, status=INVALID)


def _show(
    request: HttpRequest,
    user: User,
    found: Case,
    *,
    form: CaseForm,
    moments: MomentsForm | None = None,
    pause: PauseForm | None = None,
    conflict: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a case and log it: a refused change shows the person as well."""
    log_view(user, actions.CASE_VIEWED, "case", found.reference)
    initial = {name: getattr(found, name) for name in (*MOMENTS, "version")}
    clocks = nrm.clocks(selectors.case_facts(found), timezone.now())
    context = {
        "found": found,
        "details": words_of.details(found.record),
        "clocks": [words_of.clock(clock) for clock in clocks],
        "notes": words_of.steps(found),
        "answers": selectors.answered_requests(user, found),
        "history": history(found.events.select_related("by__agency"), "case-state", user),
        "form": form if user.has_role(*CASE_WORKERS) else None,
        "moments": moments or MomentsForm(initial=initial),
        "pause": pause or PauseForm(auto_id=False),
        "conflict": conflict,
    }
    return render(request, "casework/case.html", context, status=status)
