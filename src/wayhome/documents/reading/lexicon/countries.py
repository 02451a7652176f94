"""Which country a name or a people's name stands for, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Countries:
    """Names of countries and of peoples in one language, each to its ISO 3166-1 code."""

    names: dict[str, str]
    peoples: dict[str, str]
    standard: dict[str, str]
    plurals: frozenset[str]

    def code(self, form: str) -> str | None:
        """Return the code of a country's or a people's name, however its letters are cased."""
        form = " ".join(form.split())
        for table in (self.peoples, self.names):
            if form in table:
                return table[form]
        bare = form.removeprefix("the ").removeprefix("The ")
        return self.names.get(bare) or self.names.get(bare.title())


@lru_cache(maxsize=8)
def countries(language: str) -> Countries:
    """Return the table of one language (en, th, zh, my, vi, id)."""
    names: dict[str, str] = {}
    peoples: dict[str, str] = {}
    standard: dict[str, str] = {}
    plurals: set[str] = set()
    for line in (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        code, spoken, kind, form = line.split("\t")
        if spoken == language:
            (names if kind in ("name", "standard") else peoples)[form] = code
            if kind == "standard":
                standard.setdefault(code, form)
            if kind == "people":
                plurals.add(form)
    return Countries(names, peoples, standard, frozenset(plurals))
