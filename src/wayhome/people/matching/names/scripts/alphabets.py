"""Scripts read letter by letter under several systems: Cyrillic, Hebrew."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from wayhome.people.matching.names.clean import script_of
from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from . import letters
from .respelling import Rule, Weighted, best, respelled

_FURTHER = 0.03  # what each further system takes off the weight
_MOST = 16


@dataclass(frozen=True, slots=True)
class _Script:
    """Each system's name and readings, best first; the letters that name a system as the
    language's own; the rules for other spellings."""

    systems: dict[str, dict[str, str]]
    marks: dict[str, re.Pattern[str]]
    spellings: tuple[Rule, ...]


@functools.cache
def _script(name: str) -> _Script | None:
    data = table("alphabets.yaml").get(name)
    if data is None:
        return None
    systems = {system: {**data["base"], **own} for system, own in data["systems"].items()}
    marks = {system: re.compile(mark) for system, mark in data.get("marks", {}).items()}
    rules = tuple(Rule.of(pattern, new, loss) for pattern, new, loss in data["spellings"])
    return _Script(systems, marks, rules)


def romanise(text: str) -> tuple[Variant, ...]:
    """The reading of each system of the script, the language's own first; then other spellings."""
    script = _script(script_of(text[0]))
    if script is None:
        return (Variant(letters(text), 1.0, "letters"),)
    read = {name: _read(text, script.systems[name]) for name in _ordered(text, script)}
    found: Weighted = {}
    sources: dict[str, str] = {}
    for rank, (name, latin) in enumerate(read.items()):
        found.setdefault(latin, 1 - _FURTHER * rank)
        sources.setdefault(latin, name)
    first = best(found, 3)
    spelled = best(respelled(first, script.spellings, _MOST) | found, _MOST)
    return tuple(
        Variant(latin, round(weight, 3), sources.get(latin, "respelled"))
        for latin, weight in spelled.items()
    )


def _ordered(text: str, script: _Script) -> list[str]:
    """The script's systems, those first whose own letters stand in the text."""
    own = [name for name, mark in script.marks.items() if mark.search(text.casefold())]
    return [*own, *(name for name in script.systems if name not in own)]


def _read(text: str, readings: dict[str, str]) -> str:
    latin = ""
    for letter in text.casefold():
        known = readings.get(letter)
        if known is None:
            known = readings.get(unicodedata.normalize("NFD", letter)[0], letters(letter))
        latin += known
    return latin
