"""Cases that an agency already has come in with their state, what they wait for and since when."""

import datetime as dt

import pytest
from django.utils import timezone

from wayhome.casework.models import Case

pytestmark = pytest.mark.django_db

HEADER = ["id", "full_name", "nationality", "state", "waiting_for", "waiting_since"]


def test_a_row_opens_a_case_where_it_stands(send, case_worker):
    send(case_worker, [HEADER, ["7", "Made Up", "LK", "return", "ticket", "2026-03-01"]], "cases")
    case = Case.unguarded.get()
    assert (case.state, case.waiting_for) == ("return", "ticket")
    assert timezone.localdate(case.waiting_since) == dt.date(2026, 3, 1)
    assert case.record.details["full_name"] == "Made Up"


def test_labels_are_read_as_well_as_codes(send, case_worker):
    rows = [HEADER, ["7", "Made Up", "LK", "Identification", "Guarantee letter", ""]]
    send(case_worker, rows, "cases")
    case = Case.unguarded.get()
    assert (case.state, case.waiting_for) == ("identification", "guarantee-letter")


def test_a_word_nobody_knows_is_told_and_the_case_begins_as_found(send, case_worker):
    submission = send(
        case_worker, [HEADER, ["7", "Made Up", "LK", "limbo", "", "2999-01-01"]], "cases"
    )
    told = {warning["column"] for warning in submission.summary["warnings"]}
    assert {"state", "waiting_since"} <= told
    assert Case.unguarded.get().state == "found"


def test_a_later_version_renews_the_person_and_never_the_state(send, case_worker):
    send(case_worker, [HEADER, ["7", "Made Up", "LK", "return", "", ""]], "cases")
    send(case_worker, [HEADER, ["7", "Made Up Longer", "LK", "found", "", ""]], "cases")
    case = Case.unguarded.get()
    assert case.state == "return"
    assert case.record.details["full_name"] == "Made Up Longer"


def test_the_same_file_twice_changes_nothing(send, case_worker):
    for _ in range(2):
        send(case_worker, [HEADER, ["7", "Made Up", "LK", "return", "", ""]], "cases")
    assert Case.unguarded.count() == 1
