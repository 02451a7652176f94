"""Honorifics, ranks and titles: words and prefixes that belong to the address, not to the name."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .clean import clean
from .data import table

Words = list[tuple[str, str]]
_LISTS = ("words", "glued", "after", "particles", "before_burmese")
# Letters that a name keeps at least, where a title is written onto it: a Burmese syllable is short.
_LEAST_LEFT = {"myanmar": 2}


@dataclass(frozen=True, slots=True)
class _Entry:
    """The words of one script: before a name, glued onto it, after it, and inside it."""

    words: frozenset[str] = frozenset()
    glued: tuple[str, ...] = ()
    after: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    before_burmese: frozenset[str] = frozenset()


@functools.cache
def _tables() -> dict[str, _Entry]:
    out = {}
    for script, entry in table("honorifics.yaml")["scripts"].items():
        listed = {key: _cleaned(entry.get(key, ())) for key in _LISTS}
        glued = tuple(sorted(listed.pop("glued"), key=len, reverse=True))
        out[script] = _Entry(glued=glued, **listed)
    return out


def _cleaned(words: Iterable[str]) -> frozenset[str]:
    """Words in the form that `clean` gives to names."""
    return frozenset(clean(word) for word in words)


def strip(words: Words) -> tuple[Words, list[str]]:
    """The words without honorifics, and what was taken off. A name is never emptied by it."""
    kept = list(words)
    dropped: list[str] = []
    while len(kept) > 1 and (_is_title(*kept[0]) or _is_burmese_title(kept)):
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


def strip_pointed(text: str) -> tuple[str, list[str]]:
    """The text of a name without the titles cut short by points at its start: น.ส., พล.ต.อ."""
    for pattern in _pointed():
        found = pattern.match(text)
        if found and any(letter.isalpha() for letter in text[found.end() :]):
            return text[found.end() :], [found[0].strip()]
    return text, []


@functools.cache
def _pointed() -> tuple[re.Pattern[str], ...]:
    entries = table("honorifics.yaml")["scripts"].values()
    return tuple(re.compile(entry["pointed"]) for entry in entries if "pointed" in entry)


def is_particle(word: str, script: str) -> bool:
    """Whether a word counts for little where only one of two names has it: bin, al, de, U."""
    return word.casefold() in _entry(script).particles


def _entry(script: str) -> _Entry:
    return _tables().get(script) or _Entry()


def _is_title(word: str, script: str) -> bool:
    return word.casefold() in _entry(script).words


def _is_burmese_title(words: Words) -> bool:
    """Whether the first word is a title that only stands before Burmese names, and does so here."""
    (first, script), *others = words
    if first.casefold() not in _entry(script).before_burmese:
        return False
    return are_burmese(others)


def are_burmese(words: Words) -> bool:
    """Whether every word may be a Burmese syllable, in its own script or in Latin letters."""
    return all(is_burmese_syllable(*word) for word in words)


def are_mostly_burmese(words: Words) -> bool:
    """The same where fewer than half of the words may be two syllables together: Thida Khaing."""
    alone = [word for word in words if is_burmese_syllable(*word)]
    return 2 * len(alone) > len(words) and all(
        word in alone or _are_two_syllables(*word) for word in words
    )


def is_burmese_syllable(word: str, script: str) -> bool:
    """Whether a word may be one Burmese syllable, in its own script or in Latin letters."""
    return script == "myanmar" or (script == "latin" and word.casefold() in _burmese_syllables())


def _are_two_syllables(word: str, script: str) -> bool:
    return any(
        is_burmese_syllable(word[:end], script) and is_burmese_syllable(word[end:], script)
        for end in range(2, len(word) - 1)
    )


@functools.cache
def _burmese_syllables() -> frozenset[str]:
    """Latin spellings of Burmese syllables: those in use, and each initial with each rhyme."""
    data = table("burmese.yaml")
    spelled = {latin for usual in data["syllables"].values() for latin in usual}
    initials = {
        one for key in ("initials", "joined") for usual in data[key].values() for one in usual
    }
    rhymes = {rhyme for usual in data["rhymes"].values() for rhyme in usual}
    return frozenset(spelled | {first + rhyme for first in initials for rhyme in rhymes})


def _is_after(word: str, script: str) -> bool:
    return word.casefold() in _entry(script).after


def _glued_prefix(word: str, script: str) -> str:
    for prefix in _entry(script).glued:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_LEFT.get(script, 3):
            return prefix
    return ""
