import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.people.matching.cluster import cluster

BITS = st.floats(-20, 20)
EDGES = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), BITS
)


def triples(edges: dict[tuple[int, int], float]) -> list[tuple[int, int, float]]:
    return [(a, b, bits) for (a, b), bits in edges.items()]


def test_a_chain_through_a_stranger_joins_nobody() -> None:
    """b is alike a and c; a and c are clearly two people, and the stronger pair wins."""
    assert cluster(3, [(0, 1, 6.0), (1, 2, 5.0), (0, 2, -15.0)]) == [0, 0, 2]


def test_a_pair_never_seen_speaks_a_little_against() -> None:
    assert cluster(3, [(0, 1, 6.0), (1, 2, 1.0)]) == [0, 0, 2]


@given(EDGES, EDGES)
def test_different_is_never_crossed(
    edges: dict[tuple[int, int], float], apart: dict[tuple[int, int], float]
) -> None:
    found = cluster(8, triples(edges), different=list(apart))
    assert all(found[a] != found[b] for a, b in apart)


@given(EDGES)
def test_a_group_is_called_by_its_first_record(edges: dict[tuple[int, int], float]) -> None:
    found = cluster(8, triples(edges))
    assert all(found[name] == name <= place for place, name in enumerate(found))


@given(EDGES)
def test_records_that_only_speak_against_each_other_stay_alone(
    edges: dict[tuple[int, int], float],
) -> None:
    against = [(a, b, -abs(bits)) for a, b, bits in triples(edges)]
    assert cluster(8, against) == list(range(8))


def test_what_a_person_called_the_same_is_joined_whatever_the_bits() -> None:
    assert cluster(2, [(0, 1, -20.0)], same=[(0, 1)]) == [0, 0]


def test_words_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="same and, elsewhere, different"):
        cluster(3, [], same=[(0, 1), (1, 2), (0, 2)], different=[(0, 2)])
