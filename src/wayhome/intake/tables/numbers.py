"""The forms in which document and phone numbers are kept. Adds nothing that was not written."""

from __future__ import annotations

import re
import unicodedata

from wayhome.intake.tables.text import ascii_digits, clean

_E164_DIGITS = range(8, 16)
"""ITU-T E.164 allows fifteen digits; shorter than eight is no international number."""


def document_number(text: str) -> str:
    """A document number in the form it is compared in: upper case, ASCII digits, no spaces."""
    plain = unicodedata.normalize("NFKC", ascii_digits(clean(text)))
    return unicodedata.normalize("NFC", "".join(plain.split()).upper())


def phone_number(text: str) -> str:
    """E.164 where the number names its country ('+66 81…', '0066 81…'), else as written."""
    plain = unicodedata.normalize("NFKC", ascii_digits(text)).strip()
    bare = re.sub(r"[\s().\-–]", "", plain)
    if re.fullmatch(r"00[1-9]\d{7,14}", bare):
        bare = "+" + bare[2:]
    if not re.fullmatch(r"\+[1-9]\d+", bare):
        return plain
    if "(0)" in plain or len(bare) - 1 not in _E164_DIGITS or bare[1:4].count("0"):
        return _by_plan(plain) or plain
    return bare


def _by_plan(text: str) -> str:
    """A number with a doubtful trunk zero, by the numbering plans of `phonenumbers`."""
    import phonenumbers  # holds every country's plan: only where it is needed

    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
