"""People added to an encounter: each is a record, somebody found and a case; nobody twice."""

import pytest
from django.utils import timezone

from wayhome.casework.models import Case, Encounter, FoundPerson
from wayhome.casework.services import add_people
from wayhome.casework.services.linking import found_moment
from wayhome.intake.tables import Refused

pytestmark = pytest.mark.django_db

HEADER = ["full_name", "birth_date", "nationality", "phone"]
NIMAL = ["Nimal Made Up", "1995-04-01", "LK", ""]
BINOD = ["Binod Made Up", "1996-05-02", "NP", ""]


def test_each_row_becomes_a_case_that_waits_for_screening(send, officer, encounter):
    submission = send(officer, [HEADER, NIMAL, BINOD], "encounter", encounter.reference)
    cases = {case.reference: case for case in Case.unguarded.all()}
    assert [row["reference"] for row in submission.summary["outcome"]] == list(cases)
    for case in cases.values():
        assert (case.state, case.waiting_for) == ("found", "screening")
        assert case.waiting_on == officer.agency.name
        assert case.waiting_since == case.state_since == found_moment(encounter)
        assert case.encounter == encounter
        assert [event.code for event in case.events.all()] == ["opened"]
    assert {case.nationality for case in cases.values()} == {"LK", "NP"}


def test_a_second_list_adds_and_leaves_the_others_alone(send, officer, encounter):
    send(officer, [HEADER, NIMAL], "encounter", encounter.reference)
    send(officer, [HEADER, BINOD], "encounter", encounter.reference)
    assert FoundPerson.objects.filter(encounter=encounter).count() == 2


def test_a_corrected_row_moves_person_and_case_to_the_newer_record(send, officer, encounter):
    send(officer, [HEADER, NIMAL], "encounter", encounter.reference)
    before = Case.unguarded.get()
    send(officer, [HEADER, [*NIMAL[:3], "+94 71 234 5678"]], "encounter", encounter.reference)
    after = Case.unguarded.get()
    assert after.reference == before.reference
    assert after.record.supersedes_id == before.record_id
    assert FoundPerson.objects.get().record_id == after.record_id


def test_typing_somebody_twice_adds_nobody(officer, encounter):
    row = dict(zip(HEADER, NIMAL, strict=True))
    for _ in range(2):
        add_people(encounter=encounter, user=officer, rows=[row])
    assert Case.unguarded.count() == 1


def test_two_people_of_one_name_are_two(officer, encounter):
    rows = [{"full_name": "Aung Made Up", "phone": phone} for phone in ("0811", "0822")]
    for row in rows:
        add_people(encounter=encounter, user=officer, rows=[row])
    assert Case.unguarded.count() == 2


def test_what_was_not_typed_again_is_kept(officer, encounter):
    known = {"full_name": "Nimal Made Up", "document_number": "N1234567", "phone": "+94712345678"}
    add_people(encounter=encounter, user=officer, rows=[known])
    again = {"full_name": "Nimal Made Up", "document_number": "N1234567", "sex": "male"}
    add_people(encounter=encounter, user=officer, rows=[again])
    details = Case.unguarded.get().record.details
    assert (details["phone"], details["sex"]) == ("+94712345678", "male")


def test_another_agency_cannot_add_to_it(send, clerk, encounter):
    with pytest.raises(Refused) as refused:
        send(clerk, [HEADER, NIMAL], "encounter", encounter.reference)
    assert refused.value.code == "no-such-encounter"
    assert not Case.unguarded.exists()


def test_a_preview_with_no_such_encounter_warns_instead_of_failing(clerk, encounter):
    from wayhome.intake import reading

    data = "\n".join(",".join(row) for row in (HEADER, NIMAL)).encode()
    understood = reading.understand(data, "made-up.csv", "encounter")
    outcome = reading.plan(
        understood,
        agency=clerk.agency,
        kind="encounter",
        series=encounter.reference,
        target=encounter.reference,
    )
    assert [warning["code"] for warning in outcome.warnings] == ["no-such-encounter"]


def test_a_list_that_names_no_encounter_gets_one_of_its_own(send, officer):
    submission = send(officer, [HEADER, NIMAL, BINOD], "encounter")
    made = Encounter.unguarded.get()
    assert (made.agency, made.place, made.head_count) == (officer.agency, "", None)
    assert made.found_on == timezone.localdate(submission.received_at)
    assert [warning["code"] for warning in submission.summary["warnings"]] == ["own-encounter"]


def test_its_next_version_goes_to_the_same_encounter(send, officer):
    send(officer, [HEADER, NIMAL], "encounter")
    submission = send(officer, [HEADER, NIMAL, BINOD], "encounter")
    assert Encounter.unguarded.count() == 1
    assert submission.summary["warnings"] == []
    assert FoundPerson.objects.count() == 2


def test_a_list_of_another_name_gets_another_encounter(send, officer):
    send(officer, [HEADER, NIMAL], "encounter", series="tuesday")
    send(officer, [HEADER, BINOD], "encounter", series="wednesday")
    assert Encounter.unguarded.count() == 2
