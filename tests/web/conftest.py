"""A node with nothing but the base page."""

import pytest
from django.urls import clear_url_caches


@pytest.fixture
def base_only(settings):
    settings.ROOT_URLCONF = "tests.web.urls"
    settings.WAYHOME_DEMO = True
    settings.WAYHOME_COUNTS = {}
    clear_url_caches()
    yield settings
    clear_url_caches()


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker):
    """One small world for a module, in a transaction that is rolled back after it."""
    from django.db import transaction
    from tests.web import world

    from wayhome.audit.chain import GENESIS
    from wayhome.audit.models import Head

    with django_db_blocker.unblock(), transaction.atomic():
        Head.objects.get_or_create(id=1, defaults={"number": 0, "digest": GENESIS})
        made = world.build()
        for persona in world.PERSONAS:
            made.user(persona)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def known(shared_world):
    """The module's world; what a test changes of it is undone after the test."""
    from django.db import transaction

    with transaction.atomic():
        yield shared_world
        transaction.set_rollback(True)
