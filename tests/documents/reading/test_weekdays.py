"""A weekday beside a day must agree with it; a text that contradicts itself gives no date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.documents.reading import Context, read

PUBLISHED = date(2025, 11, 20)  # a Thursday; 12 November was a Wednesday
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def incident_date(text, published=PUBLISHED, language="en"):
    (incident,) = read(text, Context(language=language, published=published)).incidents
    return incident["date"] if isinstance(incident, dict) else incident.date


@pytest.mark.parametrize(
    "when",
    [
        "on 12 November on Wednesday",
        "on 12 November, Wednesday",
        "on 12 November, a Wednesday",
        "on 12 November (Wednesday)",
        "on 12 November (Wed)",
        "on 12 November 2025 on Wednesday",
        "on November 12, 2025 (Wednesday)",
        "on Wednesday 12 November",
        "on Wednesday, 12 November",
        "on Wednesday (12 November)",
        "on Wednesday (Nov 12)",
        "on Wednesday, November 12, 2025",
        "on Wednesday, the 12th of November",
        "on Wednesday morning, 12 November",
        "on Wednesday 12/11/2025",
        "on 12/11/2025 (Wed)",
        "on Wed 2025-11-12",
    ],
)
def test_a_weekday_beside_the_day_gives_the_incident_its_day(when):
    assert incident_date(f"Soldiers rescued 39 people in Mae Sot {when}.") == "2025-11-12"
    assert incident_date(f"At dawn {when}, soldiers rescued 39 people in Mae Sot.") == "2025-11-12"


@pytest.mark.parametrize(
    "when",
    [
        "on 12 November on Thursday",
        "on 12 November (Friday)",
        "on Monday, 12 November",
        "on Friday morning, 12 November",
        "on 12 November 2025 on Tuesday",
        "on Wednesday, 12 November 2024",
        "on Thursday 12/11/2025",
        "on 2025-11-12 (Thu)",
    ],
)
def test_a_weekday_that_contradicts_the_day_leaves_the_incident_without_one(when):
    assert incident_date(f"Soldiers rescued 39 people in Mae Sot {when}.") is None


@pytest.mark.parametrize(
    ("when", "published", "day"),
    [
        ("12 November on Wednesday", date(2026, 2, 1), "2025-11-12"),
        ("12 November on Tuesday", date(2025, 11, 20), "2024-11-12"),
        ("12 November on Tuesday", date(2025, 11, 11), "2024-11-12"),
        ("12 November on Wednesday", date(2025, 11, 11), None),  # the day after publication
        ("29 February on Thursday", date(2025, 3, 1), "2024-02-29"),
        ("29 February on Friday", date(2025, 3, 1), None),
        ("12 November on Wednesday", None, "--11-12"),
        ("12 November 2025 on Wednesday", None, "2025-11-12"),
        ("12 November 2025 on Friday", None, None),
    ],
)
def test_the_year_is_the_nearest_up_to_publication_in_which_they_agree(when, published, day):
    text = f"Soldiers rescued 39 people in Mae Sot on {when}."
    assert incident_date(text, published) == day


def test_a_weekday_that_begins_another_clause_is_no_word_about_the_day():
    text = (
        "Soldiers rescued 39 people in Mae Sot on 12 November, Monday to Friday being their days."
    )
    assert incident_date(text) == "2025-11-12"


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("th", "เมื่อวันพุธที่ 12 พฤศจิกายน ทหารช่วยเหลือ 39 คน ที่แม่สอด", "2025-11-12"),
        ("th", "เมื่อวันพฤหัสบดีที่ 13 พฤศจิกายน ทหารช่วยเหลือ 39 คน ที่แม่สอด", "2025-11-13"),
        ("th", "เมื่อวันพฤหัสบดีที่ 12 พฤศจิกายน ทหารช่วยเหลือ 39 คน ที่แม่สอด", None),
        ("th", "วันที่ 12 พฤศจิกายน 2568 (วันพุธ) ทหารช่วยเหลือ 39 คน ที่แม่สอด", "2025-11-12"),
        ("zh", "11月12日(星期三),警方在湄索解救39人。", "2025-11-12"),
        ("zh", "星期三(11月12日),警方在湄索解救39人。", "2025-11-12"),
        ("zh", "11月12日星期四,警方在湄索解救39人。", None),
    ],
)
def test_the_same_holds_in_other_languages(language, text, day):
    assert incident_date(text, language=language) == day


@given(st.integers(0, 364), st.integers(0, 6))
def test_no_incident_falls_on_another_weekday_than_the_text_says(days_before, weekday):
    day = PUBLISHED - timedelta(days=days_before)
    when = f"{day.day} {day:%B} on {NAMES[weekday]}"
    given_ = incident_date(f"Soldiers rescued 39 people in Mae Sot on {when}.")
    if weekday == day.weekday():
        assert given_ == str(day)
    elif given_ is not None:
        found = date.fromisoformat(given_)
        assert found.weekday() == weekday
        assert found <= PUBLISHED
