"""One language's words, read from its data folder, as macros for the grammar's patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from wayhome.documents.reading.lexicon.countries import Countries, countries
from wayhome.documents.reading.lexicon.tries import alternatives

DATA = Path(__file__).parents[1] / "data"


def load_yaml(path: Path) -> dict[str, Any]:
    """Return a data file as it stands."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return loaded if isinstance(loaded, dict) else {}


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that have a data folder."""
    return tuple(sorted(path.parent.name for path in DATA.glob("*/lexicon.yaml")))


@dataclass(frozen=True, eq=False)
class Words:
    """The lexicon of one language."""

    language: str
    data: dict[str, Any]
    countries: Countries

    @cached_property
    def role_of(self) -> dict[str, str]:
        """Return the role that each word for people carries."""
        people = self.data.get("people", {})
        return {word: role for role, words in people.items() for word in words}

    @cached_property
    def sex_of(self) -> dict[str, str]:
        """Return the sex that each word for people tells."""
        sexes = self.data.get("sex", {})
        return {word: sex for sex in ("female", "male") for word in sexes.get(sex, ())}

    @cached_property
    def qualifier_of(self) -> dict[str, str]:
        """Return what each qualifying word makes of a number."""
        table = self.data.get("qualifiers", {})
        return {word: kind for kind, words in table.items() for word in words}

    @cached_property
    def macros(self) -> dict[str, str]:
        """Return the named pieces that patterns of this language may use."""
        names, peoples = self.countries.names, self.countries.peoples
        country = alternatives(names)
        macros = {
            "COUNTRY": country,
            "PEOPLES": alternatives([*names, *peoples]),
            "PLURALS": alternatives(self.countries.plurals),
            "COUNTRIES": (
                rf"(?:the )?{country}(?:, (?:the )?{country})*,? (?:and|or|&) (?:the )?{country}"
            ),
            "PEOPLE": alternatives(self.role_of),
            "QUALIFIER": alternatives(self.qualifier_of),
            "VAGUE": alternatives(_either_case(self.data.get("vague", ()))),
            "NUMBER": self.number,
            "N": f"(?P<n>{self.number})",
            "MODS": self._modifiers(),
        }
        for name, words in self.data.get("macros", {}).items():
            macros[name] = words if isinstance(words, str) else alternatives(words)
        return macros

    @cached_property
    def number(self) -> str:
        """Return the pattern of a number, in digits or words."""
        own = self.data.get("number_pattern")
        if own:
            return str(own)
        words = alternatives(
            _either_case([*self.data.get("numbers", {}), *self.data.get("scales", {})])
        )
        digits = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
        scale = alternatives(self.data.get("scales", {}))
        return (
            rf"(?:(?:{digits})(?:[ -](?:{scale})\b)?|(?:[Aa] (?=hundred|thousand|dozen|million))?"
            rf"{words}\b(?:(?:[ -]| and )(?:{words})\b)*)"
        )

    def _modifiers(self) -> str:
        stop = alternatives([*self.data.get("not_between", ()), *self.data.get("months", ())])
        plural = alternatives(self.data.get("plural_modifiers", ()))
        word = rf"(?!(?:{stop})s?\b)(?:(?i:{plural})\b|(?!\w*[a-rt-z]s\b)[\w'-]+|\w+'s)"
        return rf"(?:{word} ){{0,5}}?"

    def compile(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """Compile a pattern of the data files, its {MACROS} put in."""
        return re.compile(self.expand(pattern), flags)

    def expand(self, pattern: str) -> str:
        """Return a pattern of the data files with its {MACROS} put in."""
        return re.sub(r"\{([A-Z_]+)\}", lambda m: self.macros.get(m[1], m[0]), pattern)


def _either_case(words: Any) -> list[str]:
    return [form for word in words for form in (word, word[:1].upper() + word[1:])]


@lru_cache(maxsize=16)
def words(language: str) -> Words:
    """Return the lexicon of a language that has a data folder."""
    return Words(language, load_yaml(DATA / language / "lexicon.yaml"), countries(language))
