"""Greek: letters read alone and together, after ELOT 743 and as people write their names."""

import functools
import re
import unicodedata

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .respelling import MOST, Weighted, respelled, rules, variants

_PARTED = re.compile("([αεηο])([\u0301])(?=[ιυ](?!\u0301))|([αεηο])(?=[ιυ]\u0308)")
_ABROAD = 0.96  # weight of a given name as another language has it
_MARKS = re.compile("[\u0300-\u036f]")


@functools.cache
def _together() -> tuple[re.Pattern[str], dict[str, str]]:
    data = table("greek.yaml")
    readings = {**data["letters"], **data["together"]}
    longest = sorted(readings, key=len, reverse=True)
    return re.compile("|".join(longest)), readings


@functools.cache
def _names() -> dict[str, list[str]]:
    return {name.casefold(): known for name, known in table("greek.yaml")["names"].items()}


def romanise(text: str) -> tuple[Variant, ...]:
    """The reading after ELOT 743, then the other spellings of its sounds."""
    pattern, readings = _together()
    latin = "".join(readings.get(part, "") for part in _units(text, pattern))
    for rule in rules("greek.yaml", "readings", "greek"):
        latin = rule.apply(latin)
    found: Weighted = respelled({latin: 1.0}, rules("greek.yaml", "spellings", "first"), 24)
    spelled = {one: weight for one, weight in found.items() if one.islower()}
    spelled = respelled(spelled, rules("greek.yaml", "spellings", "latin"), MOST - 2)
    for rank, known in enumerate(_names().get(text.casefold(), ())):
        spelled.setdefault(known, _ABROAD - 0.01 * rank)
    return variants(spelled, "letters")[:MOST]


def _units(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Letters and pairs of a word; an accent on the first of two vowels, or dots, part them."""
    marked = unicodedata.normalize("NFD", text.casefold())
    parted = _PARTED.sub(lambda found: (found[1] or found[3]) + "|", marked)
    return pattern.findall(_MARKS.sub("", parted))
