"""Reads and writes the lists of `wayhome link` and `wayhome dedupe`; nothing by halves.

Short lists are compared pair by pair in this process, long ones in bulk (see `bulk`).
"""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from wayhome.intake.tables import recognise
from wayhome.people.matching.dedupe import Label, dedupe, said
from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.link import Cardinality, Progress, link
from wayhome.people.matching.profile import CANONICAL_COLUMNS

if TYPE_CHECKING:
    from wayhome.people.matching.bulk.engine import Engine
    from wayhome.people.matching.bulk.reading import Source

ENGINES = ("duckdb", "spark")
CARDINALITIES: tuple[Cardinality, ...] = ("one-to-one", "many-to-many")
SHORT_LIST = 30_000  # rows, of both lists together: minutes at most, and every pair is explained
MOST_ROWS = 200_000  # beyond this a list cannot be held in memory row by row
_LONGEST_CELL = 1_000_000
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls
_LABEL_COLUMNS = ("left_id", "right_id", "same")
_Line = tuple[str, str, float, float, str]
_ASSERTED = 0.5  # what a file calls asserted; see `link`
_LINK_COLUMNS = ("left_id", "right_id", "probability", "bits", "explanation")


@dataclass(frozen=True, slots=True)
class Written:
    """That the result is there; `notes` say what its reader must know, `says` what it holds."""

    notes: tuple[str, ...]
    says: str


def link_files(
    left: Path,
    right: Path,
    out: Path,
    *,
    column_map: Path | None = None,
    cardinality: str = "one-to-one",
    engine: str = "duckdb",
    progress: Progress | None = None,
) -> Written:
    """Link two CSV lists and write left_id, right_id, probability, bits and explanation.

    Raises WrongInput where a file, option or map cannot be used; then `out` is as it was.
    """
    _check_engine(engine)
    if cardinality not in CARDINALITIES:
        raise WrongInput(f"--cardinality {cardinality}: write one of {', '.join(CARDINALITIES)}")
    _check_out(out, left, right, column_map)
    names = _map_of(column_map, left, right)
    rule: Cardinality = "one-to-one" if cardinality == "one-to-one" else "many-to-many"
    if _long(engine, left, right):
        return _link_in_bulk((left, right), out, names, rule, engine, progress)
    rows = read_list(left, names), read_list(right, names)
    result = link(*rows, cardinality=rule, as_of=_today(), progress=progress)
    lines = ((x.left_id, x.right_id, x.probability, x.bits, x.explanation) for x in result.links)
    tally = _Tally()
    write_table(out, _LINK_COLUMNS, map(_link_line, tally.of(lines)))
    return Written(result.notes, tally.says(out))


def dedupe_files(
    path: Path,
    out: Path,
    *,
    column_map: Path | None = None,
    labels: Path | None = None,
    engine: str = "duckdb",
    progress: Progress | None = None,
) -> Written:
    """Group the records of a CSV list and write id and cluster_id for every row.

    Raises WrongInput as `link_files` does, and for labels that contradict each other.
    """
    _check_engine(engine)
    _check_out(out, path, column_map, labels)
    names = _map_of(column_map, path)
    words = read_labels(labels) if labels else []
    if _long(engine, path):
        return _dedupe_in_bulk(path, out, names, words, engine, progress)
    result = dedupe(read_list(path, names), words, as_of=_today(), progress=progress)
    write_table(out, ("id", "cluster_id"), result.clusters.items())
    groups = len(set(result.clusters.values()))
    return Written(result.notes, _grouped(len(result.clusters), groups, out))


def _grouped(rows: int, groups: int, out: Path) -> str:
    return f"{rows:,} rows, {groups:,} people as far as can be told; written to {out}"


@dataclass(slots=True)
class _Tally:
    """Counts the lines of a link as they go by."""

    asserted: int = 0
    below: int = 0

    def of(self, lines: Iterable[_Line]) -> Iterator[_Line]:
        for line in lines:
            if line[2] >= _ASSERTED:
                self.asserted += 1
            else:
                self.below += 1
            yield line

    def says(self, out: Path) -> str:
        return (
            f"{self.asserted:,} pairs held to be one person (probability 0.5 and more), "
            f"{self.below:,} candidates below for a person to look at; written to {out}"
        )


def _link_line(line: _Line) -> tuple[str, str, str, str, str]:
    left, right, probability, bits, explanation = line
    return left, right, f"{probability:.6f}", f"{bits:.3f}", explanation


def _long(engine: str, *paths: Path) -> bool:
    """Whether lists are worked on in bulk: all that Spark is asked for, and long ones.

    Without the extra that bulk needs, lists are held in memory as long as they fit.
    """
    from wayhome.people.matching.bulk.engine import available
    from wayhome.people.matching.bulk.reading import lines

    if engine == "spark":
        return True
    rows = sum(lines(path, MOST_ROWS) for path in paths)
    return rows > SHORT_LIST and (rows >= MOST_ROWS or available())


def _link_in_bulk(
    paths: tuple[Path, Path],
    out: Path,
    names: Mapping[str, str],
    rule: Cardinality,
    engine: str,
    progress: Progress | None,
) -> Written:
    from wayhome.people.matching.bulk.engine import opened
    from wayhome.people.matching.bulk.link import link_in_bulk

    sources = _source(paths[0], names), _source(paths[1], names)
    with opened(engine, out) as working:
        result = link_in_bulk(working, sources, rule, _today(), progress or _nobody)
        tally = _Tally()
        write_table(out, _LINK_COLUMNS, map(_link_line, tally.of(result.lines)))
    return Written(result.notes, tally.says(out))


def _dedupe_in_bulk(
    path: Path,
    out: Path,
    names: Mapping[str, str],
    labels: Sequence[Label],
    engine: str,
    progress: Progress | None,
) -> Written:
    from wayhome.people.matching.bulk.dedupe import Words, dedupe_in_bulk
    from wayhome.people.matching.bulk.engine import opened

    source = _source(path, names)
    with opened(engine, out) as working:

        def told(_: "Engine") -> Words:
            words = said(_numbers(working, labels), labels)
            same = [pair for pair, (is_same, _) in words.items() if is_same]
            return same, [pair for pair, (is_same, _) in words.items() if not is_same]

        try:
            result = dedupe_in_bulk(working, source, _today(), progress or _nobody, told)
        except ValueError as error:
            if isinstance(error, WrongInput):
                raise
            raise WrongInput(_contradiction(working, str(error))) from error
        working.put("grouped", {"pid": range(result.group.size), "first": result.group})
        with _replacing(out) as temporary:
            working.write_csv(
                "SELECT l.id, f.id AS cluster_id FROM grouped g JOIN listed l ON l.pid = g.pid "
                "JOIN listed f ON f.pid = g.first ORDER BY g.pid",
                temporary,
            )
        groups = int(np.unique(result.group).size)
    return Written(result.notes, _grouped(int(result.group.size), groups, out))


def _numbers(engine: "Engine", labels: Sequence[Label]) -> dict[str, int]:
    """The number of every labelled record of the list."""
    ids = sorted({given for label in labels for given in (label.left_id, label.right_id)})
    if not ids:
        return {}
    engine.put("labelled", {"id": ids})
    found = engine.fetch("SELECT l.id, l.pid FROM listed l JOIN labelled w ON w.id = l.id")
    return {str(one): int(pid) for one, pid in zip(found["id"], found["pid"], strict=True)}


def _contradiction(engine: "Engine", error: str) -> str:
    one, two = (word for word in error.split() if word.isdigit())
    wanted = f"SELECT id FROM listed WHERE pid IN ({one}, {two}) ORDER BY pid"  # noqa: S608 - numbers
    found = engine.fetch(wanted)["id"]
    return (
        f"the labels contradict each other: {str(found[0])!r} and {str(found[1])!r} are called the "
        "same, but other labels together call them different; correct one of them"
    )


def _source(path: Path, names: Mapping[str, str]) -> "Source":
    """A list for the bulk path, checked by its first line."""
    from wayhome.people.matching.bulk import reading

    text = reading.head(path)
    delimiter = _delimiter(text)
    header = reading.first_line(text, delimiter)
    _check_header(path, header)
    return reading.Source(path, header, _sources(path, header, names), delimiter)


def _nobody(stage: str, done: int, total: int) -> None:
    """Where nobody watches the progress."""


def _check_out(out: Path, *inputs: Path | None) -> None:
    """Whoever names an input as the output would lose it, and a device its place."""
    if out.exists() and not out.is_file():
        raise WrongInput(f"--out {out}: is no file; name a file to write")
    for path in filter(None, inputs):
        if out.exists() and path.exists() and out.samefile(path):
            raise WrongInput(f"--out {out}: is one of the files that are read; name another file")


def _map_of(path: Path | None, *lists: Path) -> dict[str, str]:
    """The map, if any. Raises WrongInput where none of the lists has a column that it names."""
    if path is None:
        return {}
    names = read_map(path)
    headers = [_header(one) for one in lists]
    there = {column for header in headers for column in header}
    missing = [source for source in names.values() if source not in there]
    if missing:
        raise WrongInput(
            f"{path}: no column '{missing[0]}' in {' or '.join(map(str, lists))}; the columns are "
            f"{', '.join(dict.fromkeys(column for header in headers for column in header))}"
        )
    return names


def _header(path: Path) -> list[str]:
    from wayhome.people.matching.bulk import reading

    text = reading.head(path)
    return reading.first_line(text, _delimiter(text))


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
    with (
        _replacing(path) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file to write to, which takes the place of `path` if nothing goes wrong."""
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise WrongInput(f"{path}: cannot be written: {error.strerror}") from error
    os.close(number)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o600)  # it holds names of people: for its owner alone
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _check_engine(engine: str) -> None:
    if engine not in ENGINES:
        raise WrongInput(f"--engine {engine}: write one of {', '.join(ENGINES)}")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WrongInput(f"{path}: cannot be read: {error.strerror}") from error
    if data.startswith(_WORKBOOKS):
        raise WrongInput(
            f"{path}: is a workbook of Excel or OpenDocument; save its sheet as CSV (UTF-8). "
            "`wayhome import` and the page Submissions read it as it is"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongInput(
            f"{path}, line {line}: is not UTF-8; save the file as UTF-8 (in Excel: Save as, "
            "CSV UTF-8)"
        ) from error


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    text = _text(path)
    if "\0" in text:
        raise WrongInput(f"{path}: is no CSV text; save the list as CSV (UTF-8)")
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
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
    """Which column holds what: as the map says, by its own name, else by an ordinary heading."""
    mapped = {column: source for column, source in names.items() if source in header}
    own = {column: column for column in CANONICAL_COLUMNS if column in header}
    sources = {**own, **mapped}
    used = set(sources.values())
    for column, source in _recognised(header).items():
        if column not in sources and source not in used:
            sources[column] = source
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
