"""Kana: names of Japanese people in Hepburn as passports write them, foreign names by sound."""

import functools
import re

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .respelling import Rule, Weighted, respelled, rules, variants

_HIRAGANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
_LONG = re.compile("o[ou]|oー|uu|uー|iー|aー|eー|ー")
_FOREIGN_SIGNS = re.compile("[ーヴァィゥェォ]")


@functools.cache
def _tables() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    data = table("kana.yaml")
    return re.compile("[ァ-ヺ][ァィゥェォャュョヮ]|."), data["hepburn"], data["bare"]


def romanise(text: str) -> tuple[Variant, ...]:
    """Hepburn and its habits; for katakana also what a foreign name may be, first if it shows."""
    word = text.translate(_HIRAGANA)
    found = respelled({_native(word): 1.0}, rules("kana.yaml", "spellings", "native"))
    native = {latin: weight for latin, weight in found.items() if ":" not in latin}
    if word != text:
        return variants(native, "hepburn")
    foreign = respelled({_foreign(word): 1.0}, _foreign_rules())
    behind, ahead = (0.06, 0.0) if _FOREIGN_SIGNS.search(word) else (0.0, 0.06)
    merged: Weighted = {latin: weight - behind for latin, weight in native.items()}
    for latin, weight in foreign.items():
        if ":" not in latin:
            merged[latin] = max(merged.get(latin, 0.0), weight - ahead)
    return variants(merged, "kana")[:12]


@functools.cache
def _foreign_rules() -> tuple[Rule, ...]:
    return rules("kana.yaml", "spellings", "foreign")


def _parts(word: str) -> list[str]:
    """The signs of a word, a small one together with the sign before it if the table knows it."""
    pattern, hepburn, _ = _tables()
    parts: list[str] = []
    for sign in pattern.findall(word):
        parts.extend([sign] if len(sign) == 1 or sign in hepburn else list(sign))
    return parts


def _native(word: str) -> str:
    """Hepburn, ':' after a long vowel."""
    hepburn = _tables()[1]
    latin = ""
    doubled = False
    for sign in _parts(word):
        if sign == "ッ":
            doubled = True
            continue
        read = "n" if sign == "ン" else sign if sign == "ー" else hepburn.get(sign, "")
        if doubled and read:
            latin += "t" if read.startswith("ch") else read[0]
        doubled = False
        latin += read
    return _LONG.sub(_lengthened, latin).replace("ー", "")


def _lengthened(found: re.Match[str]) -> str:
    return found[0][0] + ":" if found[0] != "ー" else ":"


def _foreign(word: str) -> str:
    """By sound, without the vowels that katakana puts between consonants and at the end."""
    _, hepburn, bare = _tables()
    latin = ""
    parts = _parts(word)
    for sign, following in zip(parts, [*parts[1:], ""], strict=True):
        if sign in bare and following != "ン":
            latin += bare[sign]
        else:
            latin += "n" if sign == "ン" else ":" if sign == "ー" else hepburn.get(sign, "")
    return latin
