"""From the bytes of a list to what taking it in would do: nothing here writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils import timezone

from wayhome.accounts.models import Agency
from wayhome.intake import kinds
from wayhome.intake.kinds import Outcome, RowChange
from wayhome.intake.models import SubmissionState
from wayhome.intake.tables import (
    ListReading,
    Mapping_,
    Refused,
    Table,
    map_columns,
    open_table,
    read_list,
    recognise,
)
from wayhome.intake.versions import NamedList

NOTHING_READ = ListReading((), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Understood:
    """A list as it was understood: the table, which column is which, and row by row the result.

    ``trouble`` says why no row could be read yet: the sender has to say which column is which.
    """

    sha256: str
    table: Table
    mapping: Mapping_
    reading: ListReading
    trouble: str = ""

    @property
    def headers(self) -> dict[str, list[str]]:
        """Canonical column to the file's headers that feed it: what is kept of the mapping."""
        return {
            name: [self.table.header[n] for n in (at, *self.mapping.further.get(name, ()))]
            for name, at in self.mapping.columns.items()
        }

    @property
    def first_headers(self) -> dict[str, str]:
        """Canonical column to the first header that feeds it, as the mapping page asks for it."""
        return {name: headers[0] for name, headers in self.headers.items()}


def understand(
    data: bytes, filename: str, kind: str, columns: Mapping[str, str] | None = None
) -> Understood:
    """Read a list. ``columns`` maps canonical columns to the file's headers; None recognises them.

    Raises tables.Refused where the file as a whole cannot be taken.
    """
    table = open_table(data, filename)
    mapping = recognise(table.header) if columns is None else map_columns(columns, table.header)
    reading = read_list(table, mapping, kind, today=timezone.localdate())  # type: ignore[arg-type]  # checked by kinds.get
    return Understood(sha256(data).hexdigest(), table, mapping, reading)


def look(
    data: bytes, filename: str, kind: str, columns: Mapping[str, str] | None = None
) -> Understood:
    """Read a list as ``understand`` does, but let one without a known name column be looked at.

    Then nothing is read and ``trouble`` says what is missing. Raises Refused for a file that no
    mapping would mend.
    """
    try:
        return understand(data, filename, kind, columns)
    except Refused as refusal:
        if refusal.code != "missing_column":
            raise
        table = open_table(data, filename)
        known = recognise(table.header) if columns is None else map_columns(columns, table.header)
        return Understood(
            sha256(data).hexdigest(), table, known, NOTHING_READ, trouble=str(refusal)
        )


def plan(understood: Understood, *, agency: Agency, kind: str, series: str, target: str) -> Outcome:
    """Say what taking the list in would change.

    A list that is not understood changes nothing, nor does the newest version of one again, read
    by the same columns.
    """
    if understood.trouble:
        return Outcome()
    named = NamedList(agency, kind, series, target)
    known_rows = named.references_by_row(understood.sha256)
    there = named.same_version(understood.sha256, understood.headers)
    if there is not None and there.state == SubmissionState.IMPORTED:
        return _nothing_new(understood, known_rows)
    return kinds.get(kind).plan(
        agency=agency,
        series=series,
        target=target,
        reading=understood.reading,
        known_rows=known_rows,
    )


def _nothing_new(understood: Understood, references: Mapping[int, str]) -> Outcome:
    rows = [row.row for row in understood.reading.accepted]
    return Outcome(tuple(RowChange(n, "unchanged", references.get(n, "")) for n in rows))


def summarise(understood: Understood, outcome: Outcome) -> dict[str, Any]:
    """Return the result of a list as ``wayhome import`` prints it, without what names the file."""
    reading = understood.reading
    refused_rows = {(refusal.sheet, refusal.row) for refusal in reading.refusals}
    warnings = (*understood.table.warnings, *reading.warnings)
    return {
        "rows": {
            "read": reading.rows_read,
            "accepted": len(reading.accepted),
            "refused": len(refused_rows),
            "duplicate": len(reading.duplicates),
        },
        "changes": {c: outcome.count(c) for c in ("new", "changed", "gone", "unchanged")},
        "refusals": [_plain(refusal) for refusal in reading.refusals],
        "warnings": [*(_plain(w) for w in warnings), *(dict(w) for w in outcome.warnings)],
        "control_totals": [_plain(total) for total in reading.control_totals],
        "duplicates": [_plain(duplicate) for duplicate in reading.duplicates],
        "outcome": [_plain(change) for change in outcome.changes],
    }


def _plain(shape: Any) -> dict[str, Any]:
    return {name: getattr(shape, name) for name in shape.__dataclass_fields__}
