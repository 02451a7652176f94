"""Compared pairs of two lists as arrays, so that weights can be learnt and applied at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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

    `rarity` holds the bits that the frequency of the values adds, for each pair.
    """

    left: Places
    right: Places
    levels: npt.NDArray[np.int8]
    rarity: Floats

    def bits(self, parameters: Parameters) -> Floats:
        """Weight of every pair without the prior."""
        total = self.rarity.copy()
        for column, field in enumerate(parameters.fields.values()):
            weights = np.array([level.bits for level in field.levels] + [0.0])
            total += weights[self.levels[:, column]]
        return total


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
    rarity = np.zeros(size)
    for row, (i, j) in enumerate(zip(pairs[0].tolist(), pairs[1].tolist(), strict=True)):
        for finding in model.findings(left[i], right[j])[0]:
            levels[row, columns[finding.field]] = places[finding.field, finding.level]
            rarity[row] += finding.rarity
        if progress and row % _TELL_EVERY == 0:
            progress(row, size)
    return Evidence(pairs[0], pairs[1], levels, rarity)
