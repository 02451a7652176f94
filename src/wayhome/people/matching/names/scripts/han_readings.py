"""Readings of a character in each system, spelled as people spell their names.

Formal readings stand in data/han_characters.tsv, habits of spelling in data/han_spellings.yaml,
everyday spellings of the commonest characters, which go first, in data/han_readings.tsv.
"""

import functools
import itertools
import re
from typing import Any

from wayhome.people.matching.names.data import rows, table

SYSTEMS = ("cantonese", "malayan", "hokkien", "hakka", "korean", "vietnamese")
# Columns of the everyday spellings, after the characters.
_EVERYDAY = ("cantonese", "hokkien", "hakka", "korean", "vietnamese")
# Columns of the formal readings, after the characters, and the system whose habits spell them.
_FORMAL = {"cantonese": 2, "malayan": 2, "hokkien": 3, "hakka": 4, "korean": 5, "vietnamese": 6}
_SURNAME_ROWS = 190  # the first rows of the everyday spellings are surnames
_LATER = 0.75  # what each further habit of an initial or a final loses
Spelled = tuple[str, ...]


@functools.cache
def _formal() -> dict[str, list[str]]:
    """The row of each character in the table of formal readings."""
    return {character: row for row in rows("han_characters.tsv") for character in row[0]}


@functools.cache
def _everyday() -> tuple[dict[str, dict[str, Spelled]], frozenset[str]]:
    """Everyday spellings by character (or double surname), and the surnames among them."""
    found: dict[str, dict[str, Spelled]] = {}
    surnames = set(table("han.yaml")["more_surnames"]) | set(table("han.yaml")["surnames"])
    surnames |= set(table("han.yaml")["further_surnames"])
    for place, (characters, *columns) in enumerate(rows("han_readings.tsv")):
        double = " " in columns[0]
        keys = [characters[:2], characters[2:]] if double else list(characters)
        for key in filter(None, keys):
            if double or place < _SURNAME_ROWS:
                surnames.add(key)
            known = found.setdefault(key, {})
            for system, cell in zip(_EVERYDAY, columns, strict=True):
                spelled = [one.replace(" ", "") for one in cell.split("|") if one != "-"]
                known[system] = tuple(dict.fromkeys([*known.get(system, ()), *spelled]))
    return found, frozenset(surnames)


def surnames() -> frozenset[str]:
    """Characters, and pairs of them, that are surnames."""
    return _everyday()[1]


@functools.lru_cache(maxsize=32768)
def spellings(text: str) -> dict[str, Spelled]:
    """Spellings in each system, commonest first, of one character or a double surname."""
    everyday, formal = _everyday()[0].get(text, {}), _formal().get(text)
    found: dict[str, Spelled] = {}
    for system in SYSTEMS:
        readings = formal[_FORMAL[system]].split("|") if formal else ()
        ways = [spelled(system, reading) for reading in readings if reading]
        in_turn = (way for level in itertools.zip_longest(*ways) for way in level if way)
        most = table("han.yaml")["most"][system]
        found[system] = tuple(dict.fromkeys([*everyday.get(system, ()), *in_turn]))[:most]
    return found


def mandarin(character: str) -> Spelled:
    """Pinyin without tones, the customary reading first; nothing where the table lacks it."""
    formal = _formal().get(character)
    return tuple(formal[1].split("|")) if formal and formal[1] else ()


@functools.lru_cache(maxsize=8192)
def spelled(system: str, reading: str) -> Spelled:
    """The ways in which a system's users spell one formal syllable, commonest first."""
    habits = table("han_spellings.yaml").get(system)
    if habits is None:
        return (reading,)
    if reading in habits["whole"]:
        return tuple(habits["whole"][reading])
    return _combined(habits, reading) if "cut" in habits else ()


def _combined(habits: dict[str, Any], reading: str) -> Spelled:
    """The likeliest combinations of the habits of an initial and a final."""
    cut = re.match(rf"({habits['cut']})?(.*)", reading)
    initial, final = (cut.group(1) or "", cut.group(2)) if cut else ("", reading)
    ways = {
        first + last: _LATER ** (early + late)
        for early, first in enumerate(habits["initials"].get(initial, [initial]))
        for late, last in enumerate(habits["finals"].get(final, [final]))
    }
    return tuple(sorted(ways, key=lambda way: -ways[way]))[: habits["most"]]
