"""Reads dates as people write them into ISO dates, whole or partial. Never repairs a wrong one."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from wayhome.intake.tables.date_words import date_words, folded_word
from wayhome.intake.tables.model import Cell
from wayhome.intake.tables.text import ascii_digits, clean

Order = Literal["dmy", "mdy"]
BUDDHIST_ERA = 543
"""Buddhist-era year of Thailand minus common-era year (since 1941; Thai Calendar Act B.E. 2483)."""
REPUBLIC_ERA = 1911
"""Common-era year minus year of the Republic of China calendar."""
OLDEST = 120
"""Years: no one older is looked for; the oldest age ever verified is 122."""
EXCEL_ZERO = dt.date(1899, 12, 30)
"""Day 0 of Excel's serial dates (1900 system, with its invented 29 February 1900)."""


class NoDate(ValueError):
    """The text is no date, or none that can be: its message says why, for the sender to read."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """An ISO date (YYYY, YYYY-MM or YYYY-MM-DD) and what was assumed, as warning codes."""

    iso: str
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnHabit:
    """How a column as a whole writes dates: the order of day and month, and whether it proves it.

    `order` is None where the column proves both orders: then an unclear date cannot be read.
    """

    order: Order | None = "dmy"
    proven: bool = False
    buddhist: bool = False


_NUMBERS = re.compile(r"^(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{4})$")
_YEAR_MONTH = re.compile(r"^(\d{4})\s*[-/.]\s*(\d{1,2})$")
_CJK = re.compile(
    r"^(?:(民国|民國)\s*)?(\d{1,4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号號]?)?)?$"
)
_TIME = re.compile(
    r"[T\s]\s*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?|น\.?|Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_UNKNOWN_PART = re.compile(r"(?<![^\W_])(?:x{1,4}|\?{1,4}|_{1,4}|-{2,4})(?![^\W_])", re.IGNORECASE)
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def column_habit(cells: Iterable[Cell]) -> ColumnHabit:
    """Decide the order of day and month, and the era of short years, by a column as a whole.

    A first number above 12 proves day first, a second above 12 proves month first. With no
    proof the order is day first, as every country of the region but one writes it.
    """
    day_first = month_first = buddhist = years = 0
    for cell in cells:
        if not isinstance(cell, str):
            continue
        numbers = _NUMBERS.match(ascii_digits(clean(cell)))
        if not numbers or len(numbers.group(1)) > 2:
            continue
        first, second, year = (int(group) for group in numbers.groups())
        day_first += first > 12
        month_first += second > 12
        years += len(numbers.group(3)) == 4
        buddhist += 2400 <= year <= 2700
    order: Order | None = "mdy" if month_first > day_first else "dmy"
    both = bool(day_first and month_first)
    if both and min(day_first, month_first) * 10 > max(day_first, month_first):
        order = None
    return ColumnHabit(order, bool(day_first or month_first), buddhist * 2 > years > 0)


def read_date(cell: Cell, habit: ColumnHabit, today: dt.date) -> ReadDate:
    """A cell of a date column as an ISO date.

    Takes date cells, Excel serials, Buddhist-era years, digits of any script, month names of
    many languages, 年月日, and partial dates. Raises `NoDate` for what is no date or cannot be:
    30 February, a day to come, more than 120 years ago.
    """
    if isinstance(cell, bool) or cell is None:
        raise NoDate("is no date")
    if isinstance(cell, dt.datetime | dt.date):
        return _checked(cell.year, cell.month, cell.day, [], today)
    if isinstance(cell, int | float) and abs(cell) < 1e9:
        return _read_number(float(cell), today)
    if isinstance(cell, str):
        return _read_text(cell, habit, today)
    raise NoDate("is a number or a time of day, no date")


def _read_number(number: float, today: dt.date) -> ReadDate:
    whole = int(number)
    if 1000 <= whole <= 2999:
        return _checked(whole, None, None, [], today)
    if 10_000 <= whole <= 80_000:
        date = EXCEL_ZERO + dt.timedelta(days=whole)
        return _checked(date.year, date.month, date.day, ["excel_serial"], today)
    if 10_000_000 <= whole <= 99_999_999:
        return _read_eight(f"{whole}", today)
    raise NoDate("is a number, no date")


def _read_eight(digits: str, today: dt.date) -> ReadDate:
    """YYYYMMDD, or DDMMYYYY where the first reading cannot be."""
    for year, month, day in (
        (digits[:4], digits[4:6], digits[6:]),
        (digits[4:], digits[2:4], digits[:2]),
    ):
        if 1800 <= int(year) <= 2700 and 0 < int(month) <= 12 and 0 < int(day) <= 31:
            return _checked(int(year), int(month), int(day), ["run_together"], today)
    raise NoDate("is a number, no date")


def _read_text(text: str, habit: ColumnHabit, today: dt.date) -> ReadDate:
    text = unicodedata.normalize("NFKC", ascii_digits(clean(text))).strip(" .'\"")
    text = _TIME.sub("", text).strip()
    text, assumed = _approximate(text)
    if text.isdigit():
        return _read_digits(text, today)
    text = _UNKNOWN_PART.sub("0", text)
    if numbers := _NUMBERS.match(text):
        return _read_three(numbers.groups(), habit, assumed, today)
    if match := _YEAR_MONTH.match(text):
        return _checked(int(match.group(1)), int(match.group(2)), None, assumed, today)
    if match := _MONTH_YEAR.match(text):
        return _checked(int(match.group(2)), int(match.group(1)), None, assumed, today)
    if match := _CJK.match(text.translate(_HAN_DIGITS)):
        return _read_cjk(match.groups(), assumed, today)
    return _read_worded(text, habit, assumed, today)


def _approximate(text: str) -> tuple[str, list[str]]:
    """Take off EDTF's '~' and '?' (uncertain, approximate) after or before a date."""
    bare = text.strip("~? ") if any(c.isdigit() for c in text) else text
    return bare, ["approximate_date"] if bare != text else []


def _read_digits(text: str, today: dt.date) -> ReadDate:
    if len(text) == 8:
        return _read_eight(text, today)
    if len(text) in (4, 5):
        return _read_number(float(text), today)
    raise NoDate("is a number, no date")


def _read_three(
    groups: tuple[str, ...], habit: ColumnHabit, assumed: list[str], today: dt.date
) -> ReadDate:
    first, second, third = (int(group) for group in groups)
    if len(groups[0]) >= 3:
        return _checked(first, second, third, assumed, today)
    year = _full_year(third, len(groups[2]), habit, assumed, today)
    if first > 12 or second > 12 or first == second or 0 in (first, second):
        month_first = second > 12 or (second == 0 and habit.order == "mdy")
        day, month = (second, first) if month_first else (first, second)
        return _checked(year, month, day, assumed, today)
    if habit.order is None:
        raise NoDate("could be day-month or month-day, and the column holds both orders")
    if not habit.proven:
        assumed.append("order_assumed")
    day, month = (first, second) if habit.order == "dmy" else (second, first)
    return _checked(year, month, day, assumed, today)


def _full_year(
    year: int, digits: int, habit: ColumnHabit, assumed: list[str], today: dt.date
) -> int:
    if digits > 2:
        return year
    assumed.append("short_year")
    if habit.buddhist:
        return 2500 + year if 2500 + year - BUDDHIST_ERA <= today.year else 2400 + year
    return 2000 + year if 2000 + year <= today.year else 1900 + year


def _read_cjk(groups: tuple[str | None, ...], assumed: list[str], today: dt.date) -> ReadDate:
    era, year, month, day = groups
    number = int(year or 0)
    if era:
        number += REPUBLIC_ERA
        assumed.append("republic_year")
    elif len(year or "") < 4:
        raise NoDate("has no full year")
    return _checked(
        number, int(month) if month else None, int(day) if day else None, assumed, today
    )


def _tokens(text: str) -> list[str]:
    """Numbers and words; dots inside a word ('ม.ค.', 'พ.ศ.') do not part it."""
    return re.findall(r"\d+|[^\W\d_][^\d\s,/()\-]*", text)


def _read_worded(text: str, habit: ColumnHabit, assumed: list[str], today: dt.date) -> ReadDate:
    words = date_words()
    numbers: list[str] = []
    month: int | None = None
    era = ""
    for token in _tokens(text):
        form = folded_word(token)
        if token.isdigit():
            numbers.append(token)
        elif form in words.month and month is None:
            month = words.month[form]
        elif form in words.buddhist | words.common | words.republic:
            era = next(n for n in ("buddhist", "common", "republic") if form in getattr(words, n))
        elif form in words.approximate:
            assumed.append("approximate_date")
        elif form not in words.ignored:
            raise NoDate("is no date")
    return _from_parts(numbers, month, era, habit, assumed, today)


def _from_parts(
    numbers: list[str],
    month: int | None,
    era: str,
    habit: ColumnHabit,
    assumed: list[str],
    today: dt.date,
) -> ReadDate:
    if month is None and len(numbers) == 3:
        return _read_three(tuple(numbers), habit, assumed, today)
    if month is None and len(numbers) == 2 and len(numbers[1]) == 4:
        month = int(numbers.pop(0))
    if not numbers or len(numbers) > 2 or (month is None and len(numbers) != 1):
        raise NoDate("is no date")
    if len(numbers) == 2 and len(numbers[0]) == 4:
        numbers.reverse()
    year_text = numbers[-1]
    if len(numbers) == 1 and len(year_text) < 4 and era != "republic":
        raise NoDate("has no full year")
    year = int(year_text)
    if era == "republic":
        year += REPUBLIC_ERA
        assumed.append("republic_year")
    else:
        year = _full_year(year, len(year_text), habit, assumed, today)
    if era == "buddhist" and year < 2400:
        raise NoDate("names the Buddhist era, but its year is none")
    return _checked(year, month, int(numbers[0]) if len(numbers) == 2 else None, assumed, today)


def _checked(
    year: int, month: int | None, day: int | None, assumed: list[str], today: dt.date
) -> ReadDate:
    """Turn a Buddhist year, drop parts given as 0, and refuse what cannot be."""
    if 2400 <= year <= 2700:
        year -= BUDDHIST_ERA
        assumed = [*assumed, "buddhist_year"]
    if year > today.year:
        raise NoDate("lies in the future")
    if year < today.year - OLDEST:
        raise NoDate(f"lies more than {OLDEST} years back")
    if not month:
        return ReadDate(f"{year:04d}", tuple(assumed))
    if month > 12:
        raise NoDate(f"has a month {month}")
    if not day:
        iso = f"{year:04d}-{month:02d}"
        return _not_to_come(iso, today, assumed)
    if day > calendar.monthrange(year, month)[1]:
        raise NoDate(f"names a day that {year}-{month:02d} does not have")
    return _not_to_come(f"{year:04d}-{month:02d}-{day:02d}", today, assumed)


def _not_to_come(iso: str, today: dt.date, assumed: list[str]) -> ReadDate:
    if iso > today.isoformat()[: len(iso)]:
        raise NoDate("lies in the future")
    return ReadDate(iso, tuple(assumed))
