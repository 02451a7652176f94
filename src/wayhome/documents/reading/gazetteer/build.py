"""Builds places.db from Who's On First and Thai province data, under our own overlay.

Run where the source files are: python -m wayhome.documents.reading.gazetteer.build FOLDER
FOLDER holds wof/*.tsv.gz and thailand_kongvut/*.csv; see docs/reference/gazetteer.md for where
they come from. The country is stored with each place, never worked out from a polygon.
"""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from wayhome.documents.reading.gazetteer.names import fold, script_of

HERE = Path(__file__).parent
TARGET = HERE / "places.db"
COUNTRIES = ("mm", "th", "kh", "la", "hk")
LANGUAGES = {
    "eng": "en",
    "tha": "th",
    "zho": "zh",
    "zho_cn": "zh",
    "zho_tw": "zh",
    "yue": "zh",
    "mya": "my",
    "khm": "km",
    "lao": "lo",
    "und": "en",
}
# Who's On First's kinds: those below a district are kept only where they are known by more than
# one sign (a population, a Wikidata item, names in two languages), or lie near the border.
KINDS = {
    "region": 1,
    "macroregion": 1,
    "county": 2,
    "localadmin": 3,
    "locality": 3,
    "neighbourhood": 4,
}
PREFIXES = {
    "th": ("อำเภอ", "จังหวัด", "เขต", "เทศบาลนคร", "เทศบาลเมือง", "เทศบาลตำบล", "ตำบล"),
    "my": (),
    "zh": (),
}
SUFFIXES = {
    "my": ("ခရိုင်", "မြို့နယ်", "မြို့"),
    "en": (" District", " Province", " Township"),
    "zh": ("縣", "县", "府", "省", "市", "镇", "鎮"),
}


@dataclass
class Place:
    """One place on its way into the file. `rank`: 0 overlay … 4 village."""

    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    rank: int
    source: str
    population: int = 0
    region: str = ""
    wof: str = ""
    precision_km: float | None = None
    sensitivity: str = ""
    names: dict[str, set[str]] = field(default_factory=dict)


def overlay() -> Iterator[Place]:
    """Yield our own places."""
    rows = yaml.safe_load((HERE / "overlay.yaml").read_text(encoding="utf-8"))["places"]
    for row in rows:
        names = {"en": {row["name"], *row.get("also", ())}}
        names |= {tongue: set(row[tongue]) for tongue in ("th", "zh", "my") if tongue in row}
        yield Place(
            row["name"],
            row["kind"],
            row["country"],
            row.get("lat"),
            row.get("lon"),
            0,
            f"overlay: {row['source']}",
            0,
            "",
            "",
            row["precision_km"],
            row["sensitivity"],
            names,
        )


def whos_on_first(folder: Path) -> Iterator[Place]:
    """Yield the regions, districts and better known localities of Who's On First."""
    csv.field_size_limit(10_000_000)
    for code in COUNTRIES:
        with gzip.open(folder / f"{code}.tsv.gz", "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                place = _place(row, code)
                if place is not None:
                    yield place


def _place(row: dict[str, str], code: str) -> Place | None:
    rank = KINDS.get(row["placetype"])
    if rank is None:
        return None
    names = json.loads(row["names_json"] or "{}")
    population = int(row["population"] or 0)
    known = population > 0 or bool(row["wikidata_id"])
    near_border = code == "mm" and 97.3 <= float(row["lon"]) <= 99 and 15 <= float(row["lat"]) <= 18
    if rank >= 3:
        if not known and len(names) < 2 and not near_border and code != "hk":
            return None
        rank = 3 if known else 4
    place = Place(
        row["name"],
        row["placetype"],
        code.upper(),
        float(row["lat"]),
        float(row["lon"]),
        rank,
        "whosonfirst",
        population,
        row["region_id"],
        row["wof_id"],
        20 if rank < 3 else 3,
    )
    place.names.setdefault("en", set()).add(row["name"])
    for language, forms in names.items():
        tongue = LANGUAGES.get(language)
        if tongue:
            place.names.setdefault(tongue, set()).update(_forms(forms, tongue))
    return place


def _forms(forms: list[str], tongue: str) -> Iterator[str]:
    for form in forms:
        yield form
        for prefix in PREFIXES.get(tongue, ()):
            if form.startswith(prefix) and len(form) > len(prefix) + 1:
                yield form.removeprefix(prefix)
        for suffix in SUFFIXES.get(tongue, ()):
            if form.endswith(suffix) and len(form) > len(suffix) + 1:
                yield form.removesuffix(suffix)


def thai_subdistricts(folder: Path) -> Iterator[Place]:
    """Yield the subdistricts of Thailand that have a point."""
    districts = _by_id(folder / "districts.csv")
    for row in _rows(folder / "sub_districts.csv"):
        if not row["lat"] or row["deleted_at"]:
            continue
        names = {"en": {row["name_en"]}, "th": {row["name_th"]}}
        region = districts[row["district_id"]]["name_en"]
        yield Place(
            row["name_en"],
            "subdistrict",
            "TH",
            float(row["lat"]),
            float(row["long"]),
            4,
            "kongvut",
            0,
            region,
            "",
            5,
            "",
            names,
        )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _by_id(path: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in _rows(path)}


def to_the_town(places: list[Place]) -> None:
    """Put a region or district at the town of the same name inside it, where there is one.

    A province is told of by its town far more often than by its middle.
    """
    towns: dict[tuple[str | None, str], list[Place]] = {}
    for place in places:
        if place.rank == 3 and place.population:
            towns.setdefault((place.country, fold(place.name)), []).append(place)
    for place in places:
        if place.source != "whosonfirst" or place.rank not in (1, 2):
            continue
        name = fold(place.name).removeprefix("mueang ").removeprefix("muang ")
        near = [t for t in towns.get((place.country, name), []) if _close(t, place)]
        if near:
            best = max(near, key=lambda town: town.population)
            place.lat, place.lon, place.precision_km = best.lat, best.lon, 10


def _close(one: Place, other: Place) -> bool:
    if None in (one.lat, one.lon, other.lat, other.lon):
        return False
    assert one.lat and one.lon and other.lat and other.lon  # noqa: S101 - told above
    return abs(one.lat - other.lat) < 1.2 and abs(one.lon - other.lon) < 1.2


def build(folder: Path, target: Path = TARGET) -> int:
    """Write the gazetteer to target; return how many places it holds."""
    places = [
        *overlay(),
        *whos_on_first(folder / "wof"),
        *thai_subdistricts(folder / "thailand_kongvut"),
    ]
    to_the_town(places)
    target.unlink(missing_ok=True)
    with sqlite3.connect(target) as database:
        database.executescript(
            "PRAGMA page_size=4096;"
            "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT,"
            " lat REAL, lon REAL, rank INTEGER, population INTEGER, precision_km REAL,"
            " sensitivity TEXT, source TEXT);"
            "CREATE TABLE name(norm TEXT, place INTEGER, script TEXT,"
            " PRIMARY KEY(norm, place)) WITHOUT ROWID;"
        )
        for number, place in enumerate(places):
            _insert(database, number, place)
        database.execute("CREATE INDEX name_script ON name(script) WHERE script <> 'Latn'")
    with sqlite3.connect(target) as database:
        database.execute("VACUUM")
    return len(places)


def _insert(database: sqlite3.Connection, number: int, place: Place) -> None:
    database.execute(
        "INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?,?)",
        (
            number,
            place.name,
            place.kind,
            place.country,
            place.lat,
            place.lon,
            place.rank,
            place.population,
            place.precision_km,
            place.sensitivity,
            place.source,
        ),
    )
    forms = {(fold(form), script_of(form)) for group in place.names.values() for form in group}
    database.executemany(
        "INSERT OR IGNORE INTO name VALUES(?,?,?)",
        [
            (norm, number, script)
            for norm, script in forms
            if len(norm) > 1 and script in ("Latn", "Thai", "Hani", "Mymr")
        ],
    )


if __name__ == "__main__":
    print(build(Path(sys.argv[1])), "places,", TARGET.stat().st_size, "bytes")
