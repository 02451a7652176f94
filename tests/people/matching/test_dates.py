from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.people.matching.dates import PartialDate, age_on, birth_years, parse_date

DATES = st.dates(date(1900, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1990", "1990"),
        ("1990-05", "1990-05"),
        ("1990-05-01", "1990-05-01"),
        ("19900501", "1990-05-01"),
        ("01/05/1990", "1990-05-01"),
        ("05/31/1990", "1990-05-31"),
        ("๑๙๙๐-๐๕-๐๑", "1990-05-01"),
        ("2533-05-01", "1990-05-01"),
        ("1/5/2533", "1990-05-01"),
        ("1990-05-01 00:00:00", "1990-05-01"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, iso: str) -> None:
    parsed = parse_date(text)
    assert parsed is not None
    assert parsed.iso() == iso


@pytest.mark.parametrize("text", ["", "soon", "12", "99999", "1990-05-01-02"])
def test_what_is_no_date_is_unknown(text: str) -> None:
    assert parse_date(text) is None


def test_a_day_that_does_not_exist_keeps_its_digits_and_says_so() -> None:
    parsed = parse_date("1990-02-31")
    assert parsed == PartialDate(1990, 2, 31, "1990-02-31")
    assert parsed is not None
    assert not parsed.real


@given(DATES)
def test_a_whole_date_is_read_back_as_it_was_written(day: date) -> None:
    parsed = parse_date(day.isoformat())
    assert parsed is not None
    assert parsed.iso() == day.isoformat()


@given(DATES)
def test_swapping_day_and_month_twice_gives_the_date_again(day: date) -> None:
    parsed = PartialDate(day.year, day.month, day.day)
    swapped = parsed.swapped()
    if swapped is None:
        assert day.day > 12 or day.day == day.month
    else:
        assert swapped.swapped() == parsed


@given(DATES, DATES)
def test_the_age_of_a_partial_date_spans_the_true_age(born: date, on: date) -> None:
    least, greatest = age_on(PartialDate(born.year), on)
    exact, same = age_on(PartialDate(born.year, born.month, born.day), on)
    assert exact == same
    assert least <= exact <= greatest


@given(DATES, DATES)
def test_an_age_allows_the_true_year_of_birth(born: date, on: date) -> None:
    age, _ = age_on(PartialDate(born.year, born.month, born.day), on)
    first, last = birth_years(age, on)
    assert first <= born.year <= last
