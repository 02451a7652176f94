"""The room's pages."""

from django.urls import URLPattern

app_name = "picture"
urlpatterns: list[URLPattern] = []
