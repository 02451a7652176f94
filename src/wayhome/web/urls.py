"""The one page that the base itself has: its components, to look at."""

from django.urls import path

from wayhome.web import views

app_name = "web"
urlpatterns = [path("look/", views.look, name="look")]
