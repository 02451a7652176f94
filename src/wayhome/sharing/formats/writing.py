"""Writes rows as csv, xlsx or json. Decides nothing about who may see them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wayhome.sharing.formats.guard import guarded, without_controls
from wayhome.sharing.formats.xlsx import workbook

Rows = Iterable[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that leaves: the key in the rows and the label that heads it."""

    key: str
    label: str


class UnknownFormatError(ValueError):
    """The format is not one of FORMATS."""


def write(
    format: str,  # noqa: A002 - the contract's word
    rows: Rows,
    columns: Sequence[Column],
    meta: Mapping[str, str] | None = None,
) -> bytes:
    """Rows as the bytes of a file.

    csv: UTF-8 with byte order mark (so that Excel shows every script) and CRLF; it has no place
    for `meta`. xlsx: text cells only, `meta` on a second sheet. json: `{"meta", "columns",
    "records"}`, keys as in the rows. Cells that a spreadsheet could evaluate are guarded by an
    apostrophe in csv and xlsx; `wayhome.intake.tables` takes it off again. Missing values are
    empty. Raises `UnknownFormatError`.
    """
    try:
        writer = _WRITERS[format]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UnknownFormatError(f"format '{format}' is not known; use one of {known}") from None
    return writer(rows, columns, meta or {})


def _cells(row: Mapping[str, str], columns: Sequence[Column]) -> list[str]:
    return [guarded(row.get(column.key) or "") for column in columns]


def _csv(rows: Rows, columns: Sequence[Column], _: Mapping[str, str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(column.label) for column in columns])
    writer.writerows(_cells(row, columns) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: Rows, columns: Sequence[Column], meta: Mapping[str, str]) -> bytes:
    header = [guarded(column.label) for column in columns]
    about = [[guarded(name), guarded(value)] for name, value in meta.items()]
    return workbook(header, (_cells(row, columns) for row in rows), about)


def _json(rows: Rows, columns: Sequence[Column], meta: Mapping[str, str]) -> bytes:
    body = {
        "meta": dict(meta),
        "columns": {column.key: column.label for column in columns},
        "records": [
            {c.key: without_controls(row.get(c.key) or "") for c in columns} for row in rows
        ],
    }
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


_WRITERS: Mapping[str, Callable[[Rows, Sequence[Column], Mapping[str, str]], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}
FORMATS: tuple[str, ...] = tuple(_WRITERS)
