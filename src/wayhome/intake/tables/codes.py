"""Turns words of many languages into codes for sex, nationality and kind of document.

A word that is not known gives None: it is kept as a note, never guessed at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from wayhome.intake.tables.headers import exact_form, folded_form

LONGEST_PLACEHOLDER = 24
"""Characters; no word of data/placeholders.yaml is longer, so longer cells need no look-up."""


@lru_cache(maxsize=8)
def _data(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(f"data/{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@lru_cache(maxsize=8)
def _code_of_word(name: str) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for code, forms in _data(name).items():
        for form in (code, code.replace("_", " "), *forms):
            words.setdefault(exact_form(form), code)
    return words


@lru_cache(maxsize=1)
def _placeholders() -> tuple[frozenset[str], frozenset[str]]:
    data = _data("placeholders")
    return frozenset(map(exact_form, data["words"])), frozenset(data["error_cells"])


def is_placeholder(text: str) -> bool:
    """True for what people write where they know nothing: '-', 'N/A', 'ไม่ทราบ', '不详'."""
    return (
        len(text) <= LONGEST_PLACEHOLDER
        and exact_form(text.strip("()[]（）")) in _placeholders()[0]
    )


def is_error_cell(text: str) -> bool:
    """True for what a spreadsheet shows where a formula failed: '#REF!', '#N/A'."""
    return "#" in text[:2] and text.strip().upper() in _placeholders()[1]


@lru_cache(maxsize=4096)
def sex_code(text: str) -> str | None:
    """'female', 'male', 'other' or None."""
    words = _code_of_word("sex_words")
    form = exact_form(text)
    if form in words:
        return words[form]
    # 'Male / ชาย', 'F (หญิง)': every part must say the same.
    parts = [part for part in form.replace("(", "/").replace(")", "/").split("/") if part.strip()]
    codes = {words.get(part.strip()) for part in parts}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=4096)
def document_type_code(text: str) -> str | None:
    """'passport', 'national_id', 'border_pass', 'travel_document' … or None."""
    return _code_of_word("document_types").get(exact_form(text))


@dataclass(frozen=True, slots=True)
class _Nations:
    names: Mapping[str, str]
    codes: frozenset[str]
    three_letter: Mapping[str, str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]


@lru_cache(maxsize=1)
def _nations() -> _Nations:
    from babel import Locale  # loads pickled locale data: only where a list is read
    from babel.core import get_global

    data = dict(_data("demonyms"))
    prefixes, suffixes = data.pop("prefixes"), data.pop("suffixes")
    languages = data.pop("languages")
    territories = map(str, Locale("en").territories)
    codes = frozenset(code for code in territories if len(code) == 2 and code.isalpha()) - {
        "ZZ",
        "EU",
        "EZ",
        "UN",
        "XA",
        "XB",
        "QO",
    }
    names = {_form(word): code for code, words in data.items() for word in words}
    for language in languages:
        for code, name in Locale.parse(language).territories.items():
            if code in codes:
                names.setdefault(_form(name), code)
    aliases = get_global("territory_aliases")
    three = {k: v[0] for k, v in aliases.items() if len(k) == 3 and k.isalpha() and len(v) == 1}
    return _Nations(
        names,
        codes,
        three,
        tuple(sorted(map(_form, prefixes), key=len, reverse=True)),
        tuple(sorted(map(_form, suffixes), key=len, reverse=True)),
    )


def _form(text: str) -> str:
    """Letters and marks alone; Latin letters without their accents ('Côte d’Ivoire')."""
    decomposed = unicodedata.normalize("NFD", folded_form(text))
    return "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")


@lru_cache(maxsize=4096)
def nationality_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that a code, country name or demonym means, or None.

    Names in 34 languages come from Unicode CLDR, demonyms from data/demonyms.yaml; words around
    them are taken off ('ชาวพม่า', '缅甸籍', 'Indian national').
    """
    nations = _nations()
    plain = text.strip().upper()
    if plain in nations.codes:
        return "GB" if plain == "UK" else plain
    if plain in nations.three_letter:
        return nations.three_letter[plain]
    form = _form(text)
    return nations.names.get(form) or _bare(form, nations) or _of_parts(text)


def _bare(form: str, nations: _Nations) -> str | None:
    for suffix in ("", *nations.suffixes):
        if not form.endswith(suffix):
            continue
        stem = form[: len(form) - len(suffix)]
        for prefix in ("", *nations.prefixes):
            if stem.startswith(prefix) and (code := nations.names.get(stem[len(prefix) :])):
                return code
    return None


def _of_parts(text: str) -> str | None:
    """'Myanmar (MM)', 'ไทย / Thai': every part that is known must say the same."""
    for mark in "()（）[]|":
        text = text.replace(mark, "/")
    parts = [part for part in text.split("/") if part.strip()]
    if len(parts) < 2:
        return None
    codes = {nationality_code(part) for part in parts} - {None}
    return codes.pop() if len(codes) == 1 else None
