"""Few records worth comparing out of many, and never more postings looked at than the budget."""

import pytest
from tests import factories

from wayhome.people import candidates as room
from wayhome.people import comparing
from wayhome.people.candidates import candidates

pytestmark = pytest.mark.django_db

KASUN = {"full_name": "Kasun Perera", "birth_date": "1997-01-30", "document_number": "N7744102"}


def test_the_likest_record_comes_first(embassy, patrol):
    namesake = factories.record(patrol, "found", full_name="Kasun Perera", birth_date="1971-08-02")
    himself = factories.record(patrol, "found", **KASUN)
    factories.indexed(
        namesake, himself, *(factories.record(patrol, full_name=f"Anna Nowak {c}") for c in "ABC")
    )
    assert candidates(factories.record(embassy, **KASUN))[:2] == [himself.pk, namesake.pk]


def test_a_profile_is_looked_up_as_a_record_is(embassy, patrol):
    factories.indexed(factories.record(patrol, "found", **KASUN))
    record = factories.record(embassy, **KASUN)
    assert candidates(comparing.profile_of(record)) == candidates(record)


def test_a_record_is_not_its_own_candidate(patrol):
    record = factories.record(patrol, **KASUN)
    factories.indexed(record)
    assert candidates(record) == []


def test_nothing_to_go_by_gives_nobody(patrol, embassy):
    factories.indexed(factories.record(patrol, **KASUN))
    assert candidates(factories.record(embassy, notes="tall")) == []


def test_no_more_than_asked_for(patrol, embassy):
    factories.indexed(*(factories.record(patrol, "found", **KASUN) for _ in range(6)))
    assert len(candidates(factories.record(embassy, **KASUN), limit=4)) == 4


def test_crowded_keys_are_left_out_when_the_budget_is_used_up(patrol, embassy, monkeypatch):
    crowd = [factories.record(patrol, "found", full_name="Kasun Perera") for _ in range(9)]
    himself = factories.record(patrol, "found", **KASUN)
    factories.indexed(*crowd, himself)
    monkeypatch.setattr(room, "BUDGET", 8)
    monkeypatch.setattr(room.ranked_by_keys, "__defaults__", (8,))
    assert candidates(factories.record(embassy, **KASUN)) == [himself.pk]


def test_where_every_key_is_crowded_the_newest_are_offered(patrol, embassy, monkeypatch):
    crowd = [factories.record(patrol, "found", full_name="Kasun Perera") for _ in range(9)]
    factories.indexed(*crowd)
    monkeypatch.setattr(room.ranked_by_keys, "__defaults__", (4,))
    found = candidates(factories.record(embassy, full_name="Kasun Perera"), limit=3)
    assert found == sorted((record.pk for record in crowd), reverse=True)[:3]
