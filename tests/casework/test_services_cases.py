"""A case moves by the way, says whom it waits for since when, and keeps its history."""

import datetime as dt

import pytest
from django.utils import timezone

from wayhome.audit.models import Entry
from wayhome.audit.versions import Conflict
from wayhome.casework.models import Case
from wayhome.casework.services import (
    StepRefusedError,
    change_case,
    end_pause,
    pause_clock,
    set_moments,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(found):
    return found(full_name="Nimal Made Up")


def change(case, actor, **said):
    return change_case(case=case, expected=case.version, actor=actor, **said)


def history(case):
    return [(event.code, event.before, event.after) for event in case.events.all()]


def test_a_new_state_waits_for_what_is_usual_there(case, case_worker):
    change(case, case_worker, state="screened")
    stored = Case.unguarded.get()
    assert (stored.state, stored.waiting_for) == ("screened", "mdt-decision")
    assert history(stored)[1:] == [
        ("state", "found", "screened"),
        ("waiting", "screening", "mdt-decision"),
    ]


def test_a_form_that_left_the_old_wait_gets_the_usual_one(case, case_worker):
    change(case, case_worker, state="screened", waiting_for="screening")
    assert Case.unguarded.get().waiting_for == "mdt-decision"


def test_a_new_wait_does_not_blame_whoever_had_to_act_before(case, case_worker):
    change(case, case_worker, state="screened", waiting_on=case.waiting_on)
    assert Case.unguarded.get().waiting_on == ""


def test_somebody_who_names_a_wait_is_believed(case, case_worker):
    change(case, case_worker, state="screened", waiting_for="interpreter", waiting_on="The NGO")
    stored = Case.unguarded.get()
    assert (stored.waiting_for, stored.waiting_on) == ("interpreter", "The NGO")


def test_waiting_for_the_same_thing_keeps_its_age(case, case_worker):
    before = case.waiting_since
    change(case, case_worker, next_step="call on Thursday")
    assert Case.unguarded.get().waiting_since == before


def test_waiting_for_something_else_begins_anew(case, case_worker):
    before = case.waiting_since
    change(case, case_worker, waiting_for="interpreter")
    assert Case.unguarded.get().waiting_since > before


def test_a_step_back_needs_a_reason_and_keeps_it(case, case_worker):
    case = change(case, case_worker, state="screened")
    with pytest.raises(StepRefusedError, match="needs a reason"):
        change(case, case_worker, state="found")
    case = Case.unguarded.get()
    change(case, case_worker, state="found", note="screened the wrong person")
    assert "screened the wrong person" in {event.note for event in case.events.all()}


def test_a_closed_case_has_its_reason_and_can_be_opened_again(case, case_worker):
    case = change(case, case_worker, state="closed", closing_reason="chose-otherwise")
    assert (case.closing_reason, case.closed_at is not None) == ("chose-otherwise", True)
    case = change(case, case_worker, state="found", note="came back")
    assert (case.closing_reason, case.closed_at) == ("", None)


def test_the_second_saver_is_told_and_nothing_is_written(case, case_worker):
    mine, theirs = Case.unguarded.get(), Case.unguarded.get()
    change(theirs, case_worker, next_step="theirs")
    with pytest.raises(Conflict):
        change(mine, case_worker, next_step="mine")
    assert Case.unguarded.get().next_step == "theirs"


def test_a_change_is_logged_without_personal_data(case, case_worker):
    change(case, case_worker, state="screened", note="he said something", next_step="call her")
    entry = Entry.objects.get(action="case.changed")
    assert entry.subject == case.reference
    assert entry.details == {
        "state": ["found", "screened"],
        "waiting_for": ["screening", "mdt-decision"],
    }


def test_services_begin_the_reflection_period_where_nobody_entered_it(case, case_worker):
    for state in ("screened", "identification", "services"):
        case = change(case, case_worker, state=state)
    assert Case.unguarded.get().presumed_at is not None


def test_a_moment_in_the_future_is_refused(case, case_worker):
    moments = {"sheltered_at": timezone.now() + dt.timedelta(days=1)}
    with pytest.raises(ValueError, match="future"):
        set_moments(case=case, expected=case.version, actor=case_worker, moments=moments)


def test_a_moment_that_is_none_is_refused(case, case_worker):
    with pytest.raises(ValueError, match="no moment"):
        set_moments(case=case, expected=1, actor=case_worker, moments={"version": None})


def test_a_clock_is_paused_once_and_runs_again(case, case_worker):
    clock = "th.reflection_period"
    for _ in range(2):
        pause_clock(case=case, clock=clock, reason="in hospital", actor=case_worker)
    assert case.pauses.count() == 1
    for _ in range(2):
        end_pause(case=case, clock=clock, actor=case_worker)
    codes = [code for code, _before, _after in history(case)]
    assert codes[1:] == ["clock-paused", "clock-resumed"]


@pytest.mark.parametrize(("clock", "reason"), [("th.nothing", "x"), ("th.reflection_period", " ")])
def test_a_pause_without_clock_or_reason_is_refused(case, case_worker, clock, reason):
    with pytest.raises(ValueError, match=r"no clock|needs its reason"):
        pause_clock(case=case, clock=clock, reason=reason, actor=case_worker)
