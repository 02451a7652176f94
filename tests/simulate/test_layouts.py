import icu
import pytest

from wayhome.simulate.layouts import in_zawgyi, own_script, shown_date, table
from wayhome.simulate.resources import data
from wayhome.simulate.world import World
from wayhome.simulate.xlsx import column_letters


@pytest.mark.parametrize(
    ("layout", "shown"),
    [
        ("canonical", "1995-02-03"),
        ("embassy_en", "03/02/1995"),
        ("organisation_en", "03 Feb 1995"),
        ("thai", "03/02/2538"),
        ("chinese", "1995年02月03日"),
        ("burmese", "03-02-1995"),
    ],
)
def test_each_agency_writes_dates_its_own_way(layout, shown):
    assert shown_date("1995-02-03", data("layouts")[layout]) == shown


def test_a_year_alone_follows_the_layouts_era():
    assert shown_date("1995", data("layouts")["thai"]) == "2538"
    assert shown_date("", data("layouts")["thai"]) == ""


def test_a_year_that_is_already_buddhist_is_not_counted_up_again():
    assert shown_date("2538-02-03", data("layouts")["thai"]) == "03/02/2538"


def test_every_layout_gives_rows_of_one_width(small_world: World):
    assert {each.layout for each in small_world.lists} == set(data("layouts"))
    for each in small_world.lists:
        start = 1 if "title" in data("layouts")[each.layout] else 0
        assert len({len(row) for row in table(each)[start:]}) == 1


def test_a_stated_total_is_the_number_of_rows(small_world: World):
    stated = [each for each in small_world.lists if each.stated_total is not None]
    assert stated
    assert all(each.stated_total == len(each.rows) for each in stated)


def test_the_second_version_keeps_the_references_of_the_first(small_world: World):
    for agency in {each.agency for each in small_world.lists}:
        one, two = [each for each in small_world.lists if each.agency == agency]
        person_of = {row.id: row.person_id for row in one.rows}
        kept = [row for row in two.rows if row.id in person_of]
        assert all(person_of[row.id] == row.person_id for row in kept)
        assert len(two.rows) >= len(kept)


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (702, "AAA")])
def test_columns_are_lettered_as_in_a_spreadsheet(place, letters):
    assert column_letters(place) == letters


def test_thai_nationals_stand_in_thai_on_a_thai_list_and_foreigners_do_not():
    layout = data("layouts")["thai"]
    latin = {"given_name": "Somchai", "family_name": "Jaidee"}
    thai = {**latin, "native_name": "สมชาย ใจดี", "nationality": "TH"}
    assert own_script(thai, layout)["given_name"] == "สมชาย"
    assert own_script({**thai, "nationality": "LK"}, layout)["given_name"] == "Somchai"
    assert own_script({**thai, "native_name": ""}, layout)["family_name"] == "Jaidee"


def test_an_older_burmese_list_is_in_zawgyi_and_says_the_same(small_world: World):
    one, two = [each for each in small_world.lists if each.agency == "embassy-mm"]
    to_unicode = icu.Transliterator.createInstance("Zawgyi-my")
    newer = {row[0]: row[1] for row in table(two)[2:-1]}
    older = {row[0]: row[1] for row in table(one)[2:-1] if row[0] in newer}
    assert any(name != newer[reference] for reference, name in older.items())
    said = [to_unicode.transliterate(name) for name in older.values()]
    kept = sum(name == newer[reference] for name, reference in zip(said, older, strict=True))
    assert kept >= 0.9 * len(older)  # version 2 corrects some, and the encoding is not lossless


@pytest.mark.parametrize("text", ["", "Aung Kyaw", "สมชาย", "12-03-1995"])
def test_only_burmese_text_is_ever_in_zawgyi(text):
    assert in_zawgyi(text) == text
