"""How often each page asks the database: no more with twice the rows, no more than it did before.

The baseline is query_counts.yaml. Whoever needs one more query there says so by writing it.
"""

from pathlib import Path

import pytest
import yaml
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web import calls, walking
from tests.web.growing import grow
from tests.web.test_route_walk import EXPECTED

HERE = Path(__file__).parent
BASELINE = yaml.safe_load((HERE / "query_counts.yaml").read_text(encoding="utf-8"))["queries"]
# A page is asked for by the first of these who may open it.
ASKED_BY = tuple(f"own {role}" for role in ("case-worker", "reviewer", "agency-administrator"))
# Lists that no address of their own shows.
MORE_LISTS = {
    "POST /search/": "own case-worker",
    "GET /people/review/?show=unsure": "own reviewer",
    "GET /people/review/?show=decided": "own reviewer",
    "GET /people/review/?between=two-found": "own reviewer",
    "GET /cases/all/?state=found": "own case-worker",
    "GET /encounters/?nationality=LK": "own case-worker",
}
ROWS = 4  # more of each, well below what a page of any list holds
STATEMENTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")  # not savepoints or settings
pytestmark = pytest.mark.django_db


def asked_by(answers):
    """Return who asks for a page in this test; None where none of them may."""
    return next((persona for persona in ASKED_BY if answers[persona] == 200), None)


OPENED = {name: asked_by(row) for name, row in EXPECTED.items() if name.startswith("GET ")}
PAGES = {**{name: persona for name, persona in OPENED.items() if persona}, **MORE_LISTS}


def queries_of(known):
    """Return by page how many statements it takes; what it writes is undone."""
    clients = {persona: _client(known, persona) for persona in ASKED_BY}
    counted = {}
    for name, persona in PAGES.items():
        method, _space, route = name.partition(" ")
        client, headers = clients[persona]
        sent = headers if route.startswith(walking.API) else {}
        for _warm in range(2):  # what is read once a process is read in the first round
            with transaction.atomic(), CaptureQueriesContext(connection) as asked:
                answer = calls.call(client, method, route, known, **sent)
                transaction.set_rollback(True)
        assert answer.status_code == 200, name
        statements = [one["sql"].lstrip(" (").upper() for one in asked.captured_queries]
        counted[name] = sum(one.startswith(STATEMENTS) for one in statements)
    return counted


def _client(known, persona):
    user, client = known.user(persona), Client()
    client.force_login(user)
    return client, walking.token_of(user)


@pytest.fixture(scope="module")
def counts(shared_world, django_db_blocker):
    """Return what each page asks of a small world, and of one with twice as much in every list."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        grow(shared_world, ROWS)
        few = queries_of(shared_world)
        grow(shared_world, ROWS)
        many = queries_of(shared_world)
        transaction.set_rollback(True)
    return few, many


def test_the_baseline_has_a_line_for_every_page_and_no_other():
    assert set(BASELINE) == set(PAGES)


def test_no_page_asks_more_of_twice_the_rows(counts):
    few, many = counts
    grown = {name: (few[name], many[name]) for name in PAGES if many[name] > few[name]}
    assert grown == {}


def test_no_page_asks_more_than_its_baseline(counts):
    _few, many = counts
    above = {name: n for name, n in many.items() if n > BASELINE.get(name, 0)}
    assert above == {}, "fewer queries, or, if they are needed, these numbers in query_counts.yaml"
