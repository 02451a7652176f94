"""A Chinese name read in one country at a time: its syllables come from one place's habits."""

import functools
from dataclasses import replace

from .data import table
from .model import Name, Token


def readings(name: Name) -> tuple[Name, ...]:
    """The name once for each country that can read all of it; any other name as it is.

    The countries and the reading systems used there are those of data/han.yaml, `places`.
    """
    if name.script != "han":
        return (name,)
    return _by_place(name) or (name,)


@functools.lru_cache(maxsize=65536)
def _by_place(name: Name) -> tuple[Name, ...]:
    found: dict[tuple[Token, ...], None] = {}
    for systems in table("han.yaml")["places"].values():
        tokens = [_read(one, frozenset(systems)) for one in name.tokens]
        if all(tokens):
            found[tuple(one for one in tokens if one)] = None
    return tuple(replace(name, tokens=tokens) for tokens in found)


@functools.lru_cache(maxsize=65536)
def _read(one: Token, systems: frozenset[str]) -> Token | None:
    """A token with the variants of these systems alone; a word in another script as it is."""
    if one.script != "han":
        return one
    kept = tuple(variant for variant in one.variants if not systems.isdisjoint(variant.sources))
    return Token.of(one.text, one.script, kept) if kept else None
