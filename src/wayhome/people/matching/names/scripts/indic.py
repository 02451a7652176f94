"""The scripts of India, Nepal, Bangladesh and Sri Lanka: consonants with an inherent vowel, which
some languages leave unread."""

import functools
from dataclasses import dataclass
from typing import Any

from wayhome.people.matching.names.clean import script_of
from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .respelling import Rule, Weighted, respelled, rules, variants

_SELDOM = 0.05  # a reading this rare is not also tried with the rarer inherent vowels
_NOTHING = ("none", "")


@dataclass(slots=True)
class Syllable:
    """Consonants before a vowel, how many letters they are, and the vowel ('#': inherent)."""

    onset: str
    letters: int
    vowel: str


@dataclass(frozen=True, slots=True)
class Script:
    """The tables of one script, ready to be read: signs by letter, rules compiled."""

    signs: dict[str, tuple[str, str]]
    nukta: dict[str, str]
    drops: bool
    nasal: str
    inherent: tuple[tuple[str, str, float], ...]
    readings: tuple[Rule, ...]
    spellings: tuple[Rule, ...]
    names: dict[str, list[str]]


@functools.cache
def script(name: str) -> Script:
    """The tables of a script of data/indic.yaml."""
    data = table("indic.yaml")
    block: dict[str, Any] = data["blocks"][name]
    return Script(
        _signs(name, block["start"]),
        data["nukta"],
        block["drops"],
        block["nasal"],
        tuple((first, others, float(loss)) for first, others, loss in block["inherent"]),
        rules("indic.yaml", "readings", name),
        rules("indic.yaml", "spellings", name),
        data["names"].get(name, {}),
    )


def _signs(name: str, start: int) -> dict[str, tuple[str, str]]:
    data = table("indic.yaml")
    found: dict[str, tuple[str, str]] = {}
    own = data["own"].get(name, {})
    for column, kind in (("consonants", "consonant"), ("vowels", "vowel"), ("signs", "sign")):
        if name != "sinhala":
            found |= {chr(start + place): (kind, latin) for place, latin in data[column].items()}
        found |= {letter: (kind, latin) for letter, latin in own.get(column, {}).items()}
    if name != "sinhala":
        found |= {chr(start + place): (kind, "") for place, kind in data["other"].items()}
    return found | {letter: (kind, "") for letter, kind in own.get("other", {}).items()}


def romanise(text: str) -> tuple[Variant, ...]:
    """Readings with the unread vowels left out and left in, and other spellings of the same."""
    tables = script(script_of(text[0]) or "devanagari")
    known = tables.names.get(text, ())
    found: Weighted = {latin: 1 - 0.01 * rank for rank, latin in enumerate(known)}
    read = respelled(_readings(syllables(text, tables), tables), tables.spellings)
    behind = 0.1 if known else 0.0
    for latin, weight in read.items():
        latin = latin.replace("&", "e")
        found[latin] = max(found.get(latin, 0.0), weight - behind)
    return variants(found, "letters")


def syllables(text: str, tables: Script) -> list[Syllable]:
    """A word as syllables; consonants that no vowel parts stand together before the next one."""
    found: list[Syllable] = []
    joined = False
    for letter in text:
        kind, latin = tables.signs.get(letter, _NOTHING)
        last = found[-1] if found else None
        if kind == "consonant":
            if joined and last:
                last.onset, last.letters, last.vowel = last.onset + latin, last.letters + 1, "#"
            else:
                found.append(Syllable(latin, 1, "#"))
        elif kind == "vowel" or last is None:
            found.append(Syllable("", 0, latin))
        elif kind == "sign":
            last.vowel = latin
        elif kind == "virama":
            last.vowel = ""
        elif kind == "nasal":
            last.vowel += "M"
        elif kind == "nukta":
            last.onset = _dotted(last.onset, tables.nukta)
        joined = kind == "virama"
    return found


def _dotted(onset: str, nukta: dict[str, str]) -> str:
    for length in (2, 1):
        if onset[-length:] in nukta:
            return onset[:-length] + nukta[onset[-length:]]
    return onset


def _readings(parts: list[Syllable], tables: Script) -> Weighted:
    """The whole reading, or those with unread inherent vowels left out; each inherent vowel."""
    full = [one.vowel for one in parts]
    if tables.drops:
        ended = _ended(parts, clusters=False)
        ways = [(_inner(parts, ended), 0.0), (ended, 0.03)]
        ways += [(_inner(parts, _ended(parts, clusters=True)), 0.03), (full, 0.07)]
    else:
        ways = [(full, 0.0)]
    found: Weighted = {}
    for vowels, loss in ways:
        skeleton = _sounded(
            "".join(one.onset + vowel for one, vowel in zip(parts, vowels, strict=True)), tables
        )
        for first, others, further in tables.inherent[: 1 if loss > _SELDOM else None]:
            latin = skeleton.replace("#", first, 1).replace("#", others)
            found[latin] = max(found.get(latin, 0.0), 1 - loss - further)
    return found


def _sounded(skeleton: str, tables: Script) -> str:
    for rule in tables.readings:
        skeleton = rule.apply(skeleton)
    if skeleton.endswith("M"):
        skeleton = skeleton[:-1] + tables.nasal
    return skeleton.replace("M", "n")


def _ended(parts: list[Syllable], clusters: bool) -> list[str]:
    """The vowels, without an inherent one at the word's end; after a cluster only if asked."""
    vowels = [one.vowel for one in parts]
    if len(parts) > 1 and vowels[-1] == "#" and (clusters or parts[-1].letters == 1):
        vowels[-1] = ""
    return vowels


def _inner(parts: list[Syllable], vowels: list[str]) -> list[str]:
    """The vowels, from the end on without inherent ones in VC_CV (Ohala 1983)."""
    vowels = list(vowels)
    for place in range(len(parts) - 2, 0, -1):
        alone = parts[place].letters == parts[place + 1].letters == 1
        if vowels[place] == "#" and alone and vowels[place + 1] and vowels[place - 1]:
            vowels[place] = ""
    return vowels
