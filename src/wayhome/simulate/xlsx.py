"""Writes a plain one-sheet workbook whose bytes depend on its cells alone."""

import io
import zipfile
from xml.sax.saxutils import escape

CLOCK = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip entry can carry."""
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="made up" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def workbook(rows: list[list[str]]) -> bytes:
    """The bytes of an xlsx with these rows as text cells; empty cells are left out."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": _sheet(rows)}.items():
            entry = zipfile.ZipInfo(name, CLOCK)
            entry.create_system = 0  # the same on every operating system
            archive.writestr(entry, (_HEAD + text).encode())
    return written.getvalue()


def _sheet(rows: list[list[str]]) -> str:
    body = "".join(
        f'<row r="{number}">{"".join(_cells(number, row))}</row>'
        for number, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{body}</sheetData></worksheet>'


def _cells(number: int, row: list[str]) -> list[str]:
    return [
        f'<c r="{column_letters(place)}{number}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(value)}</t></is></c>'
        for place, value in enumerate(row)
        if value
    ]


def column_letters(place: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
