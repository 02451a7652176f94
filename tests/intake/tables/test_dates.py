"""Dates as people write them become ISO dates; what cannot be is never repaired."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.intake.tables.dates import (
    BUDDHIST_ERA,
    EXCEL_ZERO,
    ColumnHabit,
    NoDate,
    column_habit,
    read_date,
)

TODAY = dt.date(2026, 3, 1)
DAY_FIRST = ColumnHabit("dmy", proven=True)
DAYS = st.dates(dt.date(1930, 1, 1), TODAY)


def _iso(cell, habit=DAY_FIRST):
    return read_date(cell, habit, TODAY).iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1990", "1990"),
        ("1990-02", "1990-02"),
        ("02/1990", "1990-02"),
        ("1990-02-03", "1990-02-03"),
        ("1990-02-03T00:00:00", "1990-02-03"),
        ("3.2.1990", "1990-02-03"),
        ("3 Feb 1990", "1990-02-03"),
        ("February 3rd, 1990", "1990-02-03"),
        ("3-Feb-90", "1990-02-03"),
        ("3 กุมภาพันธ์ 2533", "1990-02-03"),
        ("3 ก.พ. 2533", "1990-02-03"),
        ("๓ ก.พ. พ.ศ. ๒๕๓๓", "1990-02-03"),
        ("3/2/2533", "1990-02-03"),
        ("2567", "2024"),
        (2567, "2024"),
        (dt.date(2533, 2, 3), "1990-02-03"),
        ("29/2/2567", "2024-02-29"),
        ("၃-၂-၁၉၉၀", "1990-02-03"),
        ("3 ဖေဖော်ဝါရီ 1990", "1990-02-03"),
        ("٣/٢/١٩٩٠", "1990-02-03"),
        ("１９９０／０２／０３", "1990-02-03"),
        ("1990年2月3日", "1990-02-03"),
        ("1990年2月", "1990-02"),
        ("一九九〇年二月三日", "1990-02-03"),
        ("民國79年2月3日", "1990-02-03"),
        ("ngày 3 tháng 2 năm 1990", "1990-02-03"),
        ("3 Februari 1990", "1990-02-03"),
        ("3 февраля 1990 г.", "1990-02-03"),
        ("00/00/1990", "1990"),
        ("xx/02/1990", "1990-02"),
        ("c. 1990", "1990"),
        ("~1990", "1990"),
        (45123, "2023-07-16"),
        ("45123", "2023-07-16"),
        ("19900203", "1990-02-03"),
    ],
)
def test_a_date_in_this_form_is_read(written, iso):
    assert _iso(written) == iso


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1990-02-30", "does not have"),
        ("31/02/1995", "does not have"),
        ("29/02/2023", "does not have"),
        ("1990-13-01", "month 13"),
        ("2031", "future"),
        ("2026-03-02", "future"),
        ("1850-01-01", "years back"),
        ("soon", "no date"),
        ("12", "no date"),
        (12, "no date"),
        (True, "no date"),
        (dt.time(3, 4), "no date"),
        ("พ.ศ. 1990", "Buddhist"),
    ],
)
def test_what_cannot_be_a_date_says_why(written, why):
    with pytest.raises(NoDate, match=why):
        _iso(written)


@given(DAYS)
def test_every_way_to_write_a_day_reads_as_that_day(day):
    thai = f"{day.day}/{day.month}/{day.year + BUDDHIST_ERA}"

    for written in (
        day,
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d %B %Y}",
        f"{day.year}年{day.month}月{day.day}日",
        thai,
    ):
        assert _iso(written) == day.isoformat()


@given(st.dates(dt.date(1930, 1, 1), TODAY))
def test_excel_serials_count_days(day):
    assert _iso((day - EXCEL_ZERO).days) == day.isoformat()


@given(DAYS, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_what_was_read_reads_the_same_again(day, form):
    once = _iso(day.strftime(form))

    assert _iso(once) == once == day.strftime(form)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        found = read_date(text, ColumnHabit(), TODAY)
    except NoDate:
        return
    assert found.iso[:4].isdigit()


def test_one_day_above_twelve_decides_for_the_whole_column():
    assert _iso("3/4/1990", column_habit(["25/12/1990", "3/4/1990"])) == "1990-04-03"
    assert _iso("3/4/1990", column_habit(["12/25/1990", "3/4/1990"])) == "1990-03-04"


def test_without_proof_the_day_is_read_first_and_that_is_said():
    found = read_date("3/4/1990", column_habit(["3/4/1990", "5/6/1991"]), TODAY)

    assert found.iso == "1990-04-03"
    assert found.assumed == ("order_assumed",)


def test_in_a_column_of_both_orders_an_unclear_date_is_not_guessed():
    habit = column_habit(["25/12/1990", "12/25/1990", "3/4/1990"])

    assert _iso("25/12/1990", habit) == _iso("12/25/1990", habit) == "1990-12-25"
    with pytest.raises(NoDate, match="both orders"):
        _iso("3/4/1990", habit)


def test_short_years_follow_the_era_of_their_column():
    buddhist = column_habit(["5/3/2533", "25/3/2540", "5/3/33"])

    assert _iso("5/3/33", buddhist) == "1990-03-05"
    assert _iso("5/3/89") == "1989-03-05"
