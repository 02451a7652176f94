"""Scripts read letter by letter under several systems: Cyrillic, Hebrew."""

import re
import unicodedata
from typing import Any

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from . import letters


def romanise(text: str) -> tuple[Variant, ...]:
    """The reading of each system of the script, then other spellings of the first two."""
    script = unicodedata.name(text[0], "").split(" ")[0].lower()
    rules: dict[str, Any] = table("alphabets.yaml").get(script, {"letters": True})
    if rules.get("letters"):
        found = [Variant(letters(text), 1.0, "letters")]
    else:
        systems = enumerate(rules["systems"].items())
        found = [
            Variant(
                _read(text, {**rules["base"], **rules.get("digraphs", {}), **own}),
                1 - 0.03 * i,
                name,
            )
            for i, (name, own) in systems
        ]
    return (*found, *_respelled(found[:2], rules.get("spellings", [])))


def _respelled(found: list[Variant], rules: list[list[str]]) -> list[Variant]:
    return [
        Variant(re.sub(pattern, replacement, one.latin), round(one.weight - 0.05, 3), "respelled")
        for pattern, replacement in rules
        for one in found
        if re.search(pattern, one.latin)
    ]


def _read(text: str, readings: dict[str, str]) -> str:
    lowered = text.casefold()
    out, place = "", 0
    while place < len(lowered):
        pair = lowered[place : place + 2]
        if len(pair) == 2 and pair in readings:
            out, place = out + readings[pair], place + 2
            continue
        letter = lowered[place]
        known = readings.get(letter)
        if known is None:
            known = readings.get(unicodedata.normalize("NFD", letter)[0], letters(letter))
        out, place = out + known, place + 1
    return letters(out)
