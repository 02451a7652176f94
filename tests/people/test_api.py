"""The room's doors for agencies' systems: the same walls as the pages."""

import pytest
from ninja.testing import TestClient
from tests import factories

from wayhome.people import reasons
from wayhome.people.api import router
from wayhome.people.models import Decision
from wayhome.people.services import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def door():
    return TestClient(router)


@pytest.fixture
def pair(embassy, patrol):
    one = factories.record(embassy, "requested", full_name="Kasun Perera")
    other = factories.record(patrol, "found", full_name="Kason Pereira")
    factories.as_matched(one, other)
    return factories.pair(one, other)


def test_a_reviewer_reads_what_waits(door, pair, reviewer):
    items = door.get("/pairs", user=reviewer).json()["items"]
    assert [item["reference"] for item in items] == [pair.reference]


@pytest.mark.parametrize(
    ("between", "shown"), [("request-and-found", 1), ("two-requests", 0), ("two-found", 0)]
)
def test_the_queue_is_narrowed_to_whom_a_pair_joins(door, pair, reviewer, between, shown):
    items = door.get(f"/pairs?between={between}", user=reviewer).json()["items"]
    assert [item["between"] for item in items] == [between] * shown


def test_a_pair_comes_with_both_records_and_the_reasons(door, pair, reviewer):
    found = door.get(f"/pairs/{pair.reference}", user=reviewer).json()
    assert found["left"]["details"]["full_name"] == "Kasun Perera"
    assert found["right"]["own_person"] == pair.right.own_person.reference
    assert found["reasons"][1]["code"] == "name.same"


def test_a_pair_shows_the_letters_that_met_and_what_would_decide_as_the_page_does(
    door, pair, reviewer
):
    found = door.get(f"/pairs/{pair.reference}", user=reviewer).json()
    assert [word["left"] for word in found["names"]["words"]] == ["Kasun", "Perera"]
    assert found["names"]["words"][0]["columns"][3]["state"] == "close"
    shown = [one.field for one in reasons.missing(pair)]
    assert [one["field"] for one in found["missing"]] == shown
    assert found["missing"][0]["agrees"]["band"] == "likely"
    assert found["band"] == "review"


def test_an_answer_is_kept_and_can_be_taken_back(door, pair, reviewer):
    answer = {"pair": pair.reference, "verdict": "same", "why": "a scar"}
    said = door.post("/decisions", json=answer, user=reviewer)
    assert said.status_code == 201
    reference = said.json()["reference"]
    for _again in range(2):
        assert door.post(f"/decisions/{reference}/undo", user=reviewer).json()["undone_at"]
    assert Decision.unguarded.get().undone_by == reviewer


def test_an_answer_to_an_older_view_is_refused(door, pair, reviewer):
    decide(user=reviewer, pair=pair, verdict="different")
    answer = {"pair": pair.reference, "verdict": "same", "seen": ""}
    assert door.post("/decisions", json=answer, user=reviewer).status_code == 409


def test_an_unknown_verdict_is_refused(door, pair, reviewer):
    answer = {"pair": pair.reference, "verdict": "implied"}
    assert door.post("/decisions", json=answer, user=reviewer).status_code == 422


def test_a_person_is_told_as_far_as_the_agency_may_know(door, pair, reviewer, clerk):
    decide(user=reviewer, pair=pair, verdict="same")
    found = door.get(f"/persons/{pair.left.own_person.reference}", user=clerk).json()
    assert found["match_elsewhere"] == "confirmed"
    assert [record["details"]["full_name"] for record in found["records"]] == ["Kasun Perera"]


@pytest.mark.parametrize("role", ["case-worker", "field-officer", "analyst", "auditor"])
def test_only_reviewers_read_pairs(door, pair, centre, role):
    assert door.get("/pairs", user=factories.user(centre, role)).status_code == 403


def test_a_pair_across_agencies_is_not_there_for_one_side(door, pair, embassy):
    theirs = factories.user(embassy, "reviewer")
    assert door.get("/pairs", user=theirs).json()["items"] == []
    assert door.get(f"/pairs/{pair.reference}", user=theirs).status_code == 404
