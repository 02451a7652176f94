import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.people.matching.bulk.clustering import Pairs, cluster_many
from wayhome.people.matching.cluster import cluster

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-20, 20).filter(lambda bits: abs(bits) > 0.01),
    max_size=30,
)


def arrays(edges: dict[tuple[int, int], float]) -> Pairs:
    return Pairs(
        np.array([a for a, _ in edges], dtype=np.int64),
        np.array([b for _, b in edges], dtype=np.int64),
        np.array(list(edges.values()), dtype=float),
    )


def nothing(left: object, right: object) -> Pairs:
    return arrays({})


@given(EDGES)
def test_arrays_and_one_by_one_put_the_same_records_together(
    edges: dict[tuple[int, int], float],
) -> None:
    one_by_one = cluster(12, [(a, b, bits) for (a, b), bits in edges.items()])
    assert cluster_many(12, arrays(edges), nothing).tolist() == one_by_one


def test_pairs_of_a_group_that_were_not_compared_are_compared_first() -> None:
    asked: list[tuple[int, int]] = []

    def compare(left: np.ndarray, right: np.ndarray) -> Pairs:
        asked.extend(zip(left.tolist(), right.tolist(), strict=True))
        return Pairs(left, right, np.full(left.size, -30.0))

    found = cluster_many(3, arrays({(0, 1): 9.0, (1, 2): 5.0}), compare)
    assert asked == [(0, 2)]
    assert found.tolist() == [0, 0, 2]


def test_a_reviewers_words_go_before_the_evidence() -> None:
    edges = {(0, 1): 9.0, (2, 3): -9.0}
    found = cluster_many(4, arrays(edges), nothing, same=[(2, 3)], different=[(0, 1)])
    assert found.tolist() == [0, 1, 2, 2]


def test_words_that_contradict_each_other_name_the_records() -> None:
    with pytest.raises(ValueError, match="7 and"):
        cluster_many(9, arrays({}), nothing, same=[(6, 7), (7, 8)], different=[(6, 8)])
