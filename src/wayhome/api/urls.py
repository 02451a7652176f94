"""The roads into the API."""

from django.urls import path

from wayhome.api.main import api

urlpatterns = [path("v1/", api.urls)]
