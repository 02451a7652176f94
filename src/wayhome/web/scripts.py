"""Tells which script a text is in, so that pages can say it to browsers and screen readers."""

import unicodedata
from functools import lru_cache

# First word of a letter's Unicode name -> language tag (BCP 47). Where one script serves several
# languages the tag names the script only (und-…): the page does not know which language it is.
TAGS = {
    "THAI": "th",
    "MYANMAR": "my",
    "LAO": "lo",
    "KHMER": "km",
    "SINHALA": "si",
    "TAMIL": "ta",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "und-Deva",
    "BENGALI": "und-Beng",
    "ETHIOPIC": "und-Ethi",
    "ARABIC": "und-Arab",
    "HEBREW": "und-Hebr",
    "CYRILLIC": "und-Cyrl",
    "GREEK": "el",
}
RIGHT_TO_LEFT = frozenset({"und-Arab", "und-Hebr"})


@lru_cache(maxsize=8192)
def _tag(letter: str) -> str:
    return TAGS.get(unicodedata.name(letter, "").split(" ")[0], "")


def language_of(text: str) -> str:
    """Return the language tag of the script most letters of a text are in; "" for Latin or none.

    Any kana makes Han Japanese.
    """
    if text.isascii():
        return ""
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha() or unicodedata.category(letter) in {"Mn", "Mc"}:
            tag = _tag(letter)
            counts[tag] = counts.get(tag, 0) + 1
    if counts.get("ja"):
        counts["ja"] += counts.pop("zh", 0)
    return max(counts, key=lambda tag: counts[tag]) if counts else ""
