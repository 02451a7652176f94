"""Pages of documents: the list, putting one in, and the text beside what it says."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wayhome.accounts.access import roles, signed_in
from wayhome.documents import selectors, services
from wayhome.documents.actions import actions_for
from wayhome.documents.forms import DocumentForm
from wayhome.documents.highlight import Span, pieces
from wayhome.documents.models import DOCUMENT_READERS, Document, Fact
from wayhome.documents.reading import Unreadable
from wayhome.intake.tables import Refused

SENDERS = tuple(DOCUMENT_READERS)


@require_GET
@roles(*DOCUMENT_READERS)
def documents(request: HttpRequest) -> HttpResponse:
    """List documents, newest first."""
    found = selectors.documents(signed_in(request))
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "documents/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@roles(*SENDERS)
def new(request: HttpRequest) -> HttpResponse:
    """Put a document in and go to what it says."""
    user = signed_in(request)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and user.agency is not None:
        filename, data = form.content()
        try:
            document, _new = services.add_document(
                agency=user.agency,
                sender=user,
                filename=filename,
                data=data,
                published=form.cleaned_data["published"],
            )
            return redirect("documents:document", document.reference)
        except (Unreadable, Refused) as refusal:
            form.add_error("file", str(refusal))
    status = 422 if form.errors else 200
    return render(request, "documents/new.html", {"form": form}, status=status)


@require_GET
@roles(*DOCUMENT_READERS)
def document(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a document: its text with what was recognised, and the facts beside it."""
    user = signed_in(request)
    found = selectors.document(user, reference)
    services.log_view(document=found, user=user)
    facts = selectors.facts(user, found)
    context = {
        "document": found,
        "pieces": pieces(found.text, _spans(found, facts)),
        "facts": facts,
        "actions": actions_for(user.role),
    }
    return render(request, "documents/document.html", context)


@require_POST
@roles(*SENDERS)
def judge(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Accept or reject a fact."""
    user = signed_in(request)
    fact = selectors.fact(user, reference, number)
    try:
        services.judge(fact=fact, verdict=request.POST.get("verdict", ""), user=user)
    except ValueError as error:
        return HttpResponse(str(error), status=422, content_type="text/plain")
    return redirect(f"{request.path.rsplit('/facts/', 1)[0]}/#f{number}")


def _spans(found: Document, facts: list[Fact]) -> list[Span]:
    spans = [Span(fact.start, fact.end, fact.type, fact.number) for fact in facts]
    dates: list[dict[str, Any]] = found.dates
    return [*spans, *(Span(one["start"], one["end"], "date") for one in dates)]
