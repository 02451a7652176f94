"""Reads the code lists of lists/*.yaml; refuses a list without version, source or full labels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

# Languages of the user interface, as the keys of every label.
LANGUAGES = ("en", "th", "zh", "my")
FOLDER = Path(__file__).with_name("lists")


class UnknownListError(LookupError):
    """There is no code list of this name."""


class UnknownCodeError(LookupError):
    """The list has no such code."""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: its code, its labels by language and what else the list says of it."""

    code: str
    labels: Mapping[str, str]
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def label(self, language: str = "en") -> str:
        """Return the label in a language (`zh-hans`, `th-TH` and the like count as zh, th)."""
        return self.labels.get(_key(language), self.labels["en"])


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list: its name, version, source, and its entries in order."""

    id: str
    version: str
    source: str
    entries: Mapping[str, Code]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self.entries

    def get(self, code: str) -> Code:
        """Return a code's entry; raises UnknownCodeError, naming the list and the nearest codes."""
        try:
            return self.entries[code]
        except KeyError:
            near = get_close_matches(str(code), self.entries, n=3) or list(self.entries)[:5]
            message = f"code list {self.id!r} has no code {code!r}; write one of: {', '.join(near)}"
            raise UnknownCodeError(message) from None

    def label(self, code: str, language: str = "en") -> str:
        """Return the label of a code in a language; English where we do not have the language."""
        return self.get(code).label(language)

    def choices(self, language: str = "en") -> list[tuple[str, str]]:
        """Return (code, label) pairs in the list's order, as a form wants them."""
        key = _key(language)
        return [(one.code, one.labels.get(key, one.labels["en"])) for one in self]


@cache
def _key(language: str) -> str:
    """Return the key of the labels of a language as Django or a browser names it."""
    return language.lower().replace("_", "-").split("-")[0]


def _entry(row: dict[str, Any], where: str) -> Code:
    missing = [
        key for key in ("code", *LANGUAGES) if not isinstance(row.get(key), str) or not row[key]
    ]
    if missing:
        message = f"{where}: entry {row.get('code')!r} lacks {', '.join(missing)} (text, in quotes)"
        raise ValueError(message)
    labels = {language: row[language] for language in LANGUAGES}
    extra = {key: value for key, value in row.items() if key != "code" and key not in labels}
    return Code(row["code"], MappingProxyType(labels), MappingProxyType(extra))


def read(path: Path) -> CodeList:
    """Read one list from a YAML file; raises ValueError naming the file and what is wrong."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    missing = [key for key in ("id", "version", "source", "entries") if not content.get(key)]
    if missing:
        raise ValueError(f"{path.name}: lacks {', '.join(missing)}")
    entries: dict[str, Code] = {}
    for row in content["entries"]:
        entry = _entry(row, path.name)
        if entry.code in entries:
            raise ValueError(f"{path.name}: code {entry.code!r} is there twice; keep one")
        entries[entry.code] = entry
    return CodeList(
        content["id"], str(content["version"]), content["source"], MappingProxyType(entries)
    )


def names() -> list[str]:
    """Return the names of all code lists, sorted."""
    return sorted([path.stem for path in FOLDER.glob("*.yaml")] + ["country"])


@cache
def codes(name: str) -> CodeList:
    """Return a code list by name; raises UnknownListError. `country` is ISO 3166-1 by CLDR."""
    if name == "country":
        # Babel's territory names are only read where somebody asks for them.
        from wayhome.vocabulary.countries import countries

        return countries()
    path = FOLDER / f"{name}.yaml"
    if name not in names():
        near = ", ".join(get_close_matches(name, names(), n=3) or names())
        raise UnknownListError(f"no code list is called {name!r}; there are: {near}")
    return read(path)


def choices(name: str, language: str = "en") -> list[tuple[str, str]]:
    """Return (code, label) pairs of a list in a language."""
    return codes(name).choices(language)
