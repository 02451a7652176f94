"""A call that is sent again with the same key changes nothing a second time."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from wayhome.accounts.models import User
from wayhome.api.models import IdempotentCall
from wayhome.audit.models import Entry
from wayhome.casework.models import Request
from wayhome.intake.models import Submission

pytestmark = pytest.mark.django_db
NIMAL = {"full_name": "Nimal Made Up", "nationality": "LK", "phone": "0811"}
GROUP = {"found_on": "2026-02-12", "place": "Made-up bank", "country": "TH"}


def a_list(rows=1):
    lines = [b"full_name,nationality", *(b"Made Up %d,LK" % n for n in range(rows))]
    return SimpleUploadedFile("made-up.csv", b"\n".join(lines))


def test_the_same_key_gets_the_same_answer_and_no_second_change(calling, patrol):
    call = calling(patrol)
    first, second = (call("POST", "/encounters", GROUP, key="one") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert second.headers["Idempotent-Replayed"] == "true"
    from wayhome.casework.models import Encounter

    assert Encounter.unguarded.count() == 1


def test_without_a_key_a_call_is_made_each_time(calling, patrol):
    call = calling(patrol)
    one, other = (call("POST", "/encounters", GROUP).json()["reference"] for _ in range(2))
    assert one != other


def test_the_same_key_with_another_body_is_refused(call):
    call("POST", "/requests", NIMAL, key="one")
    answer = call("POST", "/requests", {**NIMAL, "phone": "0822"}, key="one")
    assert answer.status_code == 422
    assert "use a new key" in answer.json()["detail"]
    assert Request.unguarded.count() == 1


def test_a_key_belongs_to_the_token_that_used_it(calling, embassy, patrol):
    one = calling(embassy)("POST", "/requests", NIMAL, key="one")
    other = calling(patrol)("POST", "/requests", NIMAL, key="one")
    assert other.status_code == 201
    assert one.json()["reference"] != other.json()["reference"]


def test_a_refusal_is_remembered_too(call):
    first, second = (call("POST", "/requests", {"phone": "0811"}, key="one") for _ in range(2))
    assert (first.status_code, second.status_code) == (422, 422)
    assert second.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_that_cannot_be_kept_is_refused(call, key):
    assert call("POST", "/requests", NIMAL, key=key).status_code == 422
    assert not Request.unguarded.exists()


def test_a_failure_of_ours_may_be_tried_again(call, monkeypatch):
    def broken(**_given):
        raise RuntimeError("made up")

    with monkeypatch.context() as patched:
        patched.setattr("wayhome.casework.services.register_request", broken)
        assert call("POST", "/requests", NIMAL, key="one").status_code == 500
    assert not IdempotentCall.objects.exists()
    assert call("POST", "/requests", NIMAL, key="one").status_code == 201


def test_a_key_without_a_token_in_force_keeps_nothing(call, client):
    answer = client.post("/api/v1/requests", headers={"idempotency-key": "one"})
    assert answer.status_code == 401
    assert not IdempotentCall.objects.exists()


def test_a_list_is_taken_in_once(call):
    first, second = (
        call("POST", "/submissions", key="one", kind="requests", file=a_list()) for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (201, 201)
    assert Submission.unguarded.count() == 1


def test_a_large_file_may_come_with_a_key(call):
    text = SimpleUploadedFile("made-up.txt", b"Nothing of note happened. " * 250_000)  # 6.5 MB
    answer = call("POST", "/submissions", key="one", kind="requests", file=text)
    assert answer.status_code == 422  # it is no list; that it is large is no reason
    assert "code" in answer.json()


@pytest.mark.django_db(transaction=True)
def test_two_of_the_same_call_at_once_are_one(calling, patrol):
    call, answers = calling(patrol), []

    def make():
        try:
            answers.append(call("POST", "/encounters", GROUP, key="one").json()["reference"])
        finally:
            connection.close()

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1


def written(before):
    """Return what was logged after so many entries."""
    return [(one.action, one.subject) for one in Entry.objects.order_by("number")[before:]]


def test_an_answer_given_again_is_logged_by_what_it_shows(call):
    made = call("POST", "/requests", NIMAL, key="one").json()
    before = Entry.objects.count()
    assert "Nimal" in call("POST", "/requests", NIMAL, key="one").content.decode()
    assert written(before) == [("api.answer-replayed", made["reference"])]


def test_a_conflict_given_again_is_logged_by_the_case_it_shows(calling, patrol):
    call = calling(patrol)
    group = {**GROUP, "people": [{"full_name": "Nimal Made Up"}]}
    case = call("POST", "/encounters", group).json()["cases"][0]
    stale = {"version": 7, "next_step": "made up"}
    assert call("PATCH", f"/cases/{case}", stale, key="one").status_code == 409
    before = Entry.objects.count()
    assert call("PATCH", f"/cases/{case}", stale, key="one").json()["saved"]["person"]
    assert written(before) == [("api.answer-replayed", case)]


def test_a_list_of_refusals_given_again_is_logged_without_a_reference(call):
    call("POST", "/requests", {"phone": "0811"}, key="one")
    before = Entry.objects.count()
    call("POST", "/requests", {"phone": "0811"}, key="one")
    assert written(before) == [("api.answer-replayed", "")]


@pytest.mark.parametrize("changed", ["role", "agency"])
def test_a_stored_answer_is_kept_from_another_role_or_agency(call, patrol, changed):
    call("POST", "/requests", NIMAL, key="one")
    new = {"role": "analyst"} if changed == "role" else {"agency": patrol}
    assert User.objects.filter(is_service=True).update(**new) == 1
    before = Entry.objects.count()
    answer = call("POST", "/requests", NIMAL, key="one")
    assert answer.status_code == 409
    assert "new key" in answer.json()["detail"]
    assert "Nimal" not in answer.content.decode()
    assert written(before) == []
