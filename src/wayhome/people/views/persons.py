"""People: the newest ones, and everything the user may know of one."""

from collections.abc import Container

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from wayhome import vocabulary
from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.roles import Role
from wayhome.people import actions, panels, selectors, services, showing
from wayhome.people.models import RecordSide
from wayhome.people.selectors.persons import LISTED
from wayhome.people.views.history import told
from wayhome.vault.ids import read_reference

READERS = (Role.AGENCY_ADMINISTRATOR, Role.CASE_WORKER, Role.FIELD_OFFICER, Role.REVIEWER)
PAGE = 50


@require_GET
@roles(*READERS)
def people(request: HttpRequest) -> HttpResponse:
    """List the newest people that the user may see."""
    user = signed_in(request)
    countries = vocabulary.choices("country", get_language() or "en")
    side = _chosen(request, "side", RecordSide.values)
    nationality = _chosen(request, "nationality", dict(countries))
    found = selectors.latest_people(user, side=side, nationality=nationality)
    page = Paginator(found[:LISTED], PAGE).get_page(request.GET.get("page"))
    services.log_view(
        user=user, action=actions.PEOPLE_LISTED, kind="people", shown=len(page.object_list)
    )
    elsewhere = selectors.matches_elsewhere(user, list(page.object_list))
    rows = [(record, elsewhere.get(record.pk, "")) for record in page.object_list]
    context = {
        "page": page,
        "rows": rows,
        "listed": LISTED,
        "side": side,
        "nationality": nationality,
        "countries": countries,
    }
    return render(request, "people/list.html", context)


def _chosen(request: HttpRequest, name: str, allowed: Container[str]) -> str:
    """Return a filter of the address; what is not allowed filters nothing."""
    value = request.GET.get(name, "")
    return value if value in allowed else ""


@require_GET
@roles(*READERS)
def person(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a person: every record the user may see, where each comes from, who decided what."""
    user = signed_in(request)
    found = selectors.person_by_reference(user, read_reference(reference) or "")
    if found is None:
        raise Http404
    if found.reference != reference:
        return redirect("people:person", found.reference)
    services.log_view(
        user=user, action=actions.PERSON_VIEWED, kind="person", reference=found.reference
    )
    records = selectors.records_of(user, found)
    elsewhere = selectors.matches_elsewhere(user, [r for r in records if r.current])
    context = {
        "person": found,
        "records": [(r, showing.facts(r.details), elsewhere.get(r.pk, "")) for r in records],
        "confirmed": "confirmed" in elsewhere.values(),
        "proposed": "proposed" in elsewhere.values(),
        "history": [told(decision) for decision in selectors.decisions_about(user, *records)],
        "panel": panels.lines_about(user, records),
    }
    return render(request, "people/person.html", context)
