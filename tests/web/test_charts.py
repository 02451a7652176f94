"""Bars say the numbers they stand for and stay inside their picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.web import charts

BITS = st.floats(-60, 60, allow_nan=False)


@given(BITS)
def test_evidence_for_goes_right_of_the_middle_and_against_left(bits):
    bar = charts.bits_bar(bits, width=120)
    assert 0 <= bar.x <= bar.x + bar.width <= 120.05
    assert (bar.x >= 60) if bits >= 0 else (bar.x + bar.width <= 60.05)


@given(BITS, BITS)
def test_more_evidence_is_never_a_shorter_bar(one, other):
    weaker, stronger = sorted((one, other), key=abs)
    assert charts.bits_bar(weaker).width <= charts.bits_bar(stronger).width


@pytest.mark.parametrize(
    ("bits", "text"), [(6.21, "+6.2"), (-1.8, "−1.8"), (0, "0"), (-0.04, "0"), (0.04, "0")]
)
def test_bits_are_written_with_their_sign_and_nothing_is_nothing(bits, text):
    assert charts.signed(bits) == text


@given(st.lists(st.tuples(st.text(max_size=5), BITS), max_size=12))
def test_a_waterfall_ends_at_the_sum(parts):
    steps = charts.waterfall(parts)
    assert len(steps) == len(parts)
    if steps:
        assert steps[-1].total == pytest.approx(sum(bits for _label, bits in parts))


@given(st.lists(st.tuples(st.text(max_size=5), BITS), max_size=12))
def test_a_waterfall_stays_inside_its_picture(parts):
    for step in charts.waterfall(parts, width=240):
        assert -0.1 <= step.bar.x <= step.bar.x + step.bar.width <= 240.2


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_the_longest_bar_is_whole_and_the_others_in_proportion(values):
    rows = charts.bars([(str(value), value) for value in values])
    longest = max(values)
    for row, value in zip(rows, values, strict=True):
        assert row.value == value
        assert row.share == pytest.approx(100 * value / longest if longest else 0, abs=0.051)
