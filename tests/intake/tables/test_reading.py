"""Rows are accepted, refused or duplicate: each is told, and nobody is lost for a bad date."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.tables.lists import TODAY, codes, csv, read, xlsx

from wayhome.intake.tables import (
    CANONICAL_COLUMNS,
    Refused,
    SourceRow,
    Table,
    diff,
    map_columns,
    open_table,
    read_list,
    recognise,
)


@pytest.mark.parametrize("written", ["1990-02-30", "31/02/1995", "2099-01-01", "1850-01-01", "x"])
def test_a_person_is_not_lost_for_a_bad_date(written):
    reading = read(csv("Ref,Name,วันเกิด", f"A1,Made Up,{written}", "A2,Also Made Up,1991"))

    assert len(reading.accepted) == 2
    assert "birth_date" not in reading.accepted[0].values
    (warning,) = [w for w in reading.warnings if w.code == "bad_date"]
    assert (warning.row, warning.column) == (2, "วันเกิด")
    assert f"'{written}'" in warning.message
    assert written in reading.accepted[0].values["notes"]


def test_a_row_without_a_name_is_refused_with_its_row_number():
    reading = read(csv("Ref,Name,Age", "A1,Made Up,20", "A2,,21"))

    (refusal,) = reading.refusals
    assert (refusal.row, refusal.column) == (3, "Name")
    assert "row 3" in refusal.reason
    assert len(reading.accepted) == 1


@pytest.mark.parametrize("column", ["full_name", "given_name", "family_name", "native_name"])
def test_any_one_name_is_enough(column):
    (row,) = read(csv(column, "Made")).accepted

    assert row.values == {column: "Made"}


def test_a_list_without_a_column_for_names_is_refused_as_a_whole():
    with pytest.raises(Refused) as caught:
        read(csv("Ref,Nationality", "A1,Nepal"))

    assert caught.value.code == "missing_column"
    assert "'Ref', 'Nationality'" in caught.value.message


def test_an_unknown_kind_is_refused():
    with pytest.raises(Refused, match="no kind of list"):
        read(csv("Name", "Made Up"), kind="documents")


def test_the_second_of_two_equal_references_is_refused_naming_the_first():
    reading = read(csv("Ref,Name", "A1,Made Up", "a1,Somebody Else"))

    (refusal,) = reading.refusals
    assert (refusal.row, refusal.value) == (3, "a1")
    assert "row 2" in refusal.reason


def test_the_same_row_again_is_a_duplicate_and_not_a_refusal():
    reading = read(csv("Ref,Name", "A1,Made Up", "A1,Made Up", "A1,Made Up"))

    assert [(d.row, d.first_row) for d in reading.duplicates] == [(3, 2), (4, 2)]
    assert reading.refusals == ()
    assert reading.rows_read == 3


def test_another_running_number_does_not_make_another_person():
    lines = ["No,Name,Birth date", "1,Made Up,1990-01-02", "2,Made Up,1990-01-02"]

    assert [(d.row, d.first_row) for d in read(csv(*lines)).duplicates] == [(3, 2)]


def test_two_who_share_only_a_name_are_both_kept_and_said():
    reading = read(csv("No,Name", "1,Ma Nu", "2,Ma Nu"))

    assert len(reading.accepted) == 2
    assert "possible_duplicate" in codes(reading)


def test_a_name_of_500_characters_is_refused_and_the_others_are_not():
    reading = read(csv("Ref,Name", f"A1,{'a' * 500}", "A2,Made Up"))

    assert [row.values["id"] for row in reading.accepted] == ["A2"]
    assert "500 characters" in reading.refusals[0].reason
    assert len(reading.refusals[0].value) < 100


def test_a_map_of_columns_replaces_recognition():
    table = open_table(csv("nr,Naam,geb", "1,Made Up,1990-02-03"), "list.csv")
    mapping = map_columns({"id": "nr", "full_name": "Naam", "birth_date": "geb"}, table.header)

    (row,) = read_list(table, mapping, "cases", TODAY).accepted

    assert row.values == {"id": "1", "full_name": "Made Up", "birth_date": "1990-02-03"}


def test_several_document_columns_become_one_value():
    (row,) = read(csv("Name,Passport No,ID card no", "Made Up,aa 1,77")).accepted

    assert row.values["document_number"] == "AA1;77"


def test_excel_dates_serials_and_buddhist_years_in_one_column():
    import datetime as dt

    rows = [["Name", "DOB"], ["A", dt.date(1990, 2, 3)], ["B", 33000], ["C", "5/3/2533"]]
    reading = read(xlsx(rows), "list.xlsx")

    assert [row.values["birth_date"] for row in reading.accepted] == [
        "1990-02-03", "1990-05-07", "1990-03-05",
    ]  # fmt: skip
    assert {"excel_serial", "buddhist_year"} <= codes(reading)


def test_a_warning_said_very_often_is_counted_but_a_lost_value_never():
    many = 500
    lines = [f"Name {n}x,5/3/2533,Atlantis" for n in range(many)]
    reading = read(csv("Name,DOB,Nationality", *lines))

    said = [w for w in reading.warnings if w.code == "buddhist_year"]
    assert len(said) < many
    assert f"{many - len(said) + 1} more rows" in said[-1].message
    assert sum(w.code == "unknown_nationality" for w in reading.warnings) == many


def test_the_same_file_twice_changes_nothing():
    data = csv("Ref,Name,DOB", "A1,Made Up,1990", "A2,Also Made Up,x")

    changes = diff(read(data).accepted, read(data).accepted)

    assert len(changes.unchanged) == 2
    assert not (changes.new or changes.changed or changes.gone)


_CELLS = st.one_of(
    st.none(), st.text(max_size=25), st.integers(-10, 10**13), st.dates(), st.booleans(),
    st.sampled_from(["5/3/2533", "Nepal", "F", "'=1", "A1;B2", "-", "ေအာင္", "Thai", "25 ปี"]),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.lists(_CELLS, min_size=24, max_size=24), max_size=6))
def test_reading_is_idempotent_on_its_own_output(rows):
    table = _table([SourceRow(n, tuple(cells)) for n, cells in enumerate(rows, start=2)])
    mapping = recognise(CANONICAL_COLUMNS)
    once = read_list(table, mapping, "requests", TODAY)

    written = [
        SourceRow(row.row, tuple(row.values.get(column) for column in CANONICAL_COLUMNS))
        for row in once.accepted
    ]
    again = read_list(_table(written), mapping, "requests", TODAY)

    assert [row.values for row in again.accepted] == [row.values for row in once.accepted]
    assert once.rows_read == len(rows)


def _table(rows: list[SourceRow]) -> Table:
    return Table("made-up", "text", (), "", CANONICAL_COLUMNS, (1,), tuple(rows))
