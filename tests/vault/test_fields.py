"""The encrypted field: plain in Python, sealed in the database, bound to its place."""

import pytest
from django.db import connection
from tests import factories

from wayhome.people.models import Record
from wayhome.vault.cipher import Tampered

pytestmark = pytest.mark.django_db
NAME = "Canary Nakhonsawan"


@pytest.fixture
def stored():
    return factories.record(factories.agency(), full_name=NAME)


def raw(pk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT details FROM people_record WHERE id = %s", [pk])
        return bytes(cursor.fetchone()[0])


def test_what_was_saved_is_read_back(stored):
    assert Record.unguarded.get(pk=stored.pk).details == {"full_name": NAME}


def test_the_database_holds_no_plain_text(stored):
    assert NAME.encode() not in raw(stored.pk)


def test_sealing_twice_gives_different_bytes(stored):
    first = raw(stored.pk)
    stored.save()
    assert raw(stored.pk) != first


def test_a_value_moved_to_another_row_does_not_open(stored):
    other = factories.record(stored.agency, full_name="Other")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_record SET details = %s WHERE id = %s", [raw(stored.pk), other.pk]
        )
    with pytest.raises(Tampered):
        _ = Record.unguarded.get(pk=other.pk).details


def test_a_plain_value_cannot_slip_in_through_an_update(stored):
    with pytest.raises(TypeError, match="sealed"):
        Record.unguarded.filter(pk=stored.pk).update(details={"full_name": "x"})


def test_a_plain_value_cannot_be_looked_up(stored):
    with pytest.raises(TypeError, match="sealed"):
        Record.unguarded.filter(details={"full_name": NAME}).exists()


def test_bulk_created_rows_are_sealed_too(stored):
    again = Record(
        agency=stored.agency,
        submission=stored.submission,
        side="found",
        details={"full_name": NAME},
        own_person=stored.own_person,
        person=stored.person,
    )
    Record.unguarded.bulk_create([again])
    assert NAME.encode() not in raw(again.pk)
    assert Record.unguarded.get(pk=again.pk).details == {"full_name": NAME}


def test_a_row_that_was_not_opened_is_saved_as_it_was(stored):
    before = raw(stored.pk)
    Record.unguarded.get(pk=stored.pk).save()
    assert raw(stored.pk) == before


def test_a_deferred_value_is_fetched_when_asked(stored):
    assert Record.unguarded.defer("details").get(pk=stored.pk).details == {"full_name": NAME}
