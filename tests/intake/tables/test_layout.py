"""In a real sheet the list stands among titles, group headings, totals and signatures."""

from __future__ import annotations

import pytest
from tests.intake.tables.lists import codes, csv, read, read_table, xlsx

from wayhome.intake.tables import open_table, recognise
from wayhome.intake.tables.totals import is_total_row, stated_in_text


def _totals(reading):
    return [(total.where, total.stated, total.counted) for total in reading.control_totals]


def test_a_merged_heading_over_two_rows_is_joined_with_what_stands_under_it():
    rows = [
        ["No", "Name", None, "Birth date", "Nationality"],
        [None, "Given", "Family", None, None],
        [1, "Made", "Up", "1990", "Nepal"],
    ]
    data = xlsx(rows, merged=["A1:A2", "B1:C1", "D1:D2", "E1:E2"])
    table = open_table(data, "list.xlsx")

    assert table.header == ("No", "Name / Given", "Name / Family", "Birth date", "Nationality")
    assert table.header_rows == (1, 2)
    (row,) = read_table(table).accepted
    assert (row.values["given_name"], row.values["family_name"]) == ("Made", "Up")


def test_two_header_rows_of_a_csv_are_joined_over_their_gaps():
    reading = read(csv("Ref,Name,,Nationality", ",First,Last,", "A1,Made,Up,Nepal"))

    (row,) = reading.accepted
    assert row.values == {
        "id": "A1", "given_name": "Made", "family_name": "Up", "nationality": "NP",
    }  # fmt: skip


def test_a_header_in_two_languages_on_two_rows_is_one_header():
    table = open_table(csv("ชื่อ-นามสกุล,สัญชาติ", "Name,Nationality", "Made Up,Nepal"), "l.csv")

    assert table.header == ("ชื่อ-นามสกุล / Name", "สัญชาติ / Nationality")
    assert [row.number for row in table.rows] == [3]


def test_a_persons_row_is_never_taken_for_a_second_header():
    table = open_table(csv("Name,Sex,Country", "Nat,Male,Thai", "May,Female,Thai"), "list.csv")

    assert table.header_rows == (1,)
    assert len(table.rows) == 2


def test_titles_above_the_header_are_no_people():
    rows = [
        ["MINISTRY OF MADE-UP AFFAIRS"],
        ["List of 2 missing persons as of 12 March 2025"],
        [],
        ["Ref", "Name", "Nationality"],
        ["A1", "Made Up", "Nepal"],
        ["A2", "Also Made Up", "Nepal"],
    ]
    reading = read(xlsx(rows, merged=["A1:C1", "A2:C2"]), "list.xlsx")

    assert len(reading.accepted) == 2
    assert _totals(reading) == [("sheet 'List', row 2", 2, 2)]


def test_a_total_row_is_held_against_the_rows_accepted():
    lines = ["Ref,Name,Nationality", "A1,Made Up,Nepal", "A2,Also Made Up,Kenya", "A3,,Kenya"]
    reading = read(csv(*lines, "Total,3,"))

    assert _totals(reading) == [("row 5", 3, 2)]
    assert len(reading.refusals) == 1


def test_counts_by_nationality_and_sex_around_the_total_are_no_people():
    reading = read(
        csv(
            "Ref,Name,Sex,Nationality",
            "A1,Made Up,F,Sri Lanka",
            "A2,Also Made Up,M,Nepal",
            "A3,Third,M,Nepal",
            "Male,2,,",
            "Female,2,,",
            "Total,3,,",
            "Sri Lanka,1,,",
            "Nepal,2,,",
        )
    )

    assert len(reading.accepted) == 3
    assert {(t.where.partition(", ")[2] or "people", t.stated, t.counted)
            for t in reading.control_totals} == {
        ("people", 3, 3), ("sex male", 2, 2), ("sex female", 2, 1),
        ("nationality LK", 1, 1), ("nationality NP", 2, 2),
    }  # fmt: skip


def test_each_section_total_counts_its_section_and_the_last_the_whole():
    reading = read(
        csv(
            "Ref,Name,Nationality",
            "A1,Made Up,Nepal",
            "A2,Also Made Up,Nepal",
            "Subtotal,2,",
            "A3,Third,Kenya",
            "Subtotal,1,",
            "Grand total,3,",
        )
    )

    assert _totals(reading) == [("row 4", 2, 2), ("row 6", 1, 1), ("row 7", 3, 3)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Total 110", [("people", 110)]),
        ("Total: 1,110 persons", [("people", 1110)]),
        ("รวม 110 คน", [("people", 110)]),
        ("รวมทั้งสิ้น ๑๑๐ ราย", [("people", 110)]),
        ("合计110人", [("people", 110)]),
        ("စုစုပေါင်း ၁၁၀ ဦး", [("people", 110)]),
        ("Tổng cộng: 110 người", [("people", 110)]),
        ("Итого: 110 человек", [("people", 110)]),
        (
            "39 = 32 LK + 5 NP + 1 MY + 1 RU",
            [("people", 39), ("nationality:LK", 32), ("nationality:NP", 5),
             ("nationality:MY", 1), ("nationality:RU", 1)],
        ),
        ("ชาย 60 หญิง 50", [("sex:male", 60), ("sex:female", 50)]),
        ("Male: 60, Female: 50", [("sex:male", 60), ("sex:female", 50)]),
        ("60 males and 50 females", [("sex:male", 60), ("sex:female", 50)]),
        ("Sri Lanka 32, Nepal 5", [("nationality:LK", 32), ("nationality:NP", 5)]),
        ("Updated 12 March 2025", []),
        ("Page 3 of 5", []),
        ("Tel. 02 123 4567", []),
    ],
)  # fmt: skip
def test_what_a_line_states(text, stated):
    assert stated_in_text(text) == stated


@pytest.mark.parametrize(
    "first", ["รวมพร ใจดี", "Totalia Madeup", "ทั้งหมดใจ", "共同", "Sumatra Budi"]
)
def test_a_name_that_begins_like_a_total_is_a_person(first):
    assert not is_total_row([first, 25])


@pytest.mark.parametrize("row", [["Total", "Made Up", 25], ["Sum", "Sok", 25], ["Jordan", 25]])
def test_a_row_that_may_be_a_person_is_no_total(row):
    assert not is_total_row(row)


def test_a_person_called_like_a_country_beside_the_total_is_kept():
    reading = read(csv("Name,Age", "Made Up,20", "Jordan,25", "Total,2"))

    assert [row.values["full_name"] for row in reading.accepted] == ["Made Up", "Jordan"]


def test_each_row_taken_for_a_total_is_said():
    reading = read(csv("Ref,Name,Sex", "A1,Made Up,F", "A2,Nok,F", "Female,2,", "Total,2,"))

    assert sorted(w.row for w in reading.warnings if w.code == "total_row") == [4, 5]


def test_a_header_word_in_somebodys_row_makes_no_title_of_those_above():
    lines = ["qa,qb,qc", "Made Up,x,22", "Also,Telegram,y", "Third,z,w"]
    table = open_table(csv(*lines), "list.csv")

    assert len(table.rows) == 3


def test_commas_in_a_list_of_one_column_part_no_name():
    reading = read(csv("Name", "Up, Made", "Up, Also Made"))

    assert [row.values["full_name"] for row in reading.accepted] == ["Up, Made", "Up, Also Made"]


def test_blank_rows_in_the_middle_and_empty_columns_cost_nobody():
    reading = read(csv("Ref,,Name,", ",,,", "A1,,Made Up,", ",,,", ",,,", "A2,,Also Made Up,"))

    assert [row.row for row in reading.accepted] == [3, 6]


def test_a_header_repeated_on_every_page_is_no_person():
    reading = read(csv("Ref,Name", "A1,Made Up", "Ref,Name", "A2,Also Made Up"))

    assert len(reading.accepted) == 2
    assert "repeated_header" in codes(reading)


def test_signatures_under_the_total_are_said_and_are_no_people():
    lines = ["Name,Nationality,Birth date", "Made Up,Nepal,1990", "Also Made Up,Kenya,1991"]
    reading = read(csv(*lines, "Total 2,,", ",,", "Prepared by the consul,,", "Nowhere,,"))

    assert len(reading.accepted) == 2
    assert [w.row for w in reading.warnings if w.code == "footer_line"] == [6, 7]


def test_a_lone_name_under_a_blank_row_may_be_a_person_and_is_kept():
    lines = ["Name,Nationality,Birth date", "Made Up,Nepal,1990", "Also Made Up,Kenya,1991"]
    reading = read(csv(*lines, ",,", "Nok,,"))

    assert len(reading.accepted) == 3
    assert "lone_text" in codes(reading)


def test_a_nationality_merged_over_several_people_is_each_ones():
    rows = [
        ["Name", "Nationality"],
        ["Made Up", "Nepal"],
        ["Also Made Up", None],
        ["Third", "Laos"],
    ]
    reading = read(xlsx(rows, merged=["B2:B3"]), "list.xlsx")

    assert [row.values["nationality"] for row in reading.accepted] == ["NP", "NP", "LA"]
    assert "merged_cell" in codes(reading)


def test_a_group_heading_across_the_sheet_is_no_person():
    rows = [["Name", "Nationality", "Age"], ["GROUP ONE", None, None], ["Made Up", "Nepal", 20]]
    reading = read(xlsx(rows, merged=["A2:C2"]), "list.xlsx")

    assert [row.values["full_name"] for row in reading.accepted] == ["Made Up"]
    assert "section_line" in codes(reading)


def test_duplicate_headers_and_headerless_values_are_said():
    reading = read(csv("Name,Phone,Phone,", "Made Up,1,2,stray"))

    assert {"duplicate_header", "column_without_header"} <= codes(reading)
    assert reading.accepted[0].values["phone"] == "1"


def test_an_unknown_column_that_holds_values_is_said_to_be_left_out():
    reading = read(csv("Name,Shoe size", "Made Up,43"))

    (warning,) = [w for w in reading.warnings if w.code == "column_left_out"]
    assert warning.column == "Shoe size"


def test_a_list_of_names_alone_is_a_list():
    assert [r.values["full_name"] for r in read(csv("Name", "Made Up", "Nok")).accepted] == [
        "Made Up", "Nok",
    ]  # fmt: skip


def test_a_header_that_nobody_knows_maps_nothing_and_loses_nothing():
    table = open_table(csv("qx,zy", "Made Up,43", "Also Made Up,44"), "list.csv")

    assert recognise(table.header).columns == {}
    assert len(table.rows) == 2
