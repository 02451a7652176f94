"""The scripts of India, Nepal, Bangladesh and Sri Lanka: consonants with an inherent vowel, which
some languages leave unread."""

import functools
import re
import unicodedata
from typing import Any

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

# What a letter is, and how it reads.
Sign = tuple[str, str]
_MEDIAL_SCHWA = re.compile("(?<=[aeiou])([^aeiou#]h?)#(?=[^aeiou#]h?[aeiou])")


def romanise(text: str) -> tuple[Variant, ...]:
    """Readings with the unread vowels left out and left in, and other spellings of the same."""
    script = unicodedata.name(text[0], "").split(" ")[0].lower()
    signs = [_sign(letter, script) for letter in unicodedata.normalize("NFD", text)]
    # '#' stands for the inherent vowel until it is known whether it is read.
    skeleton = _joined(signs)
    block = table("indic.yaml")["blocks"].get(script, {"drops": False, "inherent": ["a"]})
    found = []
    for rank, vowel in enumerate(block["inherent"]):
        full = skeleton.replace("#", vowel)
        short = _MEDIAL_SCHWA.sub(r"\1", skeleton.removesuffix("#")).replace("#", vowel)
        ended = skeleton.removesuffix("#").replace("#", vowel)
        ordered = (short, ended, full) if block["drops"] else (full, ended)
        found += [Variant(one, 1 - 0.04 * (i + rank), "letters") for i, one in enumerate(ordered)]
    return tuple(found) + tuple(_respelled(found, script))


def _respelled(found: list[Variant], script: str) -> list[Variant]:
    rules = table("indic.yaml")["spellings"].get(script, [])
    return [
        Variant(re.sub(pattern, replacement, one.latin), round(one.weight - 0.05, 3), "respelled")
        for pattern, replacement in rules
        for one in found[:2]
        if re.search(pattern, one.latin)
    ]


def _joined(signs: list[Sign]) -> str:
    latin = ""
    for kind, reading in signs:
        if kind == "consonant":
            latin += reading + "#"
        elif kind == "sign":
            latin = latin.removesuffix("#") + reading
        elif kind == "virama":
            latin = latin.removesuffix("#")
        elif kind == "nukta":
            latin = _dotted(latin)
        else:
            latin += reading
    return latin


def _dotted(latin: str) -> str:
    nukta = table("indic.yaml")["nukta"]
    bare = latin.removesuffix("#")
    for length in (2, 1):
        if bare[-length:] in nukta:
            return f"{bare[:-length]}{nukta[bare[-length:]]}" + "#" * (bare != latin)
    return latin


@functools.lru_cache(maxsize=4096)
def _sign(letter: str, script: str) -> Sign:
    data: dict[str, Any] = table("indic.yaml")
    name = unicodedata.name(letter, "")
    if "VIRAMA" in name or "AL-LAKUNA" in name:
        return "virama", ""
    if "NUKTA" in name:
        return "nukta", ""
    if "ANUSVAR" in name or "CANDRABINDU" in name or "CHANDRABINDU" in name or "BINDI" in name:
        return "other", "n"
    if script == "sinhala":
        tables, key = data["sinhala"], letter
    else:
        tables, key = data, ord(letter) - data["blocks"].get(script, {"start": 0})["start"]
    for kind, column in (("consonant", "consonants"), ("other", "vowels"), ("sign", "signs")):
        if key in tables[column]:
            return kind, str(tables[column][key])
    return "other", ""
