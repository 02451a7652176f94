"""The API: every room's router under one roof, OpenAPI from the code."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI

from wayhome import __version__
from wayhome.api.auth import AgencyToken
from wayhome.audit.versions import Conflict
from wayhome.casework.api import router as casework
from wayhome.documents.api import router as documents
from wayhome.intake.api import router as intake
from wayhome.intake.tables import Refused
from wayhome.people.api import router as people
from wayhome.picture.api import router as picture

api = NinjaAPI(
    title="Wayhome",
    version=__version__,
    description="For agencies' own systems. What a token sees is what its agency and role see.",
    auth=AgencyToken(),
    docs_url=None,  # the page would load its code from another host; docs/how-to/use-the-api.md
    openapi_url=None,  # ninja's own address of it asks for no token; ours is an operation, below
    urls_namespace="api",
)
api.add_router("", intake, tags=["submissions"])
api.add_router("", casework, tags=["requests, encounters, cases"])
api.add_router("", people, tags=["pairs, decisions, persons"])
api.add_router("", documents, tags=["documents"])
api.add_router("", picture, tags=["search, overview"])


@api.get("/openapi.json", response=dict[str, Any], tags=["description"])
def describe(request: HttpRequest) -> Any:  # noqa: ARG001  ninja's signature
    """Read this description, in OpenAPI form."""
    return api.get_openapi_schema()


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A file or list that cannot be taken: what, where and how to mend it."""
    detail = {
        "detail": refusal.message,
        "code": refusal.code,
        "where": refusal.where,
        "mend": refusal.mend,
    }
    return api.create_response(request, detail, status=422)


@api.exception_handler(OverflowError)
@api.exception_handler(UnicodeEncodeError)
def beyond(request: HttpRequest, _fault: Exception) -> HttpResponse:
    """A number or a text that no record can hold."""
    detail = {"detail": "a number or a text in this call is out of bounds; look at its values"}
    return api.create_response(request, detail, status=422)


@api.exception_handler(Http404)
def nothing(request: HttpRequest, _missing: Http404) -> HttpResponse:
    """Nothing there, or nothing that the caller may see: the same answer."""
    return api.create_response(
        request, {"detail": "nothing here, or nothing you may see"}, status=404
    )


@api.exception_handler(Conflict)
def conflict(request: HttpRequest, clash: Conflict) -> HttpResponse:
    """Somebody saved first: read again and decide."""
    version = getattr(clash.theirs, "version", None)
    return api.create_response(request, {"detail": str(clash), "version": version}, status=409)


@api.exception_handler(PermissionDenied)
def forbidden(request: HttpRequest, _denied: PermissionDenied) -> HttpResponse:
    """The token's role does not do this."""
    return api.create_response(
        request, {"detail": "the role of this token may not do that"}, status=403
    )
