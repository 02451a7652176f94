"""Records come in whole or not at all; a newer version takes over the decisions on the older."""

import pytest
from tests import factories

from wayhome.audit.models import Entry
from wayhome.people import pending
from wayhome.people.models import IndexKey, Pair, Person, Record, Verdict
from wayhome.people.services import NewRecord, add_records, decide

pytestmark = pytest.mark.django_db

KASUN = {"full_name": "Kasun Perera", "birth_date": "1997-01-30", "nationality": "Sri Lankan"}


def take_in(agency, *rows, side="requested", actor=None):
    return add_records(submission=factories.submission(agency), side=side, rows=rows, actor=actor)


def newer(record, **details):
    return NewRecord(1, {**record.details, **details}, supersedes=record)


def test_every_row_becomes_a_record_with_a_person_of_its_own(embassy, clerk):
    records = take_in(embassy, *(NewRecord(n, KASUN) for n in (1, 2, 3)), actor=clerk)
    assert [record.row for record in records] == [1, 2, 3]
    assert len({record.person_id for record in records}) == 3
    assert Record.unguarded.get(pk=records[0].pk).details["full_name"] == "Kasun Perera"
    assert Entry.objects.get(action="records.added").details["records"] == 3


def test_nationality_and_sex_are_kept_as_codes(embassy):
    (record,) = take_in(embassy, NewRecord(1, {**KASUN, "sex": "male"}))
    assert (record.nationality, record.sex) == ("LK", "M")


def test_names_are_not_readable_in_the_database(embassy):
    from django.db import connection

    (record,) = take_in(embassy, NewRecord(1, KASUN))
    with connection.cursor() as cursor:
        cursor.execute("SELECT details FROM people_record WHERE id = %s", [record.pk])
        assert b"Kasun" not in bytes(cursor.fetchone()[0])


def test_a_newer_version_stays_the_same_person_and_the_older_steps_back(embassy):
    (older,) = take_in(embassy, NewRecord(1, KASUN))
    (record,) = take_in(embassy, newer(older, document_number="N7744102"))
    older.refresh_from_db()
    assert not older.current
    assert record.own_person_id == older.own_person_id
    assert Person.unguarded.count() == 1
    pending.run_pending()
    assert set(IndexKey.objects.values_list("record", flat=True)) == {record.pk}


def test_decisions_about_the_older_version_hold_for_the_newer(embassy, patrol, reviewer):
    (older,) = take_in(embassy, NewRecord(1, KASUN))
    (found,) = take_in(patrol, NewRecord(1, KASUN), side="found")
    pending.run_pending()
    decide(user=reviewer, pair=Pair.unguarded.get(), verdict="same")
    (record,) = take_in(embassy, newer(Record.unguarded.get(pk=older.pk), phone="0812345678"))
    pending.run_pending()
    found.refresh_from_db()
    assert record.person_id == found.person_id
    assert not Pair.unguarded.filter(verdict=Verdict.UNDECIDED).exists()


def test_different_is_not_asked_again_of_a_newer_version(embassy, patrol, reviewer):
    (older,) = take_in(embassy, NewRecord(1, KASUN))
    take_in(patrol, NewRecord(1, KASUN), side="found")
    pending.run_pending()
    decide(user=reviewer, pair=Pair.unguarded.get(), verdict="different")
    take_in(embassy, newer(older, phone="0812345678"))
    pending.run_pending()
    assert list(Pair.unguarded.values_list("verdict", flat=True)) == [Verdict.DIFFERENT]


def test_an_open_question_moves_to_the_newer_version(embassy, patrol, reviewer):
    (older,) = take_in(embassy, NewRecord(1, KASUN))
    (found,) = take_in(patrol, NewRecord(1, KASUN), side="found")
    pending.run_pending()
    (record,) = take_in(embassy, newer(older, phone="0812345678"))
    pending.run_pending()
    pair = Pair.unguarded.get()
    assert {pair.left_id, pair.right_id} == {record.pk, found.pk}


def test_unsure_is_still_unsure_of_a_newer_version(embassy, patrol, reviewer):
    (older,) = take_in(embassy, NewRecord(1, KASUN))
    take_in(patrol, NewRecord(1, KASUN), side="found")
    pending.run_pending()
    decide(user=reviewer, pair=Pair.unguarded.get(), verdict="unsure")
    (record,) = take_in(embassy, newer(older, phone="0812345678"))
    pending.run_pending()
    open_pairs = Pair.unguarded.filter(verdict=Verdict.UNSURE)
    assert [record.pk in (pair.left_id, pair.right_id) for pair in open_pairs] == [True]


def test_only_the_newest_version_can_be_superseded(embassy):
    (older,) = take_in(embassy, NewRecord(1, KASUN))
    stale = Record.unguarded.get(pk=older.pk)
    take_in(embassy, newer(older, phone="0812345678"))
    with pytest.raises(ValueError, match="newer version"):
        take_in(embassy, newer(stale, phone="0899999999"))


def test_another_agencys_record_cannot_be_superseded(embassy, patrol):
    (theirs,) = take_in(embassy, NewRecord(1, KASUN))
    with pytest.raises(ValueError, match=r"row 1: .*another agency"):
        take_in(patrol, newer(theirs))


def test_an_unknown_side_is_refused(embassy):
    with pytest.raises(ValueError, match="requested, found"):
        take_in(embassy, NewRecord(1, KASUN), side="seen")


def test_nothing_is_kept_where_one_row_is_refused(embassy, patrol):
    (theirs,) = take_in(patrol, NewRecord(1, KASUN))
    with pytest.raises(ValueError, match="another agency"):
        take_in(embassy, NewRecord(1, KASUN), NewRecord(2, KASUN, supersedes=theirs))
    assert Record.unguarded.count() == 1
