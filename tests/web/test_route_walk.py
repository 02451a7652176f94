"""Every address of the resolver, for everybody who may come: the answers of routes.yaml, no other.

A route without a line in the table fails, and so does a line without a route.
"""

from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.test import Client
from tests.web import calls, world
from tests.web.world import PERSONAS

TABLE = yaml.safe_load(Path(__file__).with_name("routes.yaml").read_text(encoding="utf-8"))
EXPECTED = {
    name: dict(zip(PERSONAS, map(int, line.replace("|", " ").split()), strict=True))
    for name, line in TABLE["answers"].items()
}
API = "/api/"
REFUSED = 401
OPEN_TO_ALL = {"GET /api/v1/openapi.json", "POST /api/v1/openapi.json"}
pytestmark = pytest.mark.django_db


def answers(client, known, wanted, **headers):
    """Return the status of every call to a wanted route; what it changed is undone at once."""
    seen, session = {}, client.cookies.copy()
    for route, methods in world.routes():
        for method in methods if wanted(route) else ():
            client.cookies = session.copy()
            with transaction.atomic():
                answer = calls.call(client, method, route, known, **headers)
                transaction.set_rollback(True)
            seen[f"{method} {route}"] = answer.status_code
    return seen


def is_page(route):
    return not route.startswith(API)


def is_operation(route):
    return route.startswith(API)


def expected_of(persona, wanted):
    return {name: row[persona] for name, row in EXPECTED.items() if wanted(name.split(" ", 1)[1])}


def token_of(user):
    from wayhome.accounts.services import add_token

    secret = add_token(agency=user.agency, name="made up", role=user.role, actor=None)
    return {"authorization": f"Bearer {secret}"}


def test_the_table_names_every_route_and_no_other():
    names = {f"{method} {route}" for route, methods in world.routes() for method in methods}
    assert set(EXPECTED) == names


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_answers_everybody_as_the_table_says(known, persona):
    client, user = Client(raise_request_exception=False), known.user(persona)
    if user is not None:
        client.force_login(user)
    assert answers(client, known, is_page) == expected_of(persona, is_page)


@pytest.mark.parametrize("persona", [p for p in PERSONAS if p not in ("nobody", "operator")])
def test_every_operation_answers_every_token_as_the_table_says(known, persona):
    headers = token_of(known.user(persona))
    client = Client(raise_request_exception=False)
    assert answers(client, known, is_operation, **headers) == expected_of(persona, is_operation)


@pytest.mark.parametrize("caller", ["nobody", "signed in", "revoked", "dismissed", "made up"])
def test_without_a_token_in_force_the_api_opens_nothing(known, caller):
    client, headers, user = Client(), {}, known.user("own case-worker")
    if caller == "signed in":
        client.force_login(user)
    elif caller != "nobody":
        headers = token_of(user)
        _spoil(caller, headers)
    seen = answers(client, known, is_operation, **headers)
    assert seen == expected_of("nobody", is_operation)
    assert {status for name, status in seen.items() if name not in OPEN_TO_ALL} <= {REFUSED, 404}


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


def test_the_walk_calls_with_rows_that_are_there(known):
    """Without this, a typing error in the calls would read as 'may not see it'."""
    for route, methods in world.routes():
        for method in methods:
            best = min(EXPECTED[f"{method} {route}"].values())
            if "<" in route and is_page(route) and best != 405:
                assert best in (200, 302), f"{method} {route}"
