"""Reads Excel 97-2003 files in a process of their own, bounded in memory and time.

A damaged file of that format can make its reader claim memory without end, which would end the
process that asked. This module is therefore also a program: bytes in, rows as JSON out.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wayhome.intake.tables import archive
from wayhome.intake.tables.model import Cell, Limits, Refused
from wayhome.intake.tables.workbook import RawSheet, read_sheets

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEMORY = 2 * 1024**3
"""Bytes of address space: a full sheet of 65,536 rows and 256 columns needs about half."""
SECONDS = 60


def read_old_excel(data: bytes, filename: str, limits: Limits) -> Iterator[RawSheet]:
    """The sheets of an Excel 97-2003 file.

    Raises `Refused`: 'protected', 'macros', 'not_a_list', 'too_large', 'damaged'.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise archive.protected(filename)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise archive.macros(filename)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise Refused(
            "not_a_list",
            "it is an old Office file, but not a spreadsheet",
            filename,
            "save the list as .xlsx, .ods or .csv and send that",
        )
    for sheet in _answer(data, filename, limits):
        grid = [tuple([_cell(*cell) for cell in row]) for row in sheet["grid"]]
        yield RawSheet(sheet["name"], grid, sheet["hidden"], _merged(sheet["merged"]))


def _merged(ranges: list[Any]) -> tuple[Any, ...]:
    return tuple((tuple(first), tuple(last)) for first, last in ranges)


def _answer(data: bytes, filename: str, limits: Limits) -> list[dict[str, Any]]:
    order = json.dumps({"filename": filename, "limits": asdict(limits)}).encode() + b"\n"
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, a fixed module, bytes on stdin
            [sys.executable, "-m", __name__],
            input=order + data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise archive.damaged(filename) from error
    if "refused" in answer:
        raise Refused(*answer["refused"])
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


def _tagged(cell: Cell) -> tuple[str, Any]:
    """A cell as JSON can hold it: its kind and its value."""
    if isinstance(cell, dt.timedelta):
        return "text", str(cell)
    if isinstance(cell, dt.date | dt.time):
        return type(cell).__name__, cell.isoformat()
    return "", cell


def _cell(kind: str, value: Any) -> Cell:
    kinds: dict[str, Any] = {"datetime": dt.datetime, "date": dt.date, "time": dt.time}
    cell: Cell = kinds[kind].fromisoformat(value) if kind in kinds else value
    return cell


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound; the time limit still holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    """Read an order and a file from standard input, write its sheets to standard output."""
    _bound_memory()
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    try:
        sheets = [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "merged": sheet.merged,
                "grid": [[_tagged(cell) for cell in row] for row in sheet.grid],
            }
            for sheet in read_sheets(sys.stdin.buffer.read(), order["filename"], limits)
        ]
        answer: dict[str, Any] = {"sheets": sheets}
    except Refused as refused:
        parts = (refused.code, refused.message, refused.where, refused.mend)
        answer = {"refused": parts}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
