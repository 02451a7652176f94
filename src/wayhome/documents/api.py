"""Documents for agencies' systems: put one in, read what it says."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import File, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from wayhome.accounts.access import signed_in
from wayhome.documents import selectors, services
from wayhome.documents.models import DOCUMENT_READERS, Document
from wayhome.documents.reading import Unreadable
from wayhome.intake.tables import Refused

router = Router()


class DocumentOut(Schema):
    """A document, without its text."""

    reference: str
    title: str
    language: str
    published: str
    sha256: str


class DocumentRead(DocumentOut):
    """A document with its text and what it says (facts as facts.schema.json writes them)."""

    text: str
    incidents: list[dict[str, Any]]
    warnings: list[dict[str, Any]]
    facts: list[dict[str, Any]]


@router.get("/documents", response=list[DocumentOut])
@paginate
def list_documents(request: HttpRequest) -> Any:
    """List documents, newest first."""
    return selectors.documents(signed_in(request))


@router.get("/documents/{reference}", response=DocumentRead)
def get_document(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Read a document and its facts."""
    user = signed_in(request)
    found = selectors.document(user, reference)
    services.log_view(document=found, user=user)
    names = ("reference", "title", "language", "published", "sha256", "text")
    return {
        **{name: getattr(found, name) for name in names},
        "incidents": found.incidents,
        "warnings": found.warnings,
        "facts": selectors.standing_facts(user, found),
    }


@router.post("/documents", response={201: DocumentOut, 200: DocumentOut})
def put_document(request: HttpRequest, file: File[UploadedFile]) -> Status[Document]:
    """Put a document in and read it. The same bytes again: 200 and the earlier document."""
    user = signed_in(request)
    if user.agency is None or not user.has_role(*DOCUMENT_READERS):
        raise PermissionDenied
    name = file.name or "document"
    try:
        document, new = services.add_document(
            agency=user.agency, sender=user, filename=name, data=file.read(), channel="api"
        )
    except Unreadable as error:
        raise Refused("unreadable", str(error), name, "send a text that can be read") from error
    return Status(201 if new else 200, document)
