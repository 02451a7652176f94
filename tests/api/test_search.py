"""Searching by the API: words in the body, each search in the log, no name in either's address."""

import pytest
from django.test import Client
from tests import factories

from wayhome.audit.models import Entry

pytestmark = pytest.mark.django_db
NAME = "Quaskabar"


@pytest.fixture
def somebody(embassy):
    """One requested person of the embassy, in the index."""
    record = factories.record(embassy, full_name=f"Zorvelin {NAME}", nationality="LK")
    return factories.indexed(record)[0]


def searches():
    return Entry.objects.filter(action="search.made")


def test_words_in_the_body_find_people(call, somebody):
    answer = call("POST", "/search", {"words": NAME})
    assert [one["person"] for one in answer.json()["found"]] == [somebody.person.reference]


def test_a_name_in_an_address_is_refused_unread(call, somebody):
    answer = call("GET", f"/search?q={NAME}")
    assert answer.status_code == 405
    assert NAME not in answer.content.decode()
    assert not searches().exists()


@pytest.mark.parametrize("body", [{}, {"q": NAME}, {"words": "x" * 201}, {"words": 7}, []])
def test_what_is_no_search_is_refused(call, body):
    assert call("POST", "/search", body).status_code == 422


def test_the_description_takes_no_words_in_addresses(call):
    paths = call("GET", "/openapi.json").json()["paths"]
    assert set(paths["/api/v1/search"]) == {"post"}
    assert paths["/api/v1/search"]["post"]["parameters"] == []


def test_a_search_that_is_sent_again_is_made_and_logged_again(call, somebody):
    for _ in range(2):
        answer = call("POST", "/search", {"words": NAME}, key="one")
        assert answer.status_code == 200
        assert "Idempotent-Replayed" not in answer.headers
    assert searches().count() == 2


def test_the_log_does_not_keep_the_words(call, somebody):
    call("POST", "/search", {"words": NAME})
    assert NAME not in str(searches().get().details)


def test_nobody_without_a_token_searches(somebody):
    answer = Client().post("/api/v1/search", {"words": NAME}, content_type="application/json")
    assert answer.status_code == 401
