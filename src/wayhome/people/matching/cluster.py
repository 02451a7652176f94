"""Puts records together into persons, weighing every pair inside; a "different" is never crossed.

Chains alone join nobody: two groups meet only if all that is known between their members speaks
for it (greedy additive edge contraction, Keuper et al. 2015, for correlation clustering).
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

# A pair that was never a candidate shares hardly a key: that speaks a little against (bits).
# Set by hand: enough to stop a chain of weak links, too little to part a group that agrees.
UNSEEN_PAIR = -2.0
_MOST_BITS = 25.0  # one pair, however alike, must not outvote all others


@dataclass(slots=True)
class _Bond:
    """What is known between two groups: summed bits, pairs seen, whether they must stay apart."""

    bits: float = 0.0
    seen: int = 0
    apart: bool = False

    def add(self, other: "_Bond") -> None:
        self.bits += other.bits
        self.seen += other.seen
        self.apart |= other.apart


@dataclass(slots=True)
class _Groups:
    members: list[list[int]]
    bonds: list[dict[int, _Bond]]
    heap: list[tuple[float, int, int]] = field(default_factory=list)

    def gain(self, a: int, b: int) -> float:
        bond = self.bonds[a][b]
        if bond.apart:
            return float("-inf")
        unseen = len(self.members[a]) * len(self.members[b]) - bond.seen
        return bond.bits + UNSEEN_PAIR * unseen

    def propose(self, a: int, b: int) -> None:
        gain = self.gain(a, b)
        if gain > 0:
            heapq.heappush(self.heap, (-gain, min(a, b), max(a, b)))

    def merge(self, a: int, b: int) -> None:
        """Bring the group with fewer bonds into the other, and weigh its neighbours anew."""
        if len(self.bonds[a]) < len(self.bonds[b]):
            a, b = b, a
        del self.bonds[a][b]
        self.members[a] += self.members[b]
        self.members[b] = []
        for other, bond in self.bonds[b].items():
            if other == a:
                continue
            del self.bonds[other][b]
            known = self.bonds[a].get(other)
            if known is None:
                self.bonds[a][other] = self.bonds[other][a] = bond
            else:
                known.add(bond)
        self.bonds[b] = {}
        for other in self.bonds[a]:
            self.propose(a, other)


def cluster(
    size: int,
    pairs: Iterable[tuple[int, int, float]],
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
) -> list[int]:
    """For each of `size` records the smallest place in its group.

    `pairs` are (place, place, bits as log2 odds), each once. `same` are joined first, `different`
    never stand in one group; raises ValueError naming two places where both words meet.
    """
    groups = _Groups([[i] for i in range(size)], [{} for _ in range(size)])
    for a, b, bits in pairs:
        groups.bonds[a][b] = groups.bonds[b][a] = _Bond(max(-_MOST_BITS, min(_MOST_BITS, bits)), 1)
    for a, b in different:
        bond = groups.bonds[a].get(b) or _Bond(0.0, 1)
        bond.apart = True
        groups.bonds[a][b] = groups.bonds[b][a] = bond
    _join_same(groups, same)
    for a in range(size):
        for b in groups.bonds[a]:
            if a < b:
                groups.propose(a, b)
    _contract(groups)
    place = [0] * size
    for members in groups.members:
        for member in members:
            place[member] = min(members)
    return place


def _join_same(groups: _Groups, same: Iterable[tuple[int, int]]) -> None:
    where = list(range(len(groups.members)))
    for a, b in same:
        one, two = where[a], where[b]
        if one == two:
            continue
        bond = groups.bonds[one].setdefault(two, _Bond())
        groups.bonds[two][one] = bond
        if bond.apart:
            raise ValueError(f"{a} and {b} are said to be the same and, elsewhere, different")
        groups.merge(one, two)
        kept = one if groups.members[one] else two
        for member in groups.members[kept]:
            where[member] = kept


def _contract(groups: _Groups) -> None:
    while groups.heap:
        gain, a, b = heapq.heappop(groups.heap)
        if b in groups.bonds[a] and groups.gain(a, b) == -gain:
            groups.merge(a, b)
