"""The roads into the API. Its callers come with tokens; no page of signing in stands before it."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from wayhome.api.main import api

_roads = api.urls
for _road in _roads[0]:
    if _road.callback is not None:
        login_not_required(_road.callback)

urlpatterns = [path("v1/", _roads)]
