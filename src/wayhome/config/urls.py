"""The roads in: one prefix a room."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("language/", login_not_required(set_language), name="set_language"),
    path("sign-in/", include("wayhome.accounts.sign_in_urls")),
    path("account/", include("wayhome.accounts.urls")),
    path("submissions/", include("wayhome.intake.urls")),
    path("documents/", include("wayhome.documents.urls")),
    path("people/", include("wayhome.people.urls")),
    path("", include("wayhome.casework.urls")),
    path("exports/", include("wayhome.sharing.urls")),
    path("api/", include("wayhome.api.urls")),
    path("", include("wayhome.picture.urls")),
    path("", include("wayhome.web.urls")),
]
