"""The log: nothing outside a transaction, nothing rewritten unseen."""

import pytest
from django.db import DatabaseError, connection, transaction

from wayhome.audit import actions, selectors, services, triggers
from wayhome.audit.models import Entry, Head

pytestmark = pytest.mark.django_db
actions.register("test.done", "a test did something")


@pytest.fixture
def three_entries():
    return [services.record(action="test.done", actor=None, subject=f"R-{n}") for n in range(3)]


def test_a_log_that_nobody_touched_is_whole(three_entries):
    result = selectors.verify()
    assert result.whole
    assert result.entries == 3


def test_an_unregistered_action_is_refused():
    with pytest.raises(ValueError, match="register"):
        services.record(action="test.unheard-of", actor=None)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_logged_outside_a_transaction():
    with pytest.raises(RuntimeError, match="transaction"):
        services.record(action="test.done", actor=None)


def test_an_entry_goes_with_a_change_that_is_rolled_back(three_entries):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.record(action="test.done", actor=None)
        _ = 1 / 0
    assert selectors.verify().entries == 3


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("UPDATE audit_entry SET subject = 'R-9' WHERE number = 2", 2),
        ("UPDATE audit_entry SET actor = 'user:else' WHERE number = 1", 1),
        ("DELETE FROM audit_entry WHERE number = 2", 2),
        ("DELETE FROM audit_entry WHERE number = 3", 3),
        ("UPDATE audit_entry SET previous = digest WHERE number = 2", 2),
        ("UPDATE audit_head SET number = 2", 4),
    ],
)
def test_every_tampering_is_found_at_its_place(three_entries, tampering, broken_at):
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    assert selectors.verify().broken_at == broken_at


@pytest.mark.parametrize("verb", ["UPDATE audit_entry SET actor = ''", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_an_entry(three_entries, verb):
    triggers.install(connection)
    refused = pytest.raises(DatabaseError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    triggers.remove(connection)
    assert Entry.objects.count() == 3


def test_a_log_whose_head_is_gone_is_not_whole(three_entries):
    Head.objects.all().delete()
    assert not selectors.verify().whole
