"""How well a name that somebody typed fits the names of a record. For the search, which opens many.

Nothing but names is read of a record, and each name is compared once a search, however many people
bear it. It knows details of records and no database.
"""

from collections.abc import Mapping
from functools import cached_property
from statistics import fmean
from typing import Any

from wayhome.people.matching import names
from wayhome.people.matching.names.aligning import best_alignment
from wayhome.people.matching.names.similarity import meet

_NAMED = ("full_name", "given_name", "family_name", "native_name", "other_names")
_LONGEST_NAME = 300  # signs, and so many other names: as wayhome.people.matching.profile has it
_MOST_OTHER_NAMES = 6
_PART_COUNTS = 0.9  # a part of a name that fits wholly ranks below a whole name that fits
_PLACES = 6


def names_of(details: Mapping[str, Any]) -> list[names.Name]:
    """Return all names of a record, as its profile has them, and nothing else of the profile."""
    said = {c: str(details[c]).strip() for c in _NAMED if details.get(c) is not None}
    parts = (said.get("given_name"), said.get("family_name"))
    full = said.get("full_name") or " ".join(part for part in parts if part)
    others = [_read(text.strip()) for text in said.get("other_names", "").split(";")]
    usable = [name for name in others if name][:_MOST_OTHER_NAMES]
    found = [_read(full), _read(said.get("native_name", "")), *usable]
    return list({name.raw: name for name in found if name}.values())


def _read(text: str) -> names.Name | None:
    name = names.parse(text[:_LONGEST_NAME]) if text else None
    return name if name and name.tokens else None


class Typed:
    """A typed name, held against record after record."""

    def __init__(self, query: str) -> None:
        self.name = names.parse(query)
        self._known: dict[str, float] = {}

    @cached_property
    def _letters(self) -> str:
        return self.name.clean.casefold()

    def likeness(self, details: Mapping[str, Any]) -> float:
        """Return how well the name fits the best name of a record, 0..1.

        The whole name counts most; a part of it (one word, or the beginning of one) a little less.
        """
        return max(map(self._of, names_of(details)), default=0.0)

    def _of(self, name: names.Name) -> float:
        if name.raw not in self._known:
            whole = self._whole(name)
            part = _PART_COUNTS * self._part(name) if whole < _PART_COUNTS else 0.0
            self._known[name.raw] = max(whole, part)
        return self._known[name.raw]

    def _whole(self, name: names.Name) -> float:
        if not self.name.tokens or not name.tokens:
            return 0.0
        return round(min(1.0, best_alignment(self.name, name).score), _PLACES)

    def _part(self, name: names.Name) -> float:
        """Return the mean over the typed words of how well each fits its best word in the name."""
        if self._letters and self._letters in name.clean.casefold():
            return 1.0
        if not self.name.tokens or not name.tokens:
            return 0.0
        return fmean(max(_word(one, other) for other in name.tokens) for one in self.name.tokens)


def _word(typed: names.Token, word: names.Token) -> float:
    begun = any(w.startswith(t) for t in typed.folds for w in word.folds if len(t) >= 2)
    return 1.0 if begun else round(min(1.0, meet(typed, word).similarity), _PLACES)
