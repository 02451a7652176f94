import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.people.matching.assign import Pairs, assign, exclusive_probabilities

TABLES = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(-8, 8).map(lambda x: round(x, 2))
)


def pairs_of(table: dict[tuple[int, int], float]) -> Pairs:
    places = np.array(list(table), dtype=np.int64).reshape(-1, 2)
    return Pairs(places[:, 0], places[:, 1], np.array(list(table.values())))


def matchings(table: dict[tuple[int, int], float]) -> list[tuple[tuple[int, int], ...]]:
    """Every way to pair people off, by trying all of them."""
    found = []
    for size in range(5):
        for chosen in itertools.combinations(table, size):
            lefts, rights = {c[0] for c in chosen}, {c[1] for c in chosen}
            if len(lefts) == len(rights) == size:
                found.append(chosen)
    return found


@settings(deadline=None)  # the first example loads scipy
@given(TABLES)
def test_the_choice_uses_nobody_twice_and_no_other_choice_weighs_more(
    table: dict[tuple[int, int], float],
) -> None:
    pairs = pairs_of(table)
    chosen = assign(pairs)
    assert len(set(pairs.left[chosen])) == len(set(pairs.right[chosen])) == chosen.size
    best = max(sum(table[c] for c in way) for way in matchings(table))
    assert pairs.bits[chosen].sum() == pytest.approx(best)


@settings(deadline=None)  # the first example loads scipy
@given(TABLES)
def test_rivals_share_one_probability(table: dict[tuple[int, int], float]) -> None:
    pairs = pairs_of(table)
    found = exclusive_probabilities(pairs)
    for side in (pairs.left, pairs.right):
        assert np.all(np.bincount(side, weights=found) <= 1 + 1e-3)


@settings(deadline=None)  # the first example loads scipy
@given(st.lists(st.floats(-8, 8), min_size=1, max_size=5))
def test_probabilities_are_exact_where_one_person_has_many_candidates(bits: list[float]) -> None:
    size = len(bits)
    pairs = Pairs(np.zeros(size, dtype=np.int64), np.arange(size), np.array(bits))
    weights = np.exp2(bits)
    assert exclusive_probabilities(pairs) == pytest.approx(weights / (1 + weights.sum()), abs=1e-3)


def test_nobody_is_an_answer() -> None:
    pairs = Pairs(np.array([0]), np.array([0]), np.array([-3.0]))
    assert assign(pairs).size == 0
