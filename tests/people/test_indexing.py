"""The index: in step with the records, whatever is indexed again; not to be read without key."""

import pytest
from tests import factories

from wayhome.people import indexing
from wayhome.people.models import IndexKey, KeyCount, Record, SearchKey

pytestmark = pytest.mark.django_db

KASUN = {"full_name": "Kasun Perera", "birth_date": "1997-01-30", "document_number": "N7744102"}


def counted():
    return {c.hash: c.records for c in KeyCount.objects.all() if c.records}


def carried():
    found = {indexing.register_hash(): IndexKey.objects.values("record").distinct().count()}
    for table in (IndexKey, SearchKey):
        for hashed in table.objects.values_list("hash", flat=True):
            found[hashed] = found.get(hashed, 0) + 1
    return found


def test_the_counts_say_how_many_carry_a_key(embassy):
    factories.indexed(*(factories.record(embassy, **KASUN) for _ in range(3)))
    factories.indexed(factories.record(embassy, full_name="Somebody Else"))
    assert counted() == carried()
    assert indexing.register_size() == 4


def test_indexing_again_changes_nothing(embassy):
    records = factories.indexed(factories.record(embassy, **KASUN))
    before = (counted(), set(IndexKey.objects.values_list("hash", "record")))
    factories.indexed(*records)
    assert (counted(), set(IndexKey.objects.values_list("hash", "record"))) == before


def test_a_superseded_record_leaves_the_index(embassy):
    stays = factories.record(embassy, full_name="Kasun Perera")
    leaves = factories.record(embassy, **KASUN)
    factories.indexed(stays, leaves)
    Record.unguarded.filter(pk=leaves.pk).update(current=False)
    leaves.refresh_from_db()
    factories.indexed(leaves)
    assert set(IndexKey.objects.values_list("record", flat=True)) == {stays.pk}
    assert set(SearchKey.objects.values_list("record", flat=True)) == {stays.pk}
    assert counted() == carried()


def test_a_record_superseded_while_it_was_being_indexed_stays_out(embassy):
    record = factories.record(embassy, **KASUN)
    Record.unguarded.filter(pk=record.pk).update(current=False)
    factories.indexed(record)  # this instance still believes that it is current
    assert not IndexKey.objects.exists()


def test_another_key_file_gives_other_hashes(embassy, tmp_path, settings):
    from wayhome.vault.keys import create_key_file, key_ring

    profile = factories.record(embassy, **KASUN)
    ours = indexing.keys_of(indexing.comparing.profile_of(profile))
    create_key_file(tmp_path / "other.json")
    details = profile.details
    settings.WAYHOME_KEY_FILE = str(tmp_path / "other.json")
    key_ring.cache_clear()
    try:
        theirs = indexing.keys_of(indexing.comparing.profile_of_details(details))
    finally:
        settings.WAYHOME_KEY_FILE = None
        key_ring.cache_clear()
    assert ours.match
    assert not ours.match & theirs.match
