"""Every address of the resolver, for everybody who may come: the answers of routes.yaml, no other.

A route without a line in the table fails, and so does a line without a route. The same walk holds
what is shown to whom (canaries.yaml) and what the log keeps of it.
"""

from pathlib import Path

import pytest
import yaml
from django.db import connection
from django.test import Client
from tests.web import walking, world
from tests.web.walking import API
from tests.web.world import CANARIES, PERSONAS

HERE = Path(__file__).parent
TABLE = yaml.safe_load((HERE / "routes.yaml").read_text(encoding="utf-8"))
EXPECTED = {
    name: dict(zip(PERSONAS, map(int, line.replace("|", " ").split()), strict=True))
    for name, line in TABLE["answers"].items()
}
SHOWN = yaml.safe_load((HERE / "canaries.yaml").read_text(encoding="utf-8"))
REFUSED = 401
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def walked(shared_world, django_db_blocker):
    """Walk as a persona, once for all the tests that look at it."""
    memory = {}

    def walk(persona):
        if persona not in memory:
            with django_db_blocker.unblock():
                memory[persona] = walking.walk(shared_world, persona)
        return memory[persona]

    return walk


def test_the_table_names_every_route_and_no_other():
    names = {f"{method} {route}" for route, methods in world.routes() for method in methods}
    assert set(EXPECTED) == names


@pytest.mark.parametrize("persona", PERSONAS)
def test_everything_answers_everybody_as_the_table_says(known, walked, persona):
    answers = {name: visit.status for name, visit in walked(persona).items()}
    assert answers == {name: row[persona] for name, row in EXPECTED.items()}


@pytest.mark.parametrize("persona", PERSONAS)
def test_nobody_is_shown_more_than_the_table_says(known, walked, persona):
    shown = {name: sorted(visit.shown) for name, visit in walked(persona).items() if visit.shown}
    assert shown == _may_see(persona)


def _may_see(persona):
    allowed = {}
    for name, audiences in SHOWN["shown"].items():
        words = {
            word
            for audience, fields in audiences.items()
            if persona in SHOWN["audiences"][audience]
            for field in fields
            for word in SHOWN["fields"].get(field, [field])
        }
        if words:
            allowed[name] = sorted(words)
    return allowed


def test_every_canary_sings_somewhere(known, walked):
    """Without this the test above could hold because nothing was written in the first place."""
    heard = set().union(*(visit.shown for visit in walked("own reviewer").values()))
    assert heard | {"document filename"} == set(CANARIES)


@pytest.mark.parametrize("persona", PERSONAS)
def test_titles_addresses_and_headers_name_nobody(known, walked, persona):
    for name, visit in walked(persona).items():
        assert visit.titled == set(), name
        # The file's own name goes back to who may have the file.
        assert visit.headed <= {"list filename"}, name


@pytest.mark.parametrize("persona", ["own case-worker", "own reviewer", "centre reviewer"])
def test_whoever_opens_something_about_a_person_is_logged_once(known, walked, persona):
    kept_of = TABLE["logged"]
    for name, visit in walked(persona).items():
        if visit.status == 200 and (name.startswith("GET ") or name in kept_of):
            kept = kept_of.get(name.removeprefix("GET "))
            assert visit.logged == ([kept] if kept else []), name


@pytest.mark.parametrize("caller", ["nobody", "signed in", "revoked", "dismissed", "made up"])
def test_without_a_token_in_force_the_api_opens_nothing(known, caller):
    client, headers, user = Client(), {}, known.user("own case-worker")
    if caller == "signed in":
        client.force_login(user)
    elif caller != "nobody":
        headers = walking.token_of(user)
        _spoil(caller, headers)
    seen = walking.visits(client, known, lambda route: route.startswith(API), **headers)
    statuses = {name: visit.status for name, visit in seen.items()}
    assert set(statuses.values()) <= {REFUSED, 404}
    assert statuses["GET /api/v1/requests"] == REFUSED


def _spoil(how, headers):
    from django.utils import timezone

    from wayhome.accounts.models import Token

    token = Token.objects.latest("pk")
    if how == "revoked":
        token.revoked_at = timezone.now()
        token.save()
    elif how == "dismissed":
        token.user.is_active = False
        token.user.save()
    else:
        headers["authorization"] = "Bearer wayhome_made-up"


def test_the_walk_calls_with_rows_that_are_there():
    """Without this, a typing error in the calls would read as 'may not see it'."""
    for name, row in EXPECTED.items():
        best = min(row.values())
        if "<" in name and API not in name and best != 405:
            assert best in (200, 302), name


def test_a_stolen_database_shows_nobody(known):
    """No word of any sensitive field stands in any table: sessions, jobs and the log among them."""
    client = Client()
    client.force_login(known.user("own reviewer"))
    walking.visits(client, known, lambda route: not route.startswith("/sign-in/out"))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else None
                    text = raw.decode(errors="replace") if raw is not None else str(value)
                    assert walking.canaries_in(text) == set(), table


def test_a_name_in_an_address_is_not_searched_for(known):
    client = Client()
    client.force_login(known.user("own case-worker"))
    page = client.get("/search/", {"q": CANARIES["name"]}).content.decode()
    assert walking.canaries_in(page) == {"name"}  # where the language menu leads back to
    assert "/people/P-" not in page
    opened = client.get("/search/", {"q": known.rows["request"]})
    assert opened.headers["Location"] == f"/requests/{known.rows['request']}/"
