"""One search: a name in any script or in part, a document number, a phone; visible records only."""

import pytest
from tests import factories

from wayhome.people.selectors import search, search_records

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(embassy, patrol):
    kasun = factories.record(
        embassy,
        full_name="Kasun Perera",
        nationality="LK",
        document_number="N7744102",
        phone="+94 77 123 4567",
    )
    somchai = factories.record(
        patrol, "found", native_name="สมชาย ใจดี", nationality="TH", phone="081-234-5678"
    )
    factories.record(patrol, "found", full_name="Anna Kowalska", document_number="ZZ9912345")
    factories.indexed(*factories.everybody())
    return {"kasun": kasun, "somchai": somchai}


@pytest.mark.parametrize(
    ("typed", "who", "why"),
    [
        ("Kasun Perera", "kasun", "name"),
        ("perera kasun", "kasun", "name"),
        ("Kasun", "kasun", "name"),
        ("Kas", "kasun", "name"),
        ("Kasoon Pereira", "kasun", "name"),
        ("N7744102", "kasun", "document"),
        ("n 7744-102", "kasun", "document"),
        ("4102", "kasun", "document_end"),
        ("0094 77 123 4567", "kasun", "phone"),
        ("(077) 1234567", "kasun", "phone"),
        ("สมชาย", "somchai", "name"),
        ("Somchai", "somchai", "name"),
        ("+66812345678", "somchai", "phone"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "somchai", "phone"),
    ],
)
def test_finds_first(register, reviewer, typed, who, why):
    found = search_records(reviewer, typed)
    assert (found[0].record, found[0].why) == (register[who], why)


@pytest.mark.parametrize("typed", ["", "   ", "%", "999999999", "Xqzw Vkpt", "\u200f\u200b"])
def test_finds_nobody_where_nobody_fits(register, reviewer, typed):
    assert search_records(reviewer, typed) == []


def test_a_number_with_letters_is_not_taken_for_a_name(register, reviewer):
    assert {found.why for found in search_records(reviewer, "Kasun 7744102")} <= {"document"}


def test_another_agencys_records_are_not_found(register, clerk):
    assert search_records(clerk, "Somchai") == []
    assert [found.record for found in search_records(clerk, "Kasun")] == [register["kasun"]]


def test_what_others_own_does_not_crowd_out_ones_own(embassy, patrol, clerk):
    ours = factories.record(embassy, full_name="Nguyen Van Minh")
    crowd = [factories.record(patrol, "found", full_name="Nguyen Van Minh") for _ in range(8)]
    factories.indexed(ours, *crowd)
    assert [found.record for found in search_records(clerk, "Nguyen Van Minh", limit=3)] == [ours]


def test_the_ranking_is_followed_as_far_as_others_fill_it(embassy, patrol, clerk, monkeypatch):
    monkeypatch.setattr(search, "_FIRST_ROWS", 2)
    monkeypatch.setattr(search, "_COMPARED", 3)
    ours = factories.record(embassy, full_name="Nguyen Van Minh")
    crowd = [factories.record(patrol, "found", full_name="Nguyen Van Minh") for _ in range(8)]
    factories.indexed(ours, *crowd)
    assert [found.record for found in search_records(clerk, "Nguyen Van Minh")] == [ours]


def test_sources_are_read_once_for_all_who_are_found(
    embassy, reviewer, django_assert_max_num_queries
):
    crowd = [factories.record(embassy, full_name="Nguyen Van Minh") for _ in range(12)]
    factories.indexed(*crowd)
    with django_assert_max_num_queries(8):
        found = search_records(reviewer, "Nguyen Van Minh")
        named = {(one.record.agency.name, one.record.person.reference) for one in found}
    assert len(named) == len(crowd)
