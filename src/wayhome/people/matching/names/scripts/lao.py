"""Lao: every vowel is written, so a word falls into syllables one way; many spell after French."""

import functools
import re
from typing import Any

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .respelling import Rule, Weighted, respelled, rules, variants

_TONES = re.compile("[\u0ec8-\u0ecb\u0ecd](?=\u0eb2)|[\u0ec8-\u0ecb\u0ec6]|[\u0e81-\u0eae]\u0ecc")
_LETTER = "[\u0e81-\u0eae\u0edc\u0edd]"
_SIGN = "[\u0eb0-\u0ebd\u0ecd]"
_FINAL = "[ກງຍດຕທນບປພມວຣລສ]"
_CLOSED = f"{_FINAL}(?!{_SIGN})"
_SYLLABLE = re.compile(
    "(?P<before>[ເແໂໄໃ]?)"
    f"(?P<initial>ຫ[ງຍນມລຣ\u0ebc]|ຫວ(?={_SIGN})|{_LETTER}\u0ebc|{_LETTER}[ຣວ](?={_SIGN})|{_LETTER})"
    f"(?P<after>\u0ebbວະ?|\u0ebb\u0eb2|[\u0eb6\u0eb7]ອ|\u0eb1?ຽ|\u0eb1[ວອ]|\u0eb2ະ|{_SIGN}|[ວອ](?={_CLOSED})|)"
    f"(?P<final>{_FINAL}(?!{_SIGN}|[ວອ]{_CLOSED})|)"
)


@functools.cache
def _tables() -> tuple[dict[str, Any], tuple[Rule, ...], tuple[Rule, ...]]:
    sounds, latin = (rules("lao.yaml", "spellings", key) for key in ("sounds", "latin"))
    return table("lao.yaml"), sounds, latin


def romanise(text: str) -> tuple[Variant, ...]:
    """The reading that passports give, then other spellings of its sounds."""
    data, sounds, latin = _tables()
    word = _TONES.sub("", text.replace("\u0ecd\u0eb2", "\u0eb3"))
    read = "".join(_read(match, data) for match in _SYLLABLE.finditer(word))
    found: Weighted = respelled({read: 1.0}, sounds, 16)
    spelled = {one: weight for one, weight in found.items() if one.islower()}
    return variants(respelled(spelled, latin), "letters")


def _read(match: re.Match[str], data: dict[str, Any]) -> str:
    initials, finals = data["initials"], data["finals"]
    letters, after, final = match["initial"], match["after"], match["final"]
    if len(letters) > 1 and letters[0] == "ຫ":
        letters = letters[1:].replace("\u0ebc", "ລ")
    first = "".join(initials.get(letter, "l") for letter in letters)
    if match["before"] == "ເ" and not after and final == "ຍ":
        return first + "ia"
    if match["before"] in ("ໄ", "ໃ") and final == "ຍ":
        final = ""
    vowel = data["vowels"].get(f"{match['before']}I{after}", "a")
    return str(first + vowel + finals.get(final, ""))
