"""Turns one cell into its canonical string, column by column, saying every change it made.

Nothing is guessed into a field: what cannot be read there is kept as a note instead.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from wayhome.intake.tables import burmese, codes
from wayhome.intake.tables.dates import OLDEST, ColumnHabit, NoDate, read_date
from wayhome.intake.tables.model import Cell
from wayhome.intake.tables.numbers import document_number, phone_number
from wayhome.intake.tables.text import (
    NAME_CHARACTERS,
    ascii_digits,
    clean,
    has_invisible,
    unguarded,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a cell.

    `said` are (warning code, message) pairs; `aside` is text for the notes; `refused` the reason
    why the whole row cannot be taken; `birth_date` a whole date met in a column for years.
    """

    value: str = ""
    said: tuple[tuple[str, str], ...] = ()
    aside: str = ""
    refused: str = ""
    birth_date: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell is read against: its column, the column's habits, today, the file's encoding."""

    column: str
    today: dt.date
    habit: ColumnHabit = field(default_factory=ColumnHabit)
    zawgyi: bool = False


EMPTY = Outcome()
_TEXT_LIKE = frozenset(
    {"birth_date", "last_contact_date", "birth_year", "age", "sex", "nationality"}
)
_LINES = re.compile(r"[\r\n]+")
_SEVERAL = re.compile(r"[;,、；]+")
_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?E\+?\d{2}$", re.IGNORECASE)
_AGE = re.compile(
    r"^(?:c\.?|~|about|approx\.?|ประมาณ|约|約)?\s*(\d{1,3})(?:\.\d+)?\s*(\D*)$", re.IGNORECASE
)
_AGE_UNITS = frozenset(
    [
        "y",
        "yr",
        "yrs",
        "yo",
        "y.o",
        "y/o",
        "year",
        "years",
        "old",
        "ปี",
        "ขวบ",
        "岁",
        "歲",
        "周岁",
        "နှစ်",
        "tuổi",
        "tahun",
        "th",
        "thn",
        "අවුරුදු",
        "वर्ष",
        "лет",
        "год",
        "года",
        "سنة",
        "عام",
        "ឆ្នាំ",
        "ປີ",
        "ዓመት",
        "años",
        "ans",
        "anos",
        "세",
        "살",
        "歳",
    ]
)


def as_text(cell: Cell) -> str:
    """A cell as a person would read it: no '.0' behind a whole number, dates in ISO form."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return unguarded(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return (cell.date() if midnight else cell.replace(microsecond=0)).isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def normalise(cell: Cell, context: Context) -> Outcome:
    """A cell of `context.column` as its canonical string with everything that must be said."""
    if cell is None or cell == "":
        return EMPTY
    if isinstance(cell, float) and not math.isfinite(cell):
        return Outcome(said=(("error_cell", f"'{cell}' is no number, read as empty"),))
    raw = as_text(cell)
    if codes.is_error_cell(raw):
        return Outcome(
            said=(("error_cell", f"'{raw.strip()}' is a failed formula, read as empty"),)
        )
    if context.column in ("other_names", "document_number"):
        raw = _LINES.sub(";", raw)
    text, said = _readable(raw, context)
    if not text or codes.is_placeholder(text):
        return Outcome(said=said)
    if isinstance(cell, dt.date | dt.time) and context.column not in _TEXT_LIKE:
        said += (("date_in_text", f"a date cell was read as the text '{text}'"),)
    rule = _RULES.get(context.column, _plain)
    source = cell if not isinstance(cell, str) else text
    outcome = rule(source, text, context)
    return replace(outcome, said=said + outcome.said) if said else outcome


def _readable(raw: str, context: Context) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Clean text, out of Zawgyi where it is in it."""
    said: tuple[tuple[str, str], ...] = ()
    if not raw.isascii() or not raw.isprintable():
        if has_invisible(raw):
            said = (("invisible_marks", "marks that nobody sees were removed from the text"),)
        text = clean(raw)
        verdict = burmese.zawgyi_verdict(text)
        if verdict or (verdict is None and context.zawgyi):
            converted = burmese.from_zawgyi(text)
            if converted != text:
                said += (("zawgyi", "Burmese in the Zawgyi encoding was converted to Unicode"),)
                text = clean(converted)
        return text, said
    return clean(raw), said


def _plain(_: Cell, text: str, __: Context) -> Outcome:
    return Outcome(text)


def _name(_: Cell, text: str, __: Context) -> Outcome:
    if len(text) > NAME_CHARACTERS:
        reason = f"the name has {len(text)} characters, a name has {NAME_CHARACTERS} at most"
        return Outcome(text[:60] + "…", refused=reason)
    if not any(c.isalpha() for c in text):
        message = f"'{text}' holds no letter and was not taken for a name"
        return Outcome(said=(("no_name", message),), aside=text)
    return Outcome(text)


def _other_names(_: Cell, text: str, __: Context) -> Outcome:
    names = [part for part in map(clean, re.split("[;；]+", text)) if part]
    return Outcome(";".join(dict.fromkeys(names)))


def _sex(_: Cell, text: str, __: Context) -> Outcome:
    code = codes.sex_code(text)
    return Outcome(code) if code else _unknown("sex", text)


def _nationality(_: Cell, text: str, __: Context) -> Outcome:
    code = codes.nationality_code(text)
    return Outcome(code) if code else _unknown("nationality", text)


def _unknown(column: str, text: str) -> Outcome:
    message = f"'{text}' is no {column} that is known here; it was kept in the notes"
    return Outcome(said=((f"unknown_{column}", message),), aside=f"{column}: {text}")


def _document_type(_: Cell, text: str, __: Context) -> Outcome:
    code = codes.document_type_code(text)
    if code:
        return Outcome(code)
    return Outcome(text, said=(("unknown_document_type", f"'{text}' was kept as written"),))


_SAID_OF_DATES: Mapping[str, str] = {
    "buddhist_year": "'{raw}' was read as a Buddhist-era year: {iso}",
    "republic_year": "'{raw}' was read in the calendar of the Republic of China: {iso}",
    "excel_serial": "'{raw}' was read as Excel's number of a day: {iso}",
    "run_together": "'{raw}' was read as a date written without marks: {iso}",
    "short_year": "'{raw}' has a year of two digits, read as {iso}",
    "order_assumed": "'{raw}' does not show which number is the day; read day first: {iso}",
    "approximate_date": "'{raw}' is approximate, kept as {iso}",
}


def _date(cell: Cell, text: str, context: Context) -> Outcome:
    raw = str(cell) if isinstance(cell, int | float) else text
    try:
        found = read_date(cell, context.habit, context.today)
    except NoDate as reason:
        name = context.column.replace("_", " ")
        message = f"'{raw}' {reason}; the {name} was left empty, write YYYY-MM-DD"
        return Outcome(said=(("bad_date", message),), aside=f"{name} as written: {raw}")
    said = tuple(
        (code, _SAID_OF_DATES[code].format(raw=raw, iso=found.iso)) for code in found.assumed
    )
    return Outcome(found.iso, said=said)


def _birth_year(cell: Cell, text: str, context: Context) -> Outcome:
    outcome = _date(cell, text, context)
    whole = outcome.value if len(outcome.value) > 4 else ""
    return replace(outcome, value=outcome.value[:4], birth_date=whole)


def _age(cell: Cell, text: str, __: Context) -> Outcome:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        text = str(int(cell))
    plain = unicodedata.normalize("NFKC", ascii_digits(text))
    match = _AGE.match(plain)
    unit = match.group(2).casefold().strip(" .").split() if match else []
    if match and all(word.strip(".") in _AGE_UNITS for word in unit):
        age = int(match.group(1))
        if age <= OLDEST:
            return Outcome(str(age))
    message = f"'{text}' is no age between 0 and {OLDEST}; the age was left empty"
    return Outcome(said=(("bad_age", message),), aside=f"age as written: {text}")


def _document_number(cell: Cell, text: str, __: Context) -> Outcome:
    lost = isinstance(cell, float) and abs(cell) >= 1e15
    if lost or _SCIENTIFIC.match(text):
        message = f"'{text}' lost digits in the spreadsheet; it was kept in the notes only"
        return Outcome(said=(("digits_lost", message),), aside=f"document as written: {text}")
    parts = (document_number(part) for part in _SEVERAL.split(text))
    numbers = [part for part in parts if part and not codes.is_placeholder(part)]
    return Outcome(";".join(dict.fromkeys(numbers)))


def _phone(_: Cell, text: str, __: Context) -> Outcome:
    return Outcome(phone_number(text))


def _email(_: Cell, text: str, __: Context) -> Outcome:
    return Outcome(text.lower() if text.isascii() else text)


def _postcode(_: Cell, text: str, __: Context) -> Outcome:
    return Outcome(ascii_digits(text).upper())


_RULES: Mapping[str, Callable[[Cell, str, Context], Outcome]] = {
    "full_name": _name,
    "given_name": _name,
    "family_name": _name,
    "native_name": _name,
    "other_names": _other_names,
    "sex": _sex,
    "birth_date": _date,
    "birth_year": _birth_year,
    "last_contact_date": _date,
    "age": _age,
    "nationality": _nationality,
    "document_type": _document_type,
    "document_number": _document_number,
    "phone": _phone,
    "email": _email,
    "postcode": _postcode,
}
