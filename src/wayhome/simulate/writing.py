"""Writes a world into a folder: every file says it is made up; same world, same bytes."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wayhome.simulate.layouts import MARK, table
from wayhome.simulate.model import Encounter, Handover, Person, Row
from wayhome.simulate.requested import FAMILIES
from wayhome.simulate.world import World
from wayhome.simulate.xlsx import workbook

CANONICAL = (
    "id", "full_name", "given_name", "family_name", "native_name", "sex", "birth_date",
    "nationality", "document_type", "document_number", "place_of_birth", "occupation",
    "last_known_place", "last_contact_date", "notes",
)  # fmt: skip
"""Columns of encounter and handover lists; the names are the canonical ones of a list."""
README = """Everything in this folder is made up.

No person, document number, phone, wallet, compound or incident in it is real; likeness is chance.
Towns are real, compounds are not. Phone numbers lie in ranges that no network uses.
Rates of noise are assumed unless data/noise.yaml names a source, so results on this world
do not carry over to reality.

truth.csv          whose record each row of each file is
people.csv         the people as they truly are
requests/          lists of missing people by agency and version, and families' requests
encounters/        people found, one file a group; encounters.json describes the groups
transfers/         people handed over, one file a handover; handovers.json describes them
documents/         articles and letters; documents/truth.json says what each states, and where
calls.csv payments.csv advertisements.jsonl sites.json    what surrounds it
world.json         seed, noise, parameters and version: the same again gives the same bytes
"""


def write(world: World, out: Path, progress: Callable[[int], None] | None = None) -> None:
    """Writes every file of the world under `out`, which is made if it is missing.

    `progress` is called with 1 after each file. Raises FileExistsError where `out` already holds
    something, so that two worlds never mix.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"{out} is not empty; name a folder that is empty or not yet there")
    for name, content in files(world):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if progress:
            progress(1)


def files(world: World) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of the world; world.json last, as a sign of the end."""
    yield "truth.csv", _csv_of(_truth(world))
    yield "people.csv", _csv_of(_person(person) for person in world.people)
    yield from _lists(world)
    yield from _groups(world)
    yield from _documents(world)
    yield "sites.json", _json({"synthetic": MARK, "sites": [asdict(site) for site in world.sites]})
    yield "calls.csv", _csv_of(world.traces.calls)
    yield "payments.csv", _csv_of(world.traces.payments)
    lines = (json.dumps(post, ensure_ascii=False) for post in world.traces.advertisements)
    yield "advertisements.jsonl", "".join(f"{line}\n" for line in lines).encode()
    yield "README.txt", README.encode()
    yield "world.json", _json(_description(world))


def csv_bytes(rows: Iterable[list[str]], bom: bool = False) -> bytes:
    """RFC 4180 in UTF-8, with a byte order mark where the agency's office program writes one."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _csv_of(rows: Iterable[Mapping[str, str]]) -> bytes:
    rows = list(rows)
    head = list(rows[0]) if rows else ["synthetic"]
    return csv_bytes([head, *([row[column] for column in head] for row in rows)])


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _truth(world: World) -> Iterator[dict[str, str]]:
    for row in world.rows():
        yield {
            "person_id": row.person_id,
            "record_source": row.source,
            "row_id": row.id,
            "kind": row.kind,
            "synthetic": MARK,
        }


def _person(person: Person) -> dict[str, str]:
    left_out = ("name",)
    cells = {
        name: "" if value is None else str(value)
        for name in person.__slots__
        if name not in left_out
        for value in [getattr(person, name)]
    }
    return {**cells, "synthetic": MARK}


def _lists(world: World) -> Iterator[tuple[str, bytes]]:
    for requests in world.lists:
        rows = table(requests)
        if requests.file.endswith(".xlsx"):
            yield requests.file, workbook(rows)
        else:
            yield requests.file, csv_bytes(rows, bom=requests.layout == "thai")
    yield FAMILIES, _json([{**row.values, "synthetic": MARK} for row in world.family_requests])


def _found_table(rows: tuple[Row, ...]) -> bytes:
    return csv_bytes(
        [
            [*CANONICAL, "synthetic"],
            *([row.values.get(column, "") for column in CANONICAL] + [MARK] for row in rows),
        ]
    )


def _groups(world: World) -> Iterator[tuple[str, bytes]]:
    groups: tuple[Encounter | Handover, ...] = (*world.encounters, *world.handovers)
    for group in groups:
        yield group.file, _found_table(group.rows)
    yield "encounters.json", _json([_described(each) for each in world.encounters])
    yield "handovers.json", _json([_described(each) for each in world.handovers])


def _described(group: Encounter | Handover) -> dict[str, Any]:
    cells = {name: getattr(group, name) for name in group.__slots__ if name != "rows"}
    if isinstance(group, Encounter):
        cells |= {"time": group.time.isoformat(), "total": group.total}
    return {**cells, "synthetic": MARK}


def _documents(world: World) -> Iterator[tuple[str, bytes]]:
    for document in world.documents:
        yield document.file, document.text.encode()
    truth = [
        {
            "file": document.file,
            "language": document.language,
            "published": document.published.isoformat(),
            "about": document.about,
            "facts": [asdict(fact) for fact in document.facts],
        }
        for document in world.documents
    ]
    yield "documents/truth.json", _json({"synthetic": MARK, "documents": truth})


def _description(world: World) -> dict[str, Any]:
    return {
        "synthetic": True,
        "seed": world.seed,
        "people": len(world.people),
        "version": world.version,
        "noise": {name: asdict(channel) for name, channel in world.noise.channels()},
        "parameters": world.parameters,
    }
