"""Pages of encounters: the list, one group, registering it, its people, and from a document."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.models import User
from wayhome.audit.versions import Conflict
from wayhome.casework import actions, prefill, selectors
from wayhome.casework.forms import (
    COUNT_ROWS,
    MOST_COUNTS,
    ROWS_TAKEN,
    EncounterForm,
    head_counts,
    more_head_counts,
    more_people_rows,
    people_rows,
)
from wayhome.casework.models import Encounter
from wayhome.casework.services import add_people, change_encounter, register_encounter
from wayhome.casework.views.shared import (
    ENCOUNTER_READERS,
    FINDERS,
    INVALID,
    READERS,
    all_valid,
    chosen,
    conflict_rows,
    log_view,
    more_rows,
    newer_version,
    page_of,
    posted,
)
from wayhome.casework.words import PAPERS, SEARCH, coded, label
from wayhome.documents import selectors as documents
from wayhome.intake.tables import Refused

STATED = (
    "found_on",
    "found_at",
    "place",
    "country",
    "units",
    "head_count",
    "papers_carried",
    "search_found",
    "search_note",
    "said",
    "note",
)
MORE_PEOPLE = (10, 50)  # rows that a button of the form adds
MASKED = ("said", "search_note", "note")


@require_GET
@roles(*ENCOUNTER_READERS)
def encounters(request: HttpRequest) -> HttpResponse:
    """List encounters, newest first."""
    user = signed_in(request)
    countries = coded("country")
    country = chosen(request, "country", dict(countries))
    nationality = chosen(request, "nationality", dict(countries))
    page = page_of(request, selectors.encounters(user, country=country, nationality=nationality))
    context = {
        "page": page,
        "rows": [(one, selectors.stated_balance(one)) for one in page],
        "countries": countries,
        "filters": {"country": country, "nationality": nationality},
        "may_register": user.has_role(*FINDERS),
    }
    return render(request, "casework/encounters.html", context)


@require_http_methods(["GET", "POST"])
@roles(*FINDERS)
def encounter_new(request: HttpRequest) -> HttpResponse:
    """Register a group; a document may have filled the form."""
    user = signed_in(request)
    document = documents.document(user, named) if (named := request.POST.get("document")) else None
    if "more" in request.POST:
        return _with_more_rows(request, document=document)
    form, counts = EncounterForm(posted(request)), head_counts(posted(request))
    if request.method == "POST" and all_valid(form, counts):
        made = register_encounter(user=user, facts=form.facts(counts.counts()), document=document)
        return redirect("casework:encounter", made.reference)
    status = INVALID if request.method == "POST" else 200
    return _form_page(request, form, counts, status, document=document)


def _form_page(
    request: HttpRequest,
    form: Any,
    counts: Any,
    status: int = 200,
    *,
    found: Encounter | None = None,
    **more: Any,
) -> HttpResponse:
    """Show the form about a group, and log it where the group is registered already."""
    if found is not None:
        user = signed_in(request)
        log_view(user, actions.ENCOUNTER_VIEWED, "encounter", found.reference)
    rows = counts.total_form_count()
    context = {
        "form": form,
        "counts": counts,
        "rows": rows,
        "more_rows": min(COUNT_ROWS, MOST_COUNTS - rows),
        "countries": coded("country"),
        "found": found,
        **more,
    }
    return render(request, "casework/encounter_form.html", context, status=status)


def _with_more_rows(request: HttpRequest, **more: Any) -> HttpResponse:
    """Show the form again as it was typed, with more rows; nothing is looked at or saved."""
    form = EncounterForm(initial=request.POST.dict())
    return _form_page(request, form, more_head_counts(request.POST), **more)


@require_http_methods(["POST"])
@roles(*FINDERS)
def encounter_from_document(request: HttpRequest, reference: str) -> HttpResponse:
    """Open the form filled with what a document says; nothing is saved by it."""
    user = signed_in(request)
    document = documents.document(user, reference)
    filled = prefill.from_document(document, documents.standing_facts(user, document))
    form, counts = EncounterForm(initial=filled.initial), head_counts(initial=filled.counts)
    return _form_page(request, form, counts, document=document, filled=filled)


@require_http_methods(["GET", "POST"])
@roles(*FINDERS)
def encounter_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Put right what is stated of a group."""
    user = signed_in(request)
    found = selectors.encounter_of(user, reference)
    if request.method == "GET":
        return _form_page(request, *_forms_of(found), found=found)
    if "more" in request.POST:
        return _with_more_rows(request, found=found)
    return _save(request, user, found)


def _forms_of(found: Encounter) -> tuple[EncounterForm, Any]:
    initial = {name: getattr(found, name) for name in (*STATED, "version")}
    stated = [
        {"nationality": count.nationality, "people": count.people} for count in found.counts.all()
    ]
    return EncounterForm(initial=initial), head_counts(initial=stated)


def _save(request: HttpRequest, user: User, found: Encounter) -> HttpResponse:
    form, counts = EncounterForm(request.POST), head_counts(request.POST)
    conflict: list[Any] = []
    if all_valid(form, counts):
        try:
            change_encounter(
                encounter=found,
                expected=form.cleaned_data["version"] or 0,
                actor=user,
                facts=form.facts(counts.counts()),
            )
        except Conflict as clash:
            conflict = conflict_rows(form, clash.theirs, STATED)
            conflict.append(_conflict_of_counts(clash.theirs, counts.counts()))
            newer_version(form, clash.theirs)
        else:
            return redirect("casework:encounter", found.reference)
    status = 409 if conflict else INVALID
    return _form_page(request, form, counts, status, found=found, conflict=conflict)


def _conflict_of_counts(theirs: Any, yours: dict[str, int]) -> dict[str, str]:
    saved = {count.nationality: count.people for count in theirs.counts.all()}
    return {
        "label": _("Head count by nationality"),
        "saved": _written(saved),
        "yours": _written(yours),
    }


def _written(counts: dict[str, int]) -> str:
    parts = (
        f"{n} {label('country', code) if code else _('not known')}"
        for code, n in sorted(counts.items(), key=lambda c: -c[1])
    )
    return " + ".join(parts)


@require_GET
@roles(*ENCOUNTER_READERS)
def encounter(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a group: what was stated, whether it adds up, who is registered."""
    user = signed_in(request)
    found = selectors.encounter_of(user, reference)
    log_view(user, actions.ENCOUNTER_VIEWED, "encounter", found.reference)
    counts = selectors.registered(found)
    context = {
        "found": found,
        "balance": selectors.stated_balance(found),
        "registered": counts,
        "registered_total": sum(count.people for count in counts),
        "people": page_of(request, selectors.found_people(user, found)),
        "may_see_people": user.has_role(*READERS),
        "open_fields": {n for n in MASKED if Encounter.field_visible_to(user, n)},
        "papers": dict(PAPERS)[found.papers_carried],
        "search": dict(SEARCH)[found.search_found],
        "may_edit": user.has_role(*FINDERS),
        "may_add": user.has_role(*FINDERS) and found.agency_id == user.agency_id,
    }
    return render(request, "casework/encounter.html", context)


@require_http_methods(["GET", "POST"])
@roles(*FINDERS)
def encounter_people(request: HttpRequest, reference: str) -> HttpResponse:
    """Type the people of a group of one's own agency, several at once."""
    user = signed_in(request)
    found = selectors.encounter_of(user, reference)
    if found.agency_id != user.agency_id:
        raise PermissionDenied
    if "more" in request.POST:
        people = more_people_rows(request.POST, more_rows(request))
        return render(request, "casework/encounter_people.html", _typing(found, people))
    people = people_rows(posted(request), missing=_missing(found))
    context = _typing(found, people)
    if request.method == "POST" and people.is_valid():
        rows = people.rows()
        if not rows:
            context["problem"] = _("Nobody was written down yet.")
        else:
            try:
                submission = add_people(encounter=found, user=user, rows=rows)
            except Refused as refusal:
                context["problem"] = str(refusal)
            else:
                return redirect("intake:submission", submission.reference)
    status = INVALID if request.method == "POST" else 200
    return render(request, "casework/encounter_people.html", context, status=status)


def _missing(found: Encounter) -> int:
    """Return how many of a group's head count are not registered yet."""
    registered = sum(count.people for count in selectors.registered(found))
    return max(0, (found.head_count or 0) - registered)


def _typing(found: Encounter, people: Any) -> dict[str, Any]:
    """Return what the form for a group's people shows."""
    rows = people.total_form_count()
    return {
        "found": found,
        "people": people,
        "rows": rows,
        "more": sorted({min(n, ROWS_TAKEN - rows) for n in MORE_PEOPLE if rows < ROWS_TAKEN}),
        "most": ROWS_TAKEN,
        "countries": coded("country"),
    }
