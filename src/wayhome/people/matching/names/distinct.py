"""Two Latin words near in letters that are two names all the same: a man's and a woman's, or with
other consonants. Such words keep two names from being called the same."""

import functools
import re
from typing import Any

from rapidfuzz.distance import OSA

from .data import table
from .fold import fold, light, skeleton
from .model import Token

_STEM = 3  # letters that two names have in common at least, where an ending tells them apart
_FAR = 2  # slips between two words from which other consonants are another name


@functools.cache
def _data() -> dict[str, Any]:
    return table("distinct.yaml")


@functools.lru_cache(maxsize=65536)
def distinct(left: Token, right: Token) -> bool:
    """Whether two Latin words are two names, however near in letters they are."""
    if left.script != "latin" or right.script != "latin":
        return False
    ours, theirs = left.variants[0].latin, right.variants[0].latin
    if ours == theirs:
        return False
    return opposed(ours, theirs) or opposed(theirs, ours) or _other_consonants(ours, theirs)


def opposed(man: str, woman: str) -> bool:
    """Whether two spellings (a-z) differ only as a man's given name and a woman's do."""
    if man[:1] == "o" and woman[:1] == "a" and man[1:] == woman[1:]:
        return man[1:] in _data()["prefixed"]
    if _is_family(man):
        return False
    return any(
        man.endswith(his)
        and woman.endswith(her)
        and len(stem := man.removesuffix(his)) >= _STEM
        and light(stem) == light(woman.removesuffix(her))
        for his, her in _data()["endings"]
    )


def _is_family(word: str) -> bool:
    return word not in _data()["given"] and bool(re.search(_data()["families"], word))


def _other_consonants(ours: str, theirs: str) -> bool:
    """Whether the consonants differ and no one slip can have made one word of the other."""
    if skeleton(ours) == skeleton(theirs):
        return False
    return min(OSA.distance(ours, theirs), OSA.distance(fold(ours), fold(theirs))) >= _FAR
