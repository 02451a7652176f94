"""A head count is held against its parts; nothing is corrected."""

from hypothesis import given
from hypothesis import strategies as st

from wayhome.casework.balance import balance

parts = st.lists(st.integers(0, 10_000), min_size=1, max_size=40)


def test_thirty_nine_of_four_nationalities_add_up():
    assert balance(39, [32, 5, 1, 1]).adds_up


def test_what_does_not_add_up_says_by_how_much():
    assert balance(39, [31, 5, 1, 1]).words == ("the parts make 38; 1 fewer than the total of 39")
    assert balance(7141, [7158]).words == ("the parts make 7158; 17 more than the total of 7141")


@given(st.integers(0, 100_000), parts)
def test_total_and_difference_make_the_parts(total, counted):
    found = balance(total, counted)
    assert found.total + found.difference == found.sum_of_parts == sum(counted)
    assert found.adds_up == (found.difference == 0)


@given(parts)
def test_parts_add_up_to_their_own_sum_in_any_order(counted):
    assert balance(sum(counted), reversed(counted)).adds_up


@given(parts)
def test_without_a_total_nothing_is_claimed(counted):
    found = balance(None, counted)
    assert found.adds_up is None
    assert found.difference == 0


def test_without_parts_nothing_is_claimed():
    assert balance(39, []).adds_up is None
    assert balance(None, []).words == "no head count was given"
