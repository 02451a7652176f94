"""Dates are written so that nobody can misread them, and no more is said than is known."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from wayhome.web import dates


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "25 Nov 2026"),
        ("th", "25 พ.ย. 2026"),
        ("zh-hans", "2026年11月25日"),
        ("my", "25 နို 2026"),
    ],
)
def test_a_day_is_written_in_the_active_language(language, written):
    with translation.override(language):
        assert dates.write(date(2026, 11, 25)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1999", "1999"),
        ("1999-04", "Apr 1999"),
        ("1999-04-12", "12 Apr 1999"),
        ("31/02/1995", "31/02/1995"),
        ("1999-13", "1999-13"),
        ("1999~", "1999~"),
    ],
)
def test_a_date_known_in_part_stays_so_and_no_date_stays_as_it_was(text, written):
    with translation.override("en"):
        assert dates.write(text) == written


def test_a_time_is_local():
    with timezone.override("Asia/Bangkok"), translation.override("en"):
        late = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
        assert dates.write(late, time=True) == "26 Nov 2026, 01:30"


def test_days_are_calendar_days_of_the_local_zone():
    with timezone.override("Asia/Bangkok"):
        late = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
        assert dates.days_between(late, date(2026, 11, 25)) == 0


@given(st.dates(date(1000, 1, 1)), st.integers(0, 300_000))
def test_days_between_undoes_adding_days(start, days):
    end = date.fromordinal(min(start.toordinal() + days, date.max.toordinal()))
    assert date.fromordinal(start.toordinal() + dates.days_between(start, end)) == end
