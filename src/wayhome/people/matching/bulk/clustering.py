"""Puts millions of records together into persons: `cluster`'s rule, in arrays where it is simple.

Most groups are two records, or all of one mind; three are decided in arrays, and only larger groups
that do not agree are contracted one by one. Pairs inside a group that were never compared are
compared first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.cluster import UNSEEN_PAIR, cluster

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
# Larger groups are chains of common names: their unseen pairs are too many to be compared.
_MOST_COMPARED = 40
_MOST_BITS = 25.0  # as in `cluster`: one pair must not outvote all others


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of records (left before right) and their log2 odds, each pair once."""

    left: Places
    right: Places
    bits: Floats

    def of(self, rows: npt.NDArray[np.bool_] | Places) -> "Pairs":
        """Some of them."""
        return Pairs(self.left[rows], self.right[rows], self.bits[rows])

    def with_(self, other: "Pairs") -> "Pairs":
        """These and others."""
        return Pairs(
            np.concatenate([self.left, other.left]),
            np.concatenate([self.right, other.right]),
            np.concatenate([self.bits, other.bits]),
        )


def cluster_many(
    size: int,
    pairs: Pairs,
    compare: Callable[[Places, Places], Pairs],
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
) -> Places:
    """For each of `size` records the smallest record of its group.

    `compare` is given pairs of a group that were not compared. `same` and `different` are obeyed as
    in `cluster`, which raises ValueError where they contradict each other.
    """
    told, apart = list(same), list(different)
    place = _components(size, pairs, told)
    inside = pairs.of(place[pairs.left] == place[pairs.right])
    members = np.bincount(place, minlength=size)
    seen = np.bincount(place[inside.left], minlength=size)
    agree = np.bincount(place[inside.left[inside.bits > 0]], minlength=size)
    whole = members * (members - 1) // 2
    doubtful = (agree < whole) & (members > 2)
    for a, b in (*told, *apart):
        doubtful[[place[a], place[b]]] = True
    unseen = _unseen(place, inside, doubtful & (seen < whole) & (members <= _MOST_COMPARED))
    if unseen[0].size:
        inside = inside.with_(compare(*unseen))
    inside = inside.of(doubtful[place[inside.left]])
    special = {int(place[x]) for pair in (*told, *apart) for x in pair}
    of_three = doubtful & (members == 3)
    of_three[list(special)] = False
    _decide_threes(place, inside.of(of_three[place[inside.left]]))
    rest = doubtful & ~of_three
    _contract(place, rest, inside.of(rest[place[inside.left]]), told, apart)
    return place


def _components(size: int, pairs: Pairs, same: list[tuple[int, int]]) -> Places:
    """The smallest record of each record's component of likely pairs."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    likely = pairs.bits > 0
    left = np.concatenate([pairs.left[likely], [a for a, _ in same]]).astype(np.int64)
    right = np.concatenate([pairs.right[likely], [b for _, b in same]]).astype(np.int64)
    graph = coo_array((np.ones(left.size, dtype=bool), (left, right)), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    smallest = np.full(count, size, dtype=np.int64)
    np.minimum.at(smallest, label, np.arange(size))
    return np.asarray(smallest[label])


def _unseen(place: Places, inside: Pairs, groups: npt.NDArray[np.bool_]) -> tuple[Places, Places]:
    """Pairs within these groups that were not compared."""
    records = np.flatnonzero(groups[place])
    order = records[np.argsort(place[records], kind="stable")]
    group = place[order]
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    sizes = np.diff(np.append(starts, group.size))
    row = np.arange(order.size)
    later = np.repeat(starts + sizes, sizes) - row - 1
    left = np.repeat(row, later)
    right = left + 1 + np.arange(left.size) - np.repeat(np.cumsum(later) - later, later)
    one, two = order[left], order[right]
    width = place.size
    known = np.minimum(inside.left, inside.right) * width + np.maximum(inside.left, inside.right)
    new = ~np.isin(np.minimum(one, two) * width + np.maximum(one, two), known)
    return np.minimum(one, two)[new], np.maximum(one, two)[new]


def _decide_threes(place: Places, pairs: Pairs) -> None:
    """Three records: the best pair stays; the third joins if its pairs together speak for it."""
    group = place[pairs.left]
    bits = np.clip(pairs.bits, -_MOST_BITS, _MOST_BITS)
    # of equals the smallest first, as in `cluster`
    order = np.lexsort((pairs.right, pairs.left, -bits, group))
    group, bits = group[order], bits[order]
    firsts = np.flatnonzero(np.diff(group, prepend=-1))
    counts = np.diff(np.append(firsts, group.size))
    sums = np.add.reduceat(bits, firsts) if firsts.size else np.zeros(0)
    others = sums - bits[firsts] + UNSEEN_PAIR * (3 - counts)
    parted = firsts[others <= 0]
    best_left, best_right = pairs.left[order][parted], pairs.right[order][parted]
    best = np.stack([best_left, best_right], axis=1)
    alone = np.isin(place, group[parted])
    records = np.flatnonzero(alone)
    place[records] = records
    place[best.max(axis=1)] = best.min(axis=1)


def _contract(
    place: Places,
    groups: npt.NDArray[np.bool_],
    pairs: Pairs,
    same: list[tuple[int, int]],
    different: list[tuple[int, int]],
) -> None:
    records = np.flatnonzero(groups[place])
    if not records.size:
        return
    left, right = np.searchsorted(records, pairs.left), np.searchsorted(records, pairs.right)
    number = {int(record): at for at, record in enumerate(records)} if same or different else {}
    together = [(number[a], number[b]) for a, b in same]
    apart = [(number[a], number[b]) for a, b in different]
    bits = zip(left.tolist(), right.tolist(), pairs.bits.tolist(), strict=True)
    try:
        found = cluster(records.size, bits, together, apart)
    except ValueError as error:
        one, two = (records[int(word)] for word in str(error).split() if word.isdigit())
        raise ValueError(f"{one} and {two} are said to be the same and different") from error
    place[records] = records[np.array(found)]
