"""Ethiopic (Amharic, Tigrinya): letters that are syllables, the sixth vowel of which is read or not
as the neighbours ask."""

import functools
import itertools

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .respelling import MOST, Weighted, respelled, rules, variants

_FIRST = 0x1200
_WEAK = "~"


@functools.cache
def _letters() -> dict[str, tuple[str, str]]:
    """Each letter's consonant and vowel."""
    data = table("ethiopic.yaml")
    found = {}
    for row, consonant in enumerate(data["rows"]):
        for order, vowel in enumerate(data["vowels"]):
            open_first = order == 0 and consonant in data["open_first"]
            found[chr(_FIRST + 8 * row + order)] = (consonant, "a" if open_first else vowel)
    return found


def romanise(text: str) -> tuple[Variant, ...]:
    """Readings of the weak vowels, with other spellings of each."""
    known = _letters()
    parts = [known[letter] for letter in text if letter in known]
    found: Weighted = {}
    for rank, reading in enumerate(_read(parts)):
        found.setdefault(reading, 1 - 0.02 * rank)
    found = respelled(found, rules("ethiopic.yaml", "spellings", "ethiopic"))
    found = respelled(found, rules("ethiopic.yaml", "spellings", "last"), 36)
    known = table("ethiopic.yaml")["names"].get(text, ())
    done: Weighted = {latin: 1 - 0.01 * rank for rank, latin in enumerate(known)}
    behind = 0.05 if known else 0.0
    read = {latin: weight for latin, weight in found.items() if not set(latin) & set("@~E")}
    for latin, weight in read.items():
        done.setdefault(latin, weight - behind)
    return variants(done, "letters")[:MOST]


def _read(parts: list[tuple[str, str]]) -> list[str]:
    """Runs of weak letters between full ones, each run read in its usual ways, best first."""
    runs: list[list[str]] = []
    for weak, group in itertools.groupby(parts, key=lambda part: part[1] == _WEAK):
        letters = list(group)
        if weak:
            first, last = not runs, letters[-1] is parts[-1]
            runs.append(_weak([consonant for consonant, _ in letters], first, last))
        else:
            runs.append(["".join(consonant + vowel for consonant, vowel in letters)])
    plain = "".join(run[0] for run in runs)
    others = [
        "".join((*(one[0] for one in runs[:place]), other, *(one[0] for one in runs[place + 1 :])))
        for place, run in enumerate(runs)
        for other in run[1:]
    ]
    return [plain, *others]


def _weak(run: list[str], first: bool, last: bool) -> list[str]:
    """Weak letters in a row: at a word's start the first is read with a vowel; after a vowel the
    first closes that syllable; further ones go by two; two at a word's end may stand together."""
    if first and run[0] == "" and len(run) > 1:
        return ["i" + one for one in _weak(run[1:], first=False, last=last)]
    if first:
        rest = _weak(run[1:], first=False, last=last) if len(run) > 1 else [""]
        opened = [run[0] + _WEAK + one for one in rest]
        return opened if len(run) > 1 else [*opened, run[0]]
    if len(run) == 1:
        return [run[0]] if last else [run[0], run[0] + _WEAK]
    if len(run) == 2:
        together, parted = "".join(run), run[0] + _WEAK + run[1]
        if last:
            return [together, parted]
        return [run[0] + run[1] + _WEAK, together]
    rest = _weak(run[2:], first=False, last=last)
    return [run[0] + run[1] + _WEAK + one for one in rest]
