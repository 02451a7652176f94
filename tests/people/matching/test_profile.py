from datetime import date

import pytest

from wayhome.people.matching import fields
from wayhome.people.matching.profile import Profile


def test_an_empty_row_is_a_profile_of_nothing() -> None:
    assert Profile.from_row({}) == Profile()


def test_given_and_family_name_stand_in_for_a_full_name() -> None:
    profile = Profile.from_row({"given_name": "Made", "family_name": "Up"})
    assert [name.raw for name in profile.names] == ["Made Up"]


def test_every_name_of_a_person_is_kept() -> None:
    row = {"full_name": "Somchai Jaidee", "native_name": "สมชาย ใจดี", "other_names": "Chai; Lek"}
    raw = [name.raw for name in Profile.from_row(row).names]
    assert raw == ["Somchai Jaidee", "สมชาย ใจดี", "Chai", "Lek"]


def test_an_age_gives_the_years_it_allows_on_its_day() -> None:
    profile = Profile.from_row({"age": "30"}, as_of=date(2024, 6, 1))
    assert profile.years == (1993, 1994)


def test_an_age_without_a_day_is_left_out() -> None:
    assert Profile.from_row({"age": "30"}).years is None


@pytest.mark.parametrize("text", ["MM", "mmr", "Myanmar", "Burmese", "เมียนมา", "缅甸", "Мьянма"])
def test_a_nationality_is_read_from_code_name_or_demonym(text: str) -> None:
    assert fields.nationalities_of(text) == ("MM",)


@pytest.mark.parametrize(
    ("text", "code"), [("Female", "F"), ("ชาย", "M"), ("女", "F"), ("?", ""), ("", "")]
)
def test_sex_is_read_in_the_languages_of_the_lists(text: str, code: str) -> None:
    assert fields.sex_of(text) == code


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("081 234 5678", "TH", "+66812345678"),
        ("+66 81-234-5678", "", "+66812345678"),
        ("0066 81 234 5678", "", "+66812345678"),
        ("12345678", "", "12345678"),
    ],
)
def test_phones_come_to_one_form(text: str, country: str, number: str) -> None:
    assert fields.phones_of(text, country) == (number,)


def test_a_cell_of_any_length_and_kind_is_taken() -> None:
    row = {"full_name": "x" * 100_000, "birth_date": "\0", "phone": "☎" * 500, "age": "-1"}
    assert Profile.from_row(row).birth is None


@pytest.mark.parametrize(
    "column", ["full_name", "document_number", "phone", "social_account", "address", "birth_date"]
)
@pytest.mark.parametrize("word", ["none", "N/A", "-", "PENDING", "ไม่ทราบ", "不详", "#N/A"])
def test_what_people_write_where_they_know_nothing_is_nothing(column: str, word: str) -> None:
    empty = Profile.from_row({column: ""})
    assert Profile.from_row({column: word}) == empty


@pytest.mark.parametrize("number", ["0000000", "123456789", "NONUMBER", "111111"])
def test_what_fills_a_form_is_no_document(number: str) -> None:
    assert Profile.from_row({"document_number": number}).documents == ()


def test_a_number_of_thousands_of_digits_is_no_age() -> None:
    row = dict.fromkeys(("age", "birth_date", "birth_year"), "1" * 5000)
    assert Profile.from_row(row, as_of=date(2026, 1, 1)).years is None
