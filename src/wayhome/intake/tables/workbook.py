"""Reads xlsx and ods sheets as values. Evaluates nothing and follows no link."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from wayhome.intake.tables import archive
from wayhome.intake.tables.model import Cell, Limits

Grid = list[tuple[Cell, ...]]
Merged = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class RawSheet:
    """A sheet's values by row, row 0 first; `merged` ranges count from 0, both ends included.

    `uncomputed` are cells (row, column from 0) that hold a formula and no stored result.
    """

    name: str
    grid: Grid
    hidden: bool = False
    merged: tuple[Merged, ...] = ()
    uncomputed: tuple[tuple[int, int], ...] = ()
    names_every_row: bool = field(default=False)
    """True where the format itself names each value, so that the first row is surely the header."""


def read_zipped(data: bytes, filename: str, limits: Limits) -> Iterator[RawSheet]:
    """The sheets of an xlsx or ods file, one in memory at a time. Raises `Refused`."""
    inspected = archive.inspect(data, filename, limits)
    try:
        if "content.xml" in inspected.names:
            _check_ods(data, filename, limits)
        parts = _parts_with_formulas(data, inspected)
    except (ParseError, KeyError, ValueError) as error:
        raise archive.damaged(filename) from error
    for sheet in read_sheets(data, filename, limits):
        if part := parts.get(sheet.name):
            with suppress(ParseError, ValueError):
                sheet.uncomputed = tuple(_uncomputed(data, part))
        yield sheet


def read_sheets(data: bytes, filename: str, limits: Limits) -> Iterator[RawSheet]:
    """The worksheets of a workbook that was found fit to be opened. Raises `Refused`."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            listed = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
            for meta in listed[: limits.sheets]:
                sheet = book.get_sheet_by_name(meta.name)
                hidden = meta.visible != SheetVisibleEnum.Visible
                where = f"{filename}, sheet '{meta.name}'"
                yield RawSheet(meta.name, _grid(sheet, where, limits), hidden, _merged(sheet))
    except PasswordError as error:
        raise archive.protected(filename) from error
    except (CalamineError, ValueError, OSError) as error:
        raise archive.damaged(filename) from error
    except BaseException as error:
        # A panic of the reader's Rust code is no Exception, and its type cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise archive.damaged(filename) from error


def _merged(sheet: CalamineSheet) -> tuple[Merged, ...]:
    return tuple(sheet.merged_cell_ranges or ())


def _grid(sheet: CalamineSheet, where: str, limits: Limits) -> Grid:
    if sheet.start is None or sheet.end is None:
        return []
    archive.check_shape(sheet.end[0] + 1, sheet.width, where, limits)
    margin: tuple[Cell, ...] = (None,) * sheet.start[1]
    grid: Grid = []
    filled = 0
    for values in sheet.iter_rows():
        cells = margin + tuple([_cell(value) for value in values])
        filled += sum(cell is not None for cell in cells)
        if filled > limits.cells:
            archive.check_shape(limits.rows + 1001, sheet.width, where, limits)
        grid.append(cells)
    return grid


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value or None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    cell: Cell = value
    return cell


def _check_ods(data: bytes, filename: str, limits: Limits) -> None:
    """Refuse an ods whose repeated cells would unfold beyond the limits."""
    rows = cells = 0
    row_repeat = 1
    with zipfile.ZipFile(io.BytesIO(data)) as book, book.open("content.xml") as content:
        for event, node in ElementTree.iterparse(content, ("start", "end")):
            tag = node.tag.rpartition("}")[2]
            if tag == "table-row" and event == "start":
                row_repeat = _repeat(node, "number-rows-repeated")
                rows += 1
            elif tag == "table-cell" and event == "end" and len(node):
                cells += row_repeat * _repeat(node, "number-columns-repeated")
                rows += row_repeat - 1
                row_repeat_limit = cells > limits.cells or rows > limits.rows + 1000
                if row_repeat_limit:
                    archive.check_shape(limits.rows + 1001, 1, filename, limits)
            elif tag == "table-row" and event == "end":
                node.clear()


def _repeat(node: Any, name: str) -> int:
    for key, value in node.attrib.items():
        if key.endswith(name) and value.isdigit():
            return int(value)
    return 1


def _parts_with_formulas(data: bytes, inspected: archive.Inspected) -> dict[str, str]:
    """Sheet name to the part that holds it, for sheets that hold a formula."""
    if not any(extent.formulas for extent in inspected.extents.values()):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        targets = {node.get("Id"): node.get("Target", "") for node in relations}
        workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
    parts: dict[str, str] = {}
    for node in workbook.iter():
        if not node.tag.endswith("}sheet"):
            continue
        link = next((value for key, value in node.attrib.items() if key.endswith("}id")), None)
        target = (targets.get(link) or "").lstrip("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        if part in inspected.extents and inspected.extents[part].formulas:
            parts[node.get("name", "")] = part
    return parts


def _uncomputed(data: bytes, part: str) -> Iterator[tuple[int, int]]:
    """Cells with a formula and no stored result, in reading order."""
    with zipfile.ZipFile(io.BytesIO(data)) as book, book.open(part) as content:
        for _, node in ElementTree.iterparse(content, ("end",)):
            tag = node.tag.rpartition("}")[2]
            if tag == "c":
                kinds = {child.tag.rpartition("}")[2]: child for child in node}
                value = kinds.get("v")
                if "f" in kinds and (value is None or not value.text):
                    yield _position(node.get("r", "A1"))
            elif tag == "row":
                node.clear()


def _position(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, archive.column_number(letters.encode()) - 1
