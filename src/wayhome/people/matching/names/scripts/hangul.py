"""Hangul: syllables taken apart, read by the official systems and as people write their names."""

import functools

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

_FIRST, _LAST = 0xAC00, 0xD7A3


def split(word: str) -> tuple[str, ...]:
    """A Korean name written without spaces, in surname and given name."""
    surnames = table("hangul.yaml")["surnames"]
    if len(word) == 4 and word[:2] in surnames:
        return word[:2], word[2:]
    if 2 <= len(word) <= 4 and word[0] in surnames:
        return word[0], word[1:]
    return (word,)


@functools.lru_cache(maxsize=65536)
def romanise(text: str) -> tuple[Variant, ...]:
    """Official and usual readings; of a surname, its usual spellings first."""
    known = table("hangul.yaml")["surnames"].get(text, ())
    found = [Variant(latin, 1 - 0.02 * rank, "surname") for rank, latin in enumerate(known)]
    weight = 0.93 if known else 1.0
    for rank, system in enumerate(("rr", *table("hangul.yaml")["systems"])):
        latin = "".join(_syllables(text, system))
        found.append(Variant(latin, round(weight - 0.02 * rank, 3), system))
    return tuple(found)


def _syllables(text: str, system: str) -> list[str]:
    data = table("hangul.yaml")
    swaps = data["systems"].get(system, {"initials": {}, "vowels": {}})
    read = []
    for place, syllable in enumerate(text):
        code = ord(syllable) - _FIRST
        if not 0 <= code <= _LAST - _FIRST:
            continue
        initial = data["initials"][code // 588]
        vowel = data["vowels"][code % 588 // 28]
        final = data["finals"][code % 28]
        if system != "mr" or place == 0:  # its voiceless initials stand at a word's start
            initial = swaps["initials"].get(initial, initial)
        if final and system in {"rr", "foreign"} and _vowel_first(text[place + 1 : place + 2]):
            final = {"k": "g", "p": "b", "l": "r", "t": "s"}.get(final, final)
        read.append(initial + swaps["vowels"].get(vowel, vowel) + final)
    return read


def _vowel_first(syllable: str) -> bool:
    return bool(syllable) and (ord(syllable) - _FIRST) // 588 == 11
