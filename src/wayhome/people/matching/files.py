"""Reads and writes the lists of `wayhome link` and `wayhome dedupe`; nothing by halves."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

from wayhome.intake.tables import recognise
from wayhome.people.matching.dedupe import DedupeResult, Label, dedupe
from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.link import Cardinality, LinkResult, Progress, link
from wayhome.people.matching.profile import CANONICAL_COLUMNS

ENGINES = ("duckdb", "spark")
CARDINALITIES: tuple[Cardinality, ...] = ("one-to-one", "many-to-many")
MOST_ROWS = 200_000  # beyond this the records belong in the register or the bulk engine
_LONGEST_CELL = 1_000_000
_LABEL_COLUMNS = ("left_id", "right_id", "same")


def link_files(
    left: Path,
    right: Path,
    out: Path,
    *,
    column_map: Path | None = None,
    cardinality: str = "one-to-one",
    engine: str = "duckdb",
    progress: Progress | None = None,
) -> LinkResult:
    """Link two CSV lists and write left_id, right_id, probability, bits and explanation.

    Raises WrongInput where a file, option or map cannot be used; then `out` is as it was.
    """
    _check_engine(engine)
    if cardinality not in CARDINALITIES:
        raise WrongInput(f"--cardinality {cardinality}: write one of {', '.join(CARDINALITIES)}")
    names = read_map(column_map) if column_map else {}
    rows = read_list(left, names), read_list(right, names)
    rule: Cardinality = "one-to-one" if cardinality == "one-to-one" else "many-to-many"
    result = link(*rows, cardinality=rule, as_of=_today(), progress=progress)
    write_table(
        out,
        ("left_id", "right_id", "probability", "bits", "explanation"),
        (
            (x.left_id, x.right_id, f"{x.probability:.6f}", f"{x.bits:.3f}", x.explanation)
            for x in result.links
        ),
    )
    return result


def dedupe_files(
    path: Path,
    out: Path,
    *,
    column_map: Path | None = None,
    labels: Path | None = None,
    engine: str = "duckdb",
    progress: Progress | None = None,
) -> DedupeResult:
    """Group the records of a CSV list and write id and cluster_id for every row.

    Raises WrongInput as `link_files` does, and for labels that contradict each other.
    """
    _check_engine(engine)
    rows = read_list(path, read_map(column_map) if column_map else {})
    words = read_labels(labels) if labels else []
    result = dedupe(rows, words, as_of=_today(), progress=progress)
    write_table(out, ("id", "cluster_id"), result.clusters.items())
    return result


def read_map(path: Path) -> dict[str, str]:
    """A flat map `canonical: source column`, one a line."""
    names: dict[str, str] = {}
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        canonical, colon, source = (part.strip() for part in line.partition(":"))
        if not colon or not source:
            raise WrongInput(f"{path}, line {number}: write `canonical column: source column`")
        if canonical not in CANONICAL_COLUMNS:
            raise WrongInput(
                f"{path}, line {number}: {canonical!r} is no column of a list; "
                f"write one of {', '.join(CANONICAL_COLUMNS)}"
            )
        names[canonical] = source.strip("'\"")
    return names


def read_list(path: Path, names: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """Rows of a CSV list under canonical columns; a map is used where its columns are there.

    Rows without an id get their row number. Raises WrongInput naming file, line and column.
    """
    rows, header = _rows(path)
    sources = _sources(path, header, names or {})
    found: list[dict[str, str]] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        row = {column: cells.get(source, "") for column, source in sources.items()}
        row["id"] = row.get("id", "").strip() or f"row-{len(found) + 1}"
        if row["id"] in seen:
            raise WrongInput(
                f"{path}, line {line}, column '{sources.get('id', 'id')}': {row['id']!r} stands "
                f"in line {seen[row['id']]} already; give every row its own id"
            )
        seen[row["id"]] = line
        found.append(row)
        if len(found) > MOST_ROWS:
            raise WrongInput(f"{path}: more than {MOST_ROWS} rows; split the list")
    return found


def read_labels(path: Path) -> list[Label]:
    """Reviewers' words: columns left_id, right_id and same (1 or 0)."""
    rows, header = _rows(path)
    missing = [column for column in _LABEL_COLUMNS if column not in header]
    if missing:
        raise WrongInput(f"{path}, line 1: no column {', '.join(missing)}; add it")
    labels = []
    for line, row in rows:
        if row["same"].strip() not in {"0", "1"}:
            raise WrongInput(f"{path}, line {line}, column 'same': {row['same']!r}; write 1 or 0")
        same = row["same"].strip() == "1"
        where = f"{path}, line {line}"
        labels.append(Label(row["left_id"].strip(), row["right_id"].strip(), same, where))
    return labels


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV file, written whole or not at all."""
    with _replacing(path) as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[str]]:
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise WrongInput(f"{path}: cannot be written: {error.strerror}") from error
    temporary = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            yield file
        temporary.chmod(0o600)  # it holds names of people: for its owner alone
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _check_engine(engine: str) -> None:
    if engine == "spark":
        raise WrongInput(
            "--engine spark: needs the bulk-spark extra, which this version does not bring yet; "
            "leave --engine out to link on this machine"
        )
    if engine not in ENGINES:
        raise WrongInput(f"--engine {engine}: write one of {', '.join(ENGINES)}")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WrongInput(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongInput(f"{path}, line {line}: is not UTF-8; save the file as UTF-8") from error


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    text = _text(path)
    if "\0" in text:
        raise WrongInput(f"{path}: is no CSV text; save the list as CSV (UTF-8)")
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[tuple[int, dict[str, str]]] = []
    header: list[str] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(path, header)
        filled = (cells for cells in reader if any(cell.strip() for cell in cells))
        rows.extend((reader.line_num, _row(path, reader.line_num, header, c)) for c in filled)
    except csv.Error as error:
        raise WrongInput(f"{path}, line {reader.line_num}: {error}; mend the line") from error
    return rows, header


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise WrongInput(
            f"{path}, line {line}: {len(cells)} cells under {len(header)} columns; "
            'put cells that hold a comma in "quotation marks"'
        )
    return dict(zip(header, cells, strict=False)) | dict.fromkeys(header[len(cells) :], "")


def _check_header(path: Path, header: list[str]) -> None:
    if not any(header):
        raise WrongInput(f"{path}: is empty; the first line must name the columns")
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise WrongInput(f"{path}, line 1: column '{doubled[0]}' stands twice; rename one")


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count) if any(mark in first for mark in ",;\t") else ","


def _sources(path: Path, header: list[str], names: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what: the map's columns where the file has any of them, else its own."""
    mapped = {column: source for column, source in names.items() if source in header}
    own = {column: column for column in CANONICAL_COLUMNS if column in header}
    sources = {**own, **mapped} if own.keys() - {"id"} or mapped else _recognised(header)
    if not sources.keys() - {"id"}:
        raise WrongInput(
            f"{path}, line 1: no known column among {', '.join(header[:12])}; name them as "
            f"{', '.join(CANONICAL_COLUMNS[:9])} … or give --map"
        )
    return sources


def _recognised(header: list[str]) -> dict[str, str]:
    """Which column holds what, from the ordinary headings that an import knows, in any language."""
    columns = recognise(header).columns
    return {column: header[at] for column, at in columns.items() if column in CANONICAL_COLUMNS}


def _today() -> date:
    return datetime.now(UTC).date()
