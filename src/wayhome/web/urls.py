"""The addresses of the base page itself: how dense rows are, and its components to look at."""

from django.urls import path

from wayhome.web import views

app_name = "web"
urlpatterns = [
    path("look/", views.look, name="look"),
    path("density/", views.density, name="density"),
]
