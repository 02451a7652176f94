"""Scripts read letter by letter under several systems: Cyrillic, Hebrew."""

import functools
import unicodedata
from dataclasses import dataclass

from wayhome.people.matching.names.clean import script_of
from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from . import letters
from .respelling import Rule

_FURTHER = 0.03  # what each further system takes off the weight
_RESPELLED = 0.05


@dataclass(frozen=True, slots=True)
class _Script:
    """Each system's name and readings, best first, and the rules for other spellings."""

    systems: tuple[tuple[str, dict[str, str]], ...]
    spellings: tuple[Rule, ...]


@functools.cache
def _script(name: str) -> _Script | None:
    data = table("alphabets.yaml").get(name)
    if data is None:
        return None
    systems = tuple((system, {**data["base"], **own}) for system, own in data["systems"].items())
    rules = tuple(Rule.of(pattern, new, _RESPELLED) for pattern, new in data["spellings"])
    return _Script(systems, rules)


def romanise(text: str) -> tuple[Variant, ...]:
    """The reading of each system of the script, then other spellings of the first two."""
    script = _script(script_of(text[0]))
    if script is None:
        return (Variant(letters(text), 1.0, "letters"),)
    found = [
        Variant(_read(text, readings), 1 - _FURTHER * rank, name)
        for rank, (name, readings) in enumerate(script.systems)
    ]
    return (*found, *_respelled(found[:2], script.spellings))


def _respelled(found: list[Variant], rules: tuple[Rule, ...]) -> list[Variant]:
    return [
        Variant(other, round(one.weight - rule.loss, 3), "respelled")
        for rule in rules
        for one in found
        if (other := rule.apply(one.latin)) != one.latin
    ]


def _read(text: str, readings: dict[str, str]) -> str:
    latin = ""
    for letter in text.casefold():
        known = readings.get(letter)
        if known is None:
            known = readings.get(unicodedata.normalize("NFD", letter)[0], letters(letter))
        latin += known
    return latin
