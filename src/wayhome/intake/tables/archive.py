"""Looks through a zipped workbook before anything opens it. Refuses bombs, macros and locks."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from wayhome.intake.tables.model import Limits, Refused

CHUNK = 1 << 20
_TAIL = 4096
"""Bytes carried over from one chunk to the next, so that no cell's tag is cut in two."""
_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]{0,300}?)(/?)>")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,4})(\d{1,8})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)
"""What Python's zipfile raises for archives that are cut, twisted or of another method."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only methods of packing in a workbook (ECMA-376 part 2, OpenDocument 1.2 part 3)."""


@dataclass(slots=True)
class Extent:
    """The corner a sheet reaches to, as its own cells say, and whether it holds formulas."""

    rows: int = 0
    columns: int = 0
    formulas: bool = False


@dataclass(frozen=True, slots=True)
class Inspected:
    """A zipped workbook that may be opened: its parts and how far each worksheet reaches."""

    names: tuple[str, ...]
    extents: dict[str, Extent] = field(default_factory=dict)


def inspect(data: bytes, filename: str, limits: Limits) -> Inspected:
    """Read through every part of a zipped workbook once, keeping nothing.

    Raises `Refused`: 'zip_bomb' (sizes and ratio, declared or real), 'macros', 'protected',
    'damaged', 'not_a_list', 'document_type' (XML entities), 'too_large'.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, len(data), filename, limits)
            names = tuple(entry.filename for entry in entries)
            _check_kind(archive, names, filename)
            extents = {
                entry.filename: extent
                for entry in entries
                if (extent := _read_through(archive, entry, filename, limits)) is not None
            }
    except _BROKEN as error:
        raise damaged(filename) from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise protected(filename) from error
    return Inspected(names, extents)


def _check_sizes(
    entries: list[zipfile.ZipInfo], packed: int, filename: str, limits: Limits
) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    ratio = unpacked / max(packed, 1)
    bomb = unpacked > limits.ratio_applies_above and ratio > limits.unpacked_ratio
    if len(entries) > limits.archive_entries or unpacked > limits.unpacked_bytes or bomb:
        raise Refused(
            "zip_bomb",
            f"{packed:,} bytes unpack to {unpacked:,}, which no list needs",
            filename,
            "copy the list alone into a new workbook and send that, or send it as CSV",
        )


def _check_kind(archive: zipfile.ZipFile, names: tuple[str, ...], filename: str) -> None:
    if any(entry.compress_type not in _METHODS for entry in archive.infolist()):
        raise damaged(filename)
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise protected(filename)
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise macros(filename)
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml").lower()
        if b"macroenabled" in types:
            raise macros(filename)
        if b"spreadsheetml" in types and "xl/workbook.bin" not in names:
            return
        if "xl/workbook.bin" in names:
            raise _no_list(filename, "it is a binary workbook (.xlsb)")
        if any(name.startswith("word/") for name in names):
            raise _no_list(filename, "it is a text document (.docx), not a list")
    elif "content.xml" in names and "mimetype" in names:
        if b"spreadsheet" not in archive.read("mimetype")[:200]:
            raise _no_list(filename, "it is an OpenDocument file, but not a spreadsheet")
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise protected(filename)
        return
    raise _no_list(filename, "it is a zip archive, not a list")


def _read_through(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, filename: str, limits: Limits
) -> Extent | None:
    """Unpack a part chunk by chunk: proves its size and checksum, measures a worksheet."""
    is_xml = entry.filename.endswith((".xml", ".rels"))
    sheet = Extent() if entry.filename.startswith("xl/worksheets/") and is_xml else None
    for window in _windows(archive, entry):
        if is_xml and (b"<!DOCTYPE" in window or b"<!ENTITY" in window):
            raise Refused(
                "document_type",
                f"its part '{entry.filename}' defines entities of its own",
                filename,
                "save the list again from a spreadsheet program",
            )
        if sheet is not None:
            _measure(window, sheet)
    if sheet is not None:
        _check_extent(sheet, filename, limits)
    return sheet


def _windows(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            window = tail + chunk
            yield window
            tail = window[-_TAIL:]


def _measure(window: bytes, extent: Extent) -> None:
    extent.formulas = extent.formulas or _FORMULA.search(window) is not None
    for cell in _CELL.finditer(window):
        if cell.group(2):
            continue  # an empty, merely formatted cell
        reference = _REFERENCE.search(cell.group(1))
        if reference:
            extent.rows = max(extent.rows, int(reference.group(2)))
            letters = reference.group(1)
            if len(letters) > 1 or extent.columns < 26:
                extent.columns = max(extent.columns, column_number(letters))


def column_number(letters: bytes) -> int:
    """The number of a column from its letters: A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_extent(extent: Extent, filename: str, limits: Limits) -> None:
    """A cell far out makes a reader lay out the whole rectangle in memory: refuse it unopened."""
    check_shape(extent.rows, extent.columns, filename, limits)


def check_shape(rows: int, columns: int, where: str, limits: Limits) -> None:
    """Raise `Refused` ('too_large') where a sheet reaches further than the limits let it."""
    if rows > limits.rows + 1000 or rows * columns > 2 * limits.cells or columns > 16_384:
        raise Refused(
            "too_large",
            f"its cells reach to row {rows:,} and column {columns:,}; "
            f"at most {limits.rows:,} rows are taken at once",
            where,
            "split the list, or delete stray cells far below or to the right of it",
        )


def macros(filename: str) -> Refused:
    """The refusal of a workbook that carries macros."""
    return Refused(
        "macros",
        "the workbook carries macros (programs), and those are never opened here",
        filename,
        "in the spreadsheet program choose 'Save as', type 'Excel workbook (.xlsx)', and send that",
    )


def protected(filename: str) -> Refused:
    """The refusal of a file locked with a password."""
    return Refused(
        "protected",
        "the file is locked with a password",
        filename,
        "open it, remove the password (File, Info, Protect workbook) and save it again",
    )


def damaged(filename: str) -> Refused:
    """The refusal of a file that cannot be read to its end."""
    return Refused(
        "damaged",
        "the file is damaged or cut short",
        filename,
        "open it in a spreadsheet program, save it anew as .xlsx and send that",
    )


def _no_list(filename: str, what: str) -> Refused:
    mend = "save the list as .xlsx, .ods or .csv and send that"
    return Refused("not_a_list", what, filename, mend)
