"""Groups of found people and handovers, with their records. Head counts add up to the people."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from math import exp, log
from random import Random
from typing import Any

from wayhome.simulate.found import GroupWanted
from wayhome.simulate.model import Encounter, Handover, Person, Row
from wayhome.simulate.noise import Noise
from wayhome.simulate.observation import found, observe
from wayhome.simulate.randomness import coin, stream
from wayhome.simulate.resources import data

BORDER_TIME = timezone(timedelta(hours=7), "ICT")
KEEP_TOGETHER = 0.6
"""Share of people who come out among their own nationality (assumed)."""


def settled(
    people: list[Person], encounters: tuple[Encounter, ...], handovers: tuple[Handover, ...]
) -> list[Person]:
    """The people with the day and the site of the group in which they first came out."""
    came_out: dict[str, tuple[date, str]] = {}
    for handover in handovers:
        for row in handover.rows:
            came_out[row.person_id] = (handover.day, handover.site_id)
    for encounter in encounters:
        for row in encounter.rows:
            came_out[row.person_id] = (encounter.time.date(), encounter.site_id)
    return [
        replace(person, found_on=came_out[person.id][0], site_id=came_out[person.id][1])
        if person.id in came_out
        else person
        for person in people
    ]


def write_found(
    seed: int,
    people: list[Person],
    noise: Noise,
    parameters: dict[str, Any],
    groups: tuple[GroupWanted, ...] = (),
    handovers: tuple[int, ...] = (),
) -> tuple[tuple[Encounter, ...], tuple[Handover, ...]]:
    """Encounters with groups, and handovers; some groups are written down again at immigration."""
    rng = stream(seed, "groups")
    escaped = [person for person in people if person.way_out == "escape"]
    moved = [person for person in people if person.way_out == "transfer"]
    wanted, escaped = _take_groups(escaped, groups)
    encounters = [
        _encounter(seed, number, group, noise, parameters, place)
        for number, (group, place) in enumerate(
            [*wanted, *((group, None) for group in _in_groups(rng, escaped, parameters))], start=1
        )
    ]
    transferred, escaped_too = _take_handovers(moved, handovers)
    lots = [*transferred, *_in_lots(rng, escaped_too, parameters)]
    results = [
        _handover(seed, number, lot, noise, parameters, None)
        for number, lot in enumerate(lots, start=1)
    ]
    results += _escorted(seed, people, encounters, len(results), noise, parameters)
    return tuple(encounters), tuple(results)


def _escorted(
    seed: int,
    people: list[Person],
    encounters: list[Encounter],
    handovers: int,
    noise: Noise,
    parameters: dict[str, Any],
) -> list[Handover]:
    """Groups brought on to immigration, where the same people are written down a second time."""
    by_id = {person.id: person for person in people}
    chosen = [e for e in encounters if coin(seed, "escort", e.id) < parameters["escorted_on"]]
    return [
        _handover(
            seed,
            handovers + number,
            [by_id[row.person_id] for row in encounter.rows],
            noise,
            parameters,
            encounter,
        )
        for number, encounter in enumerate(chosen, start=1)
    ]


def _take_groups(
    people: list[Person], groups: tuple[GroupWanted, ...]
) -> tuple[list[tuple[list[Person], str | None]], list[Person]]:
    taken: list[tuple[list[Person], str | None]] = []
    left = list(people)
    for group in groups:
        members: list[Person] = []
        for code, number in group.head_count.items():
            members += [person for person in left if person.nationality == code][:number]
        chosen = {person.id for person in members}
        left = [person for person in left if person.id not in chosen]
        taken.append((members, group.place))
    return taken, left


def _take_handovers(
    people: list[Person], sizes: tuple[int, ...]
) -> tuple[list[list[Person]], list[Person]]:
    left = list(people)
    taken = []
    for size in sizes:
        if len(left) < size:
            raise ValueError(
                f"handover of {size}: only {len(left)} people were handed over; make more people"
            )
        taken.append(left[:size])
        left = left[size:]
    return taken, left


def _in_groups(
    rng: Random, people: list[Person], parameters: dict[str, Any]
) -> Iterable[list[Person]]:
    """People of one site who came out close in time, in groups of log-normal size."""
    size = parameters["group_size"]
    for _, members in _by_site(people, KEEP_TOGETHER):
        place = 0
        while place < len(members):
            number = round(exp(rng.gauss(log(size["median"]), size["spread"])))
            number = min(max(1, number), size["largest"])
            yield members[place : place + number]
            place += number


def _in_lots(
    rng: Random, people: list[Person], parameters: dict[str, Any]
) -> Iterable[list[Person]]:
    size = parameters["handover_size"]
    for _, members in _by_site(people, 0):
        place = 0
        while place < len(members):
            number = rng.randint(size["smallest"], size["largest"])
            yield members[place : place + number]
            place += number


def _by_site(
    people: list[Person], share_together: float
) -> list[tuple[tuple[str, str], list[Person]]]:
    """People by site, in order of coming out; that share of them among their own nationality."""
    sites: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in sorted(people, key=lambda person: (person.found_on or date.min, person.id)):
        together = coin("together", person.id) < share_together
        sites[person.site_id, person.nationality if together else ""].append(person)
    return sorted(sites.items())


def _border_place(site_id: str, name: str | None) -> dict[str, Any]:
    site = next(site for site in data("places")["sites"] if site["id"] == site_id)
    wanted = name or site["opposite"]
    return dict(next(place for place in data("places")["border"] if place["name"] == wanted))


def _at(place: dict[str, Any], agencies: list[dict[str, str]]) -> dict[str, str]:
    """The agency of the place: the first in Tak, the second further north."""
    return agencies[0 if place["province"] == "Tak" else 1]


def _group_day(group: list[Person]) -> date:
    return max(person.found_on for person in group if person.found_on)


def _head_count(group: list[Person]) -> dict[str, int]:
    counted = Counter(person.nationality for person in group)
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _encounter(
    seed: int,
    number: int,
    group: list[Person],
    noise: Noise,
    parameters: dict[str, Any],
    place_name: str | None,
) -> Encounter:
    code, rng = f"E-{number:04d}", stream(seed, "encounter", number)
    place = _border_place(group[0].site_id, place_name)
    agency = _at(place, parameters["patrols"])
    day, file = _group_day(group), f"encounters/{code}.csv"
    papers = rng.choices(["all", "some", "none"], [45, 35, 20])[0]
    rows = _found_rows(seed, code, file, group, place["name"], day, noise, papers, "patrol")
    return Encounter(
        id=code,
        file=file,
        agency=agency["code"],
        time=_hour(rng, day),
        **_spot(rng, place),
        units=(agency["name"], rng.choice(data("statements")["units"])),
        head_count=_head_count(group),
        papers_carried=papers,
        search_found=rng.choice(data("statements")["search"]),
        statement=rng.choice(data("statements")["encounter"]).format(job=group[0].lure),
        site_id=group[0].site_id,
        rows=tuple(rows),
    )


def _spot(rng: Random, place: dict[str, Any]) -> dict[str, Any]:
    """A point within a few kilometres of the town."""
    return {
        "place": f"near a village at the {place['river']}, {place['name']} district",
        "province": place["province"],
        "country": place["country"],
        "latitude": round(place["latitude"] + rng.uniform(-0.03, 0.03), 4),
        "longitude": round(place["longitude"] + rng.uniform(-0.02, 0.02), 4),
        "river": place["river"],
    }


def _hour(rng: Random, day: date) -> datetime:
    """Mostly before dawn, when people dare to cross (assumed)."""
    hour, minute = rng.choice([4, 5, 6, 7, 22]), rng.randint(0, 59)
    return datetime.combine(day, time(hour, minute), BORDER_TIME)


def _found_rows(
    seed: int,
    code: str,
    file: str,
    group: list[Person],
    place: str,
    day: date,
    noise: Noise,
    papers: str,
    writer: str,
) -> Iterable[Row]:
    """One record a person. Whoever carried no papers has no number to be written down."""
    rng = stream(seed, "papers", code)
    for number, person in enumerate(group, start=1):
        values = found(person, place, day)
        if papers == "none" or (papers == "some" and rng.random() < 0.5):
            values["document_type"] = values["document_number"] = ""
        yield observe(
            values,
            person,
            row=f"{code}-{number:03d}",
            source=file,
            kind="found",
            writer=writer,
            noise=noise,
            seed=seed,
        )


def _handover(
    seed: int,
    number: int,
    lot: list[Person],
    noise: Noise,
    parameters: dict[str, Any],
    after: Encounter | None,
) -> Handover:
    code, rng = f"H-{number:04d}", stream(seed, "handover", number)
    place = _border_place(lot[0].site_id, None)
    day = after.time.date() + timedelta(days=rng.randint(0, 3)) if after else _group_day(lot)
    file = f"transfers/handover-{number:04d}.csv"
    giver = after.units[0] if after else rng.choice(data("statements")["givers"])
    return Handover(
        id=code,
        file=file,
        day=day,
        place=place["name"],
        province=place["province"],
        given_by=giver,
        taken_by=_at(place, parameters["immigration"])["name"],
        counted=len(lot),
        head_count=_head_count(lot),
        site_id=lot[0].site_id,
        rows=tuple(
            _found_rows(seed, code, file, lot, place["name"], day, noise, "some", "immigration")
        ),
    )
