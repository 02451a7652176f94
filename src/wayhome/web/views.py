"""How dense rows are on this computer; and a page with every component, for those who build."""

from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from wayhome.vocabulary import choices
from wayhome.web import examples
from wayhome.web.context import DENSITY_COOKIE

YEAR = 365 * 24 * 60 * 60  # seconds


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", help_text="As written in the document, in its own script.")
    born = forms.DateField(
        label="Born", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    people = forms.IntegerField(label="How many people", min_value=0)
    kind = forms.ChoiceField(label="Document", choices=[])
    asked = forms.ChoiceField(label="Were papers kept?", choices=[], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="The person agrees that the embassy is told", required=False)
    note = forms.CharField(label="What was said", required=False, widget=forms.Textarea)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as it came
        self.fields["kind"].choices = choices("document-type")  # type: ignore[attr-defined]
        self.fields["asked"].choices = choices("screening-answer")  # type: ignore[attr-defined]


@login_not_required
@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Show every component with made-up content; only on a demonstration or development node."""
    if not (settings.DEBUG or getattr(settings, "WAYHOME_DEMO", False)):
        raise Http404
    page = Paginator(range(412), 30).get_page(request.GET.get("page", 2))
    form = ExampleForm({"name": "", "people": "-1", "kind": "passport"})
    context = {"form": form, "page": page, "who": SimpleNamespace(**examples.WHO)}
    return render(request, "web/gallery.html", context | examples.CONTENT)


@require_POST
def density(request: HttpRequest) -> HttpResponse:
    """Keep in a cookie whether rows are compact or comfortable, and go back to the page."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    wanted = "compact" if request.POST.get("density") == "compact" else "comfortable"
    response.set_cookie(
        DENSITY_COOKIE,
        wanted,
        max_age=YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
