"""What leaves as a file runs nowhere, is the same each time, and reads back as it was."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.intake.tables import open_table, read_list, recognise
from wayhome.sharing.formats import FORMATS, Column, UnknownFormatError, guarded, write

COLUMNS = (
    Column("id", "Reference"),
    Column("full_name", "Full name"),
    Column("phone", "Phone"),
    Column("notes", "Notes"),
)
EVIL = ["=1+1", "+66812345678", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "＝1+1", "''-x"]
META = {"Marking": "TLP:AMBER", "Note": "All people are made up"}

_PRINTED = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Cf"]),
        st.sampled_from("=+-@'\"_x,;"),
    ),
    max_size=20,
)
_ROWS = st.lists(
    st.fixed_dictionaries({"full_name": _PRINTED, "phone": _PRINTED, "notes": _PRINTED}), max_size=6
)


def _cells(data: bytes, form: str) -> list[list[str]]:
    table = open_table(data, f"list.{form}")
    return [["" if cell is None else str(cell) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_rows_give_the_same_bytes(form):
    rows = [{"id": "A1", "full_name": "สมชาย ใจดี", "phone": "+66812345678"}]

    assert write(form, rows, COLUMNS, META) == write(form, iter(rows), COLUMNS, META)


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_of_a_csv_begins_as_a_formula(evil):
    data = write("csv", [{"full_name": evil, "notes": evil}], [*COLUMNS, Column("x", evil)])

    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in row)
        assert not any(cell.startswith(("\t", "\r")) for cell in row)


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_of_a_workbook_is_a_formula_or_begins_as_one(evil):
    data = write("xlsx", [{"full_name": evil}], COLUMNS, {evil: evil})

    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "inlineStr")
                assert not str(cell.value or "").lstrip().startswith(("=", "+", "-", "@"))


def test_a_csv_begins_with_the_mark_that_makes_excel_show_thai():
    data = write("csv", [{"full_name": "สมชาย"}], COLUMNS)

    assert data.startswith(b"\xef\xbb\xbf")
    assert "สมชาย".encode() in data


def test_a_workbook_carries_its_marking_on_a_second_sheet():
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", [], COLUMNS, META)))

    assert book.sheetnames == ["List", "About"]
    assert [tuple(row) for row in book["About"].values] == list(META.items())
    assert [cell.value for cell in book["List"][1]] == [column.label for column in COLUMNS]


def test_json_carries_keys_labels_and_marking():
    body = json.loads(write("json", [{"id": "A1"}], COLUMNS, META))

    assert body["meta"] == META
    assert body["columns"]["full_name"] == "Full name"
    assert body["records"] == [{"id": "A1", "full_name": "", "phone": "", "notes": ""}]


def test_an_unknown_format_is_refused():
    with pytest.raises(UnknownFormatError, match="'pdf' is not known; use one of csv, xlsx, json"):
        write("pdf", [], COLUMNS)


def test_a_cell_that_no_workbook_can_hold_is_refused_with_its_row():
    with pytest.raises(ValueError, match="row 2: a cell of 40,000"):
        write("xlsx", [{"notes": "x" * 40_000}], COLUMNS)


@given(_PRINTED)
def test_a_harmless_text_is_left_as_it_is(text):
    harmless = f"x{text}"

    assert guarded(harmless) == harmless


@settings(max_examples=50)
@given(_ROWS)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_was_exported_comes_back_the_same(form, rows):
    rows = [{"id": f"R{n}", **row} for n, row in enumerate(rows)]
    rows.append({"id": "last", "full_name": "Made Up", "phone": "+66812345678", "notes": ""})
    mapping_of = recognise
    reading = [
        read_list(table, mapping_of(table.header), "requests", dt.date(2026, 3, 1))
        for table in (
            open_table(write(form, rows, COLUMNS, META), f"a.{form}"),
            open_table(json.dumps(rows).encode(), "a.json"),
        )
    ]

    assert [dict(r.values) for r in reading[0].accepted] == [
        dict(r.values) for r in reading[1].accepted
    ]
    assert len(reading[0].refusals) == len(reading[1].refusals)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("evil", [*EVIL, "_x000D_", "a\nb", 'a"b', "a;b", "<&>"])
def test_a_phone_or_note_survives_the_way_out_and_in(form, evil):
    from wayhome.intake.tables.text import unguarded

    (cells,) = _cells(write(form, [{"id": "1", "full_name": "N", "notes": evil}], COLUMNS), form)

    assert unguarded(cells[3]) == evil
