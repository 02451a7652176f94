"""Honorifics, ranks and titles: words and prefixes that belong to the address, not to the name."""

import functools

from .data import table

Words = list[tuple[str, str]]


@functools.cache
def _tables() -> dict[str, tuple[frozenset[str], tuple[str, ...], frozenset[str]]]:
    out = {}
    for script, entry in table("honorifics.yaml")["scripts"].items():
        glued = tuple(sorted(entry.get("glued", ()), key=len, reverse=True))
        ends = frozenset(entry.get("after", ()))
        out[script] = (frozenset(entry.get("words", ())), glued, ends)
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


def _entry(script: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    return _tables().get(script, (frozenset(), (), frozenset()))


def _is_title(word: str, script: str) -> bool:
    return word.casefold() in _entry(script)[0]


def _is_after(word: str, script: str) -> bool:
    return word.casefold() in _entry(script)[2]


def _glued_prefix(word: str, script: str) -> str:
    for prefix in _entry(script)[1]:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return prefix
    return ""
