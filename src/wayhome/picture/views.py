"""The overview and the search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods

from wayhome.accounts.access import roles, signed_in
from wayhome.agreements.models import CASE_STAFF
from wayhome.picture.overview import overview
from wayhome.picture.search import MOST_LETTERS, search
from wayhome.vault.ids import read_reference
from wayhome.vocabulary import codes


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what stands where; everybody who signs in may see it, each their own counts."""
    picture = overview(signed_in(request))
    states = codes("request-state")
    language = translation.get_language() or "en"
    bars = [(states.get(code).label(language), count) for code, count in picture.requests_by_state]
    return render(request, "picture/overview.html", {"picture": picture, "state_bars": bars})


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
