"""Latin letters with or without diacritics."""

from wayhome.people.matching.names.model import Variant

from . import letters


def romanise(text: str) -> tuple[Variant, ...]:
    """The letters without their marks."""
    return (Variant(letters(text), 1.0, "latin"),)
