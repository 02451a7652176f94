"""One verifier over everything a reader claims: what the text does not say is dropped.

A fact whose quote is not text[start:end], or whose number or name is not in its quote, is
dropped and counted, whoever found it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from wayhome.documents.reading.grammar.numbers import values_in
from wayhome.documents.reading.lexicon.words import Words, languages, words
from wayhome.documents.reading.text.normalise import plain

_MONEY_SCALES = {"k": 1e3, "K": 1e3, "m": 1e6, "mn": 1e6, "M": 1e6, "bn": 1e9, "B": 1e9, "b": 1e9,
                 "tn": 1e12, "lakhs": 1e5, "crores": 1e7}  # fmt: skip
_ONE = frozenset({"a", "an", "another"})


@dataclass(frozen=True)
class Drop:
    """A claimed fact that was refused, and why."""

    rule: str
    quote: str
    reason: str


def reason_against(
    text: str,
    kind: str,
    start: int,
    end: int,
    quote: str,
    values: Mapping[str, object],
    language: str,
) -> str | None:
    """Return why a claimed fact must be dropped, or None where it stands."""
    if not 0 <= start < end <= len(text) or text[start:end] != quote:
        return "the quote is not the text at its place"
    if kind in ("person", "organisation", "place", "site"):
        name = values.get("name")
        if isinstance(name, str) and name in quote:
            return None
        if not isinstance(name, str) or _bare(name) not in _bare(quote):
            return "the name is not in the quote"
    if kind == "count":
        return _against_numbers(quote, (values.get("n_min"), values.get("n_max")), language)
    if kind == "money":
        amounts = (values.get("amount_min"), values.get("amount_max"))
        return _against_numbers(quote, amounts, language)
    return None


def _bare(text: str) -> str:
    return " ".join(plain(text).split())


def _scaled(quote: str, there: set[float], spoken: tuple[Words, ...]) -> set[float]:
    """Return the numbers with every scale the quote names: 18 to 37 billion says 18 billion."""
    scales = {
        float(value)
        for lexicon in spoken
        for word, value in {**lexicon.data.get("scales", {}), **_MONEY_SCALES}.items()
        if re.search(rf"(?:\b|\d){re.escape(word)}(?![a-z])", quote)
    }
    return {float(round(number * scale)) for number in there for scale in scales}


def _against_numbers(quote: str, stated: tuple[object, ...], language: str) -> str | None:
    wanted = {float(n) for n in stated if isinstance(n, int | float)}
    if not wanted:
        return None
    bare = plain(quote)
    spoken = language if language in languages() else "en"
    there = values_in(bare, words(spoken)) | values_in(bare, words("en"))
    if any(word in _ONE for word in bare.lower().split()):
        there.add(1.0)
    there |= _scaled(bare, there, (words(spoken), words("en")))
    missing = [n for n in wanted if not any(abs(n - seen) <= 1e-6 * max(1, n) for seen in there)]
    return f"the number {missing[0]:g} is not in the quote" if missing else None
