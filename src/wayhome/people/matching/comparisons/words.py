"""Places, occupations and addresses: words in any order, with spelling errors."""

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from wayhome.people.matching.comparisons.finding import Finding

_ALIKE, _PARTLY = 86, 65  # rapidfuzz token ratios, 0-100


def compare_words(field: str, left: tuple[str, ...], right: tuple[str, ...]) -> Finding | None:
    """Same words, alike (or one within the other), partly alike, or different."""
    if not left or not right:
        return None
    a, b = " ".join(left), " ".join(right)
    if a == b or sorted(left) == sorted(right):
        return Finding(field, "same", a, b)
    ratio = fuzz.token_sort_ratio(a, b)
    if ratio >= _ALIKE or _contains(left, right):
        return Finding(field, "alike", a, b)
    return Finding(field, "partly" if ratio >= _PARTLY else "different", a, b)


def compare_postcodes(left: str, right: str) -> Finding | None:
    """Same, one sign off or the same area (all but the last three signs), or different."""
    if not left or not right:
        return None
    if left == right:
        level = "same"
    elif OSA.distance(left, right, score_cutoff=1) <= 1:
        level = "one_sign_off"
    elif len(left) >= 5 and left[:-3] == right[:-3]:
        level = "same_area"
    else:
        level = "different"
    return Finding("postcode", level, left, right)


def _contains(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    short, long = sorted((set(left), set(right)), key=len)
    return short <= long and sum(map(len, short)) >= 5
