"""What casework tells the overview, the search and the exports, and whom it tells what."""

import datetime as dt

import pytest
from django.utils import timezone
from tests import factories

from wayhome.casework import selectors
from wayhome.casework.models import Case, Request
from wayhome.casework.services import EncounterFacts, register_encounter
from wayhome.intake.tables import CANONICAL_COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(send, clerk):
    """Two requests of the embassy, one of them old."""
    send(
        clerk,
        [["id", "full_name", "nationality"], ["1", "Nimal", "LK"], ["2", "Binod", "NP"]],
    )
    old = Request.unguarded.get(nationality="NP")
    Request.unguarded.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=100))
    return old


def test_requests_are_counted_by_state_nationality_and_age(asked, clerk):
    counts = {
        (c.state, c.nationality, c.band): c.requests for c in selectors.requests_by_state(clerk)
    }
    assert counts == {("open", "LK", 0): 1, ("open", "NP", 3): 1}


def test_a_count_obeys_visibility(asked, officer, reviewer):
    assert selectors.requests_by_state(officer) == []
    assert sum(c.requests for c in selectors.requests_by_state(reviewer)) == 2


def test_the_oldest_request_comes_first_and_age_filters(asked, clerk):
    assert selectors.requests(clerk).first() == asked
    assert list(selectors.requests(clerk, older_than=90)) == [asked]


def test_cases_are_counted_by_what_they_wait_for(found, case_worker):
    found(full_name="A Made Up")
    found(full_name="B Made Up")
    waits = selectors.cases_by_wait(case_worker)
    assert [(w.state, w.waiting_for, w.cases) for w in waits] == [("found", "screening", 2)]


def test_cases_at_home_wait_no_longer(found, case_worker):
    found(full_name="A Made Up")
    Case.unguarded.update(state="home")
    assert selectors.cases_by_wait(case_worker) == selectors.longest_waits(case_worker) == []


def test_the_longest_wait_is_named_by_reference_alone(found, case_worker):
    found(full_name="A Made Up")
    late = found(full_name="B Made Up")
    Case.unguarded.filter(pk=late.pk).update(waiting_since=timezone.now() - dt.timedelta(days=12))
    first = selectors.longest_waits(case_worker)[0]
    assert (first.reference, first.days) == (late.reference, 12)


def test_what_was_found_since_a_day_is_counted_once(found, encounter, officer):
    found(full_name="A Made Up")
    found(full_name="B Made Up")
    facts = EncounterFacts(found_on=dt.date(2020, 1, 1), place="Long ago", country="TH")
    register_encounter(user=officer, facts=facts)
    counted = selectors.found_since(officer, timezone.localdate() - dt.timedelta(days=7))
    assert (counted.encounters, counted.head_count, counted.people) == (1, 3, 2)


def test_registered_people_are_held_against_the_head_count(found, encounter):
    found(full_name="A Made Up", nationality="LK")
    found(full_name="B Made Up", nationality="MM")
    rows = {
        r.nationality: (r.stated, r.people, r.difference) for r in selectors.registered(encounter)
    }
    assert rows == {"LK": (2, 1, -1), "NP": (1, 0, -1), "MM": (None, 1, 0)}


def test_a_reference_leads_to_its_page_for_those_who_may_see_it(asked, clerk, officer):
    written = asked.reference.lower().replace("-", " ")
    assert selectors.find_reference(clerk, written) == f"/requests/{asked.reference}/"
    assert selectors.find_reference(officer, asked.reference) is None
    assert selectors.find_reference(clerk, "R-0000000X") is None


def test_exports_hold_the_canonical_columns_of_what_may_be_seen(asked, found, clerk, officer):
    found(full_name="A Made Up")
    rows = list(selectors.request_rows(clerk))
    assert {row["full_name"] for row in rows} == {"Nimal", "Binod"}
    assert set(CANONICAL_COLUMNS) <= set(rows[0])
    assert list(selectors.request_rows(officer)) == []
    assert [row["full_name"] for row in selectors.encounter_rows(officer)] == ["A Made Up"]
    assert [row["state"] for row in selectors.case_rows(officer)] == ["found"]
    assert list(selectors.case_rows(clerk)) == []


def test_the_board_counts_and_filters(found, case_worker):
    found(full_name="A Made Up", nationality="LK")
    found(full_name="B Made Up", nationality="NP")
    board = {column.state: column.count for column in selectors.board(case_worker)}
    assert (board["found"], board["home"]) == (2, 0)
    filtered = selectors.board(case_worker, nationality="NP")
    assert [case.nationality for case in filtered[0].cases] == ["NP"]


def test_an_analyst_counts_people_without_seeing_any(found, encounter, patrol):
    found(full_name="A Made Up", nationality="LK")
    analyst = factories.user(patrol, "analyst")
    assert selectors.encounter_of(analyst, encounter.reference) == encounter
    assert list(selectors.found_people(analyst, encounter)) == []
    assert selectors.encounters(analyst).get().registered_people == 1
