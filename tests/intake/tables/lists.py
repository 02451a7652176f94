"""Small helpers that make up list files for these tests. All people are invented."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl

from wayhome.intake.tables import ListReading, Table, open_table, read_list, recognise

TODAY = dt.date(2026, 3, 1)


def xlsx(
    rows: Iterable[Sequence[object]], *, merged: Sequence[str] = (), name: str = "List"
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part put in or exchanged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped({**parts, name: content})


def ods(rows: Iterable[Sequence[str]], *, row_attributes: str = "") -> bytes:
    kind = 'office:value-type="string"'
    body = "".join(
        f"<table:table-row{row_attributes}>"
        + "".join(
            f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>" for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0" '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="List">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        f'xmlns:manifest="{urn}:manifest:1.0"/>'
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def read(data: bytes, filename: str = "list.csv", kind: str = "requests") -> ListReading:
    table = open_table(data, filename)
    return read_list(table, recognise(table.header), kind, TODAY)


def read_table(table: Table) -> ListReading:
    return read_list(table, recognise(table.header), "requests", TODAY)


def codes(reading: ListReading) -> set[str]:
    return {warning.code for warning in reading.warnings}
