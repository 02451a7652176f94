"""Dates of birth as people give them: partial, doubtful, in another calendar. Never guesses."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

BUDDHIST_OFFSET = 543  # Thai solar calendar: Buddhist era = common era + 543
_BUDDHIST_YEARS = range(2400, 2700)  # 1857-2156 of the common era
_PLAUSIBLE_YEARS = range(1000, 2400)

_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?)?(?:[T ]\d{2}:\d{2}.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps with month and day (0 = not given), in the common era.

    `text` keeps what was written. `real` is False where no calendar has such a day
    (1990-02-31): the digits are still compared, for they hold a typing error, not nothing.
    """

    year: int
    month: int = 0
    day: int = 0
    text: str = ""
    buddhist: bool = False

    @property
    def whole(self) -> bool:
        """Year, month and day are all given."""
        return bool(self.month and self.day)

    @property
    def real(self) -> bool:
        """Such a day exists, as far as it is given."""
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    @property
    def may_be_default(self) -> bool:
        """1 January: what registers write when they know the year alone."""
        return self.month == 1 and self.day == 1

    @property
    def digits(self) -> str:
        """YYYYMMDD with zeros for what is not given."""
        return f"{self.year:04d}{self.month:02d}{self.day:02d}"

    def swapped(self) -> "PartialDate | None":
        """Day and month exchanged, where both are given, differ and could be either."""
        if not self.whole or self.day == self.month or self.day > 12:
            return None
        return PartialDate(self.year, self.day, self.month, self.text, self.buddhist)

    def iso(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD: as exact as it is known."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def __str__(self) -> str:
        return self.iso()


def parse_date(text: str) -> PartialDate | None:
    """Read YYYY, YYYY-MM, YYYY-MM-DD, YYYYMMDD or DD/MM/YYYY; None for anything else.

    A year from 2400 to 2699 is of the Buddhist era and is brought into the common era. Digits of
    any script are read. Day first is assumed where the year comes last, unless only month first
    can be right.
    """
    written = "".join(_ascii_digit(c) for c in text.strip())
    for pattern, order in _FORMS:
        found = pattern.fullmatch(written)
        if found:
            parts = [int(found[i] or 0) if i else 0 for i in order]
            return _checked(*parts, text=text.strip())
    return None


_FORMS: tuple[tuple[re.Pattern[str], tuple[int, int, int]], ...] = (
    (_COMPACT, (1, 2, 3)),
    (_YEAR_FIRST, (1, 2, 3)),
    (_YEAR_LAST, (3, 2, 1)),
    (_MONTH_YEAR, (2, 1, 0)),
)


def age_on(birth: PartialDate, day: date) -> tuple[int, int]:
    """Least and greatest age in whole years on a day, given what is known of the birth date."""
    first, last = _bounds(birth)
    return _years(last, day), _years(first, day)


def birth_years(age: int, on: date) -> tuple[int, int]:
    """The two years somebody of this age on that day may be born in."""
    return on.year - age - 1, on.year - age


def readings(birth: PartialDate) -> Iterator[PartialDate]:
    """Other ways the same ink may have been meant: swapped day and month, wrong era."""
    swapped = birth.swapped()
    if swapped:
        yield swapped
    for year in (birth.year + BUDDHIST_OFFSET, birth.year - BUDDHIST_OFFSET):
        if 1900 <= year <= 2100 and not 1900 <= birth.year <= 2100:
            yield PartialDate(year, birth.month, birth.day, birth.text, buddhist=True)


def _ascii_digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def _checked(year: int, month: int, day: int, *, text: str) -> PartialDate | None:
    buddhist = year in _BUDDHIST_YEARS
    if buddhist:
        year -= BUDDHIST_OFFSET
    elif year not in _PLAUSIBLE_YEARS:
        return None
    if month > 12 >= day > 0 and text[:4].isdigit() is False:
        month, day = day, month
    return PartialDate(year, month, day, text, buddhist)


def _bounds(birth: PartialDate) -> tuple[date, date]:
    if not birth.real:
        return date(birth.year, 1, 1), date(birth.year, 12, 31)
    month, day = birth.month, birth.day if birth.month else 0
    first = date(birth.year, month or 1, day or 1)
    if day:
        return first, first
    if month:
        following = date(birth.year + month // 12, month % 12 + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    return first, date(birth.year, 12, 31)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
