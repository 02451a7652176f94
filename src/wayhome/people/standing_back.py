"""Rivals of a clear pair wait for nobody's word: somebody is clearly one and so not another.

It decides nothing: once the clear pair is answered "different", the rival waits again.
"""

from collections.abc import Collection, Sequence

from django.db.models import Q

from wayhome.people.models import Pair, Verdict

CLEAR = 0.99  # probability from which a pair that the list's choice took explains its rivals away
WEAK = 0.5  # below it a rival stands back
_PAIRS_A_QUERY = 200
_COLUMNS = ("pk", "left", "right", "probability", "verdict", "best")
Row = tuple[int, int, int, float, str, bool | None]  # pair, left, right, probability, verdict, best


def rivals_stand_back() -> int:
    """Take the weak pairs that a clear pair explains away out of the queue; return how many.

    A pair of A and B stands back where A and C are clearly one person, and B and C are no likely
    pair: whoever is C is not B.
    """
    last = done = 0
    while open_pairs := _open_and_weak(last):
        ends = {end for row in open_pairs for end in (row[1], row[2])}
        taken = explained_away([*open_pairs, *_likely(ends)])
        waiting = Pair.unguarded.filter(pk__in=taken, verdict=Verdict.UNDECIDED)
        done += waiting.update(verdict=Verdict.IMPLIED)
        last = open_pairs[-1][0]
    return done


def _open_and_weak(after: int) -> list[Row]:
    pairs = Pair.unguarded.filter(verdict=Verdict.UNDECIDED, probability__lt=WEAK, pk__gt=after)
    return list(pairs.order_by("pk").values_list(*_COLUMNS)[:_PAIRS_A_QUERY])


def _likely(ends: Collection[int]) -> list[Row]:
    """Return the pairs of these records that are likely, or that a person called the same."""
    touching = Pair.unguarded.filter(Q(left__in=ends) | Q(right__in=ends))
    likely = touching.filter(Q(probability__gte=WEAK) | Q(verdict=Verdict.SAME))
    return list(likely.values_list(*_COLUMNS))


def explained_away(rows: Sequence[Row]) -> list[int]:
    """Return the pairs that stand back, of the open weak pairs and the likely ones they touch."""
    clear: dict[int, set[int]] = {}
    likely: set[frozenset[int]] = set()
    for _pair, left, right, probability, verdict, best in rows:
        if verdict == Verdict.DIFFERENT:
            continue
        if probability >= WEAK or verdict == Verdict.SAME:
            likely.add(frozenset((left, right)))
        if best and probability >= CLEAR:
            clear.setdefault(left, set()).add(right)
            clear.setdefault(right, set()).add(left)

    def elsewhere(one: int, other: int) -> bool:
        known = clear.get(one, set()) - {other}
        return bool(known) and not any(frozenset((c, other)) in likely for c in known)

    return [
        pair
        for pair, left, right, probability, verdict, _best in rows
        if verdict == Verdict.UNDECIDED
        and probability < WEAK
        and (elsewhere(left, right) or elsewhere(right, left))
    ]
