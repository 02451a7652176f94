"""Two Latin spellings laid beside each other, letter by letter: for people to see, not to weigh."""

import functools
import math
from dataclasses import dataclass
from typing import Literal

from .fold import fold, light

State = Literal["same", "close", "different", "missing"]
# Of several letters, the state that says most against counts for all of them.
GRAVITY: tuple[State, ...] = ("same", "close", "missing", "different")
LONGEST = 48  # letters; what is longer is shown whole

_VOWELS = frozenset("aeiouy")
# How many letters may answer how many: 'tch' and 'j', 'mm' and 'm'.
_CHUNKS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2))
_NEVER = math.inf


@dataclass(frozen=True, slots=True)
class Step:
    """Letters of one spelling and what stands for them in the other, "" where nothing does.

    "close" is what sounds alike or is written alike somewhere (data/fold.yaml): j and ch, ee and i.
    """

    left: str
    right: str
    state: State


def lay(left: str, right: str) -> tuple[Step, ...]:
    """Lay two spellings (a-z) beside each other with as little difference as can be."""
    if max(len(left), len(right)) > LONGEST:
        return (Step(left, right, "same" if left == right else "different"),)
    ways: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            for step_i, step_j in ((1, 0), (0, 1), *_CHUNKS):
                start = i - step_i, j - step_j
                if start in ways:
                    cost = ways[start][0] + _cost(left[start[0] : i], right[start[1] : j])
                    if cost < ways.get((i, j), (_NEVER, None))[0]:
                        ways[i, j] = cost, start
    return tuple(reversed(_walked_back(left, right, ways)))


def _walked_back(
    left: str, right: str, ways: dict[tuple[int, int], tuple[float, tuple[int, int] | None]]
) -> list[Step]:
    steps = []
    at = len(left), len(right)
    while (start := ways[at][1]) is not None:
        ours, theirs = left[start[0] : at[0]], right[start[1] : at[1]]
        steps.append(Step(ours, theirs, _state(ours, theirs)))
        at = start
    return steps


@functools.lru_cache(maxsize=65536)
def _state(ours: str, theirs: str) -> State:
    if not ours or not theirs:
        return "missing"
    if ours == theirs:
        return "same"
    return "close" if fold(ours) == fold(theirs) else "different"


@functools.lru_cache(maxsize=65536)
def _cost(ours: str, theirs: str) -> float:
    """What a step costs; only letters one by one may differ, only like ones stand in groups."""
    single = len(ours) == len(theirs) == 1
    state = _state(ours, theirs)
    if state == "missing":
        return 0.6 if set(ours + theirs) <= _VOWELS else 0.8
    if state == "same":
        return 0.0 if single else _NEVER
    if state == "close":
        return (0.3 if light(ours) == light(theirs) else 0.4) + 0.05 * len(ours + theirs)
    if not single:
        return _NEVER
    vowels = (ours in _VOWELS) + (theirs in _VOWELS)
    return {0: 1.2, 1: 1.9, 2: 0.9}[vowels]
