"""Finds the header of a sheet: which rows it takes, merged or in two languages, and its names."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.intake.tables.headers import FOLDED, LEAST, meaning
from wayhome.intake.tables.model import Cell
from wayhome.intake.tables.text import ascii_digits, clean, unguarded
from wayhome.intake.tables.workbook import Grid, RawSheet

LOOK_DOWN = 60
"""Rows searched for the header; letterheads of ministries take up to some thirty."""
HEADER_ROWS = 3
HEADER_CHARACTERS = 120
"""A longer text is a sentence, no header."""


def cell_text(cell: Cell) -> str:
    """A cell's text, clean and without its guard; '' for an empty one."""
    return clean(unguarded(cell)) if isinstance(cell, str) else ("" if cell is None else str(cell))


def filled_cells(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that hold anything to be seen."""
    return [cell for cell in row if cell is not None and (not isinstance(cell, str) or clean(cell))]


def _hits(row: Sequence[str]) -> set[str]:
    """Columns, known kinds that are not kept included, that a row's texts name."""
    found = (meaning(text) for text in row if text and len(text) <= HEADER_CHARACTERS)
    return {hit[0] for hit in found if hit and hit[1] >= LEAST}


def _is_header_like(row: Sequence[Cell]) -> bool:
    """Most cells of the row are known headers and none is a number or date."""
    filled = filled_cells(row)
    if not filled or not all(isinstance(cell, str) for cell in filled):
        return False
    texts = [cell_text(cell) for cell in filled]
    known = sum(bool(_hits([text])) for text in texts)
    return len(_hits(texts)) >= 2 and known * 10 >= 6 * len(filled)


def _agree(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Where both rows name a column, they name the same one: two languages of one header."""
    pairs = (
        (_hits([cell_text(above)]), _hits([cell_text(below)]))
        for above, below in zip(upper, lower, strict=False)
    )
    both = [(above, below) for above, below in pairs if above and below]
    return all(above == below or "full_name" in above for above, below in both)


def find_header(sheet: RawSheet) -> tuple[tuple[int, ...], int] | None:
    """The rows of the header and how many columns they name; None for an empty sheet."""
    candidates = [i for i, row in enumerate(sheet.grid[:LOOK_DOWN]) if filled_cells(row)]
    if not candidates:
        return None
    if sheet.names_every_row:
        return (0,), len(_hits([cell_text(cell) for cell in sheet.grid[0]]))
    scores = {i: len(_hits([cell_text(cell) for cell in sheet.grid[i]])) for i in candidates}
    best = max(candidates, key=lambda i: (scores[i], -i))
    if scores[best] == 0 or not _may_head(sheet.grid, best, scores[best]):
        best = _unrecognised(sheet.grid, candidates)
        return (best,), 0
    rows = _with_neighbours(sheet, best)
    return rows, len(_hits(join_header(sheet, rows)))


def _may_head(grid: Grid, index: int, known: int) -> bool:
    """Few known words head a list only where no rows as full as theirs stand above.

    Else a word such as 'Telegram' in somebody's row would turn the people above into titles.
    """
    filled = filled_cells(grid[index])
    if known * 2 >= len(filled) and known > 1:
        return True
    texts = [cell_text(cell) for cell in filled]
    if any(len(text) > 60 or ascii_digits(text).isdigit() for text in texts):
        return False
    full = sum(len(filled_cells(row)) >= max(len(filled), 2) for row in grid[:index])
    return full == 0 or (full == 1 and known > 1)


def _unrecognised(grid: Grid, candidates: Sequence[int]) -> int:
    """With no known word: the first row that is as full as the fullest, else the first."""
    fullest = max(len(filled_cells(grid[i])) for i in candidates)
    for index in candidates:
        filled = filled_cells(grid[index])
        if len(filled) * 2 > fullest and all(isinstance(cell, str) for cell in filled):
            return index
    return candidates[0]


def _with_neighbours(sheet: RawSheet, best: int) -> tuple[int, ...]:
    rows = [best]
    while len(rows) < HEADER_ROWS and rows[0] > 0 and _is_part_above(sheet, rows[0] - 1, rows[0]):
        rows.insert(0, rows[0] - 1)
    while len(rows) < HEADER_ROWS and rows[-1] + 1 < len(sheet.grid):
        below = rows[-1] + 1
        same = _is_header_like(sheet.grid[below]) and _agree(sheet.grid[best], sheet.grid[below])
        if not (same or _is_under_group(sheet, rows[-1], below)):
            break
        rows.append(below)
    return tuple(rows)


def _spans(sheet: RawSheet, row: int) -> list[tuple[int, int]]:
    """First and last column of each merged range that lies across a row and is one row high."""
    return [
        (first[1], last[1])
        for first, last in sheet.merged
        if first[0] == row == last[0] and last[1] > first[1]
    ]


def _is_part_above(sheet: RawSheet, above: int, row: int) -> bool:
    width = len(filled_cells(sheet.grid[row]))
    if _is_header_like(sheet.grid[above]) and _agree(sheet.grid[above], sheet.grid[row]):
        return True
    spans = [span for span in _spans(sheet, above) if span[1] - span[0] + 1 < width]
    if len(filled_cells(sheet.grid[above])) < 2 or not all(
        isinstance(cell, str) and len(cell) <= 60 for cell in filled_cells(sheet.grid[above])
    ):
        return False
    return bool(spans) or bool(_hits([cell_text(cell) for cell in sheet.grid[above]]))


def _is_under_group(sheet: RawSheet, row: int, below: int) -> bool:
    """Texts under a heading that spans several columns, or under one with gaps to its right."""
    cells = sheet.grid[below]
    if not filled_cells(cells) or not all(isinstance(cell, str) for cell in filled_cells(cells)):
        return False
    for first, last in _spans(sheet, row):
        under = [cell_text(cell) for cell in cells[first : last + 1]]
        beside = [m for m in sheet.merged if m[0][0] == row and m[1][0] >= below]
        if beside and sum(map(bool, under)) >= 2:
            return True  # the other headings are merged over both rows: this one is split
    joined = join_header(sheet, (row, below))
    return all(
        (hit := meaning(joined[column])) is not None and hit[1] >= FOLDED
        for column, cell in enumerate(cells)
        if cell_text(cell)
    )


def join_header(sheet: RawSheet, rows: Sequence[int]) -> tuple[str, ...]:
    """One name a column: the texts of its header rows from above, joined by ' / '."""
    width = max((len(sheet.grid[row]) for row in rows), default=0)
    levels = [_level(sheet, row, width, last=row == rows[-1]) for row in rows]
    names = []
    for column in range(width):
        texts = [level[column] for level in levels if level[column]]
        names.append(" / ".join(dict.fromkeys(texts)))
    return tuple(names)


def _level(sheet: RawSheet, row: int, width: int, *, last: bool) -> list[str]:
    texts = [cell_text(cell) for cell in sheet.grid[row]]
    texts += [""] * (width - len(texts))
    for first, end in _spans(sheet, row):
        texts[first : end + 1] = [texts[first]] * (min(end + 1, width) - first)
    if not last and not sheet.merged:
        below = [cell_text(cell) for cell in sheet.grid[row + 1]]
        for column in range(1, min(width, len(below))):
            if not texts[column] and below[column]:
                texts[column] = texts[column - 1]
    return texts
