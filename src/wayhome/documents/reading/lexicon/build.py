"""Builds data/countries.tsv from the Unicode CLDR's country names and our own demonyms.

Run: python -m wayhome.documents.reading.lexicon.build
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel import Locale

DATA = Path(__file__).parents[1] / "data"
LOCALES = {
    "en": ["en"],
    "th": ["th"],
    "zh": ["zh_Hans", "zh_Hant"],
    "my": ["my"],
    "vi": ["vi"],
    "id": ["id"],
}
_COUNTRY = re.compile(r"^[A-Z]{2}$")
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})
_REGULAR = ("n", "i", "a", "o")


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Yield (code, language, kind, form); kind is standard, name, adjective or people."""
    own = yaml.safe_load((DATA / "demonyms.yaml").read_text(encoding="utf-8"))
    for language, locales in LOCALES.items():
        preferred = own["names"].get(language, {})
        for locale in locales:
            for code, name in Locale.parse(locale).territories.items():
                if _COUNTRY.match(code) and code not in _NOT_COUNTRIES and "(" not in name:
                    kind = "name" if code in preferred else "standard"
                    yield code, language, kind, name.replace("’", "'")
        for code, names in preferred.items():
            for number, name in enumerate(names):
                yield code, language, "name" if number else "standard", name
    for code, forms in own["demonyms"].items():
        for form in forms:
            plural = form.endswith(("men", "s")) and form != "Swiss"
            yield code, "en", "people" if plural else "adjective", form
            if form.endswith(_REGULAR) and not form.endswith("men"):
                yield code, "en", "people", form + "s"


def build(path: Path) -> int:
    """Write the table to path; return how many rows it has."""
    found = sorted(set(rows()))
    head = (
        "# Countries and their people, version 1. Country names: Unicode CLDR (Unicode License\n"
        "# v3) by way of babel; other names and demonyms: ../data/demonyms.yaml. Built by\n"
        "# wayhome.documents.reading.lexicon.build; do not edit by hand.\n"
    )
    lines = ["\t".join(row) for row in found]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return len(found)


if __name__ == "__main__":
    print(build(DATA / "countries.tsv"), "rows")
