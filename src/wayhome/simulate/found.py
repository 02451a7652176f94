"""Who is found, in which group, and who is handed over. Head counts always add up to the people."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from math import exp, log
from random import Random
from typing import Any

from wayhome.simulate.model import Encounter, Handover, Person, Row
from wayhome.simulate.noise import Noise
from wayhome.simulate.observation import found, observe
from wayhome.simulate.randomness import stream
from wayhome.simulate.resources import data

BORDER_TIME = timezone(timedelta(hours=7), "ICT")


@dataclass(frozen=True, slots=True)
class GroupWanted:
    """A group that the world must contain: nationalities and numbers, and where."""

    head_count: dict[str, int]
    place: str


def choose_found(
    seed: int,
    people: list[Person],
    parameters: dict[str, Any],
    groups: tuple[GroupWanted, ...] = (),
    handovers: tuple[int, ...] = (),
) -> list[Person]:
    """Marks who comes out, when and how, so that the wanted groups and handovers can be filled."""
    rng = stream(seed, "found")
    needed: Counter[str] = Counter()
    for group in groups:
        needed.update(group.head_count)
    marked = []
    for person in people:
        chance = parameters["found_if_requested"]
        if person.requested_on is None:
            chance = parameters["found_if_not_requested"]
        is_found, escapes = rng.random() < chance, rng.random() < parameters["escaped"]
        day = _day_out(rng, person, parameters["last_day"])
        if is_found:
            way = "escape" if escapes else "transfer"
            person = replace(person, way_out=way, found_on=day)
        marked.append(person)
    marked = _enough(rng, marked, needed, parameters["last_day"])
    return _enough_handed_over(rng, marked, needed, sum(handovers), parameters["last_day"])


def _day_out(rng: Random, person: Person, last_day: date) -> date:
    """Mostly after somebody asked; never after the world's last day."""
    start = person.lured_on + timedelta(days=30)
    days = max(1, (last_day - start).days)
    return start + timedelta(days=rng.randint(0, days))


def _enough(
    rng: Random, people: list[Person], needed: Counter[str], last_day: date
) -> list[Person]:
    """Adds found people of a nationality until its wanted groups can be filled."""
    have = Counter(person.nationality for person in people if person.way_out == "escape")
    result = list(people)
    for place, person in enumerate(people):
        if have[person.nationality] < needed[person.nationality] and person.way_out != "escape":
            day = person.found_on or _day_out(rng, person, last_day)
            result[place] = replace(person, way_out="escape", found_on=day)
            have[person.nationality] += 1
    short = {code: number - have[code] for code, number in needed.items() if have[code] < number}
    if short:
        raise ValueError(f"wanted groups lack people: {short}; make more people of these countries")
    return result


def _enough_handed_over(
    rng: Random, people: list[Person], needed: Counter[str], number: int, last_day: date
) -> list[Person]:
    """Turns escapes that no wanted group needs into handovers, then finds more people, up to `number`."""
    result = list(people)
    have = sum(person.way_out == "transfer" for person in people)
    spare = Counter(person.nationality for person in people if person.way_out == "escape")
    spare.subtract(needed)
    for way in ("escape", ""):
        for place, person in enumerate(result):
            if have >= number or person.way_out != way:
                continue
            if way == "escape":
                if spare[person.nationality] <= 0:
                    continue
                spare[person.nationality] -= 1
            day = person.found_on or _day_out(rng, person, last_day)
            result[place] = replace(person, way_out="transfer", found_on=day)
            have += 1
    return result


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
    by_id = {person.id: person for person in people}
    for encounter in encounters:
        if rng.random() < parameters["escorted_on"]:
            lot = [by_id[row.person_id] for row in encounter.rows]
            number = len(results) + 1
            results.append(_handover(seed, number, lot, noise, parameters, encounter))
    return tuple(encounters), tuple(results)


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
    for _, members in _by_site(people):
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
    for _, members in _by_site(people):
        place = 0
        while place < len(members):
            number = rng.randint(size["smallest"], size["largest"])
            yield members[place : place + number]
            place += number


def _by_site(people: list[Person]) -> list[tuple[str, list[Person]]]:
    sites: defaultdict[str, list[Person]] = defaultdict(list)
    for person in sorted(people, key=lambda person: (person.found_on or date.min, person.id)):
        sites[person.site_id].append(person)
    return sorted(sites.items())


def _border_place(site_id: str, name: str | None) -> dict[str, Any]:
    site = next(site for site in data("places")["sites"] if site["id"] == site_id)
    wanted = name or site["opposite"]
    return dict(next(place for place in data("places")["border"] if place["name"] == wanted))


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
    north = place["province"] != "Tak"
    agency = parameters["patrols"][1 if north else 0]
    day, file = _group_day(group), f"encounters/{code}.csv"
    papers = rng.choices(["all", "some", "none"], [45, 35, 20])[0]
    told = rng.choice(data("statements")["encounter"])
    return Encounter(
        id=code,
        file=file,
        agency=agency["code"],
        time=datetime.combine(
            day, time(rng.choice([4, 5, 6, 7, 22]), rng.randint(0, 59)), BORDER_TIME
        ),
        place=f"near a village at the {place['river']}, {place['name']} district",
        province=place["province"],
        country=place["country"],
        latitude=round(place["latitude"] + rng.uniform(-0.03, 0.03), 4),
        longitude=round(place["longitude"] + rng.uniform(-0.02, 0.02), 4),
        river=place["river"],
        units=(agency["name"], rng.choice(data("statements")["units"])),
        head_count=_head_count(group),
        papers_carried=papers,
        search_found=rng.choice(["nothing", "nothing", "nothing", "two phones", "cash"]),
        statement=told.format(job=group[0].lure),
        site_id=group[0].site_id,
        rows=tuple(
            _found_rows(seed, code, file, group, place["name"], day, noise, papers, "patrol")
        ),
    )


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
        taken_by=parameters["immigration"]["name"],
        counted=len(lot),
        head_count=_head_count(lot),
        site_id=lot[0].site_id,
        rows=tuple(
            _found_rows(seed, code, file, lot, place["name"], day, noise, "some", "immigration")
        ),
    )
