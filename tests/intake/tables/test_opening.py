"""A file that cannot be taken is refused with what, where and how to mend it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.tables.lists import csv, ods, read, saved, with_part, xlsx, zipped

from wayhome.intake.tables import Limits, Refused, open_table

ROWS = [["Ref", "Name", "Nationality"], ["A1", "Made Up", "Nepal"], ["A2", "Also Made Up", "Kenya"]]


def _refusal(data: bytes, filename: str, limits: Limits = Limits()) -> Refused:  # noqa: B008
    with pytest.raises(Refused) as caught:
        open_table(data, filename, limits)
    assert filename in caught.value.where
    assert caught.value.message
    assert caught.value.mend
    return caught.value


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        (csv("Ref,Name,Nationality", "A1,Made Up,Nepal", "A2,Also Made Up,Kenya"), "list.csv"),
        (csv("Ref;Name;Nationality", "A1;Made Up;Nepal", "A2;Also Made Up;Kenya"), "list.csv"),
        (
            csv("sep=|", "Ref|Name|Nationality", "A1|Made Up|Nepal", "A2|Also Made Up|Kenya"),
            "l.csv",
        ),
        (
            csv("Ref\tName\tNationality", "A1\tMade Up\tNepal", "A2\tAlso Made Up\tKenya"),
            "list.tsv",
        ),
        (xlsx(ROWS), "list.xlsx"),
        (ods(ROWS), "list.ods"),
        (
            b"""[{"Ref":"A1","Name":"Made Up","Nationality":"Nepal"},
            {"Ref":"A2","Name":"Also Made Up","Nationality":"Kenya"}]""",
            "list.json",
        ),
        (
            b"""{"records":[{"id":"A1","full_name":"Made Up","nationality":"NP"},
            {"id":"A2","full_name":"Also Made Up","nationality":"KE"}]}""",
            "list.json",
        ),
    ],
)
def test_every_format_gives_the_same_rows(data, filename):
    reading = read(data, filename)

    assert [dict(row.values) for row in reading.accepted] == [
        {"id": "A1", "full_name": "Made Up", "nationality": "NP"},
        {"id": "A2", "full_name": "Also Made Up", "nationality": "KE"},
    ]


def test_rows_are_numbered_as_the_spreadsheet_numbers_them():
    rows = [["List of people"], [], ["Ref", "Name"], ["A1", "Made Up"], [], ["A2", "Also Made Up"]]

    table = open_table(xlsx(rows), "list.xlsx")

    assert table.header_rows == (3,)
    assert [row.number for row in table.rows] == [4, 6]


PFIF = """<?xml version="1.0" encoding="UTF-8"?>
<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4"><pfif:person>
<pfif:person_record_id>example.org/p1</pfif:person_record_id>
<pfif:source_date>2025-01-01T00:00:00Z</pfif:source_date>
<pfif:full_name>Made Up</pfif:full_name><pfif:alternate_names>Mad
Upp</pfif:alternate_names><pfif:sex>female</pfif:sex>
<pfif:date_of_birth>1990-05</pfif:date_of_birth><pfif:home_city>Nairobi</pfif:home_city>
<pfif:home_country>KE</pfif:home_country><pfif:author_name>A Brother</pfif:author_name>
</pfif:person>
<pfif:note><pfif:person_record_id>example.org/p1</pfif:person_record_id>
<pfif:source_date>2025-02-01T00:00:00Z</pfif:source_date>
<pfif:last_known_location>Old Town</pfif:last_known_location></pfif:note>
<pfif:note><pfif:person_record_id>example.org/p1</pfif:person_record_id>
<pfif:source_date>2025-03-01T00:00:00Z</pfif:source_date>
<pfif:last_known_location>New Town</pfif:last_known_location></pfif:note>
</pfif:pfif>"""


def test_a_pfif_person_keeps_its_id_and_takes_the_place_of_its_newest_note():
    (row,) = read(PFIF.encode(), "people.xml").accepted

    assert row.row == 1
    assert row.values == {
        "id": "example.org/p1",
        "full_name": "Made Up",
        "other_names": "Mad;Upp",
        "sex": "female",
        "birth_date": "1990-05",
        "address": "Nairobi, KE",
        "last_known_place": "New Town",
        "family_contact": "A Brother",
    }


def test_xml_that_defines_entities_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaa">]><pfif>&a;</pfif>'

    assert _refusal(bomb, "people.xml").code == "document_type"


def test_xml_that_is_no_pfif_or_breaks_off_is_refused():
    assert _refusal(b"<rss><channel/></rss>", "people.xml").code == "not_a_list"
    assert _refusal(PFIF[:300].encode(), "people.xml").code == "damaged"


def test_an_archive_that_unpacks_out_of_all_proportion_is_refused_unopened():
    bomb = zipped(
        {"[Content_Types].xml": b"spreadsheetml", "xl/worksheets/sheet1.xml": bytes(1 << 24)}
    )

    assert _refusal(bomb, "list.xlsx").code == "zip_bomb"


def test_a_part_that_is_longer_than_its_archive_says_is_refused():
    data = bytearray(zipped({"[Content_Types].xml": b"spreadsheetml", "xl/a.xml": b"x" * 5000}))
    size = struct.pack("<L", 5000)
    while size in data:
        at = data.index(size)
        data[at : at + 4] = struct.pack("<L", 10)

    assert _refusal(bytes(data), "list.xlsx").code == "damaged"


def test_a_workbook_part_with_entities_of_its_own_is_refused():
    part = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst/>'

    assert (
        _refusal(with_part(xlsx(ROWS), "xl/sharedStrings.xml", part), "l.xlsx").code
        == "document_type"
    )


def test_a_lone_cell_at_the_far_corner_is_refused_before_the_sheet_is_laid_out():
    book = openpyxl.Workbook()
    book.active["A1"] = "Name"
    book.active["XFD1048576"] = "x"

    assert _refusal(saved(book), "list.xlsx").code == "too_large"


def test_an_ods_row_repeated_a_million_times_is_refused():
    data = ods(ROWS, row_attributes=' table:number-rows-repeated="1000000"')

    assert _refusal(data, "list.ods").code == "too_large"


def test_a_workbook_with_macros_is_refused_whatever_its_name():
    data = with_part(xlsx(ROWS), "xl/vbaProject.bin", b"made up")

    refused = _refusal(data, "list.xlsx")

    assert refused.code == "macros"
    assert ".xlsx" in refused.mend
    assert _refusal(xlsx(ROWS), "list.xlsm").code == "macros"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"<html><body><table><tr><td>Name</td></tr></table></body></html>", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "html"),
        (b"%PDF-1.7 made up", "not_a_list"),
        (b"PK\x03\x04 cut short", "damaged"),
        (zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"word"}), "not_a_list"),
        (zipped({"photos/a.txt": b"a"}), "not_a_list"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
         "not_a_list"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_by_what_it_is(data, code):
    assert _refusal(data, "list.xls").code == code


def test_a_locked_workbook_is_refused_as_locked():
    from wayhome.intake.tables.old_excel import OLE_MAGIC

    locked = OLE_MAGIC + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    protected_ods = with_part(ods(ROWS), "META-INF/manifest.xml", b"<m><encryption-data/></m>")

    assert _refusal(locked, "list.xlsx").code == "protected"
    assert _refusal(protected_ods, "list.ods").code == "protected"


def test_a_workbook_cut_in_two_is_refused():
    data = xlsx(ROWS)

    assert _refusal(data[: len(data) // 2], "list.xlsx").code == "damaged"


def test_a_header_without_people_is_refused():
    assert _refusal(csv("Ref,Name,Nationality"), "list.csv").code == "no_rows"
    assert _refusal(xlsx(ROWS[:1]), "list.xlsx").code == "no_rows"


def test_more_than_the_limits_allow_is_refused():
    many = csv("Name", *(f"Made Up {n}" for n in range(1200)))

    assert _refusal(many, "list.csv", Limits(rows=100)).code == "too_large"
    assert _refusal(many, "list.csv", Limits(file_bytes=1000)).code == "too_large"


@pytest.mark.parametrize(
    "data", [b"{", b'{"people": []}', b'[{"a": 1}] []', b"[1, 2]", b"[" * 100_000]
)
def test_json_that_is_no_list_of_records_is_refused(data):
    assert _refusal(data, "list.json").code == "not_a_list"


def test_a_file_that_is_not_what_its_name_says_is_read_as_what_it_is():
    table = open_table(xlsx(ROWS), "list.csv")

    assert [row.cells[1] for row in table.rows] == ["Made Up", "Also Made Up"]
    assert "wrong_extension" in {warning.code for warning in table.warnings}


def test_garbage_after_the_list_is_left_with_a_warning():
    table = open_table(csv("Ref,Name", "A1,Made Up") + b"\x1a\0\0\0", "list.csv")

    assert len(table.rows) == 1
    assert "trailing_garbage" in {warning.code for warning in table.warnings}


def test_a_quotation_mark_that_swallows_people_is_refused_with_its_row():
    lines = csv("Ref,Name,Notes", 'A1,Made Up,"never closed', "A2,Also Made Up,x", "A3,Third,y")

    refused = _refusal(lines, "list.csv")

    assert refused.code == "open_quote"
    assert "row 2" in refused.where


def test_quotation_marks_inside_a_cell_are_no_harm():
    reading = read(csv("Ref,Name", 'A1,Made "Mad" Up', "A2,Also Made Up"))

    assert [row.values["full_name"] for row in reading.accepted] == [
        'Made "Mad" Up',
        "Also Made Up",
    ]


def test_the_sheet_that_looks_like_a_list_is_chosen_and_the_others_are_named():
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Embassy of Nowhere"])
    book.active.append(["Total persons", 3])
    people = book.create_sheet("People")
    for row in [*ROWS, ["A3", "Third Made Up", "Laos"]]:
        people.append(row)
    prices = book.create_sheet("Flights")
    prices.append(["Flight", "Price"])
    prices.append(["XX 1", 100])

    table = open_table(saved(book), "list.xlsx")

    assert table.sheet == "People"
    assert [(s.name, s.chosen) for s in table.sheets] == [
        ("Cover", False), ("People", True), ("Flights", False),
    ]  # fmt: skip
    ignored = [w for w in table.warnings if w.code == "sheet_ignored"]
    assert [w.sheet for w in ignored] == ["Flights"]
    assert [(t.where, t.stated) for t in table.stated_totals] == [("sheet 'Cover', row 2", 3)]


def test_a_formula_gives_its_stored_result_and_is_never_computed():
    data = xlsx([["Ref", "Name"], ["A1", "Made Up"], ["A2", '="Also"&" Made Up"'], ["A3", "Third"]])
    table = open_table(data, "list.xlsx")

    (warning,) = [w for w in table.warnings if w.code == "formula_without_value"]
    assert (warning.row, warning.column) == (3, "Name")

    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(part).replace(b'<c r="B3">', b'<c r="B3" t="str">')
    stored = re.sub(rb"<v ?/>|<v></v>", b"<v>Stored</v>", sheet)
    table = open_table(with_part(data, part, stored), "list.xlsx")

    assert table.rows[1].cells[1] == "Stored"
    assert not [w for w in table.warnings if w.code == "formula_without_value"]


def test_an_old_excel_file_is_read_with_its_dates():
    data = Path(__file__).with_name("made_up.xls").read_bytes()

    (row,) = read(data, "list.xls").accepted

    assert row.values == {
        "id": "A1", "full_name": "สมชาย", "birth_date": "1990-02-03", "nationality": "TH",
    }  # fmt: skip


def test_an_old_excel_file_with_macros_is_refused():
    data = Path(__file__).with_name("made_up.xls").read_bytes()

    assert _refusal(data + "_VBA_PROJECT".encode("utf-16-le"), "list.xls").code == "macros"


def test_a_wide_area_of_empty_formatted_cells_is_no_bigger_list():
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for number in range(4, 3000):
        book.active.cell(number, 1).font = openpyxl.styles.Font(bold=True)

    assert len(open_table(saved(book), "list.xlsx").rows) == 2


def test_a_damaged_old_excel_file_ends_nobody_elses_process():
    data = bytearray(Path(__file__).with_name("made_up.xls").read_bytes())
    directory = struct.unpack_from("<L", data, 48)[0]
    table = 512 + 512 * struct.unpack_from("<L", data, 76)[0]
    struct.pack_into("<L", data, table + 4 * directory, directory)  # a chain that ends nowhere

    assert _refusal(bytes(data), "list.xls").code == "damaged"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["list.xlsx", "list.ods", "list.csv", "list.json", "people.xml"]),
    st.integers(0, 10**6),
    st.binary(max_size=8),
)
def test_a_twisted_file_is_read_or_refused_and_nothing_else(filename, place, garbage):
    whole = {
        "list.xlsx": xlsx(ROWS),
        "list.ods": ods(ROWS),
        "list.csv": csv("Ref,Name", "A1,Made Up"),
        "list.json": b'[{"Ref": "A1", "Name": "Made Up"}]',
        "people.xml": PFIF.encode(),
    }[filename]
    cut = place % len(whole)
    try:
        table = open_table(whole[:cut] + garbage + whole[cut + len(garbage) // 2 :], filename)
    except Refused as refused:
        assert refused.mend
    else:
        assert table.rows
