"""Requests, encounters and cases over the API, by an agency's own token."""

import pytest
from ninja.testing import TestClient

from wayhome.accounts.services import add_token
from wayhome.audit.models import Entry
from wayhome.casework.models import Case, Encounter, Request

pytestmark = pytest.mark.django_db
GROUP = {
    "found_on": "2026-02-12",
    "place": "Made-up trade point",
    "country": "TH",
    "head_count": 39,
    "counts": {"LK": 32, "NP": 5, "MY": 1},
}


@pytest.fixture
def api(db):
    """Call the API for an agency."""
    from wayhome.api.main import api as whole

    client = TestClient(whole)

    def calling(agency, role="case-worker"):
        token = add_token(agency=agency, name="made up", role=role, actor=None)

        def call(method, path, body=None):
            headers = {"Authorization": f"Bearer {token}"}
            return client.request(method, path, json=body, headers=headers)

        return call

    return calling


def test_a_person_is_asked_for_and_read_again(api, embassy):
    call = api(embassy)
    made = call("POST", "/requests", {"full_name": "Nimal Made Up", "nationality": "LK"})
    assert made.status_code == 201
    read = call("GET", f"/requests/{made.json()['reference']}").json()
    assert read["person"] == {"full_name": "Nimal Made Up", "nationality": "LK"}
    assert (read["state"], read["matched"], read["series"]) == ("open", False, "typed")
    assert Entry.objects.filter(action="request.viewed", subject=read["reference"]).exists()


def test_lists_describe_nobody(api, embassy, clerk, send):
    send(clerk, [["full_name"], ["Nimal Made Up"]])
    answer = api(embassy)("GET", "/requests")
    assert answer.json()["count"] == 1
    assert "Nimal" not in answer.content.decode()


def test_somebody_without_a_name_is_refused(api, embassy):
    answer = api(embassy)("POST", "/requests", {"phone": "0811"})
    assert answer.status_code == 422
    assert not Request.unguarded.exists()


def test_a_group_comes_with_its_people_and_says_whether_it_adds_up(api, patrol):
    people = [{"full_name": "Nimal Made Up", "nationality": "LK"}]
    answer = api(patrol)("POST", "/encounters", {**GROUP, "people": people})
    made = answer.json()
    assert answer.status_code == 201
    assert made["balance"]["difference"] == -1
    assert made["registered"]["LK"] == 1
    assert made["cases"] == [Case.unguarded.get().reference]


def test_a_group_whose_people_cannot_be_taken_is_not_left_half_written(api, patrol):
    answer = api(patrol)("POST", "/encounters", {**GROUP, "people": [{"phone": "0811"}]})
    assert answer.status_code == 422
    assert not Encounter.unguarded.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"found_on": "2999-01-01"},
        {"country": "QQ"},
        {"place": "x" * 500},
        {"head_count": -1},
        {"counts": {"QQ": 1}},
        {"counts": {"LK": -1}},
        {"papers_carried": "perhaps"},
    ],
)
def test_a_group_that_cannot_be_is_refused(api, patrol, wrong):
    assert api(patrol)("POST", "/encounters", {**GROUP, **wrong}).status_code == 422
    assert not Encounter.unguarded.exists()


@pytest.mark.parametrize("at", ["10:00:00+07:00", "10:00:00Z", "10:00:00-03:30"])
def test_a_time_with_an_offset_is_refused_with_words(api, patrol, at):
    answer = api(patrol)("POST", "/encounters", {**GROUP, "found_at": at})
    assert answer.status_code == 422
    assert answer.json()["where"] == "found_at"
    assert "without an offset" in answer.json()["mend"]
    assert not Encounter.unguarded.exists()


def test_a_local_time_is_kept_as_it_was_given(api, patrol):
    answer = api(patrol)("POST", "/encounters", {**GROUP, "found_at": "10:00:00"})
    assert (answer.status_code, answer.json()["found_at"]) == (201, "10:00:00")


def test_a_case_is_moved_along(api, patrol, found):
    case = found(full_name="Nimal Made Up")
    body = {"version": 1, "state": "screened", "next_step": "find an interpreter"}
    answer = api(patrol)("PATCH", f"/cases/{case.reference}", body)
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["version"]) == ("screened", 2)
    assert answer.json()["clocks"]


def test_the_second_of_two_savers_gets_both_versions(api, patrol, found):
    case = found(full_name="Nimal Made Up")
    call = api(patrol)
    call("PATCH", f"/cases/{case.reference}", {"version": 1, "next_step": "first"})
    answer = call("PATCH", f"/cases/{case.reference}", {"version": 1, "next_step": "second"})
    assert answer.status_code == 409
    assert answer.json()["saved"]["next_step"] == "first"
    assert answer.json()["yours"]["next_step"] == "second"


def test_a_conflict_that_shows_the_person_is_logged(api, patrol, found):
    case = found(full_name="Nimal Made Up")
    before = Entry.objects.count()
    answer = api(patrol)("PATCH", f"/cases/{case.reference}", {"version": 7, "next_step": "x"})
    assert answer.status_code == 409
    assert answer.json()["saved"]["person"] == {"full_name": "Nimal Made Up"}
    written = Entry.objects.order_by("number")[before:]
    assert [one.subject for one in written if one.action == "case.viewed"] == [case.reference]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "home"}, "no-such-step"),
        ({"state": "limbo"}, "unknown-state"),
        ({"state": "closed"}, "closing-reason-missing"),
        ({"waiting_for": "a miracle"}, "unknown-wait"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(api, patrol, found, change, code):
    case = found(full_name="Nimal Made Up")
    answer = api(patrol)("PATCH", f"/cases/{case.reference}", {"version": 1, **change})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert Case.unguarded.get().version == 1


def test_other_agencies_and_roles_stay_outside(api, embassy, patrol, found):
    case = found(full_name="Nimal Made Up")
    assert api(embassy)("GET", f"/cases/{case.reference}").status_code == 404
    officer = api(patrol, "field-officer")
    assert officer("PATCH", f"/cases/{case.reference}", {"version": 1}).status_code == 403
    assert api(patrol, "analyst")("GET", "/requests").status_code == 403
