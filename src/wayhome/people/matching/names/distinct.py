"""Two words near in letters that are two names all the same: a man's and a woman's, with other
consonants, with other marks. Such words keep two names from being called the same."""

import functools
import re
import unicodedata
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
    """Whether two words are two names, however near in letters they are.

    A word in another script is told from a Latin one by a man's or a woman's ending alone, where
    none of its spellings has the other one.
    """
    if left.script == right.script == "hangul":
        return left.text != right.text
    if "latin" not in {left.script, right.script}:
        return False
    if left.script == right.script:
        ours, theirs = left.variants[0].latin, right.variants[0].latin
        if ours == theirs:
            return _other_marks(left.text, right.text)
        return _of_both(ours, theirs) or _other_consonants(ours, theirs) or _other_end(ours, theirs)
    native, latin = (right, left) if left.script == "latin" else (left, right)
    spelling = latin.variants[0].latin
    if any(light(one.latin) == light(spelling) for one in native.variants):
        return False
    return any(_of_both(one.latin, spelling) for one in native.variants)


def _of_both(ours: str, theirs: str) -> bool:
    return opposed(ours, theirs) or opposed(theirs, ours)


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


def _other_marks(ours: str, theirs: str) -> bool:
    """Whether both are written with marks, and with other ones: Hùng and Hưng are two names.

    Who leaves marks out has said nothing about them.
    """
    if ours.isascii() or theirs.isascii():
        return False
    one, other = (unicodedata.normalize("NFC", text).casefold() for text in (ours, theirs))
    return one != other


def _other_end(ours: str, theirs: str) -> bool:
    """Whether one ends in -nh and the other in -n: An and Anh, Tan and Tanh are two names."""
    short, long = sorted((ours, theirs), key=len)
    return long.endswith("nh") and long[:-1] == short


def _other_consonants(ours: str, theirs: str) -> bool:
    """Whether the consonants differ and no one slip can have made one word of the other."""
    if skeleton(ours) == skeleton(theirs):
        return False
    return min(OSA.distance(ours, theirs), OSA.distance(fold(ours), fold(theirs))) >= _FAR
