"""Burmese in Zawgyi encoding: telling it from Unicode, and turning it into Unicode."""

import functools
import re
from collections.abc import Callable

# What Unicode Burmese never has and Zawgyi text has all the time: a vowel sign E or a medial before
# its consonant, an asat before a vowel, code points that Zawgyi took from other languages.
# After the storage order in Unicode Technical Note 11 (Hosken).
_ZAWGYI = re.compile(
    "(?:^|[^\u1000-\u102a\u103b-\u103e\u1039\u103f])\u1031"  # E with nothing to stand behind
    "|\u1031[\u1000-\u1021\u103b\u107e-\u1084](?![\u103a\u1039])(?:[\u1000-\u1021]|$|[\u102b\u102c])"
    "|[\u1060-\u1097]"  # Zawgyi's stacked and narrow forms
    "|\u103a[\u102b-\u1030\u1032\u103d\u103e]"
    "|(?:^|[^\u1000-\u1021\u103f\u103b-\u103e])[\u103b\u103c]"
    "|\u1039(?:[^\u1000-\u1021]|$)"  # a virama that stacks nothing: Zawgyi's asat
    "|[\u1000-\u1021]\u1033|\u1033|\u1034"
)


@functools.cache
def _converter() -> Callable[[str], str]:
    import icu

    transliterator = icu.Transliterator.createInstance("Zawgyi-my")
    convert: Callable[[str], str] = transliterator.transliterate
    return convert


def looks_zawgyi(text: str) -> bool:
    """Whether Burmese text holds sequences that only Zawgyi-encoded text has."""
    return _ZAWGYI.search(text) is not None


def to_unicode(text: str) -> str:
    """Zawgyi text in Unicode (Unicode CLDR's rules, carried by ICU)."""
    return _converter()(text)
