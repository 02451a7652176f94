"""Where a named place lies: candidates with country, point and precision, or none at all."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import local

from wayhome.documents.reading.gazetteer.names import fold

FILE = Path(__file__).parent / "places.db"
_own = local()


@dataclass(frozen=True)
class Candidate:
    """One place a name may stand for.

    rank: 0 our overlay, 1 region, 2 district, 3 town, 4 village.
    """

    id: int
    name: str
    kind: str
    country: str | None
    latitude: float | None
    longitude: float | None
    rank: int
    population: int
    precision_km: float | None
    sensitivity: str

    @property
    def is_site(self) -> bool:
        """Tell whether people are known to be held there."""
        return self.kind == "site"


def _database() -> sqlite3.Connection:
    connection: sqlite3.Connection | None = getattr(_own, "connection", None)
    if connection is None:
        connection = sqlite3.connect(f"file:{FILE}?mode=ro&immutable=1", uri=True)
        _own.connection = connection
    return connection


_FIELDS = "id, p.name, kind, country, lat, lon, rank, population, precision_km, sensitivity"


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[Candidate, ...]:
    """Return the places that name may stand for, the best known first."""
    rows = _database().execute(
        f"SELECT {_FIELDS} FROM name n JOIN place p ON p.id = n.place WHERE norm = ?"  # noqa: S608 - fixed text
        " ORDER BY rank, population DESC, id LIMIT 40",
        (fold(name),),
    )
    return tuple(Candidate(*row) for row in rows)


@cache
def names_in(script: str) -> dict[str, int]:
    """Return every name written in a script (Thai, Hani, Mymr) with its best rank."""
    rows = _database().execute(
        "SELECT norm, min(rank) FROM name n JOIN place p ON p.id = n.place"
        " WHERE script = ? AND script <> 'Latn' GROUP BY norm",
        (script,),
    )
    return dict(rows.fetchall())
