"""Phonetic folds and consonant skeletons: spellings that sound alike somewhere fall together."""

import functools
import re

from .data import table

_VOWELS = str.maketrans("", "", "aeiouy")
_DOUBLE = re.compile(r"(.)\1+")


@functools.cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["from"]), rule["to"]) for rule in table("fold.yaml")["rules"])


@functools.lru_cache(maxsize=262144)
def fold(latin: str) -> str:
    """What is left of a Latin spelling (a-z) once spellings of one sound are written one way."""
    for pattern, replacement in _rules():
        latin = pattern.sub(replacement, latin)
    return _DOUBLE.sub(r"\1", latin)


@functools.lru_cache(maxsize=262144)
def skeleton(latin: str) -> str:
    """The consonants of the fold; a name of vowels alone keeps the fold's first letter."""
    folded = fold(latin)
    return _DOUBLE.sub(r"\1", folded.translate(_VOWELS)) or folded[:1]
