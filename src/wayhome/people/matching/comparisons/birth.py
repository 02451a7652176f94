"""Birth dates: exact, mistyped, swapped, partial, of another era; ages; dates that exclude."""

from rapidfuzz.distance import OSA

from wayhome.people.matching.comparisons.finding import Finding
from wayhome.people.matching.dates import PartialDate, readings
from wayhome.people.matching.profile import Profile

FAR_APART = 10  # years: no slip of one digit and no guess of an age explains them


def compare_birth(left: Profile, right: Profile) -> Finding | None:
    """The best level the two birth dates reach; ages are compared by the years they allow.

    Three fields, of which a pair has one: `birth` where both give a day, `birth_year` where one
    gives no more than month or year (1 January is what registers write then), `age`.
    """
    if left.birth and right.birth:
        field, level = birth_level(left.birth, right.birth)
        return Finding(field, level, left.birth.iso(), right.birth.iso())
    spans = _span(left), _span(right)
    if spans[0] is None or spans[1] is None:
        return None
    gap = max(spans[0][0] - spans[1][1], spans[1][0] - spans[0][1], 0)
    level = "fits" if gap == 0 else "near" if gap <= 2 else "different"
    return Finding("age", level, _show(spans[0]), _show(spans[1]))


def birth_level(left: PartialDate, right: PartialDate) -> tuple[str, str]:
    """Field and level, from "same" down to "different"."""
    if left.whole and right.whole and not (left.may_be_default or right.may_be_default):
        return "birth", _whole_level(left, right)
    return "birth_year", _year_level(left, right)


def excluding_dates(left: Profile, right: Profile) -> Finding | None:
    """Somebody was in contact before the other was born: they cannot be one person."""
    for one, other in ((left, right), (right, left)):
        born, contact = one.birth, other.last_contact
        if born and contact and born.year > contact.year:
            return Finding("dates", "exclude", born.iso(), contact.iso())
    return None


def _whole_level(left: PartialDate, right: PartialDate) -> str:
    a, b = left.digits, right.digits
    if a == b:
        return "same"
    swapped = left.swapped()
    if swapped and swapped.digits == b:
        return "day_and_month_swapped"
    if OSA.distance(a, b, score_cutoff=1) <= 1:
        return "one_digit"
    if left.year == right.year:
        part = left.month == right.month or left.day == right.day
        return "two_parts_same" if part else "year_same"
    if _other_era(left, right):
        return "other_era"
    if a[4:] == b[4:]:
        return "day_and_month_same"
    if abs(left.year - right.year) == 1:
        return "year_near"
    if OSA.distance(a, b, score_cutoff=2) <= 2:
        return "two_digits"
    return "different" if abs(left.year - right.year) < FAR_APART else "far_apart"


def _year_level(left: PartialDate, right: PartialDate) -> str:
    if left.year == right.year:
        if left.digits == right.digits and left.whole:
            return "same_first_of_january"
        by_month = left.month == right.month and not (left.whole and right.whole)
        return "month_same" if left.month and by_month else "year_same"
    if _other_era(left, right):
        return "other_era"
    if abs(left.year - right.year) == 1:
        return "year_near"
    if OSA.distance(str(left.year), str(right.year), score_cutoff=1) <= 1:
        return "one_digit"
    return "different" if abs(left.year - right.year) < FAR_APART else "far_apart"


def _other_era(left: PartialDate, right: PartialDate) -> bool:
    if left.whole and right.whole and left.digits[4:] != right.digits[4:]:
        return False
    return any(r.year == right.year for r in readings(left)) or any(
        r.year == left.year for r in readings(right)
    )


def _span(profile: Profile) -> tuple[int, int] | None:
    if profile.birth:
        return profile.birth.year, profile.birth.year
    return profile.years


def _show(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"
