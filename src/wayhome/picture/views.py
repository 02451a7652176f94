"""The overview and the search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.roles import Role
from wayhome.agreements.models import CASE_STAFF
from wayhome.picture.overview import overview
from wayhome.picture.search import MOST_LETTERS, search
from wayhome.vault.ids import read_reference
from wayhome.vocabulary import codes

# Who judges the matching without reviewing: reviewers find the page where they work.
JUDGES = (Role.ANALYST, Role.AUDITOR, Role.PLATFORM_OPERATOR)


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what stands where; everybody who signs in may see it, each their own counts."""
    user = signed_in(request)
    picture = overview(user)
    states = codes("request-state")
    language = translation.get_language() or "en"
    bars = [(states.get(code).label(language), count) for code, count in picture.requests_by_state]
    context = {"picture": picture, "state_bars": bars, "judges": user.has_role(*JUDGES)}
    return render(request, "picture/overview.html", context)


@require_http_methods(["GET", "POST"])
@roles(*CASE_STAFF)
def find(request: HttpRequest) -> HttpResponse:
    """Search; one thing named by its reference is opened at once.

    Words come in a form's body: a name in an address would stay in histories and servers' logs.
    An address may hold a reference.
    """
    words = request.POST.get("q", "")[:MOST_LETTERS]
    if request.method == "GET" and read_reference(linked := request.GET.get("q", "")):
        words = linked
    answer = search(signed_in(request), words)
    if answer.address:
        return redirect(answer.address)
    context = {"found": answer.found, "search_words": words}
    return render(request, "picture/search.html", context)
