"""The shapes a list takes between its bytes and its canonical rows. Holds no rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""One value as the file stores it; an empty cell is None."""

CANONICAL_COLUMNS: tuple[str, ...] = (
    "id",
    "full_name",
    "given_name",
    "family_name",
    "other_names",
    "native_name",
    "sex",
    "birth_date",
    "birth_year",
    "age",
    "nationality",
    "document_type",
    "document_number",
    "phone",
    "email",
    "social_account",
    "address",
    "postcode",
    "place_of_birth",
    "occupation",
    "last_known_place",
    "last_contact_date",
    "family_contact",
    "notes",
)
NAME_COLUMNS: tuple[str, ...] = ("full_name", "given_name", "family_name", "native_name")
SEVERAL_COLUMNS: tuple[str, ...] = ("other_names", "document_number", "notes")
"""Canonical columns that may hold several values, so that several source columns may feed them."""


class Refused(Exception):
    """The file as a whole cannot be taken: what is wrong, where, and how to mend it."""

    def __init__(self, code: str, message: str, where: str, mend: str) -> None:
        super().__init__(f"{where}: {message}; {mend}")
        self.code, self.message, self.where, self.mend = code, message, where, mend


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask of the machine. Sizes in bytes.

    The defaults let a 20 MB sheet of 200,000 people in; a workbook's parts rarely shrink more
    than thirtyfold, deflate cannot exceed about 1,032 to 1, so 150 to 1 marks a bomb.
    """

    file_bytes: int = 32 * 1024 * 1024
    unpacked_bytes: int = 400 * 1024 * 1024
    unpacked_ratio: int = 150
    ratio_applies_above: int = 8 * 1024 * 1024
    archive_entries: int = 5_000
    rows: int = 200_000
    columns: int = 400
    cells: int = 5_000_000
    sheets: int = 60
    cell_characters: int = 32_767


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - 'Warning' is Python's own
    """Something the sender should look at. `row` 0 is the whole sheet, `column` may be ''."""

    code: str
    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, with the value at fault."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of people as it stands in the file; `number` counts from 1 as the spreadsheet does."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A count that the file itself states.

    `subject` is 'people', 'nationality:LK' or 'sex:female'; `last_row` is the last row it counts
    and `first_row` the first (0: all rows).
    """

    where: str
    subject: str
    stated: int
    first_row: int = 0
    last_row: int = 0


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A stated count beside what was counted in the rows accepted."""

    where: str
    stated: int
    counted: int


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet that was looked at. `rows` counts rows of people under its header."""

    name: str
    rows: int
    columns: int
    hidden: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One list, found in a file: its header, its rows of people and what it says of itself."""

    filename: str
    format: str
    sheets: tuple[SheetSeen, ...]
    sheet: str
    header: tuple[str, ...]
    header_rows: tuple[int, ...]
    rows: tuple[SourceRow, ...]
    stated_totals: tuple[StatedTotal, ...] = ()
    warnings: tuple[Warning_, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping_:  # noqa: N801 - 'Mapping' is the library's own
    """Which source column feeds which canonical column.

    `columns` gives the index, `confidence` 0 to 1; `further` names more source columns of those
    canonical columns that may hold several; `unmapped` are the headers left to the mapping page.
    """

    columns: Mapping[str, int]
    confidence: Mapping[str, float]
    further: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unmapped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRow:
    """One accepted row: canonical column to canonical string; empty columns are left out."""

    row: int
    sheet: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that says again what an earlier row said; it is counted, not taken."""

    sheet: str
    row: int
    first_row: int


@dataclass(frozen=True, slots=True)
class ListReading:
    """What came of a list, row by row: nothing that was read is missing here."""

    accepted: tuple[ListRow, ...]
    refusals: tuple[Refusal, ...]
    warnings: tuple[Warning_, ...]
    control_totals: tuple[ControlTotal, ...]
    duplicates: tuple[Duplicate, ...]

    @property
    def rows_read(self) -> int:
        """Rows of people looked at: accepted, refused and duplicate."""
        refused = {(refusal.sheet, refusal.row) for refusal in self.refusals}
        return len(self.accepted) + len(refused) + len(self.duplicates)


@dataclass(frozen=True, slots=True)
class Changed:
    """The same row as last time with other content; `fields` in canonical order."""

    old: ListRow
    new: ListRow
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """A list held against its earlier version. `unchanged` and `new` are rows of the new list."""

    new: tuple[ListRow, ...]
    changed: tuple[Changed, ...]
    gone: tuple[ListRow, ...]
    unchanged: tuple[ListRow, ...]
