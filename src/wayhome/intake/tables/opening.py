"""Opens a list file: tells what it is, reads its sheets and picks the one that is the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from wayhome.intake.tables import totals
from wayhome.intake.tables.delimited import read_delimited
from wayhome.intake.tables.layout import Layout, lay_out
from wayhome.intake.tables.model import (
    Limits,
    Refused,
    SheetSeen,
    StatedTotal,
    Table,
    Warning_,
)
from wayhome.intake.tables.old_excel import OLE_MAGIC, read_old_excel
from wayhome.intake.tables.records import read_json, read_pfif
from wayhome.intake.tables.workbook import RawSheet, read_zipped

COVER_ROWS = 40
"""A sheet with at most so many rows may be a cover page that states totals."""
_SAVE = "save the list as .xlsx, .ods or .csv and send that"
_FORMATS = {
    ".csv": "text", ".tsv": "text", ".txt": "text", ".tab": "text", ".json": "json",
    ".xml": "pfif", ".pfif": "pfif", ".xlsx": "zip", ".ods": "zip", ".xls": "xls",
}  # fmt: skip


def open_table(data: bytes, filename: str, limits: Limits = Limits()) -> Table:  # noqa: B008
    """Read a list file (csv, tsv, xlsx, ods, xls, json, PFIF xml) into one table.

    What the bytes are decides, not what the name says. Raises `Refused` where the file as a
    whole cannot be taken; everything doubtful but readable is a warning in the table.
    """
    if len(data) > limits.file_bytes:
        size = f"it has {len(data):,} bytes, {limits.file_bytes:,} are taken at most"
        raise Refused("too_large", size, filename, "split the list and send the parts")
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise Refused("empty", "the file is empty", filename, "send the list itself")
    kind = _kind(data, filename)
    suffix = PurePath(filename).suffix.casefold()
    if suffix in (".xlsm", ".xltm", ".xlam") and kind in ("zip", "xls"):
        from wayhome.intake.tables.archive import macros

        raise macros(filename)
    warnings: list[Warning_] = []
    if _FORMATS.get(suffix, kind) != kind:
        message = f"the name ends in '{suffix}', but the content is {_SAID[kind]}; it was read so"
        warnings.append(Warning_("wrong_extension", "", 0, "", message))
    return _choose(
        _sheets(kind, data, filename, limits, warnings), kind, filename, warnings, limits
    )


_SAID = {
    "zip": "a workbook (xlsx or ods)",
    "xls": "an old Excel workbook",
    "json": "JSON",
    "pfif": "XML",
    "text": "text in columns",
}


def _kind(data: bytes, filename: str) -> str:
    """What the bytes are; refuses what is known to be no list."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(OLE_MAGIC):
        return "xls"
    for magic, what in _NO_LISTS.items():
        if data.startswith(magic):
            raise Refused("not_a_list", f"it is {what}, not a list", filename, _SAVE)
    plain = head.replace(b"\0", b"").lstrip(b"\xff\xfe").lower()
    if re.match(rb"(<!--.*?-->\s*)?<(!doctype html|html|head|body|table|meta|div|style)\b", plain):
        what = "it is a web page saved under another name"
        raise Refused("html", what, filename, f"open it in a spreadsheet program, {_SAVE}")
    if plain.startswith((b"mime-version:", b"{\\rtf")):
        raise Refused("not_a_list", "it is a document or web archive", filename, _SAVE)
    if plain.startswith(b"<"):
        if b"office:spreadsheet" in data[:8192]:
            what = "it is an XML spreadsheet of 2003"
            raise Refused("not_a_list", what, filename, f"open it and {_SAVE}")
        return "pfif"
    suffix = PurePath(filename).suffix.casefold()
    if suffix == ".json" or (plain[:1] in (b"[", b"{") and suffix not in (".csv", ".tsv")):
        return "json"
    return "text"


_NO_LISTS: dict[bytes, str] = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}


def _sheets(
    kind: str, data: bytes, filename: str, limits: Limits, warnings: list[Warning_]
) -> Iterator[RawSheet]:
    if kind == "zip":
        yield from read_zipped(data, filename, limits)
    elif kind == "xls":
        yield from read_old_excel(data, filename, limits)
    else:
        reader = {"json": read_json, "pfif": read_pfif, "text": read_delimited}[kind]
        sheet, said = reader(data, filename, limits)
        warnings += said
        yield sheet


def _choose(
    sheets: Iterator[RawSheet],
    kind: str,
    filename: str,
    warnings: list[Warning_],
    limits: Limits,
) -> Table:
    """Keep the sheet that looks most like a list; one sheet's values are in memory at a time."""
    best: tuple[tuple[int, int, int], str, Layout] | None = None
    seen: list[SheetSeen] = []
    covers: list[StatedTotal] = []
    for sheet in sheets:
        layout = lay_out(sheet)
        _note_formulas(sheet, layout)
        seen.append(
            SheetSeen(sheet.name, len(layout.rows), len(layout.header), sheet.hidden, chosen=False)
        )
        covers += _cover(sheet)
        rank = (int(not sheet.hidden), layout.recognised if layout.rows else 0, len(layout.rows))
        if layout.header and (best is None or rank > best[0]):
            best = (rank, sheet.name, layout)
        sheet.grid = []
    if best is None:
        raise Refused("empty", "no sheet holds anything", filename, "send the list itself")
    _, name, layout = best
    _check_body(layout, name, filename, limits)
    warnings += _ignored(seen, name) + layout.warnings
    own = {total.where for total in layout.stated}
    stated = [total for total in covers if f"'{name}'" not in total.where] if len(seen) > 1 else []
    return Table(
        filename=filename,
        format=kind,
        sheets=tuple(replace(sheet, chosen=sheet.name == name) for sheet in seen),
        sheet=name,
        header=layout.header,
        header_rows=tuple(row + 1 for row in layout.header_rows),
        rows=tuple(layout.rows),
        stated_totals=(*layout.stated, *(t for t in stated if t.where not in own)),
        warnings=tuple(warnings),
    )


def _check_body(layout: Layout, name: str, filename: str, limits: Limits) -> None:
    where = f"{filename}, sheet '{name}'" if name else filename
    if not layout.rows:
        message = "there is a header but not one row of people under it"
        raise Refused("no_rows", message, where, "send the list with its rows")
    if len(layout.rows) > limits.rows:
        message = f"it has {len(layout.rows):,} rows, {limits.rows:,} are taken at most"
        raise Refused("too_large", message, where, "split the list and send the parts")
    if len(layout.header) > limits.columns:
        message = f"it has {len(layout.header):,} columns, {limits.columns:,} are taken at most"
        raise Refused("too_large", message, where, "delete the columns that are not needed")


def _ignored(seen: Sequence[SheetSeen], name: str) -> list[Warning_]:
    return [
        Warning_(
            "sheet_ignored",
            sheet.name,
            0,
            "",
            f"sheet '{sheet.name}' ({sheet.rows} rows{', hidden' if sheet.hidden else ''}) was not "
            f"read; the list was taken from '{name}'",
        )
        for sheet in seen
        if sheet.name != name and sheet.rows
    ]


def _cover(sheet: RawSheet) -> list[StatedTotal]:
    if not sheet.name or len(sheet.grid) > COVER_ROWS:
        return []
    return [
        StatedTotal(f"sheet '{sheet.name}', row {number}", subject, stated)
        for number, row in enumerate(sheet.grid, start=1)
        for subject, stated in totals.stated_in_row(row)
    ]


def _note_formulas(sheet: RawSheet, layout: Layout) -> None:
    """A formula without its stored result is an empty cell: say so, never compute it."""
    people = {row.number for row in layout.rows}
    for row, column in sheet.uncomputed:
        if row + 1 in people:
            header = layout.header[column] if column < len(layout.header) else ""
            message = "a formula without a stored result was read as empty; save the file in Excel"
            warning = Warning_("formula_without_value", sheet.name, row + 1, header, message)
            layout.warnings.append(warning)
