"""The overview and the search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET

from wayhome.accounts.access import roles, signed_in
from wayhome.agreements.models import CASE_STAFF
from wayhome.picture.overview import overview
from wayhome.picture.search import search
from wayhome.vocabulary import codes


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what stands where; everybody who signs in may see it, each their own counts."""
    picture = overview(signed_in(request))
    states = codes("request-state")
    language = translation.get_language() or "en"
    bars = [(states.get(code).label(language), count) for code, count in picture.requests_by_state]
    return render(request, "picture/overview.html", {"picture": picture, "state_bars": bars})


@require_GET
@roles(*CASE_STAFF)
def find(request: HttpRequest) -> HttpResponse:
    """Search; one thing named by its reference is opened at once."""
    words = request.GET.get("q", "")[:200]
    answer = search(signed_in(request), words)
    if answer.address:
        return redirect(answer.address)
    context = {"found": answer.found, "search_words": words}
    return render(request, "picture/search.html", context)
