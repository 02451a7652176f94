"""Numbers of passports and cards, whole or as the fragment that is visible."""

import re
import unicodedata
from dataclasses import dataclass

LEAST_FRAGMENT = 3  # two digits fit every hundredth stranger: that is noise, not evidence
_HIDDEN = re.compile(r"[*…•·_?#]+|\.{2,}|[xX]{3,}")
_NOT_NUMBER = re.compile(r"[^0-9A-Z]")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number; `start` and `end` are the visible fragments where it is not whole."""

    text: str
    whole: str = ""
    start: str = ""
    end: str = ""
    kind: str = ""

    @property
    def visible(self) -> str:
        """Whatever can be read."""
        return self.whole or self.start + self.end


def parse_documents(text: str, kinds: str = "") -> tuple[DocumentNumber, ...]:
    """Numbers separated by `;`, each normalised to capital letters and digits.

    Fragments may be written `…4471`, `****4471`, `AB12…`, `AB…71` or `xxx4471`. Fragments of
    fewer than three signs are left out: they would fit anybody.
    """
    numbers = []
    kind_list = [k.strip().casefold() for k in kinds.split(";")]
    for place, part in enumerate(re.split(r"[;,\n|]", text)):
        kind = kind_list[place] if place < len(kind_list) else kind_list[-1]
        number = _parse_one(part.strip(), kind)
        if number and number not in numbers:
            numbers.append(number)
    return tuple(numbers)


def fits(fragment: DocumentNumber, other: DocumentNumber) -> bool:
    """The visible fragment agrees with the other number, whole or a fragment itself."""
    if other.whole:
        return _fits_whole(fragment, other.whole)
    if fragment.whole:
        return _fits_whole(other, fragment.whole)
    ends = _shared_end(fragment.end, other.end)
    starts = _shared_end(fragment.start[::-1], other.start[::-1])
    return ends + starts >= LEAST_FRAGMENT


def visible_length(left: DocumentNumber, right: DocumentNumber) -> int:
    """How many signs the two have in common to look at."""
    return min(len(left.visible), len(right.visible))


def _parse_one(part: str, kind: str) -> DocumentNumber | None:
    written = unicodedata.normalize("NFKC", part.replace("…", "***")).upper()
    pieces = [_NOT_NUMBER.sub("", p) for p in _HIDDEN.split(written)]
    if len(pieces) == 1:
        return DocumentNumber(part, whole=pieces[0], kind=kind) if _is_number(pieces[0]) else None
    number = DocumentNumber(part, start=pieces[0], end=pieces[-1], kind=kind)
    return number if len(number.visible) >= LEAST_FRAGMENT else None


def _is_number(whole: str) -> bool:
    """Four signs, a digit among them, and not what fills a form: 0000000, 123456789."""
    digits = re.sub(r"\D", "", whole)
    filling = len(set(digits)) < 2 or (whole == digits and digits in "01234567890")
    return len(whole) >= 4 and not filling


def _fits_whole(fragment: DocumentNumber, whole: str) -> bool:
    return (
        len(fragment.visible) <= len(whole)
        and whole.startswith(fragment.start)
        and whole.endswith(fragment.end)
    )


def _shared_end(left: str, right: str) -> int:
    """Length of the shorter if it ends the longer, else nothing: a contradiction."""
    if not left or not right:
        return 0
    short, long = sorted((left, right), key=len)
    return len(short) if long.endswith(short) else -99
