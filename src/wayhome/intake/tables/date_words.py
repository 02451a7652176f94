"""The words that stand in dates: months, eras, 'about' and 'on', in many languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class DateWords:
    """Folded words by what they mean in a date."""

    month: Mapping[str, int]
    ignored: frozenset[str]
    buddhist: frozenset[str]
    common: frozenset[str]
    republic: frozenset[str]
    approximate: frozenset[str]


def folded_word(word: str) -> str:
    """Letters, marks and digits of a word in lower case: 'ม.ค.' and 'มค' are one."""
    text = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in text if c.isalnum() or unicodedata.category(c) in ("Mc", "Mn"))


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """Month names of many languages (Unicode CLDR) and the words of data/date_words.yaml."""
    from babel import Locale  # loads pickled locale data: only where a worded date is met

    text = files(__package__).joinpath("data/date_words.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    month = {
        folded_word(name): number for number, names in data["months"].items() for name in names
    }
    for language in data["languages"]:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    if any(c.isalpha() for c in name):
                        month.setdefault(folded_word(name), number)
    sets = {
        key: frozenset(map(folded_word, data[key]))
        for key in ("ignored", "buddhist", "common", "republic", "approximate")
    }
    return DateWords(month, **sets)
