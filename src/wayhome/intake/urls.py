"""The room's pages."""

from django.urls import path

from wayhome.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.submissions, name="submissions"),
    path("new/", views.upload, name="upload"),
    path("<str:reference>/", views.submission, name="submission"),
    path("<str:reference>/original/", views.original, name="original"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
]
