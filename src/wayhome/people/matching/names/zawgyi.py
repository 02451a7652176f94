"""Burmese in Zawgyi encoding: telling it from Unicode, and turning it into Unicode."""

import functools
import re
from collections.abc import Callable

# What Unicode Burmese never has and Zawgyi text has all the time; after the storage order in
# Unicode Technical Note 11 (Hosken) and the Zawgyi code chart. U+1039 only stacks letters of one
# row, the medial U+103C follows few letters, and a visarga needs a vowel sign or a final before it.
_C = "[\u1000-\u1021\u103f]"
_ROWS = (
    "\u1000-\u1003", "\u1005-\u100a", "\u100b-\u100f", "\u1010-\u1014", "\u1015-\u1019",
    "\u101c", "\u101e", "\u1021",
)  # fmt: skip
_STACKS = "|".join(f"[{row}]\u1039[{row}]" for row in _ROWS)
_ZAWGYI = re.compile(
    f"(?:^|[^\u1000-\u102a\u103b-\u103f])\u1031"  # a vowel sign E with nothing to stand behind
    f"|(?={_C}\u1039)(?!{_STACKS})"  # a virama that stacks nothing: Zawgyi's asat
    "|[\u1033\u1034\u105a\u1060-\u1097]"  # Zawgyi's stacked and narrow forms
    "|\u103a[\u102b-\u1030\u1032\u103b-\u103e]"
    "|(?:^|[^\u1000-\u1021\u103b-\u103f])[\u103b\u103c]"
    # but not stacked: \u1021\u102d\u1014\u1039\u1012\u103c\u102c is Eaindra
    "|(?<!\u1039)[\u1005-\u100e\u1011\u1012\u1014\u101a-\u101d\u1021]\u103c"
    "|\u101c\u103d\u1031"  # Zawgyi's HLA before an E; Unicode's LWE is in no name
    f"|{_C}\u1038|[\u102b-\u1038]\u1039|\u1036[\u102f\u1030]"
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
