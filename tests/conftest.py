"""What every test may ask for: agencies, people with roles; a database that can be emptied."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings
from tests import factories

# A test that is slow on a busy machine is not a wrong one: no test is timed.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material beside the checkout; the test is skipped where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Take the log's triggers away: tests that commit empty the database afterwards.

    The tests of the log put them back for themselves.
    """
    from django.db import connection

    from wayhome.audit import triggers

    with django_db_blocker.unblock():
        triggers.remove(connection)
    yield


@pytest.fixture(autouse=True)
def _log_begins_again(request: pytest.FixtureRequest) -> None:
    """After a test that committed, the emptied database has lost the log's beginning."""
    marker = request.node.get_closest_marker("django_db")
    names = request.fixturenames
    if marker or {"db", "transactional_db", "live_server"} & set(names):
        request.getfixturevalue("transactional_db" if "transactional_db" in names else "db")
        from wayhome.audit.chain import GENESIS
        from wayhome.audit.models import Head

        Head.objects.get_or_create(id=1, defaults={"number": 0, "digest": GENESIS})


@pytest.fixture
def centre(db: None):
    """The coordination centre."""
    return factories.agency(name="Coordination Centre", kind="centre", country="TH")


@pytest.fixture
def embassy(db: None):
    """An embassy that looks for its people."""
    return factories.agency(name="Embassy of Sri Lanka", kind="embassy", country="LK")


@pytest.fixture
def patrol(db: None):
    """A border patrol that finds people."""
    return factories.agency(name="Border Patrol Mae Sot", kind="border", country="TH")


@pytest.fixture
def reviewer(centre):
    """Reviews pairs at the centre: sees both sides."""
    return factories.user(centre, "reviewer")


@pytest.fixture
def clerk(embassy):
    """Case worker of the embassy: sends lists."""
    return factories.user(embassy, "case-worker")


@pytest.fixture
def officer(patrol):
    """Field officer of the patrol: registers encounters."""
    return factories.user(patrol, "field-officer")


@pytest.fixture(autouse=True)
def the_language_of_the_last_page_is_left() -> Iterator[None]:
    """A page asked for in Thai leaves its thread in Thai: the next test begins in English."""
    yield
    translation.deactivate()
