"""Brings one or two CSV lists under canonical columns, each row with a number of its own."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.profile import CANONICAL_COLUMNS

_HEAD = 1_000_000  # bytes: the longest first line
_BUFFER = 1 << 20
# Columns of which one list may give one and the other another.
_MEANS = {
    **dict.fromkeys(
        ("full_name", "given_name", "family_name", "native_name", "other_names"), "name"
    ),
    **dict.fromkeys(("birth_date", "birth_year", "age"), "birth"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A CSV file: the column of the file that holds each canonical one, and how it is written."""

    path: Path
    header: Sequence[str]
    columns: Mapping[str, str]
    delimiter: str


def lines(path: Path, most: int) -> int:
    """How many lines a file has, or `most` where it has at least so many."""
    found = 0
    try:
        with path.open("rb") as file:
            while found < most and (part := file.read(_BUFFER)):
                found += part.count(b"\n")
    except OSError as error:
        raise WrongInput(f"{path}: cannot be read: {error.strerror}") from error
    return min(found, most)


def head(path: Path) -> str:
    """The first lines of a file, as text."""
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
    except OSError as error:
        raise WrongInput(f"{path}: cannot be read: {error.strerror}") from error
    if b"\0" in data:
        raise WrongInput(f"{path}: is no CSV text; save the list as CSV (UTF-8)")
    return data.decode("utf-8-sig", errors="ignore")


def first_line(text: str, delimiter: str) -> list[str]:
    """The names of the columns."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [cell.strip() for cell in next(reader, [])]


def read(engine: Engine, sources: Sequence[Source]) -> set[str]:
    """Make the table `listed`: pid, side, id, and the canonical columns that any list gives.

    Returns the columns that every list gives, in one form or another (a full name answers a given
    one); a column without a value counts as not given. Raises WrongInput for an id given twice.
    """
    given = sorted({column for source in sources for column in source.columns} - {"id"})
    parts = []
    for side, source in enumerate(sources):
        engine.read_csv(f"cells_{side}", source.path, source.header, source.delimiter)
        parts.append(_canonical(source, side, given))
    number = "row - 1" if len(parts) == 1 else "row_number() OVER (ORDER BY side, row) - 1"
    engine.make("listed", f"SELECT {number} AS pid, * FROM ({' UNION ALL '.join(parts)}) t")
    engine.forget(*(f"cells_{side}" for side in range(len(sources))))
    for side, source in enumerate(sources):
        _refuse_doubles(engine, source, side)
    counts = ", ".join(f"count({column}) AS {column}" for column in given)
    filled = engine.fetch(f"SELECT {counts} FROM listed GROUP BY side")
    if not filled[given[0]].size:
        return set()
    everywhere = set.intersection(
        *(
            {_MEANS.get(column, column) for column in given if filled[column][side]}
            for side in range(filled[given[0]].size)
        )
    )
    return {c for c in given if filled[c].any() and _MEANS.get(c, c) in everywhere}


def _canonical(source: Source, side: int, given: Sequence[str]) -> str:
    """A query of one file's rows under canonical names."""
    places = {column: source.header.index(name) for column, name in source.columns.items()}
    cells = [
        f"nullif(trim(\"{places[c]}\"), '') AS {c}"
        if c in places
        else f"CAST(NULL AS VARCHAR) AS {c}"
        for c in given
    ]
    id_ = f"nullif(trim(\"{places['id']}\"), '')" if "id" in places else "CAST(NULL AS VARCHAR)"
    return (
        f"SELECT row, {side} AS side, coalesce({id_}, concat('row-', CAST(row AS VARCHAR))) AS id, "
        f"{', '.join(cells)} FROM cells_{side}"
    )


def _refuse_doubles(engine: Engine, source: Source, side: int) -> None:
    if "id" not in source.columns:
        return
    found = engine.fetch(
        f"SELECT id, min(row) AS one, max(row) AS other FROM listed WHERE side = {side} "
        "GROUP BY id HAVING count(*) > 1 ORDER BY 2 LIMIT 1"
    )
    if found["id"].size:
        raise WrongInput(
            f"{source.path}, row {found['other'][0]}, column '{source.columns['id']}': "
            f"{str(found['id'][0])!r} stands in row {found['one'][0]} already; give every row its "
            "own id"
        )


def canonical(columns: Mapping[str, str]) -> dict[str, str]:
    """Only the columns that a list may have."""
    return {name: source for name, source in columns.items() if name in CANONICAL_COLUMNS}
