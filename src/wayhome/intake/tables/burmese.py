"""Tells Burmese in the Zawgyi encoding from Unicode by Burmese spelling, and converts it.

Zawgyi uses Unicode's code points with other meanings and another order. A text is Zawgyi where
it breaks the spelling of Burmese as it stands and keeps it, or keeps it better, once converted.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_MYANMAR_RUN = re.compile("[\u1000-\u109f]+")
_CONSONANT = "[\u1000-\u1021\u103f]"
_STACKS = [
    "ကက",
    "ကခ",
    "ဂဂ",
    "ဂဃ",
    "စစ",
    "စဆ",
    "ဇဇ",
    "ဇဈ",
    "ဉစ",
    "ဉဆ",
    "ဉဇ",
    "ဉဈ",
    "ညည",
    "ဋဋ",
    "ဋဌ",
    "ဍဍ",
    "ဍဎ",
    "ဏဋ",
    "ဏဌ",
    "ဏဍ",
    "ဏဏ",
    "တတ",
    "တထ",
    "ဒဒ",
    "ဒဓ",
    "နတ",
    "နထ",
    "နဒ",
    "နဓ",
    "နန",
    "ပပ",
    "ပဖ",
    "ဗဗ",
    "ဗဘ",
    "မပ",
    "မဖ",
    "မဗ",
    "မဘ",
    "မမ",
    "လလ",
    "သသ",
    "တမ",
    "သမ",
    "ကျ",
]
"""Which consonant may be written over which: Pali's rule, same group or doubled."""
_STACKED = (
    "(?:" + "|".join(f"{upper}\u1039(?={lower})" for upper, lower in map(tuple, _STACKS)) + ")"
)
_FINAL = "(?:[\u1000-\u1021\u1025\u103f](?:\u1037?\u103a|\u103a\u1037?)\u1038?)"
_LOAN = f"(?:{_CONSONANT}\u103a)?"
"""Loan words end in a second killed consonant: 'ဘတ်စ်', 'မေးလ်'."""
_VOWEL = "(?:\u1031[\u102b\u102c]\u103a?|\u1031|[\u102b\u102c]|\u102d\u102f|[\u102d-\u1030]|\u1032)"
_SYLLABLE = (
    f"(?:\u1004\u103a\u1039)?(?:{_CONSONANT}|[\u1023-\u102a\u104c-\u104f](?=\u1038)\u1038"
    "|[\u1023-\u102a\u104c-\u104f])"
    "\u103b?\u103c?\u103d?\u103e?"
    f"(?:{_VOWEL}?(?:{_FINAL}|{_STACKED})|{_VOWEL}?\u1036\u1037?\u1038?"
    f"|{_VOWEL}\u1037?\u1038?|){_LOAN}"
)
_SPELLING = re.compile(f"{_SYLLABLE}|[\u1040-\u104b]")


def _misspelt(text: str) -> int:
    """Burmese characters that stand in no syllable of Burmese spelling."""
    return sum(len(_SPELLING.sub("", run)) for run in _MYANMAR_RUN.findall(text))


@lru_cache(maxsize=65_536)
def zawgyi_verdict(text: str) -> bool | None:
    """True: Zawgyi. False: Unicode. None: no Burmese, or it reads well either way."""
    if not _MYANMAR_RUN.search(text):
        return None
    converted = from_zawgyi(text)
    as_it_stands, once_converted = _misspelt(text), _misspelt(converted)
    if as_it_stands == once_converted:
        return None
    return as_it_stands > once_converted


@lru_cache(maxsize=1)
def _converter() -> Any:
    import icu  # 30 MB of data: loaded only where Burmese is met

    return icu.Transliterator.createInstance("Zawgyi-my")


@lru_cache(maxsize=65_536)
def from_zawgyi(text: str) -> str:
    """Burmese in Zawgyi as Unicode, by ICU's `Zawgyi-my` rules; NFC."""
    return unicodedata.normalize("NFC", str(_converter().transliterate(text)))
