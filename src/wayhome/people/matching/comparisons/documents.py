"""Document numbers: the same, one sign off, a fragment that fits, or a conflict."""

from itertools import product

from rapidfuzz.distance import OSA

from wayhome.people.matching.comparisons.finding import Finding
from wayhome.people.matching.documents import DocumentNumber, fits, visible_length

_ORDER = ("same", "fragment_fits", "one_sign_off", "short_fragment_fits", "other", "conflict")


def compare_documents(
    left: tuple[DocumentNumber, ...], right: tuple[DocumentNumber, ...]
) -> Finding | None:
    """The best level any two numbers reach. A person may hold several documents, so two
    different numbers count as a conflict only where both are of one known kind."""
    if not left or not right:
        return None
    levels = ((_level(a, b), a, b) for a, b in product(left[:8], right[:8]))
    level, a, b = min(levels, key=lambda found: _ORDER.index(found[0]))
    return Finding("document", level, a.text, b.text)


def _level(left: DocumentNumber, right: DocumentNumber) -> str:
    if left.whole and right.whole:
        return _whole_level(left, right)
    if not fits(left, right):
        return _apart(left, right)
    return "fragment_fits" if visible_length(left, right) >= 4 else "short_fragment_fits"


def _whole_level(left: DocumentNumber, right: DocumentNumber) -> str:
    a, b = left.whole, right.whole
    if a == b:
        return "same"
    if abs(len(a) - len(b)) >= 2:
        short, long = sorted((a, b), key=len)
        if long.startswith(short) or long.endswith(short):
            return "fragment_fits"
    elif len(a) >= 5 and OSA.distance(a, b, score_cutoff=1) <= 1:
        return "one_sign_off"
    return _apart(left, right)


def _apart(left: DocumentNumber, right: DocumentNumber) -> str:
    return "conflict" if left.kind and left.kind == right.kind else "other"
