"""Brings the small fields of a record to one form; what cannot be read is kept as unknown."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from wayhome.people.matching.data_files import read_yaml

_LANGUAGES = ("en", "th", "zh", "zh_Hant", "my", "ne", "hi", "si", "ta", "vi", "id", "km", "lo")
_MORE_LANGUAGES = ("am", "ar", "ru", "ko", "ja", "fr", "es", "pt", "sw", "bn", "ur")
_DATA = Path(__file__).parent / "data"
_SOCIAL_SITE = re.compile(r"^(?:https?://)?(?:www\.|m\.)?[a-z]+\.(?:com|me|net|org)/+")


def fold(text: str) -> str:
    """Lower case, without marks of Latin letters, single spaces: to compare words as written."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    latin = "".join(c for c in decomposed if not 0x300 <= ord(c) <= 0x36F)
    return " ".join(unicodedata.normalize("NFC", latin).replace(",", " ").split())


def sex_of(text: str) -> str:
    """F, M or X; empty where the word is not known."""
    return _sex_words().get(fold(text), "") if text else ""


@lru_cache(maxsize=4096)
def nationalities_of(text: str) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes from codes, country names (CLDR) or demonyms; `;` separates."""
    found = (_nationality(part.strip()) for part in re.split(r"[;/,]", text))
    return tuple(dict.fromkeys(code for code in found if code))


@lru_cache(maxsize=65536)
def phones_of(text: str, country: str = "") -> tuple[str, ...]:
    """E.164 where the number can be one (in the given country if it has no prefix), else digits.

    Fewer than six digits are no phone number.
    """
    found = (_phone(part, country) for part in re.split(r"[;,/\n|]", text))
    return tuple(dict.fromkeys(number for number in found if number))


def emails_of(text: str) -> tuple[str, ...]:
    """Addresses in lower case; whatever has no @ is left out."""
    parts = (part.strip().lower() for part in re.split(r"[;,\s]", text))
    return tuple(dict.fromkeys(part for part in parts if "@" in part[1:]))


def accounts_of(text: str) -> tuple[str, ...]:
    """Account names in lower case without the site's address and without @."""
    parts = (part.strip().lower() for part in re.split(r"[;,\n]", text))
    names = (_SOCIAL_SITE.sub("", part).strip("/@ ") for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=65536)
def place_words(text: str) -> tuple[str, ...]:
    """The words of a place or occupation, folded and in Latin letters, in order."""
    from anyascii import anyascii

    latin: str = fold(anyascii(unicodedata.normalize("NFC", text)))
    return tuple(re.findall(r"[a-z0-9]+", latin))


@cache
def _sex_words() -> dict[str, str]:
    words = read_yaml(_DATA / "words.yaml")["sex"]
    return {fold(word): code for code, listed in words.items() for word in listed}


def _nationality(part: str) -> str:
    if re.fullmatch(r"[A-Za-z]{2}", part) and part.upper() in _territories():
        return part.upper()
    known = _nationality_words().get(fold(part))
    return known or _country_names().get(fold(part), "")


@cache
def _nationality_words() -> dict[str, str]:
    words = read_yaml(_DATA / "words.yaml")["nationality"]
    return {fold(str(word)): str(code) for code, listed in words.items() for word in listed}


@cache
def _territories() -> frozenset[str]:
    from babel import Locale

    codes = map(str, Locale.parse("en").territories)
    return frozenset(code for code in codes if re.fullmatch(r"[A-Z]{2}", code))


@cache
def _country_names() -> dict[str, str]:
    """Names in many languages and alpha-3 codes; read only when a list does not use alpha-2."""
    from babel import Locale
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    names = {str(old).lower(): str(new[0]) for old, new in aliases.items() if len(str(old)) == 3}
    for language in _LANGUAGES + _MORE_LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in _territories():
                names.setdefault(fold(name), code)
                names.setdefault(fold(name.split(" (")[0]), code)  # "Myanmar (Burma)"
    return names


def _phone(part: str, country: str) -> str:
    text = unicodedata.normalize("NFKC", part).strip()
    digits = re.sub(r"\D", "", text)
    if len(digits) < 6 or len(set(digits)) == 1:  # 000000 fills a form
        return ""
    import phonenumbers

    if text.startswith("00"):
        text = "+" + text[2:]
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_possible_number(number):
        return digits
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
