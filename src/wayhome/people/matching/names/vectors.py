"""Learned vectors: a word in its own script and its Latin spellings lie near each other in one
space a script. A feature beside the rules, never a verdict."""

import functools
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import channel
from .data import exists, load_bytes
from .model import Token

# Scripts with learned vectors; each has its file vectors_<script>.npz among the data.
SCRIPTS = ("arabic", "cyrillic", "han", "hangul", "hebrew", "katakana")
LONGEST = 3  # letters of a group
DIMENSIONS = 128
Floats = NDArray[np.float32]


def groups(units: tuple[str, ...] | str) -> list[str]:
    """Groups of one to three neighbouring units; beginning and end of the word are marked."""
    marked = ("^", *units, "$")
    found = [
        "".join(marked[place : place + length])
        for length in range(1, LONGEST + 1)
        for place in range(len(marked) - length + 1)
    ]
    return [one for one in found if one not in {"^", "$"}]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a script's space: the place of each group, its row, and what is taken off.

    A row is the group's weight times its direction; `lengths` are the weights alone, so that a
    word's vector does not grow with the word.
    """

    places: dict[str, int]
    rows: Floats
    lengths: Floats
    mean: Floats

    def vector(self, found: list[str]) -> Floats | None:
        """The unit vector of a word's groups; None where none of them was ever met."""
        places = [self.places[one] for one in found if one in self.places]
        if not places:
            return None
        distinct, counts = np.unique(places, return_counts=True)
        length = float(np.linalg.norm(self.lengths[distinct] * counts))
        made = self.rows[places].sum(axis=0) / max(length, 1e-9) - self.mean
        unit: Floats = made / max(float(np.linalg.norm(made)), 1e-9)
        return unit


@functools.cache
def _sides(script: str) -> tuple[Side, Side] | None:
    """The native and the Latin side of a script's space; None where nothing was learned."""
    name = f"vectors_{script}.npz"
    if script not in SCRIPTS or not exists(name):
        return None
    with np.load(io.BytesIO(load_bytes(name))) as stored:
        return _side(stored, "native"), _side(stored, "latin")


def _side(stored: "np.lib.npyio.NpzFile", which: str) -> Side:
    names = bytes(stored[f"{which}_groups"]).decode().split("\n")
    rows = stored[f"{which}_rows"].astype(np.float32) * stored[f"{which}_scales"][:, None]
    lengths, mean = stored[f"{which}_lengths"], stored[f"{which}_mean"]
    return Side({one: place for place, one in enumerate(names)}, rows, lengths, mean)


def known(word: Token) -> bool:
    """Whether what was learned speaks of such words: one Chinese character alone is a syllable of
    a Chinese name, and foreign names were learned."""
    return word.script in SCRIPTS and not (word.script == "han" and len(word.text) == 1)


@functools.lru_cache(maxsize=65536)
def native(text: str, script: str) -> Floats | None:
    """The vector of a word in its own script."""
    sides = _sides(script)
    return sides[0].vector(groups(channel.units(text, script))) if sides else None


@functools.lru_cache(maxsize=65536)
def latin(text: str, script: str) -> Floats | None:
    """The vector of a Latin spelling (a-z) in the space of a script."""
    sides = _sides(script)
    return sides[1].vector(groups(text)) if sides else None


def similarity(text: str, script: str, spelling: str) -> float | None:
    """How near a Latin spelling lies to a word, 0..1; None where nothing was learned.

    The root of the cosine: it lies on the scale of the rules' similarity, true pairs near 0.9
    and the nearest strangers near 0.7.
    """
    ours, theirs = native(text, script), latin(spelling, script)
    if ours is None or theirs is None:
        return None
    return float(np.sqrt(max(0.0, float(ours @ theirs))))
