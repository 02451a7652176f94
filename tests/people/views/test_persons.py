"""A person's page: every record the user may see, and of the others only that there is a match."""

import pytest
from django.urls import reverse
from tests import factories

from wayhome.audit.models import Entry
from wayhome.people import panels, selectors
from wayhome.people.services import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined(embassy, patrol, reviewer):
    """A request and a find that a reviewer found to be one person."""
    asked = factories.record(embassy, "requested", full_name="Kasun Perera", nationality="LK")
    found = factories.record(patrol, "found", full_name="Kason Pereira", nationality="LK")
    decision = decide(user=reviewer, pair=factories.pair(asked, found), verdict="same")
    asked.refresh_from_db()
    found.refresh_from_db()
    return asked, found, decision


def url(person):
    return reverse("people:person", args=[person.reference])


def test_the_centre_sees_every_record_of_a_person(client, joined, reviewer):
    client.force_login(reviewer)
    text = client.get(url(joined[0].person)).content.decode()
    assert "Kasun Perera" in text
    assert "Kason Pereira" in text
    assert joined[2].reference in text


def test_an_agency_sees_its_own_record_and_that_there_is_a_match(client, joined, clerk):
    client.force_login(clerk)
    text = client.get(url(joined[0].person)).content.decode()
    assert "Kasun Perera" in text
    assert "There is a match" in text
    assert "Kason Pereira" not in text
    assert "Border Patrol" not in text


def test_a_waiting_pair_is_told_as_a_perhaps(client, embassy, patrol, clerk):
    asked = factories.record(embassy, full_name="Kasun Perera")
    factories.pair(asked, factories.record(patrol, "found", full_name="Kason Pereira"))
    client.force_login(clerk)
    text = client.get(url(asked.person)).content.decode()
    assert "There may be a match" in text
    assert "Nobody has confirmed it yet" in text


def test_match_elsewhere_is_for_those_who_see_one_side_only(joined, clerk, officer, reviewer):
    asked, found, _ = joined
    assert selectors.match_elsewhere(clerk, asked)
    assert selectors.match_elsewhere(officer, found)
    assert not selectors.match_elsewhere(reviewer, asked)


def test_two_who_were_decided_different_are_no_match(embassy, patrol, reviewer, clerk):
    asked = factories.record(embassy, full_name="Kasun Perera")
    pair = factories.pair(asked, factories.record(patrol, "found", full_name="Kason Pereira"))
    decide(user=reviewer, pair=pair, verdict="different")
    assert not selectors.match_elsewhere(clerk, asked)


def test_a_reference_given_out_before_the_match_leads_to_the_person(client, joined, officer):
    asked, found, _ = joined
    assert found.own_person.reference != found.person.reference
    client.force_login(officer)
    shown = client.get(url(found.own_person), follow=True)
    assert shown.request["PATH_INFO"] == url(asked.person)
    assert "Kason Pereira" in shown.content.decode()


def test_another_agencys_person_is_not_there(client, embassy, officer):
    theirs = factories.record(embassy, full_name="Kasun Perera")
    client.force_login(officer)
    assert client.get(url(theirs.person)).status_code == 404


def test_opening_a_person_is_logged(client, joined, clerk):
    client.force_login(clerk)
    client.get(url(joined[0].person))
    entry = Entry.objects.get(action="person.viewed")
    assert (entry.subject, entry.actor) == (joined[0].person.reference, clerk.audit_name)


def test_one_person_is_listed_once_the_newest_record_first(client, joined, reviewer, patrol):
    factories.record(patrol, "found", full_name="Anna Kowalska", nationality="PL")
    client.force_login(reviewer)
    text = client.get(reverse("people:list")).content.decode()
    assert text.index("Anna Kowalska") < text.index("Kason Pereira")
    assert "Kasun Perera" not in text


def test_the_list_is_narrowed_by_side_and_nationality(client, joined, reviewer, patrol):
    factories.record(patrol, "found", full_name="Anna Kowalska", nationality="PL")
    client.force_login(reviewer)
    asked = client.get(reverse("people:list"), {"side": "requested"}).content.decode()
    assert "Kasun Perera" in asked
    assert "Anna Kowalska" not in asked
    polish = client.get(reverse("people:list"), {"nationality": "PL"}).content.decode()
    assert "Anna Kowalska" in polish
    assert "Pereira" not in polish


def test_an_agency_lists_its_own_people(client, joined, clerk):
    client.force_login(clerk)
    text = client.get(reverse("people:list")).content.decode()
    assert "Kasun Perera" in text
    assert "Pereira" not in text


def test_later_rooms_add_what_they_know(client, joined, reviewer, monkeypatch):
    monkeypatch.setattr(panels, "_SOURCES", [])
    panels.register(lambda user, records: [panels.PanelLine("Case C-1", f"{len(records)} here")])
    client.force_login(reviewer)
    text = client.get(url(joined[0].person)).content.decode()
    assert "Case C-1" in text
    assert "2 here" in text


def test_the_list_asks_the_database_no_more_for_more_rows(
    client, embassy, reviewer, django_assert_max_num_queries
):
    for number in range(20):
        factories.record(embassy, full_name=f"Made Up {number}")
    client.force_login(reviewer)
    with django_assert_max_num_queries(18):
        assert "Made Up 7" in client.get(reverse("people:list")).content.decode()
