"""A Latin word that holds two syllables of a Chinese given name, parted: Youngsam, Yuetngor."""

import functools
import itertools
from collections.abc import Iterator

from .model import Token
from .parsing import token
from .similarity import meet

Tokens = tuple[Token, ...]
_SHORTEST = 4  # letters of a word that two syllables can share


def parted(left: Tokens, right: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """The two names again with one Latin word parted, in every way that the other name supports.

    Nothing where neither name has syllables of a given name beside the other's Latin words.
    """
    for latin in _parted(right, left):
        yield left, latin
    for latin in _parted(left, right):
        yield latin, right


def _parted(words: Tokens, name: Tokens) -> Iterator[Tokens]:
    if len(name) < 2 or not _is_syllable(name[-1]):
        return
    given = [one for one in name[1:] if _is_syllable(one)]
    for place, word in enumerate(words):
        if word.script == "latin" and len(word.variants[0].latin) >= _SHORTEST:
            for first, second in itertools.pairwise(given):
                pieces = _cut(word, first, second)
                if pieces:
                    yield (*words[:place], *pieces, *words[place + 1 :])


def _is_syllable(one: Token) -> bool:
    return one.script == "han" and len(one.text) == 1


@functools.lru_cache(maxsize=262144)
def _cut(word: Token, first: Token, second: Token) -> Tokens:
    """The word as two, where one of them at least is a known spelling of its syllable."""
    latin = word.variants[0].latin
    starts = {variant.latin for variant in first.variants if len(variant.latin) > 1}
    ends = {variant.latin for variant in second.variants if len(variant.latin) > 1}
    found: list[tuple[float, Tokens]] = []
    for place in range(1, len(latin)):
        start, end = latin[:place], latin[place:]
        if start in starts or end in ends:
            pieces = token(start, "latin"), token(end, "latin")
            alike = (
                meet(one, other, False).similarity
                for one, other in zip((first, second), pieces, strict=True)
            )
            found.append((sum(alike), pieces))
    return max(found, key=lambda way: way[0])[1] if found else ()
