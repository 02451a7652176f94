"""Many names against many: letter groups and learned vectors first, then the exact comparison of
the best."""

import heapq
import itertools
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import vectors
from .aligning import align, best_alignment, join
from .frequencies import Frequencies
from .model import Name, Token
from .parsing import parse
from .readings import readings

SHORTLIST = 40  # candidates by letter groups and vectors that the rules look at, at most:
_SURE, _NEAR_THE_BEST = 12, 0.6  # so many always, later ones only if near the best
_SHORTLIST_EACH = 15  # the same for each reading of a Chinese name
FINALISTS = 8  # of those, candidates that the learned letters look at too
_DIMENSIONS = 2048
_BLOCK = 256
_VARIANTS = 4
_READINGS = 8  # the same of a Chinese character in one country
_WHOLE = 2.0  # weight of a whole fold beside its letter groups


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate: its place in the list (from 0), its text and its score 0..1."""

    index: int
    candidate: str
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """One query with its best candidates, best first."""

    query: str
    matches: tuple[Match, ...]


def rank(
    queries: Sequence[str],
    candidates: Sequence[str],
    top: int = 5,
    progress: Callable[[int, int], None] | None = None,
    frequencies: Frequencies | None = None,
) -> Iterator[Ranking]:
    """For each query, in order, the `top` best candidates; `progress(done, of)` after each.

    Equal scores keep the candidates' order. Scores compare across queries.
    """
    del frequencies
    pool = [parse(text) for text in candidates]
    nearness = _Nearness(pool)
    for start in range(0, len(queries), _BLOCK):
        block = [parse(text) for text in queries[start : start + _BLOCK]]
        read = [readings(name) for name in block]
        near = iter(nearness.of([one for many in read for one in many]))
        for offset, (name, many) in enumerate(zip(block, read, strict=True)):
            most = max(SHORTLIST // len(many), _SHORTLIST_EACH, top)
            shortlists = [(one, _best(next(near), most, max(_SURE, top))) for one in many]
            yield Ranking(name.raw, _exact(name, pool, shortlists, top))
            if progress:
                progress(start + offset + 1, len(queries))


def _exact(
    name: Name, pool: list[Name], shortlists: list[tuple[Name, list[int]]], top: int
) -> tuple[Match, ...]:
    """By the rules first, then the best of them with what was learned of the scripts."""
    by_rule: dict[int, tuple[float, Name]] = {}
    for reading, shortlist in shortlists:
        for index in shortlist:
            if name.tokens and pool[index].tokens:
                score = _score(reading, pool[index], letters=False)
                if index not in by_rule or by_rule[index][0] < score:
                    by_rule[index] = score, reading
    finalists = heapq.nlargest(max(FINALISTS, top), by_rule, key=lambda index: by_rule[index][0])
    found = []
    for index in finalists:
        score = _score(by_rule[index][1], pool[index], letters=True)
        found.append(Match(index, pool[index].raw, round(min(1.0, score), 6)))
    missing = {index for _, shortlist in shortlists for index in shortlist if index not in by_rule}
    found += [Match(index, pool[index].raw, 0.0) for index in missing]
    found.sort(key=lambda match: (-match.score, match.index))
    return tuple(found[:top])


def _score(reading: Name, candidate: Name, letters: bool) -> float:
    if reading.script != "han" or reading.aliases or candidate.aliases:
        return best_alignment(reading, candidate, letters).score
    return align(reading.tokens, candidate.tokens, letters).score


def _best(near: NDArray[np.float32], most: int, sure: int) -> list[int]:
    """Places of the nearest, nearest first."""
    if most < len(near):
        places = np.argpartition(-near, most)[:most]
        places = places[np.argsort(-near[places], kind="stable")]
    else:
        places = np.argsort(-near, kind="stable")
    kept = near[places] >= _NEAR_THE_BEST * near[places[0]] if len(places) else near > 0
    kept[:sure] = True
    return [int(place) for place in places[kept]]


class _Nearness:
    """How near names lie to a pool: by letter groups; across scripts by learned vectors too."""

    def __init__(self, pool: Sequence[Name]) -> None:
        self._pool = pool
        self._groups = _grouped(pool).T
        self._learned: dict[str, NDArray[np.float32]] = {}

    def of(self, names: Sequence[Name]) -> NDArray[np.float32]:
        """Rows of nearness to each of the pool, on a scale that only this class knows."""
        near = _grouped(names) @ self._groups
        scripts = {token.script for name in names for token in name.tokens}
        others = {token.script for name in self._pool for token in name.tokens}
        met = [one for one in vectors.SCRIPTS if one in scripts or one in others]
        if not met or not (scripts - others or others - scripts):
            return near
        learned = [_in_space(names, one) @ self._space(one) for one in met]
        best: NDArray[np.float32] = near + np.max(learned, axis=0)
        return best

    def _space(self, script: str) -> NDArray[np.float32]:
        if script not in self._learned:
            self._learned[script] = _in_space(self._pool, script).T
        return self._learned[script]


def _in_space(names: Sequence[Name], script: str) -> NDArray[np.float32]:
    """Names as the sum of their words' vectors in the space of a script; rows of length one."""
    matrix = np.zeros((len(names), vectors.DIMENSIONS), dtype=np.float32)
    for row, name in enumerate(names):
        for token in name.tokens:
            found = (
                vectors.native(token.text, script)
                if token.script == script and vectors.known(token)
                else vectors.latin(token.variants[0].latin, script)
                if token.script == "latin"
                else None
            )
            if found is not None:
                matrix[row] += found
    return _unit(matrix)


def _unit(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = matrix / np.maximum(
        np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9
    )
    return scaled


def _grouped(names: Sequence[Name]) -> NDArray[np.float32]:
    """Letter groups of folds and skeletons over the best variants, hashed; rows of length one."""
    matrix = np.zeros((len(names), _DIMENSIONS), dtype=np.float32)
    for row, name in enumerate(names):
        for group, weight in _groups(name).items():
            matrix[row, zlib.crc32(group.encode()) % _DIMENSIONS] += weight
    return _unit(matrix)


def _groups(name: Name) -> dict[str, float]:
    groups: dict[str, float] = {}
    if not name.tokens:
        return groups
    spelled: list[Token] = []
    for form in (name, *name.aliases):
        spelled += [*form.tokens, join(*form.tokens)] if len(form.tokens) > 1 else form.tokens
        if form.script == "han" and len(form.tokens) > 2:
            spelled.append(join(*form.tokens[1:]))  # a given name is often written as one word
        if form.script == "myanmar":  # as syllables are within it
            spelled += [join(one, other) for one, other in itertools.pairwise(form.tokens)]
    for one in spelled:
        most = _READINGS if one.script == "han" else _VARIANTS
        for prefix, values in (("", one.folds), ("=", one.skeletons)):
            for value in values[:most]:
                marked = f"^{value}$"
                groups[prefix + marked] = _WHOLE
                for i in range(len(marked) - 1):
                    groups[prefix + marked[i : i + 2]] = 1.0
    return groups
