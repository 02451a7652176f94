"""Clocks run from known moments, say what they rest on and never invent a start."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wayhome.casework.nrm import CaseFacts, Pause, clocks, way
from wayhome.casework.nrm.tables import clock_rules

START = datetime(2026, 2, 12, 8, tzinfo=UTC)
moments = st.dictionaries(
    st.sampled_from(["found", "protection", "court-extension", "shelter", "presumed", "services"]),
    st.integers(-5_000, 5_000).map(lambda hours: START + timedelta(hours=hours)),
)
times = st.integers(-5_000, 9_000).map(lambda hours: START + timedelta(hours=hours))
states = st.sampled_from(list(way().states))


def by_code(facts, now=START):
    return {clock.code: clock for clock in clocks(facts, now)}


def test_the_defaults_are_those_of_the_sources():
    days = {rule.code: rule.duration / timedelta(days=1) for rule in clock_rules()}
    assert days == {
        "th.temporary_protection": 1,
        "th.temporary_protection.extension": 7,
        "th.pre_identification_stay": 15,
        "th.reflection_period": 45,
    }


def test_only_the_stay_before_identification_is_confirmed_by_a_public_text():
    assert {rule.code for rule in clock_rules() if rule.verified} == {"th.pre_identification_stay"}


def test_a_clock_runs_from_its_moment():
    clock = by_code(CaseFacts("found", {"protection": START}), START + timedelta(hours=6))[
        "th.temporary_protection"
    ]
    assert (clock.due, clock.overdue, clock.days_left) == (START + timedelta(days=1), False, 0.75)
    assert not clock.assumed


def test_a_clock_that_runs_from_a_stand_in_says_so():
    clock = by_code(CaseFacts("found", {"found": START}))["th.temporary_protection"]
    assert clock.assumed
    assert clock.runs_from == "found"


def test_without_a_start_a_clock_stands_there_without_a_due_date():
    clock = by_code(CaseFacts("found"))["th.pre_identification_stay"]
    assert (clock.started, clock.due, clock.days_left, clock.overdue) == (None, None, None, False)
    assert clock.runs_from == "shelter"


def test_the_court_s_extension_replaces_the_first_clock():
    facts = CaseFacts("found", {"protection": START, "court-extension": START})
    codes = by_code(facts)
    assert "th.temporary_protection" not in codes
    assert codes["th.temporary_protection.extension"].due == START + timedelta(days=7)


def test_without_a_court_there_is_no_extension():
    assert "th.temporary_protection.extension" not in by_code(CaseFacts("found"))


def test_an_open_pause_keeps_what_is_left_and_gives_its_reason():
    pause = Pause("th.pre_identification_stay", START + timedelta(days=5), "in hospital")
    facts = CaseFacts("screened", {"shelter": START}, (pause,))
    clock = by_code(facts, START + timedelta(days=30))["th.pre_identification_stay"]
    assert (clock.days_left, clock.paused, clock.overdue) == (10, "in hospital", False)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_pauses_that_overlap_count_once(spans):
    pauses = tuple(
        Pause(
            "th.pre_identification_stay",
            START + timedelta(hours=min(span)),
            "made up",
            START + timedelta(hours=max(span)),
        )
        for span in spans
    )
    hours = {hour for span in spans for hour in range(min(span), max(span))}
    facts = CaseFacts("screened", {"shelter": START}, pauses)
    due = by_code(facts, START + timedelta(days=3))["th.pre_identification_stay"].due
    assert due == START + timedelta(days=15, hours=len(hours))


@given(states, moments, times)
def test_overdue_due_and_days_left_tell_the_same(state, known, now):
    for clock in clocks(CaseFacts(state, known), now):
        assert (clock.due is None) == (clock.started is None) == (clock.days_left is None)
        if clock.days_left is not None:
            assert clock.overdue == (clock.days_left < 0)


@given(states, moments, times)
def test_the_most_urgent_clock_comes_first_and_those_without_a_start_last(state, known, now):
    due = [clock.due for clock in clocks(CaseFacts(state, known), now)]
    given_ = [moment for moment in due if moment is not None]
    assert due[: len(given_)] == sorted(given_)


@given(moments, times)
def test_nothing_runs_once_a_case_is_home_or_closed(known, now):
    assert clocks(CaseFacts("home", known), now) == clocks(CaseFacts("closed", known), now) == ()


@given(states, moments, times)
def test_every_clock_names_its_source_owner_and_whom_it_waits_for(state, known, now):
    for clock in clocks(CaseFacts(state, known), now):
        assert clock.source
        assert clock.owner
        assert clock.waits_for
