"""One-to-one decisions over scored pairs: nobody may be used twice, anybody may stay alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_MOST_BITS = 40.0  # 2**40 beside 1 keeps twelve binary digits: enough for the rest of a sum
_ROUNDS = 60
_SETTLED = 1e-6


@dataclass(frozen=True, slots=True)
class Pairs:
    """Sparse pairs: places in the left and right list, and log2 odds of each pair alone."""

    left: Places
    right: Places
    bits: Floats


def exclusive_probabilities(pairs: Pairs) -> Floats:
    """Probability of every pair given that no record may be used twice, rivals considered.

    Marginals of the matching whose weight is the product of the pairs' odds, by belief
    propagation in the monomer-dimer model (Zdeborová and Mézard 2006), which settles on any graph.
    "Nobody" has weight 1 on both sides. The probabilities at one record add up to at most 1.
    """
    if pairs.bits.size == 0:
        return np.zeros(0)
    weights = np.exp2(np.clip(pairs.bits, -_MOST_BITS, _MOST_BITS))
    to_left = to_right = np.ones_like(weights)
    for _ in range(_ROUNDS):
        new_right = 1 / (1 + _others(weights * to_left, pairs.left))
        new_left = 1 / (1 + _others(weights * new_right, pairs.right))
        moved = max(np.abs(new_right - to_right).max(), np.abs(new_left - to_left).max())
        to_right, to_left = new_right, (new_left + to_left) / 2
        if moved < _SETTLED:
            break
    odds: Floats = weights * to_left * to_right
    return odds / (1 + odds)


def assign(pairs: Pairs) -> Places:
    """Places (in `pairs`) of the one-to-one choice with the greatest sum of bits above 0.

    A pair with 0 bits or fewer is never chosen: "nobody" is better. Components of the graph are
    solved one by one, so time and memory stay with the largest knot.
    """
    useful = np.flatnonzero(pairs.bits > 0)
    if useful.size == 0:
        return useful
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    _, left = np.unique(pairs.left[useful], return_inverse=True)
    _, right = np.unique(pairs.right[useful], return_inverse=True)
    size = int(left.max()) + int(right.max()) + 2
    nodes = right + int(left.max()) + 1
    graph = coo_array((np.ones(useful.size), (left, nodes)), shape=(size, size))
    labels = connected_components(graph, directed=False)[1][left]
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    chosen = [_assign_component(left[g], right[g], pairs.bits[useful[g]], g) for g in groups]
    return np.sort(useful[np.concatenate(chosen)])


def _others(values: Floats, node: Places) -> Floats:
    """For every pair the sum over the other pairs at its node."""
    sums = np.bincount(node, weights=values)
    return np.maximum(sums[node] - values, 0.0)


def _assign_component(left: Places, right: Places, bits: Floats, group: Places) -> Places:
    if group.size == 1:
        return group
    _, row = np.unique(left, return_inverse=True)
    _, column = np.unique(right, return_inverse=True)
    if (int(row.max()) + 1) * (int(column.max()) + 1) > _LARGEST_TABLE:
        return _assign_greedily(row, column, bits, group)
    from scipy.optimize import linear_sum_assignment

    gains = np.zeros((int(row.max()) + 1, int(column.max()) + 1))
    gains[row, column] = bits
    where = {(int(r), int(c)): int(g) for r, c, g in zip(row, column, group, strict=True)}
    rows, columns = linear_sum_assignment(gains, maximize=True)
    found = [where[int(r), int(c)] for r, c in zip(rows, columns, strict=True) if gains[r, c] > 0]
    return np.array(found, dtype=np.int64)


_LARGEST_TABLE = 9_000_000  # cells of a dense table: 72 MB; beyond it the best pair goes first


def _assign_greedily(row: Places, column: Places, bits: Floats, group: Places) -> Places:
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = []
    for place in np.argsort(-bits, kind="stable"):
        r, c = int(row[place]), int(column[place])
        if r not in rows and c not in columns:
            rows.add(r)
            columns.add(c)
            chosen.append(int(group[place]))
    return np.array(chosen, dtype=np.int64)
