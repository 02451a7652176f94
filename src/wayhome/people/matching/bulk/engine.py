"""Where a long list is worked on: tables made by SQL, values handed to Python and back."""

import os
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.errors import WrongInput

Columns = dict[str, npt.NDArray[Any]]
BEFORE = "{before}"  # in a step's SQL: the rows of the step before


class Engine(ABC):
    """Runs SQL written for DuckDB; every engine translates it for itself.

    Tables are made and forgotten by name. `salts` is into how many parts a crowded block is dealt
    so that no worker gets all of it.
    """

    salts = 1

    @abstractmethod
    def make(self, name: str, sql: str) -> None:
        """A table of a query's rows, made now."""

    def make_by_steps(self, name: str, steps: Sequence[str]) -> None:
        """A table of the last query's rows; each reads those of the one before under `BEFORE`."""
        sql = steps[0]
        for place, step in enumerate(steps[1:]):
            sql = step.replace(BEFORE, f"({sql}) s{place}")
        self.make(name, sql)

    @abstractmethod
    def forget(self, *names: str) -> None:
        """Give up tables."""

    @abstractmethod
    def fetch(self, sql: str) -> Columns:
        """A query's rows as columns; numbers that are not given come as a masked array."""

    @abstractmethod
    def put(self, name: str, columns: Mapping[str, Sequence[Any] | npt.NDArray[Any]]) -> None:
        """A table of columns from Python."""

    @abstractmethod
    def read_csv(self, name: str, path: Path, header: Sequence[str], delimiter: str) -> None:
        """A table of a CSV file's cells as text, with `row` (from 1) for their order."""

    @abstractmethod
    def splink(self) -> Any:
        """What Splink calls this database."""

    @abstractmethod
    def write_csv(self, sql: str, path: Path) -> None:
        """A query's rows as a CSV file with their names in the first line."""

    @abstractmethod
    def close(self) -> None:
        """End the work and remove what was kept on disk."""

    def count(self, sql: str) -> int:
        """The single number of a query; 0 where it is null."""
        (values,) = self.fetch(sql).values()
        found = np.ma.filled(values, 0)
        return int(found[0]) if found.size else 0


class DuckEngine(Engine):
    """DuckDB in this process, in bounded memory; the rest goes to a folder beside `near`."""

    def __init__(self, near: Path, memory: str) -> None:
        duckdb = _duckdb()
        self._folder = folder_beside(near)
        self._connection = duckdb.connect()
        for setting in (
            f"memory_limit = '{memory}'",
            f"temp_directory = '{_quoted(self._folder)}'",
            f"threads = {len(os.sched_getaffinity(0))}",
            "enable_progress_bar = false",
        ):
            self._connection.execute(f"SET {setting}").fetchall()

    def make(self, name: str, sql: str) -> None:
        self._run(f"CREATE OR REPLACE TABLE {name} AS {sql}")

    def forget(self, *names: str) -> None:
        for name in names:
            self._run(f"DROP TABLE IF EXISTS {name}")

    def fetch(self, sql: str) -> Columns:
        found: Columns = self._connection.execute(sql).fetchnumpy()
        return found

    def put(self, name: str, columns: Mapping[str, Sequence[Any] | npt.NDArray[Any]]) -> None:
        import pyarrow as pa

        given = {key: arrow_of(values) for key, values in columns.items()}
        self._connection.register("given", pa.table(given))
        self.make(name, "SELECT * FROM given")
        self._connection.unregister("given")

    def read_csv(self, name: str, path: Path, header: Sequence[str], delimiter: str) -> None:
        columns = ", ".join(f"'{place}': 'VARCHAR'" for place in range(len(header)))
        read = (
            f"read_csv('{_quoted(path)}', delim = '{delimiter}', header = true, quote = '\"', "
            f"escape = '\"', columns = {{{columns}}}, auto_detect = false, null_padding = true, "
            "strict_mode = true"
        )
        cells = ", ".join(f'"{place}"' for place in range(len(header)))
        filled = f"WHERE coalesce({cells}, NULL) IS NOT NULL"  # a line of commas is nobody
        listed = "SELECT row_number() OVER () AS row, * FROM"
        try:
            try:
                self.make(name, f"{listed} {read}) {filled}")
            except _duckdb().Error as error:
                if "does not support null_padding" not in str(error):
                    raise
                # Short rows beside cells of several lines: only one reader can tell them apart.
                self.make(name, f"{listed} {read}, parallel = false) {filled}")
        except _duckdb().Error as error:
            raise WrongInput(_said(path, len(header), str(error))) from error

    def write_csv(self, sql: str, path: Path) -> None:
        self._run(f"COPY ({sql}) TO '{_quoted(path)}' (FORMAT csv, HEADER)")

    def write_parquet(self, sql: str, path: Path) -> None:
        """A query's rows as a Parquet file, for another engine."""
        self._run(f"COPY ({sql}) TO '{_quoted(path)}' (FORMAT parquet)")

    def splink(self) -> Any:
        from splink.backends.duckdb import DuckDBAPI

        return DuckDBAPI(self._connection)

    def close(self) -> None:
        self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, sql: str) -> None:
        self._connection.execute(sql).fetchall()  # until fetched, a result keeps the connection


def folder_beside(near: Path) -> Path:
    """A folder of its owner alone for what does not fit into memory; the caller removes it."""
    try:
        return Path(tempfile.mkdtemp(dir=near.parent, prefix=f".{near.name}."))
    except OSError as error:
        raise WrongInput(f"{near}: cannot be written: {error.strerror}") from error


@contextmanager
def opened(name: str, near: Path, memory: str = "2500MB") -> Iterator[Engine]:
    """The engine of this name; files it needs lie beside `near` and are gone afterwards.

    Raises WrongInput where the extra (or Java, for Spark) is not installed.
    """
    engine = _opened(name, near, memory)
    try:
        yield engine
    except RuntimeError as error:
        if "interrupt" not in str(error).lower():
            raise
        raise KeyboardInterrupt from error  # as DuckDB says that somebody ended the work
    finally:
        engine.close()


def available() -> bool:
    """Whether the extra `bulk` is installed."""
    try:
        _duckdb()
    except WrongInput:
        return False
    return True


def _opened(name: str, near: Path, memory: str) -> Engine:
    if name == "spark":
        from wayhome.people.matching.bulk.spark import SparkEngine

        return SparkEngine(near)
    return DuckEngine(near, memory)


def _duckdb() -> Any:
    try:
        import duckdb
        import splink  # noqa: F401 (asked for here, so that nothing is begun without it)
    except ImportError as error:
        raise WrongInput(
            f"a list of this size needs the extra 'bulk', and {error.name} is not installed: "
            "run `pip install -e '.[bulk]'`"
        ) from error
    return duckdb


def arrow_of(values: Sequence[Any] | npt.NDArray[Any]) -> Any:
    """As Arrow takes it: a masked array gives up its mask to nulls."""
    import pyarrow as pa

    if isinstance(values, np.ma.MaskedArray):
        return pa.array(values.data, mask=np.ma.getmaskarray(values))
    return pa.array(values)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _said(path: Path, columns: int, error: str) -> str:
    """What was wrong with the file, from DuckDB's many lines."""
    import re

    at = re.search(r"[Ll]ine: ?(\d+)", error)
    where = f"{path}, line {at[1]}" if at else str(path)
    first = error.splitlines()[0]
    if "encod" in error or "unicode" in error.lower():
        return f"{where}: is not UTF-8; save the file as UTF-8"
    if "Expected Number of Columns" in error:
        return (
            f"{where}: more cells than the {columns} columns; put cells that hold a comma in "
            '"quotation marks"'
        )
    if "quote" in error:
        return f"{where}: a quotation mark is not closed; mend the line"
    return f"{where}: cannot be read as CSV ({first}); mend the line"
