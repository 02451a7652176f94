"""Birth dates: exact, mistyped, swapped, partial, of another era; ages; dates that exclude."""

from rapidfuzz.distance import OSA

from wayhome.people.matching.comparisons.finding import Finding
from wayhome.people.matching.dates import PartialDate, readings
from wayhome.people.matching.profile import Profile


def compare_birth(left: Profile, right: Profile) -> Finding | None:
    """The best level the two birth dates reach; ages are compared by the years they allow."""
    if left.birth and right.birth:
        level = birth_level(left.birth, right.birth)
        return Finding("birth", level, left.birth.iso(), right.birth.iso())
    spans = _span(left), _span(right)
    if spans[0] is None or spans[1] is None:
        return None
    gap = max(spans[0][0] - spans[1][1], spans[1][0] - spans[0][1], 0)
    level = "age_fits" if gap == 0 else "age_near" if gap <= 2 else "age_different"
    return Finding("birth", level, _show(spans[0]), _show(spans[1]))


def birth_level(left: PartialDate, right: PartialDate) -> str:
    """Name of the level, from "same" down to "different"."""
    if left.whole and right.whole:
        return _whole_level(left, right)
    if left.month and right.month:
        return _months_level(left, right)
    return _years_level(left, right)


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
        return "same_first_of_january" if left.may_be_default else "same"
    swapped = left.swapped()
    if swapped and swapped.digits == b:
        return "day_and_month_swapped"
    if OSA.distance(a, b, score_cutoff=1) <= 1:
        return "one_digit"
    if left.year == right.year:
        return _same_year_level(left, right)
    if any(other.digits == b for other in readings(left)) or any(
        other.digits == a for other in readings(right)
    ):
        return "other_era"
    if a[4:] == b[4:]:
        return "day_and_month_same"
    return _apart(left, right, "two_digits" if OSA.distance(a, b, score_cutoff=2) <= 2 else "")


def _same_year_level(left: PartialDate, right: PartialDate) -> str:
    if left.may_be_default or right.may_be_default:
        return "year_and_default"
    if left.month == right.month or left.day == right.day:
        return "two_parts_same"
    return "year_same"


def _months_level(left: PartialDate, right: PartialDate) -> str:
    if left.year == right.year:
        return "month_same" if left.month == right.month else "year_same"
    return _apart(left, right, "")


def _years_level(left: PartialDate, right: PartialDate) -> str:
    if left.year == right.year:
        return "only_year_same"
    if any(r.year == right.year for r in readings(left)):
        return "other_era"
    return _apart(left, right, "only_year_digit" if _one_digit(left, right) else "")


def _one_digit(left: PartialDate, right: PartialDate) -> bool:
    return OSA.distance(str(left.year), str(right.year), score_cutoff=1) <= 1


def _apart(left: PartialDate, right: PartialDate, otherwise: str) -> str:
    if abs(left.year - right.year) == 1:
        return "year_near"
    return otherwise or "different"


def _span(profile: Profile) -> tuple[int, int] | None:
    if profile.birth:
        return profile.birth.year, profile.birth.year
    return profile.years


def _show(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"
