"""Burmese: a name cut into syllables, each with the spellings that people use for it."""

import functools
import itertools
import re

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .respelling import Weighted, respelled, rules, variants

_TONES = re.compile("[\u1037\u1038]")
_DIGITS = str.maketrans({"\u1040": "\u101d", "\u1047": "\u101b"})  # digits typed for WA and RA
_CONSONANT = "[\u1000-\u102a\u103f\u104f\u1050-\u1055]"
# A syllable: consonant, medials, vowel signs, then finals that carry an asat.
_SYLLABLE = re.compile(
    f"{_CONSONANT}[\u103b-\u103e]*[\u102b-\u1036\u1037\u1038\u103a]*"
    f"(?:{_CONSONANT}\u1037?\u103a[\u1037\u1038]*)*"
)
_NASAL_FIRST = re.compile("(\u1036)([\u102d-\u1030])")  # typed the wrong way round
_AS_SIGN = {"\u1025": "\u1021\u102f", "\u1023": "\u1021\u102d"}
_CLOSED_VOWEL = re.compile(f"[\u1025\u1023](?={_CONSONANT}\u1037?\u103a)")
_PARTS = re.compile(f"(?P<initial>{_CONSONANT})(?P<medials>[\u103b-\u103e]*)(?P<rest>.*)")
_MOST = 8
_HABITS = 6  # further spellings by habit


def split(word: str) -> tuple[str, ...]:
    """The syllables of a Burmese word; signs with no place in one are left out."""
    word = word.translate(_DIGITS)
    word = word.replace("\u1004\u103a\u1039", "\u1004\u103a").replace("\u1039", "\u103a")
    word = word.replace("\u1025\u103a", "\u1009\u103a").replace("\u1025\u102e", "\u1026")
    word = _NASAL_FIRST.sub(r"\2\1", word)
    word = _CLOSED_VOWEL.sub(lambda match: _AS_SIGN[match[0]], word)
    return tuple(_SYLLABLE.findall(word)) or (word,)


@functools.lru_cache(maxsize=16384)
def romanise(text: str) -> tuple[Variant, ...]:
    """The spellings of one syllable, commonest first."""
    known = table("burmese.yaml")["syllables"]
    usual = known.get(text) or known.get(_TONES.sub("", text))
    found = [Variant(latin, 1 - 0.04 * rank, "usual") for rank, latin in enumerate(usual or ())]
    found += _by_rule(text, 0.97 if usual is None else 0.85)
    spelled: Weighted = {}
    for variant in found[:_MOST]:
        spelled.setdefault(variant.latin, variant.weight)
    habits = rules("burmese.yaml", "habits")
    return variants(respelled(spelled, habits, _MOST + _HABITS), "syllable")


def _by_rule(text: str, weight: float) -> list[Variant]:
    match = _PARTS.match(text)
    if match is None:
        return []
    initials = _initials(match["initial"], match["medials"].replace("\u103d", ""))
    rounded = "\u103d" in match["medials"]
    rhymes = _rhymes(match["rest"], rounded)
    if match["initial"] == "\u101d":  # WA rounds its vowel as the medial does: ဝဏ္ဏ is wunna
        round_ones = table("burmese.yaml")["rhymes_wa"].get(_plain(match["rest"]), ())
        rhymes = [*(one for one in round_ones if one[0] != "w"), *rhymes]
    if match["initial"] in "\u1025\u1026\u1023\u1024\u1027\u1029\u102a" and not match["rest"]:
        rhymes = [""]
    pairs = itertools.product(enumerate(initials), enumerate(rhymes))
    ordered = sorted(pairs, key=lambda pair: pair[0][0] + pair[1][0])
    return [
        Variant(first + rhyme, round(weight - 0.05 * (i + j), 3), "rules")
        for (i, first), (j, rhyme) in ordered
    ]


def _initials(letter: str, medials: str) -> list[str]:
    data = table("burmese.yaml")
    whole = data["joined"].get(letter + medials)
    if whole:
        return list(whole)
    signs = "".join(data["medials"].get(sign, "") for sign in medials if sign != "\u103e")
    breath = "h" if "\u103e" in medials else ""
    return [breath + first + signs for first in data["initials"].get(letter, [""])]


def _rhymes(rest: str, rounded: bool) -> list[str]:
    data = table("burmese.yaml")
    key = _plain(rest)
    if "\u1037" in rest:
        special = data["creaky_wa"].get(key) if rounded else None
        special = special or (None if rounded else data["creaky"].get(key))
        if special:
            return list(special)
    if rounded and key in data["rhymes_wa"]:
        return list(data["rhymes_wa"][key])
    found = list(data["rhymes"].get(key, ())) or _unknown(key)
    return [("w" + one) if rounded else one for one in found]


def _plain(rest: str) -> str:
    """A rhyme without its tone, long a always written the same way."""
    return _TONES.sub("", rest).replace("\u102b", "\u102c")


def _unknown(key: str) -> list[str]:
    """A rhyme the table lacks: its longest known beginning, then the finals by their letters."""
    data = table("burmese.yaml")
    for end in range(len(key) - 1, -1, -1):
        if key[:end] in data["rhymes"]:
            rest = "".join(data["initials"].get(sign, [""])[0] for sign in key[end:])
            return [one + rest for one in data["rhymes"][key[:end]]]
    return ["a"]
