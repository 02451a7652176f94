"""A measured figure with its confidence interval; how shares and F1 get theirs."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

WAYHOME = "Wayhome"
_RESAMPLES = 400
_Z = 1.96  # 95 %
Counts = tuple[int, int, int]  # right, said, there


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: of a part's set, by a system, under a measure; `low` and `high` bound 95 %.

    `count` is what it was measured over; `best_at` says that the peer was given the threshold
    that suits it best on this very set; `lower_is_better` for errors and times.
    """

    part: str
    of: str
    measure: str
    system: str
    value: float
    low: float
    high: float
    count: int
    best_at: str = ""
    lower_is_better: bool = False

    @property
    def key(self) -> str:
        """What the figure is called in the baseline and in the cache of results."""
        return f"{self.part} | {self.of} | {self.measure} | {self.system}"

    @property
    def half_width(self) -> float:
        """Half of the confidence interval."""
        return (self.high - self.low) / 2

    def as_json(self) -> dict[str, Any]:
        """Its fields, rounded to what is told."""
        rounded = {name: round(getattr(self, name), 5) for name in ("value", "low", "high")}
        return asdict(self) | rounded

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> "Figure":
        """The figure again."""
        return cls(**entry)


def wilson(right: int, count: int) -> tuple[float, float, float]:
    """A share with its Wilson score interval (Wilson 1927) at 95 %."""
    if not count:
        return 0.0, 0.0, 1.0
    share, spread = right / count, _Z * _Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def share(
    part: str, of: str, measure: str, system: str, right: int, count: int, *, best_at: str = ""
) -> Figure:
    """A figure that is a share."""
    value, low, high = wilson(right, count)
    return Figure(part, of, measure, system, value, low, high, count, best_at)


def scores(counts: Counts) -> dict[str, float]:
    """Precision, recall and F1 of (right, said, there)."""
    right, said, there = counts
    precision, recall = right / max(said, 1e-9), right / max(there, 1e-9)
    both = 2 * right / max(said + there, 1e-9)
    return {"precision": min(1.0, precision), "recall": min(1.0, recall), "F1": both}


def over_units(
    part: str, of: str, system: str, units: Sequence[tuple[float, float, float]], best_at: str = ""
) -> list[Figure]:
    """F1, precision and recall with a bootstrap interval over units (people, or pairs).

    A unit is (right, said, there), as it contributes to the sums.
    """
    table = np.array(units, dtype=float).reshape(-1, 3)
    whole = scores(tuple(table.sum(axis=0)))
    drawn = [scores(tuple(sums)) for sums in _resampled(table)]
    found = []
    for measure, value in whole.items():
        spread = [one[measure] for one in drawn]
        low, high = np.percentile(spread, [2.5, 97.5])
        found.append(
            Figure(part, of, measure, system, value, float(low), float(high), len(table), best_at)
        )
    return sorted(found, key=lambda figure: figure.measure != "F1")


def gap(
    part: str, of: str, measure: str, system: str, stated: Iterable[tuple[float, bool]]
) -> Figure:
    """How far the mean stated probability is from the share that is true, with a bootstrap."""
    table = np.array([(p, float(true)) for p, true in stated]).reshape(-1, 2)
    if not len(table):
        return Figure(part, of, measure, system, 0, 0, 1, 0, lower_is_better=True)
    value = float(abs(table[:, 0].mean() - table[:, 1].mean()))
    drawn = [abs(s[0] - s[1]) / len(table) for s in _resampled(table)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Figure(
        part,
        of,
        measure,
        system,
        value,
        min(value, float(low)),
        float(high),
        len(table),
        lower_is_better=True,
    )


def binned_gap(
    part: str, of: str, measure: str, system: str, stated: Iterable[tuple[float, bool]]
) -> Figure:
    """Expected calibration error over ten bins of equal width (Naeini and others, 2015)."""
    table = np.array([(p, float(true)) for p, true in stated]).reshape(-1, 2)
    value = _binned(table)
    chance = np.random.default_rng(11)
    drawn = [_binned(table[chance.integers(0, len(table), len(table))]) for _ in range(100)]
    low, high = np.percentile(drawn, [2.5, 97.5]) if len(table) else (0.0, 1.0)
    return Figure(
        part,
        of,
        measure,
        system,
        value,
        min(value, float(low)),
        max(value, float(high)),
        len(table),
        lower_is_better=True,
    )


def _binned(table: Any) -> float:
    if not len(table):
        return 0.0
    bins = np.minimum((table[:, 0] * 10).astype(int), 9)
    off = np.bincount(bins, weights=table[:, 0] - table[:, 1], minlength=10)
    return float(np.abs(off).sum() / len(table))


def _resampled(table: Any) -> Iterable[Any]:
    """Column sums of samples with replacement; the same samples in every run."""
    chance = np.random.default_rng(7)
    for _ in range(_RESAMPLES if len(table) else 0):
        times = np.bincount(chance.integers(0, len(table), len(table)), minlength=len(table))
        yield times @ table
