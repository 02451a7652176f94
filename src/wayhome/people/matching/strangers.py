"""Random pairs of records: strangers nearly all, to count what strangers have in common."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.evidence import Evidence, gather
from wayhome.people.matching.model import Model
from wayhome.people.matching.profile import Profile

Places = npt.NDArray[np.int64]
Pairs = tuple[Places, Places]

_RANDOM_PAIRS = 15_000
_RANDOM_PAIRS_PER_RECORD = 15  # short lists must not wait for what they cannot learn
_LEAST_COMPATRIOTS = 500  # pairs; fewer tell less than pairs of any nationality
_SEED = 20260  # random pairs must be the same in every run


@dataclass(frozen=True, slots=True)
class Strangers:
    """Random pairs of anybody, and of people of one nationality, on which names are counted.

    Names meet by chance within a country: counted over all the world they would say again what
    the nationality says. `share` is how many of all pairs are compatriots; `compatriots` is None
    where nationalities are not given, and names are counted among all.
    """

    anybody: Evidence
    compatriots: Evidence | None = None
    share: float = 1.0


def meet(model: Model, left: Sequence[Profile], right: Sequence[Profile]) -> Strangers:
    """Draw and compare random pairs of two lists, or of one list (given twice)."""
    one_list = left is right
    anybody = gather(model, left, right, random_pairs(len(left), len(right), one_list))
    crowd = _Compatriots.of(left, right)
    if crowd.share * anybody.left.size < 1 or crowd.pairs < _LEAST_COMPATRIOTS:
        return Strangers(anybody)
    drawn = crowd.draw(anybody.left.size // 2, one_list)
    return Strangers(anybody, gather(model, left, right, drawn), crowd.share)


def random_pairs(left: int, right: int, one_list: bool = False) -> Pairs:
    """Places of random pairs; within one list nobody is met by himself."""
    chance = np.random.default_rng(_SEED)
    count = min(_RANDOM_PAIRS, left * right, _RANDOM_PAIRS_PER_RECORD * (left + right))
    return _apart((chance.integers(0, left, count), chance.integers(0, right, count)), one_list)


@dataclass(frozen=True, slots=True)
class _Compatriots:
    """Places of the right list by nationality, and how many of them each left record has."""

    left: Places
    weights: npt.NDArray[np.float64]
    right: Sequence[Places]
    share: float

    @classmethod
    def of(cls, left: Sequence[Profile], right: Sequence[Profile]) -> "_Compatriots":
        by_code: dict[str, list[int]] = {}
        for place, profile in enumerate(right):
            for code in profile.nationalities[:1]:
                by_code.setdefault(code, []).append(place)
        places = {code: np.array(found) for code, found in by_code.items()}
        firsts = [(place, p.nationalities[0]) for place, p in enumerate(left) if p.nationalities]
        known = [(place, places[code]) for place, code in firsts if code in places]
        weights = np.array([found.size for _, found in known], dtype=np.float64)
        share = float(weights.sum()) / max(len(left) * len(right), 1)
        return cls(np.array([place for place, _ in known]), weights, [f for _, f in known], share)

    @property
    def pairs(self) -> float:
        return float(self.weights.sum())

    def draw(self, count: int, one_list: bool) -> Pairs:
        chance = np.random.default_rng(_SEED)
        rows = chance.choice(self.left.size, count, p=self.weights / self.weights.sum())
        spots = (chance.random(count) * self.weights[rows]).astype(np.int64)
        met = [self.right[row][spot] for row, spot in zip(rows, spots, strict=True)]
        return _apart((self.left[rows], np.array(met, dtype=np.int64)), one_list)


def _apart(pairs: Pairs, one_list: bool) -> Pairs:
    others = pairs[0] != pairs[1] if one_list else np.ones(pairs[0].size, dtype=np.bool_)
    return pairs[0][others], pairs[1][others]
