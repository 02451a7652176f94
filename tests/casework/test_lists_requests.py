"""A list of requests registers, renews, misses and forgives; nothing is doubled and none closed."""

import pytest

from wayhome.casework.models import Request, RequestEvent
from wayhome.people.models import Record

pytestmark = pytest.mark.django_db

HEADER = ["id", "full_name", "birth_date", "nationality"]
NIMAL = ["1", "Nimal Made Up", "1995-04-01", "LK"]
KAMAL = ["2", "Kamal Made Up", "1996-05-02", "LK"]
SUNIL = ["3", "Sunil Made Up", "1997-06-03", "LK"]


def requests():
    return {one.record.details["full_name"]: one for one in Request.unguarded.all()}


def codes(request):
    return [event.code for event in request.events.all()]


def changes(submission):
    return {name: n for name, n in submission.summary["changes"].items() if n}


def test_every_new_row_gets_its_reference(send, clerk):
    submission = send(clerk, [HEADER, NIMAL, KAMAL])
    told = {row["row"]: row["reference"] for row in submission.summary["outcome"]}
    stored = requests()
    assert told == {2: stored["Nimal Made Up"].reference, 3: stored["Kamal Made Up"].reference}
    assert {one.state for one in stored.values()} == {"open"}
    assert {one.nationality for one in stored.values()} == {"LK"}


def test_the_same_file_twice_changes_nothing(send, clerk):
    first, second = (send(clerk, [HEADER, NIMAL, KAMAL]) for _ in range(2))
    assert first == second
    assert Request.unguarded.count() == 2


def test_the_same_rows_in_another_file_change_nothing(send, clerk):
    send(clerk, [HEADER, NIMAL, KAMAL])
    before = Record.unguarded.count(), RequestEvent.unguarded.count()
    assert changes(send(clerk, [HEADER, KAMAL, NIMAL])) == {"unchanged": 2}
    assert (Record.unguarded.count(), RequestEvent.unguarded.count()) == before


def test_a_longer_version_adds_only_what_is_new(send, clerk):
    send(clerk, [HEADER, NIMAL])
    reference = requests()["Nimal Made Up"].reference
    submission = send(clerk, [HEADER, NIMAL, KAMAL, SUNIL])
    assert changes(submission) == {"new": 2, "unchanged": 1}
    told = {row["row"]: row["reference"] for row in submission.summary["outcome"]}
    assert told[2] == reference


def test_a_changed_row_is_a_newer_record_of_the_same_request(send, clerk):
    send(clerk, [HEADER, NIMAL])
    before = requests()["Nimal Made Up"]
    assert changes(send(clerk, [HEADER, [*NIMAL[:2], "1995-04-10", "LK"]])) == {"changed": 1}
    after = requests()["Nimal Made Up"]
    assert after.reference == before.reference
    assert after.record.supersedes == before.record
    assert after.record.person_id == before.record.person_id
    assert [event.note for event in after.events.all()] == ["birth_date"]


def test_who_is_gone_from_the_list_is_still_looked_for(send, clerk):
    send(clerk, [HEADER, NIMAL, KAMAL])
    assert changes(send(clerk, [HEADER, NIMAL])) == {"unchanged": 1, "gone": 1}
    gone = requests()["Kamal Made Up"]
    assert gone.gone_since is not None
    assert gone.state == "open"
    assert codes(gone) == ["gone-from-list"]


def test_who_was_gone_before_is_not_told_again(send, clerk):
    send(clerk, [HEADER, NIMAL, KAMAL])
    send(clerk, [HEADER, NIMAL])
    assert changes(send(clerk, [HEADER, NIMAL, SUNIL])) == {"unchanged": 1, "new": 1}
    assert codes(requests()["Kamal Made Up"]) == ["gone-from-list"]


def test_who_is_back_on_the_list_is_no_longer_gone(send, clerk):
    send(clerk, [HEADER, NIMAL, KAMAL])
    send(clerk, [HEADER, NIMAL])
    submission = send(clerk, [HEADER, KAMAL, NIMAL])
    back = requests()["Kamal Made Up"]
    assert back.gone_since is None
    assert codes(back) == ["gone-from-list", "back-on-list"]
    assert [one["code"] for one in submission.summary["warnings"]] == ["back-on-list"]


def test_who_is_home_does_not_go_missing_from_the_list(send, clerk):
    send(clerk, [HEADER, NIMAL, KAMAL])
    Request.unguarded.filter(record=requests()["Kamal Made Up"].record).update(state="home")
    assert changes(send(clerk, [HEADER, NIMAL])) == {"unchanged": 1}


def test_refused_rows_beside_gone_people_are_pointed_out(send, clerk):
    send(clerk, [HEADER, NIMAL, KAMAL])
    submission = send(clerk, [HEADER, NIMAL, ["2", "", "1996-05-02", "LK"]])
    assert "gone-or-refused" in {one["code"] for one in submission.summary["warnings"]}


def test_lists_of_other_names_and_agencies_are_left_alone(send, clerk, officer):
    send(clerk, [HEADER, NIMAL], series="january")
    send(clerk, [HEADER, KAMAL], series="february")
    send(officer, [HEADER, SUNIL], series="january")
    assert Request.unguarded.count() == 3
    assert not Request.unguarded.exclude(gone_since=None).exists()
