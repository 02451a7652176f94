"""Writes dates so that nobody can misread them: 25 Nov 2026, never 11/25 or 25/11."""

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_time
from django.utils import timezone
from django.utils.translation import get_language, to_locale

# CLDR patterns by how much of the date is known; Chinese has its own order.
PATTERNS = {"year": "y", "month": "MMM y", "day": "d MMM y"}
CHINESE = {"year": "y年", "month": "y年M月", "day": "y年M月d日"}
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
LATIN_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙၀၁၂၃၄၅၆၇၈၉", "0123456789" * 2)


def locale() -> str:
    """Return the babel locale of the active language."""
    return to_locale(get_language() or "en").replace("zh_Hans", "zh")


def _write(day: date, known: str) -> str:
    return _written(day, known, locale())


@lru_cache(maxsize=4096)  # a list has the same few days again and again
def _written(day: date, known: str, language: str) -> str:
    pattern = (CHINESE if language.startswith("zh") else PATTERNS)[known]
    return format_date(day, format=pattern, locale=language).translate(LATIN_DIGITS)


def write_text(text: str) -> str:
    """Write an ISO or EDTF date (1999, 1999-04, 1999-04-12); anything else comes back as it is."""
    try:
        if match := PARTIAL.fullmatch(text):
            year, month = int(match[1]), int(match[2] or 1)
            return _write(date(year, month, 1), "month" if match[2] else "year")
        return _write(date.fromisoformat(text), "day")
    except ValueError:
        return text


def write(value: date | datetime | str, *, time: bool = False) -> str:
    """Write a date in the active language, with the local time of day if asked for."""
    if isinstance(value, str):
        return write_text(value)
    if not isinstance(value, datetime):
        return _write(value, "day")
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    day = _write(local.date(), "day")
    if not time:
        return day
    return f"{day}, {format_time(local.time(), 'HH:mm', locale='en')}"


def machine(value: date | datetime | str) -> str:
    """Return the value for the `datetime` attribute of <time>."""
    return value if isinstance(value, str) else value.isoformat()


def days_between(start: date | datetime, end: date | None = None) -> int:
    """Return whole calendar days from `start` to `end` (today), in the local time zone."""
    if isinstance(start, datetime):
        start = timezone.localtime(start).date() if timezone.is_aware(start) else start.date()
    return ((end or timezone.localdate()) - start).days
