"""Pairs with known answers for measuring a matcher. Tune on other seeds than those reported on."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from wayhome.simulate.model import Person, Row
from wayhome.simulate.people import Progress
from wayhome.simulate.randomness import stream
from wayhome.simulate.resources import data
from wayhome.simulate.world import World, world


class Pair(NamedTuple):
    """A request record, a found record, and whether they are the same person."""

    request: Row
    found: Row
    same: bool


def evaluation_worlds(progress: Progress = None) -> Iterator[World]:
    """The three worlds that figures are reported on; no parameter is set on them."""
    settings = data("evaluation")
    for seed in settings["seeds"]:
        yield world(seed, settings["people"], progress=progress)


def true_pairs(world: World) -> set[tuple[str, str]]:
    """(request row id, found row id) of every two records that are the same person."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in world.found():
        found[row.person_id].append(row.id)
    return {(row.id, other) for row in world.requests() for other in found[row.person_id]}


def pairs(world: World, hard: int = 3) -> list[Pair]:
    """Every true pair, and for each request up to `hard` of the false pairs that mislead most.

    Those are brothers and sisters, namesakes, and people of the same nationality who share a
    part of the name or the birth year; in an order that tells nothing.
    """
    rng = stream(world.seed, "pairs")
    people = {person.id: person for person in world.people}
    by_person: defaultdict[str, list[Row]] = defaultdict(list)
    alike: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in world.found():
        by_person[row.person_id].append(row)
        for key in _likenesses(people[row.person_id]):
            alike[key].append(row)
    chosen: list[Pair] = []
    for request in world.requests():
        chosen += [Pair(request, row, True) for row in by_person[request.person_id]]
        misleading = _misleading(request, people[request.person_id], alike, hard)
        chosen += [Pair(request, row, False) for row in misleading]
    rng.shuffle(chosen)
    return chosen


def _likenesses(person: Person) -> Iterator[tuple[str, ...]]:
    """What a misleading candidate may share, the most misleading first."""
    yield ("family", person.family_id)
    yield ("name", person.nationality, person.full_name)
    yield ("surname and year", person.family_name, str(person.birth_date.year), person.nationality)
    for part in person.name.parts:
        yield ("part", person.nationality, part.native)
    yield ("year", person.nationality, str(person.birth_date.year))


def _misleading(
    request: Row, person: Person, alike: dict[tuple[str, ...], list[Row]], most: int
) -> list[Row]:
    """Up to `most` records of others; a crowd is entered at the person's own place."""
    picked: dict[str, Row] = {}
    for key in _likenesses(person):
        rows = alike.get(key, [])
        start = int(person.id[2:]) % len(rows) if rows else 0
        for row in [*rows[start : start + 2 * most], *rows[: 2 * most]]:
            if len(picked) == most:
                return list(picked.values())
            if row.person_id != request.person_id:
                picked[row.id] = row
    return list(picked.values())
