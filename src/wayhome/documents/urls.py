"""The room's pages."""

from django.urls import path

from wayhome.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="list"),
    path("new/", views.new, name="new"),
    path("<str:reference>/", views.document, name="document"),
    path("<str:reference>/facts/<int:number>/", views.judge, name="judge"),
]
