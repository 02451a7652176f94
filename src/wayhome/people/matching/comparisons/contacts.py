"""Phones, e-mail addresses and social accounts: shared ones speak loudly, others hardly."""

from rapidfuzz.distance import OSA, JaroWinkler

from wayhome.people.matching.comparisons.finding import Finding

_ALIKE_EMAIL = 0.9  # Jaro-Winkler; one or two wrong letters in a usual address


def compare_phones(field: str, left: tuple[str, ...], right: tuple[str, ...]) -> Finding | None:
    """Same number, same last eight digits (a prefix is missing), one digit off, or another."""
    if not left or not right:
        return None
    pairs = [(a, b) for a in left for b in right]
    for level, test in (("same", _equal), ("same_ending", _same_ending), ("one_digit", _one_off)):
        for a, b in pairs:
            if test(a, b):
                return Finding(field, level, a, b)
    return Finding(field, "other", left[0], right[0])


def compare_emails(left: tuple[str, ...], right: tuple[str, ...]) -> Finding | None:
    """Same address, same name before the @, alike, or another."""
    if not left or not right:
        return None
    pairs = [(a, b) for a in left for b in right]
    for level, test in (("same", _equal), ("same_user", _same_user), ("alike", _alike)):
        for a, b in pairs:
            if test(a, b):
                return Finding("email", level, a, b)
    return Finding("email", "other", left[0], right[0])


def compare_accounts(left: tuple[str, ...], right: tuple[str, ...]) -> Finding | None:
    """Same account or another; accounts are opened and lost too easily for more."""
    if not left or not right:
        return None
    shared = next((a for a in left if a in right), "")
    if shared:
        return Finding("account", "same", shared, shared)
    return Finding("account", "other", left[0], right[0])


def _equal(left: str, right: str) -> bool:
    return left == right


def _same_ending(left: str, right: str) -> bool:
    return left[-8:] == right[-8:] and min(len(left), len(right)) >= 8


def _one_off(left: str, right: str) -> bool:
    ends = left[-9:], right[-9:]
    return min(map(len, ends)) >= 7 and OSA.distance(*ends, score_cutoff=1) <= 1


def _same_user(left: str, right: str) -> bool:
    user = left.split("@")[0]
    return len(user) >= 5 and user == right.split("@")[0]


def _alike(left: str, right: str) -> bool:
    return JaroWinkler.similarity(left, right, score_cutoff=_ALIKE_EMAIL) >= _ALIKE_EMAIL
