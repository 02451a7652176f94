"""The review: what waits, two records side by side, an answer, and the way back."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.models import User
from wayhome.accounts.roles import Role
from wayhome.people import actions, comparing, selectors, services, showing
from wayhome.people.forms import AnswerForm
from wayhome.people.models import Decision, Pair, Verdict
from wayhome.people.views.history import told
from wayhome.vault.ids import read_reference

PAGE = 50
# In the session: references only. Pairs put back, and the user's last decision, to be undone.
PUT_BACK, LAST = "people_put_back", "people_last_decision"
_MOST_PUT_BACK = 500
FILTERS = ("waiting", "unsure", "decided")


@require_GET
@roles(Role.REVIEWER)
def review(request: HttpRequest) -> HttpResponse:
    """List the pairs that wait, those left unsure, or what was decided."""
    user = signed_in(request)
    shown = request.GET.get("show", "")
    shown = shown if shown in FILTERS else FILTERS[0]
    verdict = Verdict.UNSURE if shown == "unsure" else Verdict.UNDECIDED
    found: Any = selectors.decided(user) if shown == "decided" else selectors.queue(user, verdict)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    services.log_view(
        user=user, action=actions.PEOPLE_LISTED, kind="review", shown=len(page.object_list)
    )
    context = {
        "page": page,
        "shown": shown,
        "waiting": selectors.waiting_count(user),
        "likely": comparing.likely_probability(),
        "last": _last(request, user),
    }
    return render(request, "people/review.html", context)


@require_GET
@roles(Role.REVIEWER)
def review_next(request: HttpRequest) -> HttpResponse:
    """Go to the likeliest pair that waits, else to the list."""
    found = selectors.next_pair(signed_in(request), request.session.get(PUT_BACK, []))
    return redirect("people:pair", found.reference) if found else redirect("people:review")


@require_GET
@roles(Role.REVIEWER)
def pair(request: HttpRequest, reference: str) -> HttpResponse:
    """Show two records side by side, with the reasons of the score."""
    user = signed_in(request)
    found = _pair(user, reference)
    services.log_view(user=user, action=actions.PAIR_VIEWED, kind="pair", reference=found.reference)
    return _show(request, user, found)


@require_POST
@roles(Role.REVIEWER)
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep the user's word about a pair and go on to the next one."""
    user = signed_in(request)
    found = _pair(user, reference)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, user, found, form, status=422)
    said = form.cleaned_data
    try:
        decision = services.decide(
            user=user, pair=found, verdict=said["verdict"], why=said["why"], seen=said["seen"]
        )
    except (services.Clash, services.AnsweredMeanwhile) as trouble:
        return _show(request, user, _pair(user, reference), form, str(trouble), status=409)
    request.session[LAST] = decision.reference
    return redirect("people:next")


@require_POST
@roles(Role.REVIEWER)
def skip(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a pair to the end for this user and go on to the next one."""
    found = _pair(signed_in(request), reference)
    put_back = [one for one in request.session.get(PUT_BACK, []) if one != found.reference]
    request.session[PUT_BACK] = [*put_back, found.reference][-_MOST_PUT_BACK:]
    request.session.pop(LAST, None)
    return redirect("people:next")


@require_POST
@roles(Role.REVIEWER)
def undo(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a decision back and show its pair again."""
    user = signed_in(request)
    decision = selectors.decision_by_reference(user, _read(reference))
    if decision is None:
        raise Http404
    try:
        services.undo(user=user, decision=decision)
    except services.Clash as clash:
        shown = _pair(user, decision.pair.reference)
        return _show(request, user, shown, trouble=str(clash), status=409)
    if request.session.get(LAST) == decision.reference:
        del request.session[LAST]
    return redirect("people:pair", decision.pair.reference)


def _read(reference: str) -> str:
    return read_reference(reference) or ""


def _pair(user: User, reference: str) -> Pair:
    found = selectors.pair_by_reference(user, _read(reference))
    if found is None:
        raise Http404
    return found


def _last(request: HttpRequest, user: User) -> Decision | None:
    reference = request.session.get(LAST)
    found = selectors.decision_by_reference(user, reference) if reference else None
    return found if found and found.undone_at is None else None


def _show(
    request: HttpRequest,
    user: User,
    found: Pair,
    form: AnswerForm | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    word = selectors.word_about(user, found)
    data = {"why": form.data.get("why", "")} if form else {}
    fresh = AnswerForm(initial={**data, "seen": word.reference if word else ""})
    left, right = showing.sides(found)
    context = {
        "pair": found,
        "left": left,
        "right": right,
        "lines": showing.lines(found),
        "waterfall": showing.waterfall(found),
        "would_settle": showing.would_settle(found),
        "likely": found.probability >= comparing.likely_probability(),
        "word": word,
        "history": [told(d) for d in selectors.decisions_about(user, found.left, found.right)],
        "form": fresh,
        "errors": form.errors if form else None,
        "trouble": trouble,
        "waiting": selectors.waiting_count(user),
        "last": _last(request, user),
    }
    return render(request, "people/pair.html", context, status=status)
