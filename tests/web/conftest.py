"""A node with nothing but the base page."""

import pytest
from django.core.cache import cache
from django.urls import clear_url_caches


@pytest.fixture
def base_only(settings):
    settings.ROOT_URLCONF = "tests.web.urls"
    settings.WAYHOME_DEMO = True
    settings.WAYHOME_COUNTS = {}
    clear_url_caches()
    yield settings
    clear_url_caches()
    cache.clear()
