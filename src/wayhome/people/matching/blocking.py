"""Finds the pairs of two lists that are worth comparing, in bounded time and memory."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.keys import index_keys, key_weight
from wayhome.people.matching.names import bigrams
from wayhome.people.matching.profile import Profile

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Places = npt.NDArray[np.int64]
Progress = Callable[[int, int], None]

# Meetings of two records under one key that may be counted; the commonest keys go first.
MOST_MEETINGS = 150_000_000
_ROWS_AT_ONCE = 256
# The best so many are always kept, later ones only if near the best; within one list somebody may
# stand many times.
_SURE_PLACES, _SURE_PLACES_WITHIN = 8, 16
_NEAR_THE_BEST = 0.35
_BIGRAM_WEIGHT = 0.35  # bigrams of one name depend on each other: about three say what one key says


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of places worth comparing; `left_out` is how many keys were too common to be used."""

    left: Places
    right: Places
    left_out: int = 0


def candidates_per_record(size: int) -> int:
    """Fewer candidates a record in longer lists, so that time grows with the list only."""
    return 50 if size <= 3000 else 30 if size <= 15000 else 20


def find_candidates(
    left: Sequence[Profile],
    right: Sequence[Profile] | None = None,
    *,
    per_record: int | None = None,
    progress: Progress | None = None,
) -> Candidates:
    """The best candidates of every left record among the right ones, or within one list.

    Ranked by the summed information (log2 of records / records with the key) of shared keys,
    bigrams and values. Within one list a pair is given once, smaller place first.
    """
    within = right is None
    others = left if right is None else right
    if not left or not others:
        empty = np.zeros(0, dtype=np.int64)
        return Candidates(empty, empty)
    count = per_record or candidates_per_record(max(len(left), len(others)))
    table, left_out = _weighted(left, None if within else others)
    sure = _SURE_PLACES_WITHIN if within else _SURE_PLACES
    sides = table[: len(left)], table if within else table[len(left) :]
    pairs = _best(*sides, (sure, count), progress)
    one, two = np.concatenate([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])
    if within:
        keep = one != two
        low, high = np.minimum(one, two)[keep], np.maximum(one, two)[keep]
        unique = np.unique(low * len(left) + high)
        one, two = unique // len(left), unique % len(left)
    return Candidates(one.astype(np.int64), two.astype(np.int64), left_out)


def features(profile: Profile) -> Iterable[tuple[str, str]]:
    """Keys, bigrams and values of a record, as (kind, value).

    What two records have in common beside their keys ranks who shares one weak key with many.
    """
    for key in index_keys(profile):
        yield key.kind, key.value
    for kind, value in _values(profile):
        yield f"value.{kind}", value
    grams: set[str] = set()
    for name in profile.names[:3]:
        for token in name.tokens:
            for fold in token.folds[:2]:
                grams |= bigrams(f"_{fold}_")
    for gram in grams:
        yield "bigram", gram


def _values(profile: Profile) -> Iterable[tuple[str, str]]:
    if profile.birth:
        yield "birth_year", str(profile.birth.year)
        if profile.birth.whole:
            yield "birth_day", profile.birth.digits[4:]
    if profile.postcode:
        yield "postcode", profile.postcode
        yield "postcode_area", profile.postcode[:-3]
    places = {
        "birth_place": profile.birth_place,
        "last_place": profile.last_place,
        "occupation": profile.occupation,
    }
    for name, words in places.items():
        for word in words:
            yield name, word


def _weighted(left: Sequence[Profile], right: Sequence[Profile] | None) -> "tuple[csr_array, int]":
    """Records by features, each holding the square root of the feature's information."""
    from scipy.sparse import csr_array

    known: dict[tuple[str, str], int] = {}
    ends = [0]
    columns: list[int] = []
    for profile in (*left, *(right or ())):
        columns.extend(known.setdefault(f, len(known)) for f in features(profile))
        ends.append(len(columns))
    places = np.array(columns, dtype=np.int64)
    in_left = np.bincount(places[: ends[len(left)]], minlength=len(known)).astype(float)
    in_all = np.bincount(places, minlength=len(known)).astype(float)
    in_right = in_all - in_left if right is not None else in_left
    information = np.log2((len(ends) - 1) / np.maximum(in_all, 1)) + 0.01
    weights = np.array([_weight(kind) for kind, _ in known])
    information *= weights
    used = _within_budget(in_left * in_right)
    information[~used] = 0
    data = np.sqrt(information)[places]
    table = csr_array((data, places, np.array(ends)), shape=(len(ends) - 1, len(known)))
    table.eliminate_zeros()
    is_key = np.array([not kind.startswith(("bigram", "value.")) for kind, _ in known], dtype=bool)
    return table, int((~used & is_key & (in_left * in_right > 0)).sum())


def _weight(kind: str) -> float:
    return _BIGRAM_WEIGHT if kind == "bigram" else key_weight(kind)


def _within_budget(meetings: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    order = np.argsort(meetings, kind="stable")
    used = np.zeros(meetings.size, dtype=bool)
    used[order] = np.cumsum(meetings[order]) <= MOST_MEETINGS
    return used


def _best(
    left: "csr_array", right: "csr_array", count: tuple[int, int], progress: Progress | None
) -> list[tuple[Places, Places]]:
    turned = right.T.tocsr()
    found = []
    for start in range(0, left.shape[0], _ROWS_AT_ONCE):
        met = (left[start : start + _ROWS_AT_ONCE] @ turned).tocsr()
        for row in range(met.shape[0]):
            inside = slice(met.indptr[row], met.indptr[row + 1])
            best = _top(met.indices[inside], met.data[inside], *count)
            found.append((np.full(best.size, start + row, dtype=np.int64), best))
        if progress:
            progress(min(start + _ROWS_AT_ONCE, left.shape[0]), left.shape[0])
    return found


def _top(columns: Places, weights: npt.NDArray[np.float64], sure: int, count: int) -> Places:
    """The heaviest columns, `sure` ones and those near the best; ties by place so that a run can
    be repeated."""
    if columns.size > 2 * count:
        kept = np.argpartition(-weights, 2 * count)[: 2 * count]
        columns, weights = columns[kept], weights[kept]
    order = np.lexsort((columns, -weights))[:count]
    near = weights[order] >= _NEAR_THE_BEST * (weights[order[0]] if order.size else 0)
    near[:sure] = True
    return np.asarray(columns[order[near]], dtype=np.int64)
