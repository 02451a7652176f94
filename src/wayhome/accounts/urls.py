"""The room's pages."""

from django.urls import path

from wayhome.accounts import views

app_name = "accounts"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("agency/", views.agency, name="agency"),
    path("agency/people/", views.user_new, name="user_new"),
    path("agency/people/<str:username>/", views.user_edit, name="user_edit"),
    path("agency/tokens/", views.token_new, name="token_new"),
    path("agency/tokens/<int:number>/revoke/", views.token_revoke, name="token_revoke"),
    path("log/", views.log, name="log"),
]
