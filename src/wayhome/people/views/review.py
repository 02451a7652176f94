"""The review: what waits, two records side by side, an answer, and the way back."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.models import User
from wayhome.accounts.roles import Role
from wayhome.people import actions, comparing, reasons, selectors, services, showing
from wayhome.people.forms import AnswerForm
from wayhome.people.models import Between, Decision, Pair, Verdict
from wayhome.people.views.history import told
from wayhome.vault.ids import read_reference

PAGE = 50
# In the session: references only. Pairs put back, and the user's last decision, to be undone.
PUT_BACK, LAST = "people_put_back", "people_last_decision"
_MOST_PUT_BACK = 500
FILTERS = ("waiting", "unsure", "decided")
JOINS = {
    Between.REQUEST_AND_FOUND: gettext_lazy("A request and a found person"),
    Between.TWO_REQUESTS: gettext_lazy("Two requests"),
    Between.TWO_FOUND: gettext_lazy("Two found people"),
}


@require_GET
@roles(Role.REVIEWER)
def review(request: HttpRequest) -> HttpResponse:
    """List the pairs that wait, those left unsure, or what was decided."""
    user = signed_in(request)
    shown = request.GET.get("show", "")
    shown = shown if shown in FILTERS else FILTERS[0]
    between = _chosen(request)
    found, counts = _listed(user, shown, between)
    waiting = counts if shown == "waiting" else selectors.pairs_count(user)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    services.log_view(
        user=user, action=actions.PEOPLE_LISTED, kind="review", shown=len(page.object_list)
    )
    context = {
        "page": page,
        "shown": shown,
        "kept": _kept(between),
        "choices": _choices(counts, between),
        "total": sum(counts.values()),
        "waiting": sum(waiting.values()),
        "to_begin": _of(waiting, between),
        "lines": [(one, _likely(one)) for one in page] if shown != "decided" else [],
        "last": _last(request, user),
    }
    return render(request, "people/review.html", context)


def _listed(
    user: User, shown: str, between: Between | None
) -> tuple[QuerySet[Any], dict[Between, int]]:
    if shown == "decided":
        return selectors.decided(user, between), selectors.decided_count(user)
    verdict = Verdict.UNSURE if shown == "unsure" else Verdict.UNDECIDED
    return selectors.queue(user, verdict, between), selectors.pairs_count(user, verdict)


def _choices(counts: dict[Between, int], chosen: Between | None) -> list[dict[str, Any]]:
    """Return what the list can be narrowed to, in words, and how many each choice shows."""
    return [
        {
            "code": one.code if one else None,
            "words": JOINS[one] if one else _("All"),
            "count": _of(counts, one),
            "chosen": one == chosen,
        }
        for one in (None, *Between)
    ]


@require_GET
@roles(Role.REVIEWER)
def review_next(request: HttpRequest) -> HttpResponse:
    """Go to the first pair that waits, of those that the address narrows to; else to the list."""
    between = _chosen(request)
    found = selectors.next_pair(signed_in(request), request.session.get(PUT_BACK, []), between)
    return _to(request, "people:pair", found.reference) if found else _to(request, "people:review")


def _chosen(request: HttpRequest) -> Between | None:
    """Return whom the address narrows the review to; what is no such word narrows nothing."""
    return Between.by_code().get(request.GET.get("between", ""))


def _kept(between: Between | None) -> str:
    """Return the end of an address that keeps the choice from page to page."""
    return f"?between={between.code}" if between else ""


def _to(request: HttpRequest, name: str, *references: str) -> HttpResponse:
    """Go on to another page of the review, with the same choice."""
    return redirect(reverse(name, args=references) + _kept(_chosen(request)))


def _of(counts: dict[Between, int], between: Between | None) -> int:
    return sum(counts.values()) if between is None else counts[between]


@require_GET
@roles(Role.REVIEWER)
def pair(request: HttpRequest, reference: str) -> HttpResponse:
    """Show two records side by side, with the reasons of the score."""
    user = signed_in(request)
    return _show(request, user, _pair(user, reference))


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
    return _to(request, "people:next")


@require_POST
@roles(Role.REVIEWER)
def skip(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a pair to the end for this user and go on to the next one."""
    found = _pair(signed_in(request), reference)
    put_back = [one for one in request.session.get(PUT_BACK, []) if one != found.reference]
    request.session[PUT_BACK] = [*put_back, found.reference][-_MOST_PUT_BACK:]
    request.session.pop(LAST, None)
    return _to(request, "people:next")


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
    return _to(request, "people:pair", decision.pair.reference)


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
    """Show a pair and log it: a refused answer shows both records as well."""
    services.log_view(user=user, action=actions.PAIR_VIEWED, kind="pair", reference=found.reference)
    word = selectors.word_about(user, found)
    data = {"why": form.data.get("why", "")} if form else {}
    fresh = AnswerForm(initial={**data, "seen": word.reference if word else ""})
    left, right = showing.sides(found)
    between = _chosen(request)
    missing, names = reasons.missing(found), reasons.names_met(found)
    deciding, also = reasons.deciding(missing)
    context = {
        "pair": found,
        "left": left,
        "right": right,
        "lines": showing.lines(found, names.readings if names else {}),
        "waterfall": showing.waterfall(found),
        "thresholds": showing.thresholds(),
        "names": names,
        "deciding": deciding,
        "also": also,
        "idle": reasons.idle(missing),
        "would_settle": reasons.would_settle(missing),
        **_standing(found),
        "word": word,
        "history": [told(d) for d in selectors.decisions_about(user, found.left, found.right)],
        "form": fresh,
        "errors": form.errors if form else None,
        "trouble": trouble,
        "joins": JOINS[between] if between else "",
        "kept": _kept(between),
        "waiting": _of(selectors.pairs_count(user), between),
        "last": _last(request, user),
    }
    return render(request, "people/pair.html", context, status=status)


def _standing(found: Pair) -> dict[str, bool]:
    """Return whether the model is confident, and whether names alone keep it from being so."""
    likely = _likely(found)
    high = found.probability >= comparing.likely_probability()
    return {"likely": likely, "only_names": high and not likely}


def _likely(found: Pair) -> bool:
    return comparing.band(found.probability, found.reasons) == "likely"
