"""A case goes forward step by step, back with a reason, and is closed with a named reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome import vocabulary
from wayhome.casework import nrm

STATES = list(nrm.way().states)
REASONS = nrm.way().by_hand
states = st.sampled_from(STATES)


def test_the_way_leads_from_found_to_home_in_its_order():
    state, walked = "found", ["found"]
    while state != "home":
        state = nrm.next_states(state)[0]
        walked.append(state)
    assert walked == ["found", "screened", "identification", "services", "return", "home"]


@pytest.mark.parametrize("kind", ["case", "request"])
def test_every_state_of_a_table_can_be_reached(kind):
    table, reached = nrm.way(kind), set(list(nrm.way(kind).states)[:1])
    for _ in table.states:
        reached |= {new for state in reached for new in nrm.next_states(state, kind)}
    assert reached == set(table.states)


@given(states, states)
def test_a_step_forward_is_allowed_and_nothing_else_without_a_reason(state, new):
    allowed = nrm.check(state, new, closing_reason="reached-home") is None
    assert allowed == (new == state or new in nrm.next_states(state))


@given(states, states, st.text(min_size=1).filter(str.strip))
def test_a_reason_opens_the_steps_back_and_only_those(state, new, reason):
    allowed = nrm.check(state, new, reason=reason, closing_reason="reached-home") is None
    assert allowed == (new == state or new in (*nrm.next_states(state), *nrm.steps_back(state)))


@given(states.filter(lambda state: state != "closed"), st.text())
def test_closing_needs_a_reason_from_the_list(state, reason):
    refusal = nrm.check(state, "closed", closing_reason=reason)
    assert (refusal is None) == (reason in REASONS)


@given(st.text().filter(lambda text: text not in STATES), states)
def test_an_unknown_state_is_refused_and_named(unknown, state):
    for refusal in (nrm.check(unknown, state), nrm.check(state, unknown)):
        assert refusal is not None
        assert refusal.code == "unknown-state"
        assert unknown in refusal.words


@given(states)
def test_every_state_can_be_left_but_by_no_step_that_is_both_forward_and_back(state):
    assert {*nrm.next_states(state), *nrm.steps_back(state)}
    assert not set(nrm.next_states(state)) & set(nrm.steps_back(state))


def test_blanks_are_no_reason():
    refusal = nrm.check("return", "services", reason="  ")
    assert refusal is not None
    assert refusal.code == "reason-missing"


@pytest.mark.parametrize("kind", ["case", "request"])
def test_states_and_reasons_are_those_of_the_code_lists(kind):
    assert [code.code for code in vocabulary.codes(f"{kind}-state")] == list(nrm.way(kind).states)
    assert set(nrm.way(kind).closing_reasons) <= set(vocabulary.codes("closing-reason").entries)


def test_every_usual_wait_has_a_label():
    assert {nrm.default_wait(state) for state in STATES} <= set(
        vocabulary.codes("waiting-for").entries
    )


def test_the_system_s_own_reason_cannot_be_given_by_hand():
    refusal = nrm.check("found", "closed", closing_reason="decision-undone")
    assert refusal is not None
    assert refusal.code == "unknown-closing-reason"


def test_a_request_follows_its_case():
    assert nrm.request_follows("found") == "located"
    assert nrm.request_follows("home") == "home"
    assert nrm.request_follows("closed", "reached-home") == "home"
    assert nrm.request_follows("closed", "chose-otherwise") == "out"


@pytest.mark.parametrize("reason", ["died", "mistaken", "decision-undone", "no-longer-possible"])
def test_a_case_that_did_not_end_outside_leaves_the_request_as_it_is(reason):
    assert nrm.request_follows("closed", reason) is None
