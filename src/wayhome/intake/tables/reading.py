"""Reads a table's rows into canonical rows: accepted, refused or duplicate, nothing lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from wayhome.intake.tables import burmese
from wayhome.intake.tables.dates import column_habit
from wayhome.intake.tables.model import (
    CANONICAL_COLUMNS,
    NAME_COLUMNS,
    Cell,
    ControlTotal,
    Duplicate,
    ListReading,
    ListRow,
    Mapping_,
    Refusal,
    Refused,
    SourceRow,
    StatedTotal,
    Table,
    Warning_,
)
from wayhome.intake.tables.text import clean
from wayhome.intake.tables.values import Context, Outcome, normalise

Kind = Literal["requests", "encounter", "cases"]
KINDS: tuple[Kind, ...] = ("requests", "encounter", "cases")
DATES = frozenset({"birth_date", "birth_year", "last_contact_date"})
LOST = frozenset(
    {"bad_date", "bad_age", "unknown_sex", "unknown_nationality", "digits_lost", "no_name"}
)
"""Warnings about a value that its field does not hold: each is said, however many there are."""
SAID_SINGLY = 200
"""Warnings of one code and column that are said row by row; the rest are counted in one."""

_CacheKey = tuple[type, Cell]


@dataclass(slots=True)
class _Column:
    """A canonical column with the source columns that feed it and what was read before."""

    name: str
    indexes: tuple[int, ...]
    headers: tuple[str, ...]
    context: Context
    seen: dict[_CacheKey, Outcome] = field(default_factory=dict)

    def read(self, cell: Cell) -> Outcome:
        key = (type(cell), cell)
        outcome = self.seen.get(key)
        if outcome is None:
            outcome = self.seen[key] = normalise(cell, self.context)
        return outcome


@dataclass(slots=True)
class _Reader:
    table: Table
    columns: tuple[_Column, ...]
    accepted: list[ListRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    unsaid: dict[tuple[str, str], int] = field(default_factory=dict)
    by_source: dict[tuple[Cell, ...], int] = field(default_factory=dict)
    by_reference: dict[str, int] = field(default_factory=dict)
    by_content: dict[tuple[tuple[str, str], ...], int] = field(default_factory=dict)

    def warn(self, code: str, row: int, column: str, message: str) -> None:
        """Say a warning with its row, or count it where the same was said very often."""
        self.said[code, column] += 1
        if code in LOST or self.said[code, column] <= SAID_SINGLY:
            self.warnings.append(Warning_(code, self.table.sheet, row, column, message))
        else:
            self.unsaid.setdefault((code, column), row)


def read_list(table: Table, mapping: Mapping_, kind: Kind, today: dt.date) -> ListReading:
    """Read every row of people in `table` as `mapping` says.

    A row is refused where it has no name, a name of impossible length, or a reference that an
    earlier row has with other content; it is a duplicate where it repeats an earlier row. A date
    that cannot be, an unknown nationality or sex never costs a person its row: the field stays
    empty, the notes keep the words, a warning quotes them. `today` bounds dates.

    Raises `Refused` ('missing_column') where no column for a name is mapped, ('kind') for an
    unknown kind.
    """
    if kind not in KINDS:
        raise Refused("kind", f"'{kind}' is no kind of list", table.filename, f"use {KINDS}")
    _require_name(table, mapping)
    reader = _Reader(table, _columns(table, mapping, today))
    for row in table.rows:
        _read_row(reader, row)
    _sum_up(reader)
    warnings = (*table.warnings, *_about_columns(table, mapping), *reader.warnings)
    return ListReading(
        tuple(reader.accepted),
        tuple(reader.refusals),
        warnings,
        tuple(_control(table.stated_totals, reader.accepted)),
        tuple(reader.duplicates),
    )


def _require_name(table: Table, mapping: Mapping_) -> None:
    if any(column in mapping.columns for column in NAME_COLUMNS):
        return
    there = ", ".join(f"'{name}'" for name in table.header if name)
    line = table.header_rows[-1] if table.header_rows else 1
    where = f"{table.filename}, " + (f"sheet '{table.sheet}', " if table.sheet else "")
    raise Refused(
        "missing_column",
        f"no column holds the name; the header has {there}",
        f"{where}row {line}",
        "say which column is the name: full_name, given_name, family_name or native_name",
    )


def _columns(table: Table, mapping: Mapping_, today: dt.date) -> tuple[_Column, ...]:
    zawgyi = _mostly_zawgyi(table, mapping)
    columns = []
    for name in CANONICAL_COLUMNS:
        if name not in mapping.columns:
            continue
        indexes = (mapping.columns[name], *mapping.further.get(name, ()))
        headers = tuple(table.header[index] for index in indexes)
        if name in DATES:
            habit = column_habit(row.cells[indexes[0]] for row in table.rows)
            context = Context(name, today, habit, zawgyi)
        else:
            context = Context(name, today, zawgyi=zawgyi)
        columns.append(_Column(name, indexes, headers, context))
    return tuple(columns)


def _mostly_zawgyi(table: Table, mapping: Mapping_) -> bool:
    """Words that read well either way follow the file's habit: one program wrote them all."""
    indexes = set(mapping.columns.values()).union(*mapping.further.values())
    verdicts: Counter[bool | None] = Counter()
    for row in table.rows:
        for index in indexes:
            cell = row.cells[index]
            if isinstance(cell, str) and not cell.isascii():
                verdicts[burmese.zawgyi_verdict(clean(cell))] += 1
    return verdicts[True] > verdicts[False]


def _read_row(reader: _Reader, row: SourceRow) -> None:
    first = reader.by_source.setdefault(row.cells, row.number)
    if first != row.number:
        reader.duplicates.append(Duplicate(reader.table.sheet, row.number, first))
        return
    values: dict[str, str] = {}
    asides: list[str] = []
    refused = False
    for column in reader.columns:
        refused |= _read_column(reader, column, row, values, asides)
    if refused:
        return
    if asides:
        values["notes"] = "; ".join(filter(None, (values.get("notes"), *asides)))
    _place(reader, row, values)


def _read_column(
    reader: _Reader, column: _Column, row: SourceRow, values: dict[str, str], asides: list[str]
) -> bool:
    """Read what feeds one canonical column. True where the row is refused."""
    found: list[str] = []
    for index, header in zip(column.indexes, column.headers, strict=True):
        cell = row.cells[index]
        if cell is None:
            continue
        outcome = column.read(cell)
        for code, message in outcome.said:
            reader.warn(code, row.number, header, f"row {row.number}, column '{header}': {message}")
        if outcome.refused:
            _refuse(reader, row, header, outcome.value, outcome.refused)
            return True
        if outcome.aside:
            asides.append(outcome.aside)
        if outcome.birth_date:
            values.setdefault("birth_date", outcome.birth_date)
        if outcome.value and outcome.value not in found:
            found.append(outcome.value)
    if found:
        values[column.name] = found[0] if len(found) == 1 else ";".join(found)
    return False


def _refuse(reader: _Reader, row: SourceRow, header: str, value: str, reason: str) -> None:
    where = f"row {row.number}" + (f", column '{header}'" if header else "")
    refusal = Refusal(reader.table.sheet, row.number, header, value, f"{where}: {reason}")
    reader.refusals.append(refusal)


def _place(reader: _Reader, row: SourceRow, values: dict[str, str]) -> None:
    """Accept a row that was read, unless it has no name or was said before."""
    if not any(values.get(column) for column in NAME_COLUMNS):
        header = next(c.headers[0] for c in reader.columns if c.name in NAME_COLUMNS)
        _refuse(reader, row, header, "", "there is no name; write the name as it is known")
        return
    ordered = {column: values[column] for column in CANONICAL_COLUMNS if values.get(column)}
    found = ListRow(row.number, reader.table.sheet, ordered)
    if not (_is_duplicate(reader, found) or _reference_taken(reader, found)):
        reader.accepted.append(found)


def _is_duplicate(reader: _Reader, found: ListRow) -> bool:
    """The same content again is a duplicate where it can only be the same person."""
    first = reader.by_content.setdefault(tuple(found.values.items()), found.row)
    if first == found.row:
        return False
    values = found.values
    certain = (
        "id" in values or "document_number" in values or len(values.get("birth_date", "")) == 10
    )
    if certain:
        reader.duplicates.append(Duplicate(found.sheet, found.row, first))
        return True
    message = f"row {found.row} says the same as row {first}; both were kept, they may be two"
    reader.warn("possible_duplicate", found.row, "", message)
    return False


def _reference_taken(reader: _Reader, found: ListRow) -> bool:
    reference = found.values.get("id")
    if not reference:
        return False
    first = reader.by_reference.setdefault(reference.casefold(), found.row)
    if first == found.row:
        return False
    header = next(column.headers[0] for column in reader.columns if column.name == "id")
    where = f"row {found.row}, column '{header}'"
    reason = f"{where}: '{reference}' already stands in row {first}; give each person its own"
    reader.refusals.append(Refusal(found.sheet, found.row, header, reference, reason))
    return True


def _sum_up(reader: _Reader) -> None:
    """Say in one line what was not said row by row."""
    for (code, column), first in reader.unsaid.items():
        more = reader.said[code, column] - SAID_SINGLY
        message = f"the same holds for {more:,} more rows of column '{column}', from row {first} on"
        reader.warnings.append(Warning_(code, reader.table.sheet, first, column, message))


def _about_columns(table: Table, mapping: Mapping_) -> Iterable[Warning_]:
    """Warn of columns that nothing reads, so that nobody believes they came in."""
    used = set(mapping.columns.values()).union(*mapping.further.values())
    line = table.header_rows[-1] if table.header_rows else 1
    for index in mapping.unmapped:
        header = table.header[index]
        if index not in used and any(row.cells[index] is not None for row in table.rows):
            message = f"column '{header}' is not known here and was left out; map it to keep it"
            yield Warning_("column_left_out", table.sheet, line, header, message)


def _control(stated: Sequence[StatedTotal], accepted: Sequence[ListRow]) -> Iterable[ControlTotal]:
    for total in stated:
        subject, _, code = total.subject.partition(":")
        counted = sum(
            (not total.last_row or total.first_row <= row.row <= total.last_row)
            and (subject == "people" or row.values.get(subject) == code)
            for row in accepted
        )
        where = total.where if subject == "people" else f"{total.where}, {subject} {code}"
        yield ControlTotal(where, total.stated, counted)
