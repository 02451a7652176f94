"""Tamil: one letter for each voiced and unvoiced stop, read by its neighbours and by habit."""

import functools
import re

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .indic import script, syllables
from .respelling import MOST, Rule, Weighted, respelled, rules, variants

_BEHIND = 0.1  # what a reading takes off the weight where the name is known
_LONELY = re.compile("\u0b83\u0baa")  # aytham before pa: the f of foreign names


@functools.cache
def _styles() -> tuple[tuple[tuple[Rule, ...], float], ...]:
    """Each way of voicing the stops: rules for their places, and what it takes off the weight."""
    data = table("tamil.yaml")
    always = _compiled(data["always"])
    return tuple(
        (
            always + sum((_compiled(data["stops"][part]) for part in style["parts"]), ()),
            float(style["loss"]),
        )
        for style in data["styles"]
    )


def _compiled(lines: list[list[str]]) -> tuple[Rule, ...]:
    return tuple(Rule.of(pattern, new) for pattern, new in lines)


@functools.cache
def _first() -> tuple[Rule, ...]:
    return rules("tamil.yaml", "spellings", "letters")


@functools.cache
def _last() -> tuple[Rule, ...]:
    return rules("tamil.yaml", "spellings", "latin")


@functools.cache
def _long_e() -> tuple[Rule, ...]:
    return rules("tamil.yaml", "spellings", "long_e")


def romanise(text: str) -> tuple[Variant, ...]:
    """Readings under each way of voicing, with the usual spellings of loan words."""
    parts = syllables(_LONELY.sub("f", text), script("tamil"))
    letters = "".join(one.onset + one.vowel for one in parts).replace("#", "a").replace("M", "m")
    found: Weighted = {}
    for start, weight in respelled({letters: 1.0}, _first(), 3).items():
        for style, loss in _styles():
            latin = start
            for rule in style:
                latin = rule.apply(latin)
            found[latin] = max(found.get(latin, 0.0), weight - loss)
    spelled = respelled(respelled(found, _last()), _long_e(), 3 * MOST).items()
    known = _known(text)
    behind = _BEHIND if known else 0.0
    read = {one: weight - behind for one, weight in spelled if one.islower()}
    return variants(read | known, "letters")[:MOST]


def _known(text: str) -> Weighted:
    """Names that are written after another language, with their usual spellings."""
    spelled = table("tamil.yaml")["names"].get(text, ())
    return {latin: 1 - 0.01 * rank for rank, latin in enumerate(spelled)}
