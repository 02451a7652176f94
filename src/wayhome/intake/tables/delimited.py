"""Reads comma, semicolon, tab and bar separated text. Refuses an unclosed quotation mark."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from wayhome.intake.tables.encodings import decode
from wayhome.intake.tables.headers import FOLDED, meaning
from wayhome.intake.tables.model import Limits, Refused, Warning_
from wayhome.intake.tables.workbook import Grid, RawSheet

DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_delimited(
    data: bytes, filename: str, limits: Limits
) -> tuple[RawSheet, tuple[Warning_, ...]]:
    """The one sheet of a csv or tsv file, and what was guessed on the way. Raises `Refused`."""
    decoded = decode(data, filename)
    text, warnings = decoded.text, []
    if decoded.guessed:
        message = f"the file does not say its encoding; it was read as {decoded.encoding}"
        warnings.append(Warning_("encoding_guessed", "", 0, "", message))
    ending = text.rstrip("\0\x1a\r\n ")
    if "\0" in text[len(ending) :] or "\x1a" in text[len(ending) :]:
        warnings.append(Warning_("trailing_garbage", "", 0, "", "bytes after the list were left"))
        text = ending
    if "\0" in text:
        raise _refused("not_a_list", "it holds bytes that no text list holds", filename)
    offset, delimiter, text = _delimiter(text, filename)
    grid: Grid = [()] * offset
    lenient = _read_into(grid, text, delimiter, filename, limits)
    if lenient:
        message = "quotation marks inside cells were read as they stand"
        warnings.append(Warning_("loose_quotes", "", 0, "", message))
    return RawSheet("", grid), tuple(warnings)


def _delimiter(text: str, filename: str) -> tuple[int, str, str]:
    """Rows to skip (an Excel `sep=` line), the delimiter, and the text after the skipped row."""
    named = _SEP_LINE.match(text)
    if named:
        return 1, named.group(1), text[named.end() :]
    if _is_one_column(text):
        return 0, "\x1f", text
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:50]
    outside = [re.sub(r'"[^"]*"', "", line) for line in lines]
    best, best_score = ",", 0
    for candidate in DELIMITERS:
        counts = Counter(line.count(candidate) for line in outside if candidate in line)
        if counts:
            columns, times = counts.most_common(1)[0]
            score = times * 100 + min(columns, 99)
            if score > best_score:
                best, best_score = candidate, score
    if filename.casefold().endswith((".tsv", ".tab")) and "\t" in text:
        best = "\t"
    return 0, best, text


def _is_one_column(text: str) -> bool:
    """The first line is one known header and no more: commas below it are part of the values."""
    first = text.lstrip().partition("\n")[0].strip().strip('"')
    hit = meaning(first) if not any(mark in first for mark in DELIMITERS) else None
    return hit is not None and hit[1] >= FOLDED


def _read_into(grid: Grid, text: str, delimiter: str, filename: str, limits: Limits) -> bool:
    """Append the rows to `grid`. True where quotation marks had to be read loosely."""
    before = len(grid)
    try:
        _rows(grid, text, delimiter, filename, limits, strict=True)
    except csv.Error:
        del grid[before:]
        try:
            _rows(grid, text, delimiter, filename, limits, strict=False)
        except csv.Error as error:
            message = f"the text cannot be split into cells ({error})"
            raise _refused("damaged", message, filename) from error
        _check_quotes(grid, delimiter, filename)
        return True
    return False


def _rows(
    grid: Grid, text: str, delimiter: str, filename: str, limits: Limits, *, strict: bool
) -> None:
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    for values in reader:
        cells += len(values)
        if len(grid) > limits.rows + 1000 or cells > limits.cells:
            raise Refused(
                "too_large",
                f"it has more than {limits.rows:,} rows or {limits.cells:,} cells",
                filename,
                "split the list and send the parts",
            )
        grid.append(tuple([value or None for value in values]))


def _check_quotes(grid: Grid, delimiter: str, filename: str) -> None:
    """An unclosed quotation mark swallows the rows after it: never let people vanish so."""
    for number, row in enumerate(grid, start=1):
        for cell in row:
            if isinstance(cell, str) and "\n" in cell and delimiter in cell:
                message = "a quotation mark that opens here is not closed, rows after it are lost"
                raise _refused("open_quote", message, f"{filename}, row {number}")


def _refused(code: str, message: str, where: str) -> Refused:
    return Refused(code, message, where, "save the list as .xlsx, or as CSV UTF-8, and send that")
