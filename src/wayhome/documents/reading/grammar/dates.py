"""Days as a text writes them, made into ISO dates; what cannot be known stays open.

A weekday is the latest such day up to the publication, today included, unless its sentence
looks ahead. A day without a year is the latest such day up to publication; without a day of
publication it is written --MM-DD. Buddhist years (2400 and later) are 543 ahead.

A weekday beside a day ("12 November on Wednesday") must agree with it, in the year that is given,
else in the latest one up to publication or the year before that; where it does not, the text
contradicts itself and no date is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from wayhome.documents.reading.grammar.found import Page
from wayhome.documents.reading.lexicon.tries import alternatives
from wayhome.documents.reading.lexicon.words import DATA, Words, load_yaml, words

BUDDHIST = 543
# Further back nearly every weekday agrees with some year, and proves nothing.
YEARS_TRIED = 2
CONTRADICTS = ""


@dataclass(frozen=True)
class DateFound:
    """A date [start, end) of the reading copy. `day` tells whether it names a day (or days)."""

    start: int
    end: int
    value: str
    rule: str
    day: bool
    ahead: bool


@dataclass(frozen=True, eq=False)
class DateGrammar:
    """The date rules of one language."""

    words: Words
    rules: tuple[tuple[str, re.Pattern[str]], ...]
    ahead: re.Pattern[str]
    hint: re.Pattern[str]


@lru_cache(maxsize=16)
def grammar(language: str) -> DateGrammar:
    """Compile the date rules of a language."""
    lexicon = words(language)
    months, weekdays = lexicon.data.get("months", {}), lexicon.data.get("weekdays", {})
    own = {
        "MONTH": alternatives(months),
        "LONGMONTH": alternatives(m for m in months if len(m) > 3 or m == "May"),
        "WEEKDAY": alternatives(weekdays),
        "LONGWEEKDAY": alternatives(w for w in weekdays if len(w) > 5),
        "RELATIVE": alternatives(lexicon.data.get("relative", {})),
    }
    for name, pattern in own.items():
        lexicon.macros.setdefault(name, pattern)
    written = load_yaml(DATA / language / "dates.yaml")
    for name, pattern in written.get("macros", {}).items():
        lexicon.macros.setdefault(name, lexicon.expand(pattern))
    rules = written["rules"]
    ahead = lexicon.data.get("ahead", ())
    edge = r"\b" if language in ("en", "vi", "id") else ""
    return DateGrammar(
        lexicon,
        tuple((rule["id"], lexicon.compile(rule["pattern"])) for rule in rules),
        re.compile(rf"{edge}{alternatives(ahead)}{edge}"),
        re.compile(rf"\d|{own['MONTH']}|{own['WEEKDAY']}|(?i:{own['RELATIVE']})"),
    )


def find(page: Page, language: str, start: int, end: int) -> list[DateFound]:
    """Return the dates in [start, end) of the reading copy, in order, none overlapping."""
    speech = grammar(language)
    found: list[DateFound] = []
    taken: list[tuple[int, int]] = []
    spans = list(_spans(page, speech, start, end))
    for rule, pattern in speech.rules:
        for match in (match for span in spans for match in pattern.finditer(page.text, *span)):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            ahead = _looks_ahead(page, speech, match)
            value = _value(match, speech.words, page.published, ahead)
            if value is None:
                continue
            taken.append(match.span())
            if value != CONTRADICTS:
                # "since 22 February" tells when something began, not on which day it happened.
                since = page.text[max(0, match.start() - 6) : match.start()].lower() == "since "
                day = value.count("-") >= 2 and not since
                found.append(DateFound(match.start(), match.end(), value, rule, day, ahead))
    return sorted(found, key=lambda one: one.start)


def _spans(page: Page, speech: DateGrammar, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences that may hold a date, for most hold none."""
    for sentence in page.sentences:
        inside = start <= sentence.start and sentence.end <= end
        if inside and speech.hint.search(page.text, sentence.start, sentence.end):
            yield sentence.start, sentence.end


def _looks_ahead(page: Page, speech: DateGrammar, match: re.Match[str]) -> bool:
    sentence = page.sentences[page.sentence_at(match.start())]
    if match.groupdict().get("side") == "next":
        return True
    return bool(
        speech.ahead.search(page.text, max(sentence.start, match.start() - 90), match.start())
    )


def _value(match: re.Match[str], lexicon: Words, published: date | None, ahead: bool) -> str | None:
    """Return the date of a match; None where it is no date, CONTRADICTS where it cannot be one."""
    groups = match.groupdict()
    if groups.get("r"):
        step = lexicon.data["relative"].get(" ".join(groups["r"].lower().split()))
        return None if published is None or step is None else str(published + timedelta(days=step))
    if groups.get("m") is None and groups.get("d") is None and groups.get("w"):
        return _weekday(lexicon.data["weekdays"][groups["w"]], groups.get("side"), published, ahead)
    first = _day(groups, "", lexicon, published, ahead, groups.get("y") or groups.get("y2"))
    if groups.get("d2") is None:
        beside = next((groups[w] for w in ("w", "w2", "w3", "w4") if groups.get(w)), None)
        return first if beside is None else _agreeing(first, beside, groups, lexicon, published)
    merged = groups | {"m2": groups.get("m2") or groups.get("m")}
    second = _day(merged, "2", lexicon, published, ahead, groups.get("y2") or groups.get("y"))
    return f"{first}/{second}" if first and second else None


def _agreeing(
    first: str | None,
    weekday: str,
    groups: dict[str, str | None],
    lexicon: Words,
    published: date | None,
) -> str | None:
    """Return the day with which the weekday beside it agrees; CONTRADICTS where there is none."""
    number = lexicon.data["weekdays"][weekday]
    if first is not None and (first.startswith("--") or _falls_on(first, number)):
        return first
    if groups.get("y") or groups.get("m") is None or published is None:
        return CONTRADICTS
    latest = _year_by(_month(groups["m"], lexicon) or 0, int(groups["d"] or 0), published, False)
    for year in range(latest, latest - YEARS_TRIED, -1):
        day = _day(groups, "", lexicon, published, False, str(year))
        if day is not None and _falls_on(day, number):
            return day
    return CONTRADICTS


def _falls_on(day: str, weekday: int) -> bool:
    return date.fromisoformat(day).weekday() == weekday


def _weekday(number: int, side: str | None, published: date | None, ahead: bool) -> str | None:
    if published is None:
        return None
    if ahead:
        return str(published + timedelta(days=(number - published.weekday()) % 7))
    back = (published.weekday() - number) % 7
    return str(published - timedelta(days=back or (7 if side == "last" else 0)))


def _day(
    groups: dict[str, str | None],
    which: str,
    lexicon: Words,
    published: date | None,
    ahead: bool,
    year_text: str | None,
) -> str | None:
    month = _month(groups.get("m" + which), lexicon)
    day = int(groups["d" + which] or 0) if groups.get("d" + which) else None
    year = _year(year_text)
    if groups.get("m" + which) is None:
        return _day_alone(day, published) if day else (str(year) if year else None)
    if month is None or (day is not None and not 1 <= day <= 31):
        return None
    if year is None and published is not None:
        year = _year_by(month, day, published, ahead)
    if day is None:
        return f"{year:04d}-{month:02d}" if year else None
    if year is None:
        return f"--{month:02d}-{day:02d}" if _exists(2000, month, day) else None
    return f"{year:04d}-{month:02d}-{day:02d}" if _exists(year, month, day) else None


def _month(text: str | None, lexicon: Words) -> int | None:
    if text is None:
        return None
    number = int(text) if text.isdigit() else lexicon.data["months"].get(text)
    return number if number and 1 <= number <= 12 else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    if year < 100:  # Thai writes 67 for 2567
        year += 2500
    return year - BUDDHIST if year >= 2400 else year


def _year_by(month: int, day: int | None, published: date, ahead: bool) -> int:
    later = (month, day or 1) > (published.month, published.day if day else 31)
    if ahead:
        return (
            published.year
            if (month, day or 31) >= (published.month, published.day)
            else (published.year + 1)
        )
    return published.year - 1 if later else published.year


def _day_alone(day: int, published: date | None) -> str | None:
    if published is None or not 1 <= day <= 31:
        return None
    year, month = published.year, published.month
    if day > published.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year:04d}-{month:02d}-{day:02d}" if _exists(year, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_DATELINE = re.compile(
    r"\A\W*(?:(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>(?:19|20|25)\d\d)|"
    r"(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d))\b"
)
_STAMP = re.compile(
    r"^(?:[^\n|]{0,60}\|)?\W*(?:published|posted|updated|date|"
    r"publication date|release date|publish(?:ed)? (?:on|at))"
    r"?\W*(?P<rest>[^\n]{6,60})$",
    re.IGNORECASE | re.MULTILINE,
)


def stated_publication(text: str, language: str) -> date | None:
    """Return the day a text says it was published: a dateline in figures or a line of its own.

    Datelines are read day, month, year, as the region's newspapers write them.
    """
    match = _DATELINE.match(text[:60])
    if match:
        day, month, year = (match[k] or match[k + "2"] for k in "dmy")
        return _real(_year(year), int(month), int(day))
    return _lead(text, language) or _stamp(text[:1500], language)


# Bangkok, 9 April 2025 - …: a place, a full date and a dash open the text.
_LEAD = re.compile(
    r"\A\W*[A-Z][\w .'-]{2,30}, (?P<rest>[^\n]{6,40}?)(?: ?\([\w/ ]+\))? ?[-\u2013\u2014]{1,2} "
)


def _lead(text: str, language: str) -> date | None:
    lead = _LEAD.match(text[:120])
    if lead is None:
        return None
    speech = grammar(language)
    for _, pattern in speech.rules:
        match = pattern.fullmatch(lead["rest"].strip(" ,"))
        if match and match.groupdict().get("y") and match.groupdict().get("d"):
            value = _value(match, speech.words, None, False)
            if value and len(value) == 10:
                return date.fromisoformat(value)
    return None


def _stamp(head: str, language: str) -> date | None:
    speech = grammar(language)
    for line in head.splitlines()[:12]:
        stamp = _STAMP.match(line)
        if stamp is None or len(line) > 80:
            continue
        for rule, pattern in speech.rules:
            match = pattern.search(stamp["rest"])
            if match is None or not match.groupdict().get("y") or ".month-year" in rule:
                continue
            remainder = stamp["rest"][: match.start()] + stamp["rest"][match.end() :]
            value = _value(match, speech.words, None, False)
            if (
                value
                and len(value) == 10
                and len(remainder.strip()) <= (30 if remainder.isascii() else 12)
            ):
                return date.fromisoformat(value)
    return None


def _real(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None
