"""Phonetic folds and consonant skeletons: spellings that sound alike somewhere fall together."""

import functools
import re
from collections.abc import Sequence

from .data import table

_VOWELS = str.maketrans("", "", "aeiouy")
_DOUBLE = re.compile(r"(.)\1+")


@functools.cache
def _rules(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["from"]), rule["to"]) for rule in table("fold.yaml")[kind])


@functools.cache
def _rules_for_lines(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The rules for a text of a word a line: what is no vowel is no end of a line either."""
    return tuple(
        (re.compile(pattern.pattern.replace("[^", r"[^\n"), re.MULTILINE), to)
        for pattern, to in _rules(kind)
    )


def _apply(latin: str, kind: str) -> str:
    for pattern, replacement in _rules(kind):
        latin = pattern.sub(replacement, latin)
    return _DOUBLE.sub(r"\1", latin)


@functools.lru_cache(maxsize=262144)
def light(latin: str) -> str:
    """A Latin spelling (a-z) with its mere habits of spelling levelled: ee/i, ph/f, th/t, j/ch."""
    return _apply(latin, "light")


@functools.lru_cache(maxsize=262144)
def fold(latin: str) -> str:
    """What is left of a Latin spelling (a-z) once spellings of one sound are written one way."""
    return _apply(latin, "heavy")


@functools.lru_cache(maxsize=262144)
def skeleton(latin: str) -> str:
    """The consonants of the fold; a name of vowels alone keeps the fold's first letter."""
    return skeleton_of(fold(latin))


def folds(latin: Sequence[str]) -> list[str]:
    """`fold` of many spellings (a-z, none empty) at once, several times as fast."""
    text = "\n".join(latin)
    for pattern, replacement in _rules_for_lines("heavy"):
        text = pattern.sub(replacement, text)
    return _DOUBLE.sub(r"\1", text).split("\n") if latin else []


def skeleton_of(folded: str) -> str:
    """The consonants of a fold; of vowels alone its first letter."""
    return _DOUBLE.sub(r"\1", folded.translate(_VOWELS)) or folded[:1]
