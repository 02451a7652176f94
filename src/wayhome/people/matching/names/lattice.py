"""The few best ways through a word that can be cut into syllables in many ways."""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """From one place in a word to `end`: what it reads as, in each style, and its cost (>= 0)."""

    end: int
    readings: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Path:
    """A whole reading in each style, and its cost."""

    readings: tuple[str, ...]
    cost: float


def best_paths(
    length: int, edges: Callable[[int], Iterable[Edge]], styles: int, count: int
) -> list[Path]:
    """The `count` cheapest paths from 0 to `length`, cheapest first."""
    reached: list[list[Path]] = [[] for _ in range(length + 1)]
    reached[0] = [Path(("",) * styles, 0.0)]
    for place in range(length):
        if not reached[place]:
            continue
        reached[place] = _cheapest(reached[place], count)
        for edge in edges(place):
            for path in reached[place]:
                joined = tuple(a + b for a, b in zip(path.readings, edge.readings, strict=True))
                reached[edge.end].append(Path(joined, path.cost + edge.cost))
    return _cheapest(reached[length], count)


def _cheapest(paths: list[Path], count: int) -> list[Path]:
    distinct: dict[tuple[str, ...], Path] = {}
    for path in paths:
        known = distinct.get(path.readings)
        if known is None or path.cost < known.cost:
            distinct[path.readings] = path
    return heapq.nsmallest(count, distinct.values(), key=lambda path: path.cost)
