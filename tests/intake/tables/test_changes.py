"""A list held against its earlier version: the algebra of new, changed, gone and unchanged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wayhome.intake.tables import ListRow, diff, row_key

_VALUES = st.fixed_dictionaries(
    {"full_name": st.sampled_from(["Aung Min", "Nok Suk", "李娜", "สมชาย ใจดี"])},
    optional={
        "id": st.sampled_from(["1", "2", "3"]),
        "document_number": st.sampled_from(["AA1", "BB2", "AA1;BB2"]),
        "birth_date": st.sampled_from(["1990", "1991-02-03"]),
        "nationality": st.sampled_from(["MM", "TH"]),
        "notes": st.sampled_from(["seen", "called"]),
    },
)
_LISTS = st.lists(_VALUES, max_size=8).map(
    lambda rows: [ListRow(number, "", values) for number, values in enumerate(rows, start=2)]
)


def _row(number: int, **values: str) -> ListRow:
    return ListRow(number, "", values)


@given(_LISTS)
def test_a_list_against_itself_is_all_unchanged(rows):
    changes = diff(rows, rows)

    assert list(changes.unchanged) == rows
    assert not (changes.new or changes.changed or changes.gone)


@given(_LISTS, _LISTS)
def test_every_row_of_both_lists_is_told_exactly_once(old, new):
    changes = diff(old, new)

    told_new = [*changes.new, *(c.new for c in changes.changed), *changes.unchanged]
    told_old = len(changes.gone) + len(changes.changed) + len(changes.unchanged)
    assert sorted(row.row for row in told_new) == [row.row for row in new]
    assert told_old == len(old)


@given(_LISTS, _LISTS)
def test_the_way_back_swaps_new_and_gone(old, new):
    there, back = diff(old, new), diff(new, old)

    assert len(there.new) == len(back.gone)
    assert len(there.gone) == len(back.new)
    assert len(there.unchanged) == len(back.unchanged)


@given(_LISTS, st.randoms())
def test_another_order_changes_nothing(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)

    changes = diff(rows, shuffled)

    assert len(changes.unchanged) == len(rows)


def test_a_changed_row_names_the_fields_that_differ():
    old = [_row(2, id="7", full_name="Nok Suk", birth_date="1990")]
    new = [_row(9, id="7", full_name="Nok Suk", birth_date="1990-05-01", phone="+66812345678")]

    (changed,) = diff(old, new).changed

    assert changed.fields == ("birth_date", "phone")


def test_a_row_that_gained_a_passport_number_is_changed_not_new():
    old = [_row(2, full_name="Nok Suk", birth_date="1990-05-01", nationality="TH")]
    new = [_row(2, full_name="Nok Suk", birth_date="1990-05-01", nationality="TH",
                document_number="AA1")]  # fmt: skip

    changes = diff(old, new)

    assert [c.fields for c in changes.changed] == [("document_number",)]
    assert not changes.new


def test_two_references_are_two_people_however_alike():
    old = [_row(2, id="7", full_name="Nok Suk", birth_date="1990")]
    new = [_row(2, id="8", full_name="Nok Suk", birth_date="1990")]

    changes = diff(old, new)

    assert (len(changes.new), len(changes.gone)) == (1, 1)


def test_the_key_of_a_row_is_its_reference_then_its_document_then_the_person():
    person = {"full_name": "Nok  SUK", "birth_date": "1990", "nationality": "TH"}

    assert row_key(person) == row_key({**person, "full_name": "nok suk", "phone": "1"})
    assert row_key({**person, "document_number": "B;A"}) == row_key({"document_number": "A;B"})
    assert row_key({**person, "id": "x1", "document_number": "A"}) == row_key({"id": "X1"})


@given(_LISTS, _LISTS, st.data())
def test_a_pair_that_is_known_beforehand_stands(old, new, data):
    places = list(zip(range(len(new)), data.draw(st.permutations(range(len(old)))), strict=False))
    beforehand = dict(data.draw(st.sets(st.sampled_from(places))) if places else ())

    changes = diff(old, new, beforehand)

    changed = {new.index(one.new): old.index(one.old) for one in changes.changed}
    for one, other in beforehand.items():
        same = new[one] in changes.unchanged
        assert same or changed[one] == other
    told = len(changes.gone) + len(changes.changed) + len(changes.unchanged)
    assert told == len(old)
