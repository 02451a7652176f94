"""Honorifics, ranks and titles: words and prefixes that belong to the address, not to the name."""

import functools
from dataclasses import dataclass

from .data import table

Words = list[tuple[str, str]]
# Letters that a name keeps at least, where a title is written onto it: a Burmese syllable is short.
_LEAST_LEFT = {"myanmar": 2}


@dataclass(frozen=True, slots=True)
class _Entry:
    """The words of one script: before a name, glued onto it, after it, and inside it."""

    before: frozenset[str] = frozenset()
    glued: tuple[str, ...] = ()
    after: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()


@functools.cache
def _tables() -> dict[str, _Entry]:
    out = {}
    for script, entry in table("honorifics.yaml")["scripts"].items():
        glued = tuple(sorted(entry.get("glued", ()), key=len, reverse=True))
        ends = frozenset(entry.get("after", ()))
        particles = frozenset(entry.get("particles", ()))
        out[script] = _Entry(frozenset(entry.get("words", ())), glued, ends, particles)
    return out


def strip(words: Words) -> tuple[Words, list[str]]:
    """The words without honorifics, and what was taken off. A name is never emptied by it."""
    kept = list(words)
    dropped: list[str] = []
    while len(kept) > 1 and _is_title(*kept[0]):
        dropped.append(kept.pop(0)[0])
    while len(kept) > 1 and _is_after(*kept[-1]):
        dropped.append(kept.pop()[0])
    if kept:
        word, script = kept[0]
        prefix = _glued_prefix(word, script)
        if prefix:
            dropped.append(prefix)
            kept[0] = (word[len(prefix) :], script)
    return kept, dropped


def is_particle(word: str, script: str) -> bool:
    """Whether a word counts for little where only one of two names has it: bin, al, de, U."""
    return word.casefold() in _entry(script).particles


def _entry(script: str) -> _Entry:
    return _tables().get(script) or _Entry()


def _is_title(word: str, script: str) -> bool:
    return word.casefold() in _entry(script).before


def _is_after(word: str, script: str) -> bool:
    return word.casefold() in _entry(script).after


def _glued_prefix(word: str, script: str) -> str:
    for prefix in _entry(script).glued:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_LEFT.get(script, 3):
            return prefix
    return ""
