"""Who comes out, when and how; refuses a scene that the people cannot fill."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from wayhome.simulate.model import Person
from wayhome.simulate.randomness import stream


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
    """Turns escapes that no group needs into handovers, then finds more, up to `number`."""
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
