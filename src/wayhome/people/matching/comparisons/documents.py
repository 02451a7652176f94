"""Document numbers: the same, one sign off, a fragment that fits, or a conflict."""

from itertools import product

from rapidfuzz.distance import OSA

from wayhome.people.matching.comparisons.finding import Finding
from wayhome.people.matching.documents import DocumentNumber, fits, visible_length

# A field and level each, the most telling first.
_SAME, _ONE_OFF = ("document", "same"), ("document", "one_sign_off")
_FITS, _SHORT_FITS = ("document_fragment", "fits"), ("document_fragment", "short_fits")
_NO_FIT = ("document_fragment", "no_fit")
_OTHER, _CONFLICT = ("document", "other"), ("document", "conflict")
_ORDER = (_SAME, _FITS, _ONE_OFF, _SHORT_FITS, _NO_FIT, _OTHER, _CONFLICT)


def compare_documents(
    left: tuple[DocumentNumber, ...], right: tuple[DocumentNumber, ...]
) -> Finding | None:
    """The best level any two numbers reach. A person may hold several documents, so two
    different numbers count as a conflict only where both are of one known kind."""
    if not left or not right:
        return None
    levels = ((_level(a, b), a, b) for a, b in product(left[:8], right[:8]))
    (field, level), a, b = min(levels, key=lambda found: _ORDER.index(found[0]))
    return Finding(field, level, a.text, b.text)


def _level(left: DocumentNumber, right: DocumentNumber) -> tuple[str, str]:
    if left.whole and right.whole:
        return _whole_level(left, right)
    if not fits(left, right):
        return _NO_FIT
    return _FITS if visible_length(left, right) >= 4 else _SHORT_FITS


def _whole_level(left: DocumentNumber, right: DocumentNumber) -> tuple[str, str]:
    a, b = left.whole, right.whole
    if a == b:
        return _SAME
    if abs(len(a) - len(b)) >= 2:
        short, long = sorted((a, b), key=len)
        if long.startswith(short) or long.endswith(short):
            return _FITS
    elif len(a) >= 5 and OSA.distance(a, b, score_cutoff=1) <= 1:
        return _ONE_OFF
    return _CONFLICT if left.kind and left.kind == right.kind else _OTHER
