"""Puts many rows into a table at once: indexes off, rows in, indexes on. Nothing else may write."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

Ints = npt.NDArray[np.int64]
_AT_ONCE = 50_000
_BINARY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # PostgreSQL's manual, COPY: file formats


def rows_in(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values as the driver takes them."""
    if connection.vendor == "postgresql":
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join(["?"] * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
    connection.ensure_connection()
    plain: Any = connection.connection
    plain.cursor().executemany(statement, rows)


def numbers_in(table: str, columns: tuple[str, str], left: Ints, right: Ints) -> None:
    """Insert rows of two numbers (bigint and bigint, or bigint and integer), by the first."""
    order = np.lexsort((right, left))
    left, right = left[order], right[order]
    if connection.vendor == "postgresql" and columns[1] == "record_id":
        with connection.cursor() as cursor:
            statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT binary)"
            with cursor.copy(statement) as copy:
                copy.write(_BINARY_HEAD)
                for start in range(0, left.size, _AT_ONCE):
                    part = slice(start, start + _AT_ONCE)
                    copy.write(_binary(left[part], right[part]))
                copy.write(b"\xff\xff")
        return
    rows_in(table, columns, _pairs(left, right))


def _binary(left: Ints, right: Ints) -> bytes:
    """Tuples of two bigints, as PostgreSQL's binary COPY has them."""
    shape = [("fields", ">i2"), ("n1", ">i4"), ("v1", ">i8"), ("n2", ">i4"), ("v2", ">i8")]
    made = np.empty(left.size, dtype=shape)
    made["fields"], made["n1"], made["n2"] = 2, 8, 8
    made["v1"], made["v2"] = left, right
    return made.tobytes()


def _pairs(left: Ints, right: Ints) -> Iterator[tuple[int, int]]:
    for start in range(0, left.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        yield from zip(left[part].tolist(), right[part].tolist(), strict=True)


@contextmanager
def unchecked() -> Iterator[None]:
    """Take secondary indexes and foreign keys away while tables are filled; put them back after."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
                "AND tablename IN ('people_indexkey', 'people_searchkey') "
                "AND indexname NOT LIKE '%%_pkey'"
            )
        else:
            for setting in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-400000"):
                cursor.execute(f"PRAGMA {setting}")
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
                "AND tbl_name IN ('people_indexkey', 'people_searchkey')"
            )
        found = cursor.fetchall()
        for name, _sql in found:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, sql in found:
            cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
