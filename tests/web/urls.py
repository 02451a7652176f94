"""Addresses for testing the base page alone: empty rooms, and the page of components."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path
from django.views.i18n import set_language


def _empty(request, **given):
    return HttpResponse("")


def _reviewers_only(request, **given):
    return HttpResponse("")


_reviewers_only.allowed_roles = frozenset({"reviewer"})


def _room(name, **pages):
    return include(
        (
            [
                path(where, _reviewers_only if page == "review" else _empty, name=page)
                for page, where in pages.items()
            ],
            name,
        )
    )


urlpatterns = [
    path("language/", login_not_required(set_language), name="set_language"),
    path("sign-in/", include("wayhome.accounts.sign_in_urls")),
    path("", include("wayhome.web.urls")),
    path("", _room("picture", overview="", search="search/")),
    path("people/", _room("people", list="", review="review/")),
    path("", _room("casework", requests="requests/", cases="cases/")),
    path("account/", _room("accounts", notices="notices/", log="log/", agency="agency/")),
]
