"""The few best ways through a word that can be cut into syllables in many ways."""

from collections.abc import Callable, Iterable

# From one place in a word to `end`: what it reads as, in each style, and its cost (>= 0).
Edge = tuple[int, tuple[str, ...], float]
# A whole reading in each style, and its cost.
Path = tuple[tuple[str, ...], float]
# A step: cost so far, the step before it, and the readings of its edge.
_Step = tuple[float, "_Step | None", tuple[str, ...]]
_WORSE = 2.5  # what a way to a place may cost more than the best one there
_SPARE = 2  # ways kept beyond those asked for, since some read alike


def best_paths(
    length: int, edges: Callable[[int], Iterable[Edge]], styles: int, count: int
) -> list[Path]:
    """The `count` cheapest paths from 0 to `length`, cheapest first, each reading once."""
    reached: list[list[_Step]] = [[] for _ in range(length + 1)]
    reached[0] = [(0.0, None, ("",) * styles)]
    for place in range(length):
        if reached[place]:
            steps = reached[place] = _cheapest(reached[place], count)
            for end, readings, cost in edges(place):
                reached[end] += [(step[0] + cost, step, readings) for step in steps]
    found: dict[str, Path] = {}
    for step in _cheapest(reached[length], count):
        path = _path(step, styles)
        found.setdefault(path[0][0], path)
    return list(found.values())[:count]


def _cheapest(steps: list[_Step], count: int) -> list[_Step]:
    steps.sort(key=lambda step: step[0])
    limit = steps[0][0] + _WORSE if steps else 0.0
    return [step for step in steps[: count + _SPARE] if step[0] <= limit]


def _path(step: _Step, styles: int) -> Path:
    parts: list[tuple[str, ...]] = []
    at: _Step | None = step
    while at:
        parts.append(at[2])
        at = at[1]
    parts.reverse()
    return tuple("".join(part[style] for part in parts) for style in range(styles)), step[0]
