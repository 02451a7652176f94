"""The room's pages."""

from django.urls import path

from wayhome.sharing import views

app_name = "sharing"
urlpatterns = [
    path("", views.exports, name="exports"),
    path("take/", views.take, name="take"),
]
