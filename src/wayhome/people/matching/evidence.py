"""Compared pairs of two lists as arrays, so that weights can be learnt and applied at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wayhome.people.matching import mistakable
from wayhome.people.matching.model import Model
from wayhome.people.matching.parameters import Parameters
from wayhome.people.matching.profile import Profile

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Progress = Callable[[int, int], None]
_TELL_EVERY = 5000


@dataclass(frozen=True, slots=True)
class Evidence:
    """Pairs (rows) by fields (columns): place of the level reached, -1 where a side is silent.

    `rarity` holds the bits that the frequency of the values adds, for each pair; `related` and
    `namesake` how much of them relatives and namesakes would share. `others` is how many records
    a candidate was picked from.
    """

    left: Places
    right: Places
    levels: npt.NDArray[np.int8]
    rarity: Floats
    related: Floats
    namesake: Floats
    others: int

    def bits(self, parameters: Parameters) -> Floats:
        """Weight of every pair without the prior, relatives and namesakes considered."""
        return self.weighed(parameters).bits

    def by_kind(self, parameters: Parameters, rows: Places) -> dict[str, Floats]:
        """Bits of each kind of evidence in the given rows."""
        found: dict[str, Floats] = {}
        for column, field in enumerate(parameters.fields.values()):
            bits = _weights(level.bits for level in field.levels)[self.levels[rows, column]]
            kind = parameters.kind_of(field.name)
            found[kind] = found.get(kind, 0.0) + bits
        return found

    def weighed(self, parameters: Parameters) -> "Weighed":
        """What every pair weighs, and what is to be held against it (see mistakable.py)."""
        total, kin, namesakes = self.rarity.copy(), self.related.copy(), self.namesake.copy()
        has_name = np.zeros(total.size, dtype=np.bool_)
        for column, field in enumerate(parameters.fields.values()):
            reached = self.levels[:, column]
            bits = _weights(level.bits for level in field.levels)[reached]
            total += bits
            if field.related:
                kin += _weights(level.relative_bits for level in field.levels)[reached]
            if field.name in parameters.namesake_fields:
                namesakes += bits
            if field.name in parameters.name_fields:
                has_name |= reached >= 0
        before = mistakable.prior_bits(parameters, self.others)
        namesakes[~has_name] = -np.inf
        return Weighed(total, kin + before[0], namesakes + before[1])


@dataclass(frozen=True, slots=True)
class Weighed:
    """Of every pair, in bits: "one person", "two relatives", "two namesakes", each against "two
    strangers"; the prior of one person is not in it.
    """

    person: Floats
    relatives: Floats
    namesakes: Floats

    @property
    def others(self) -> Floats:
        """Bits of "two people", whoever they are, against "two strangers"."""
        found: Floats = np.logaddexp2(np.logaddexp2(0.0, self.relatives), self.namesakes)
        return found

    @property
    def bits(self) -> Floats:
        """Bits of "one person" against "two people"."""
        return self.person - self.others


def _weights(bits: Iterable[float]) -> Floats:
    """Bits by level; the last one is for what is not given (-1)."""
    return np.array([*bits, 0.0])


def gather(
    model: Model,
    left: Sequence[Profile],
    right: Sequence[Profile],
    pairs: tuple[Places, Places],
    progress: Progress | None = None,
) -> Evidence:
    """Compare the pairs, given as places in the two lists."""
    fields = model.parameters.fields
    columns = {name: column for column, name in enumerate(fields)}
    places = {(f.name, level.name): i for f in fields.values() for i, level in enumerate(f.levels)}
    size = pairs[0].size
    levels = np.full((size, len(fields)), -1, dtype=np.int8)
    rarity, related, namesake = np.zeros(size), np.zeros(size), np.zeros(size)
    for row, (i, j) in enumerate(zip(pairs[0].tolist(), pairs[1].tolist(), strict=True)):
        for finding in model.findings(left[i], right[j])[0]:
            levels[row, columns[finding.field]] = places[finding.field, finding.level]
            rarity[row] += finding.rarity
            if fields[finding.field].related:
                related[row] += finding.rarity
            if finding.field in model.parameters.namesake_fields:
                namesake[row] += finding.rarity
        if progress and row % _TELL_EVERY == 0:
            progress(row, size)
    return Evidence(pairs[0], pairs[1], levels, rarity, related, namesake, len(right))
