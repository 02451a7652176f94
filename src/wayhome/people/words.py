"""What many words about pairs make of the people behind them. Pure: it reads and writes nothing.

A word joins or parts two *own persons* (a record with its other versions). Of several words about
one pair the newest in force counts; a person is a component over the pairs whose word is "same".
The result does not depend on the order in which the words are given.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"

Couple = frozenset[int]


@dataclass(frozen=True, slots=True)
class Word:
    """A decision in force: ``decision`` is its number, greater for a later one."""

    decision: int
    left: int
    right: int
    verdict: str

    @property
    def couple(self) -> Couple:
        """The two own persons, in no order."""
        return frozenset((self.left, self.right))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two own persons joined by ``joined_by`` though ``parted_by`` says they are two people."""

    parted_by: Word
    joined_by: tuple[Word, ...]


def newest(words: Iterable[Word]) -> dict[Couple, Word]:
    """Return the word that counts for each couple: the newest."""
    in_force: dict[Couple, Word] = {}
    for word in words:
        known = in_force.get(word.couple)
        if known is None or known.decision < word.decision:
            in_force[word.couple] = word
    return in_force


def persons(owns: Collection[int], in_force: Mapping[Couple, Word]) -> dict[int, int]:
    """Return for each own person the person it belongs to: the smallest own person joined to it."""
    parent = {own: own for own in owns}

    def root(own: int) -> int:
        while parent[own] != own:
            parent[own] = parent[parent[own]]
            own = parent[own]
        return own

    for word in in_force.values():
        if word.verdict == SAME and word.left in parent and word.right in parent:
            low, high = sorted((root(word.left), root(word.right)))
            parent[high] = low
    return {own: root(own) for own in parent}


def contradiction(
    person_of: Mapping[int, int], in_force: Mapping[Couple, Word]
) -> Contradiction | None:
    """Return the first "different" inside one person, with the chain that joins the two."""
    parted = sorted(
        (w for w in in_force.values() if w.verdict == DIFFERENT), key=lambda w: w.decision
    )
    for word in parted:
        left, right = person_of.get(word.left), person_of.get(word.right)
        if left is not None and left == right:
            return Contradiction(word, chain(word.left, word.right, in_force))
    return None


def chain(start: int, end: int, in_force: Mapping[Couple, Word]) -> tuple[Word, ...]:
    """Return a shortest chain of "same" words from one own person to another; () where none is."""
    links: dict[int, list[Word]] = {}
    for word in sorted(in_force.values(), key=lambda w: w.decision):
        if word.verdict == SAME:
            links.setdefault(word.left, []).append(word)
            links.setdefault(word.right, []).append(word)
    reached: dict[int, tuple[Word, ...]] = {start: ()}
    waiting = [start]
    for own in waiting:
        for word in links.get(own, ()):
            (other,) = word.couple - {own} or {own}
            if other not in reached:
                reached[other] = (*reached[own], word)
                waiting.append(other)
    return reached.get(end, ())
