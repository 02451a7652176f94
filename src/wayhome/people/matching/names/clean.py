"""Cleaning of a raw name: one Unicode form, no invisible signs, no Zawgyi, no look-alikes."""

import functools
import re
import unicodedata

from .data import table

MAX_CHARACTERS = 500
# Format characters (zero width, direction marks), controls, private use, lone surrogates.
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_MYANMAR = re.compile("[\u1000-\u109f]")
_SPACE = re.compile(r"\s+")
_REIGN = re.compile(r"(?<=\s)(1[0-6]|[1-9])세\b")  # higher ones are ages
_ROMAN = [
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII"),
    *("IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"),
]


@functools.lru_cache(maxsize=65536)
def script_of(character: str) -> str:
    """The script of a letter or mark: 'latin', 'thai', 'myanmar', 'han' …; '' for other signs."""
    category = unicodedata.category(character)[0]
    if category not in "LM" and character not in "\u0e2f\u0e46":
        return ""
    first = unicodedata.name(character, "").split(" ")[0].split("-")[0].lower()
    if first == "cjk" or character in "〇々":
        return "han"
    if first in {"fullwidth", "halfwidth"}:
        return script_of(unicodedata.normalize("NFKC", character)[0])
    if first == "combining" or first == "modifier":
        return ""
    return first


def clean(raw: str) -> str:
    """The name in NFC, no invisible signs, Zawgyi turned into Unicode; 500 characters at most."""
    if raw.isascii() and raw.isprintable():
        return _SPACE.sub(" ", raw).strip()[:MAX_CHARACTERS]
    text = unicodedata.normalize("NFKC", raw[: MAX_CHARACTERS * 4])
    text = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    text = _SPACE.sub(" ", text).strip()[:MAX_CHARACTERS]
    if _MYANMAR.search(text):
        text = from_zawgyi(text)
    if "세" in text:  # Korean: the second of the name
        text = _REIGN.sub(lambda found: _ROMAN[int(found[1]) - 1], text)
    return unicodedata.normalize("NFC", text)


def from_zawgyi(text: str) -> str:
    """Burmese text in Unicode; text that is Unicode already comes back as it was."""
    from .zawgyi import looks_zawgyi, to_unicode

    return to_unicode(text) if looks_zawgyi(text) else text


@functools.cache
def _lookalikes() -> dict[str, dict[int, str]]:
    tables = table("lookalikes.yaml")
    return {key: str.maketrans(tables[key]) for key in ("to_latin", "to_cyrillic", "to_greek")}


def unmix(word: str) -> str:
    """A word with letters of two look-alike scripts, written in the one that most letters have.

    Cyrillic 'а' inside a Latin word becomes 'a'; words in one script come back as they were.
    """
    if word.isascii():
        return word
    counts: dict[str, int] = {}
    for character in word:
        script = script_of(character)
        if script:
            counts[script] = counts.get(script, 0) + 1
    mixed = counts.keys() & {"latin", "cyrillic", "greek"}
    if len(mixed) < 2:
        return word
    main = max(sorted(mixed), key=lambda script: (counts[script], script == "latin"))
    return word.translate(_lookalikes()[f"to_{main}"])
