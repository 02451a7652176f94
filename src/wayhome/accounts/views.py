"""Pages of an agency: notices to it, its people and systems, and its log."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wayhome.accounts import selectors, services
from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.forms import NewTokenForm, NewUserForm, UserForm
from wayhome.accounts.models import Token, User
from wayhome.accounts.roles import Role
from wayhome.audit import actions
from wayhome.audit import selectors as log_selectors
from wayhome.vault.ids import read_reference
from wayhome.vocabulary import choices

_NUMBER = 18  # digits; a longer one is no row's
STAFF = (Role.AGENCY_ADMINISTRATOR, Role.CASE_WORKER, Role.FIELD_OFFICER, Role.REVIEWER)


@require_http_methods(["GET", "POST"])
@roles(*STAFF)
def notices(request: HttpRequest) -> HttpResponse:
    """Show what the agency was told; mark it read."""
    user = signed_in(request)
    if request.method == "POST":
        sent = request.POST.getlist("notice")
        numbers = [int(n) for n in sent if n.isdecimal() and len(n) <= _NUMBER]
        services.read_notices(user=user, numbers=numbers)
        return redirect("accounts:notices")
    page = Paginator(selectors.notices_of(user), 50).get_page(request.GET.get("page"))
    return render(request, "accounts/notices.html", {"page": page})


@require_GET
@roles(Role.AGENCY_ADMINISTRATOR, Role.PLATFORM_OPERATOR)
def agency(request: HttpRequest) -> HttpResponse:
    """Show the agency's people and systems; to an operator every account, and nobody else."""
    return _agency_page(request, NewUserForm(), NewTokenForm())


@require_POST
@roles(Role.AGENCY_ADMINISTRATOR)
def user_new(request: HttpRequest) -> HttpResponse:
    """Let somebody in."""
    user = signed_in(request)
    form = NewUserForm(request.POST)
    if form.is_valid():
        try:
            services.add_user(**form.cleaned_data, agency=user.agency, actor=user)
            return redirect("accounts:agency")
        except ValueError as error:
            form.add_error(None, str(error))
    return _agency_page(request, form, NewTokenForm(), status=422)


@require_http_methods(["GET", "POST"])
@roles(Role.AGENCY_ADMINISTRATOR)
def user_edit(request: HttpRequest, username: str) -> HttpResponse:
    """Change somebody's role, or take access away."""
    actor = signed_in(request)
    user = get_object_or_404(selectors.users_of(actor), username=username)
    form = UserForm(request.POST or None, initial={"role": user.role, "active": user.is_active})
    if request.method == "POST" and form.is_valid():
        try:
            services.change_user(user=user, actor=actor, **form.cleaned_data)
            return redirect("accounts:agency")
        except ValueError as error:
            form.add_error(None, str(error))
    context = {"form": form, "somebody": user}
    return render(request, "accounts/user.html", context, status=422 if form.errors else 200)


@require_POST
@roles(Role.AGENCY_ADMINISTRATOR)
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token and show it this one time."""
    user = signed_in(request)
    form = NewTokenForm(request.POST)
    if not form.is_valid() or user.agency is None:
        return _agency_page(request, NewUserForm(), form, status=422)
    secret = services.add_token(agency=user.agency, actor=user, **form.cleaned_data)
    return _agency_page(request, NewUserForm(), NewTokenForm(), secret=secret)


@require_POST
@roles(Role.AGENCY_ADMINISTRATOR)
def token_revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take a token back."""
    user = signed_in(request)
    token: Token = get_object_or_404(selectors.tokens_of(user), pk=number)
    services.revoke_token(token=token, actor=user)
    return redirect("accounts:agency")


@require_GET
@roles(Role.AUDITOR, Role.AGENCY_ADMINISTRATOR, Role.PLATFORM_OPERATOR)
def log(request: HttpRequest) -> HttpResponse:
    """Show the log: an agency's own entries; all of them to the centre's auditor and operators."""
    user = signed_in(request)
    sees_all = user.agency is None or (user.of_centre and user.has_role(Role.AUDITOR))
    entries = log_selectors.entries_of_agency(None if sees_all else user.audit_agency)
    about = request.GET.get("about", "").strip()
    if about:
        entries = entries.filter(subject=read_reference(about) or about)
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    lines = [(entry, actions.words(entry.action)) for entry in page]
    head = log_selectors.tree_head()
    context = {"page": page, "lines": lines, "about": about, "head": head}
    return render(request, "accounts/log.html", context)


def _agency_page(
    request: HttpRequest,
    user_form: NewUserForm,
    token_form: NewTokenForm,
    *,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    user: User = signed_in(request)
    context = {
        "people": selectors.users_of(user),
        "tokens": selectors.tokens_of(user),
        "user_form": user_form,
        "token_form": token_form,
        "secret": secret,
        "manages": user.has_role(Role.AGENCY_ADMINISTRATOR),
        "role_labels": dict(choices("role", translation.get_language() or "en")),
    }
    return render(request, "accounts/agency.html", context, status=status)
