"""Tells the rows of a sheet apart: titles, people, totals, footers. Drops nothing unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wayhome.intake.tables import totals
from wayhome.intake.tables.header_rows import cell_text, filled_cells, find_header, join_header
from wayhome.intake.tables.headers import folded_form, meaning
from wayhome.intake.tables.model import Cell, SourceRow, StatedTotal, Warning_
from wayhome.intake.tables.workbook import Grid, RawSheet


@dataclass(slots=True)
class Layout:
    """A sheet taken apart. Row indexes count from 0 as in the grid."""

    header: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    recognised: int = 0
    rows: list[SourceRow] = field(default_factory=list)
    stated: list[StatedTotal] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)


def lay_out(sheet: RawSheet) -> Layout:
    """Take a sheet apart into header, rows of people, and what it states of itself."""
    layout = Layout()
    found = find_header(sheet)
    if not found:
        return layout
    layout.header_rows, layout.recognised = found
    layout.header = join_header(sheet, layout.header_rows)
    _read_titles(sheet, layout)
    body = _fill_merged(sheet, layout)
    _sort_rows(sheet, layout, body)
    _check_columns(sheet, layout)
    return layout


def _read_titles(sheet: RawSheet, layout: Layout) -> None:
    lines: list[str] = []
    for index, row in enumerate(sheet.grid[: layout.header_rows[0]]):
        filled = filled_cells(row)
        line = " ".join(cell_text(cell) for cell in filled)
        lines += [line] if line else []
        for subject, stated in totals.stated_in_text(line):
            where = _where(sheet, index)
            layout.stated.append(StatedTotal(where, subject, stated))
    if lines:
        quoted = "', '".join(line[:60] for line in lines[:3])
        message = f"{len(lines)} line(s) above the header were read as titles: '{quoted}'"
        layout.warnings.append(Warning_("title_lines", sheet.name, 1, "", message))


def _where(sheet: RawSheet, index: int) -> str:
    return f"sheet '{sheet.name}', row {index + 1}" if sheet.name else f"row {index + 1}"


def _fill_merged(sheet: RawSheet, layout: Layout) -> Grid:
    """Give each row of a vertically merged block its value; names and references never."""
    body = list(sheet.grid)
    start = layout.header_rows[-1] + 1
    kept = {"full_name", "given_name", "family_name", "native_name", "id", "document_number"}
    for first, last in sheet.merged:
        if first[0] < start or last[0] == first[0] or first[1] != last[1]:
            continue
        header = layout.header[first[1]] if first[1] < len(layout.header) else ""
        hit = meaning(header) if header else None
        if (hit and hit[0] in kept) or first[0] >= len(body):
            continue
        _fill_down(body, first, last)
        message = f"a merged cell was read for each of its rows {first[0] + 1} to {last[0] + 1}"
        warning = Warning_("merged_cell", sheet.name, first[0] + 1, header, message)
        layout.warnings.append(warning)
    return body


def _fill_down(body: Grid, first: tuple[int, int], last: tuple[int, int]) -> None:
    value = body[first[0]][first[1]]
    for index in range(first[0] + 1, min(last[0] + 1, len(body))):
        cells = body[index]
        if first[1] < len(cells) and filled_cells(cells):
            body[index] = (*cells[: first[1]], value, *cells[first[1] + 1 :])


def _sort_rows(sheet: RawSheet, layout: Layout, body: Grid) -> None:
    """Tell people from totals, repeated headers, section lines and footers."""
    offset = 0 if sheet.names_every_row else 1
    first = layout.header_rows[-1] + 1
    head = [folded_form(name) for name in layout.header]
    wide = _wide_rows(sheet, len([name for name in layout.header if name]))
    totals_at: list[int] = []
    width = len(layout.header)
    for index in range(first, len(body)):
        cells = body[index]
        filled = filled_cells(cells)
        if not filled:
            continue
        if len(filled) >= 2 and _repeats_header(cells, head):
            _warn(layout, sheet, index, "repeated_header", "the header is repeated here")
        elif totals.is_total_row(cells):
            totals_at.append(index)
            _warn(layout, sheet, index, "total_row", "this row states a total, it is no person")
        elif index in wide and len(filled) == 1:
            message = f"'{cell_text(filled[0])[:80]}' spans the sheet: a heading, no person"
            _warn(layout, sheet, index, "section_line", message)
        else:
            layout.rows.append(SourceRow(index + offset, _fit(cells, width)))
    _take_totals(sheet, layout, body, totals_at)
    _take_footer(sheet, layout, totals_at, body)


def _fit(cells: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    cells = tuple(cells)
    return cells + (None,) * (width - len(cells)) if len(cells) < width else cells


def _warn(layout: Layout, sheet: RawSheet, index: int, code: str, message: str) -> None:
    layout.warnings.append(Warning_(code, sheet.name, index + 1, "", message))


def _repeats_header(cells: Sequence[Cell], head: Sequence[str]) -> bool:
    first = next((i for i, cell in enumerate(cells) if cell is not None), 0)
    known = head[first] if first < len(head) else ""
    if not isinstance(cells[first], str) or folded_form(cell_text(cells[first])) != known:
        return False  # the first cell decides for nearly every row
    texts = [folded_form(cell_text(cell)) if isinstance(cell, str) else "" for cell in cells]
    pairs = [(text, name) for text, name in zip(texts, head, strict=False) if text]
    return len(pairs) >= 2 and all(text == name for text, name in pairs)


def _wide_rows(sheet: RawSheet, columns: int) -> set[int]:
    """Rows with one merged cell over more than half the columns, three at least."""
    least = max(3, columns // 2 + 1)
    return {
        first[0]
        for first, last in sheet.merged
        if first[0] == last[0] and last[1] - first[1] + 1 >= least
    }


def _take_totals(sheet: RawSheet, layout: Layout, body: Grid, totals_at: Sequence[int]) -> None:
    """Record what total rows state, with the counts by nationality or sex around them."""
    previous = 0
    for position, index in enumerate(totals_at):
        last = position == len(totals_at) - 1
        stated = totals.stated_in_row(body[index])
        if not stated:
            message = "a total row without a number that can be read"
            _warn(layout, sheet, index, "total_without_number", message)
        section = len(totals_at) > 1 and not (last and _is_grand(layout, stated, index))
        for subject, number in stated:
            span = (previous + 1, index) if section else (0, 0)
            layout.stated.append(StatedTotal(_where(sheet, index), subject, number, *span))
        previous = index + 1
    if totals_at:
        _take_parts(sheet, layout, totals_at)


def _is_grand(layout: Layout, stated: Sequence[tuple[str, int]], index: int) -> bool:
    """The last of several totals counts the whole list unless it fits its section alone."""
    everybody = sum(row.number <= index for row in layout.rows)
    section_start = max((t.last_row for t in layout.stated if t.last_row), default=0)
    section = sum(section_start < row.number <= index for row in layout.rows)
    numbers = {number for subject, number in stated if subject == "people"}
    return not (section in numbers and everybody not in numbers)


def _take_parts(sheet: RawSheet, layout: Layout, totals_at: Sequence[int]) -> None:
    """Rows such as 'Nepal 5' or 'หญิง 50' beside a total row are parts of it, not people.

    So only where people fill more than two cells: else 'Jordan | 25' may be a person.
    """
    if not any(len(filled_cells(row.cells)) > 2 for row in layout.rows):
        return
    taken: set[int] = set()
    by_number = {row.number: row for row in layout.rows}
    for index in totals_at:
        for step in (-1, 1):
            number = index + 1 + step
            while (row := by_number.get(number)) and (parts := _parts(row)):
                taken.add(number)
                _warn(layout, sheet, number - 1, "total_row", "this row states a part of a total")
                where = _where(sheet, number - 1)
                layout.stated += [StatedTotal(where, subject, stated) for subject, stated in parts]
                number += step
    layout.rows = [row for row in layout.rows if row.number not in taken]


def _parts(row: SourceRow) -> list[tuple[str, int]]:
    """The counts by nationality or sex that a short row states, or none."""
    stated = totals.stated_in_row(row.cells) if len(filled_cells(row.cells)) <= 2 else []
    return [] if any(subject == "people" for subject, _ in stated) else stated


def _take_footer(sheet: RawSheet, layout: Layout, totals_at: Sequence[int], body: Grid) -> None:
    """Lone texts under a list are signatures and remarks where a total stands above them.

    Under a mere blank row they may be people of whom the name alone is known: those are kept,
    and doubted aloud.
    """
    lone: list[SourceRow] = []
    for row in reversed(layout.rows):
        if len(filled_cells(row.cells)) != 1 or sum(map(bool, layout.header)) < 3:
            break
        lone.append(row)
    after_total = [row for row in lone if totals_at and row.number - 1 > totals_at[-1]]
    for row in reversed(after_total):
        message = f"'{_lone_text(row)}' under the total is a footer, no person"
        _warn(layout, sheet, row.number - 1, "footer_line", message)
    layout.rows = layout.rows[: len(layout.rows) - len(after_total)]
    for row in lone[len(after_total) :]:
        if not filled_cells(body[row.number - 2]) and len(lone) < len(layout.rows):
            message = f"'{_lone_text(row)}' stands alone under the list; is it a person?"
            _warn(layout, sheet, row.number - 1, "lone_text", message)


def _lone_text(row: SourceRow) -> str:
    return cell_text(filled_cells(row.cells)[0])[:80]


def _check_columns(sheet: RawSheet, layout: Layout) -> None:
    """Warn of headers that say the same and of columns that hold values under no header."""
    line = layout.header_rows[-1] + 1
    seen: dict[str, int] = {}
    for index, name in enumerate(layout.header):
        form = folded_form(name)
        if form and form in seen:
            message = f"columns {seen[form] + 1} and {index + 1} have the same header '{name}'"
            layout.warnings.append(Warning_("duplicate_header", sheet.name, line, name, message))
        elif form:
            seen[form] = index
    named = {index for index, name in enumerate(layout.header) if name}
    nameless: dict[int, int] = {}
    for row in layout.rows:
        for index, cell in enumerate(row.cells):
            if cell is not None and index not in named:
                nameless.setdefault(index, row.number)
    for index, number in nameless.items():
        message = f"column {index + 1} holds values but has no header, it was left out"
        layout.warnings.append(Warning_("column_without_header", sheet.name, number, "", message))
