"""Cleans what a cell says without changing what it means, and says what it did."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NAME_CHARACTERS = 200
"""Longer 'names' are a column out of place: a passport prints 39 characters (ICAO 9303, TD3)."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
"""Bidi marks, zero-width space, soft hyphen, byte order mark: never part of a name."""
_JOINERS = re.compile("[\u200c\u200d]")
"""Zero-width (non-)joiners spell conjuncts in Indic scripts and stems in Persian: kept there."""
_JOINING_SCRIPTS = re.compile("[\u0600-\u06ff\u0900-\u0dff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_GUARDED = re.compile(r"'(?='*(?:[\t\r\n]|\s*[=+\-@＝＋－＠]))")
"""What wayhome.sharing.formats puts before a cell that a spreadsheet could take for a formula."""


def unguarded(text: str) -> str:
    """Take off the apostrophe that guards a cell against being read as a formula."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def has_invisible(text: str) -> bool:
    """True where a text holds marks nobody sees: direction marks, zero-width spaces, controls."""
    return text != _visible(text)


def _visible(text: str) -> str:
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return text if _JOINING_SCRIPTS.search(text) else _JOINERS.sub("", text)


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """NFC, marks that nobody sees removed, white space single, trimmed."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _visible(text))).strip()


@lru_cache(maxsize=65_536)
def ascii_digits(text: str) -> str:
    """Digits of any script (Thai, Burmese, Arabic, Devanagari, full-width) as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
