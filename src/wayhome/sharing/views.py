"""Pages of what left: the list of exports, and taking one."""

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.roles import Role
from wayhome.agreements.models import CASE_STAFF
from wayhome.sharing import services
from wayhome.sharing.formats import FORMATS
from wayhome.sharing.models import Disclosure

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


@require_GET
@roles(*CASE_STAFF, Role.AUDITOR)
def exports(request: HttpRequest) -> HttpResponse:
    """List what left, newest first."""
    user = signed_in(request)
    left = Disclosure.objects.visible_to(user).select_related("agency", "taken_by")
    context = {
        "page": Paginator(left, 50).get_page(request.GET.get("page")),
        "kinds": list(services.KINDS),
        "formats": FORMATS,
        "may_take": user.role in CASE_STAFF,
    }
    return render(request, "sharing/exports.html", context)


@require_POST
@roles(*CASE_STAFF)
def take(request: HttpRequest) -> HttpResponse:
    """Hand a file out; that it left is logged first."""
    try:
        taken = services.export(
            user=signed_in(request),
            kind=request.POST.get("kind", ""),
            format_=request.POST.get("format", ""),
        )
    except ValueError as error:
        raise BadRequest(str(error)) from error
    disposition = content_disposition_header(as_attachment=True, filename=taken.filename)
    return HttpResponse(
        taken.content,
        content_type=CONTENT_TYPES[taken.disclosure.format],
        headers={"Content-Disposition": disposition or "attachment"},
    )
