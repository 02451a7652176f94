"""Draws the people of a world: the truth, before anybody writes it down."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from wayhome.simulate.model import NamePart, Person, PersonName
from wayhome.simulate.names import draw_name, latin_forms, native_form
from wayhome.simulate.randomness import fill, stream, weighted
from wayhome.simulate.resources import data

Progress = Callable[[int], None] | None
"""Called with the number of people made since the last call."""


@dataclass(frozen=True, slots=True)
class _Household:
    """What brothers and sisters have in common."""

    id: str
    culture: str
    shared: dict[int, NamePart]
    passport: str
    home_place: str
    contact: str
    site_id: str
    lured_on: date
    last_birth: date


def quotas(people: int, shares: dict[str, float]) -> dict[str, int]:
    """How many people of each nationality, by largest remainder; they add up to `people`."""
    whole = sum(shares.values())
    exact = {code: people * share / whole for code, share in shares.items()}
    counts = {code: int(number) for code, number in exact.items()}
    left = people - sum(counts.values())
    for code in sorted(exact, key=lambda code: (counts[code] - exact[code], code))[:left]:
        counts[code] += 1
    return counts


def draw_people(
    seed: int, numbers: dict[str, int], parameters: dict[str, Any], progress: Progress = None
) -> list[Person]:
    """The people, `numbers` of each nationality, in an order that tells nothing."""
    drawn: list[Person] = []
    for nationality, number in sorted(numbers.items()):
        drawn += _draw_nation(
            stream(seed, "people", nationality), nationality, number, parameters, progress
        )
    stream(seed, "order").shuffle(drawn)
    return [replace(person, id=f"P-{place:06d}") for place, person in enumerate(drawn, start=1)]


def _draw_nation(
    rng: Random, nationality: str, number: int, parameters: dict[str, Any], progress: Progress
) -> list[Person]:
    people: list[Person] = []
    names: list[tuple[PersonName, str]] = []
    household: _Household | None = None
    passports: set[str] = set()
    for place in range(number):
        if household is None or rng.random() >= parameters["sibling"]:
            household = _new_household(rng, nationality, place, parameters)
            relative = False
        else:
            relative = True
        namesake = None
        if names and not relative and rng.random() < parameters["namesake"]:
            namesake = rng.choice(names)
        person, household = _draw_person(
            rng, nationality, household, relative, namesake, parameters
        )
        while person.passport in passports:
            person = replace(person, passport=_passport(rng, household.passport, relative=True))
        passports.add(person.passport)
        names.append((person.name, person.sex))
        people.append(person)
        if progress:
            progress(1)
    return people


def _new_household(
    rng: Random, nationality: str, place: int, parameters: dict[str, Any]
) -> _Household:
    country = data("countries")[nationality]
    role = rng.choice(parameters["contact_roles"])
    last_day: date = parameters["last_day"]
    sites = {site["id"]: site["weight"] for site in data("places")["sites"]}
    return _Household(
        id=f"F-{nationality}-{place:05d}",
        culture=weighted(rng, country["cultures"]),
        shared={},
        passport=fill(rng, country["passport"]),
        home_place=rng.choice(country["cities"]),
        contact=f"{role} {phone(rng, nationality)}",
        site_id=weighted(rng, sites),
        lured_on=last_day - timedelta(days=rng.randint(45, parameters["days"])),
        last_birth=last_day,
    )


def _draw_person(
    rng: Random,
    nationality: str,
    household: _Household,
    relative: bool,
    namesake: tuple[PersonName, str] | None,
    parameters: dict[str, Any],
) -> tuple[Person, _Household]:
    name, sex, shared = _who(rng, household, relative, namesake, parameters)
    born = _birth_date(rng, household, relative, parameters)
    person = Person(
        id="",
        name=name,
        **_spelt(name),
        sex=sex,
        birth_date=born,
        nationality=nationality,
        passport=_passport(rng, household.passport, relative),
        phone=phone(rng, nationality),
        home_place=household.home_place,
        occupation=rng.choice(parameters["occupations"]),
        family_id=household.id,
        family_contact=household.contact,
        lure=rng.choice(parameters["lures"]),
        lured_on=household.lured_on,
        site_id=household.site_id,
    )
    return person, replace(household, shared=household.shared or shared, last_birth=born)


def _spelt(name: PersonName) -> dict[str, Any]:
    full, given, family = latin_forms(name)
    native = native_form(name)
    return {
        "full_name": full,
        "given_name": given,
        "family_name": family,
        "native_name": native,
    }


def _who(
    rng: Random,
    household: _Household,
    relative: bool,
    namesake: tuple[PersonName, str] | None,
    parameters: dict[str, Any],
) -> tuple[PersonName, str, dict[int, NamePart]]:
    if namesake:
        return (*namesake, {})
    sex = "female" if rng.random() < parameters["female"] else "male"
    name, shared = draw_name(rng, household.culture, sex[0], household.shared if relative else None)
    return name, sex, shared


def _birth_date(
    rng: Random, household: _Household, relative: bool, parameters: dict[str, Any]
) -> date:
    """By the age bands; a brother or sister is one to six years away from the one before."""
    last_day: date = parameters["last_day"]
    if relative:
        apart = timedelta(days=rng.randint(330, 2200))
        born = household.last_birth + (apart if rng.random() < 0.5 else -apart)
        youngest = last_day - timedelta(days=15 * 366)
        return min(born, youngest - timedelta(days=rng.randint(0, 300)))
    youngest_age, oldest_age = map(int, weighted(rng, parameters["ages"]).split("-"))
    days = rng.randint(youngest_age * 366, (oldest_age + 1) * 365 - 1)
    return last_day - timedelta(days=days)


def _passport(rng: Random, first: str, relative: bool) -> str:
    """Passports of one family, handed in together, differ in the last three digits alone."""
    if not relative:
        return first
    digits = [place for place, mark in enumerate(first) if mark.isdigit()][-3:]
    return "".join(
        rng.choice("0123456789") if place in digits else mark for place, mark in enumerate(first)
    )


def phone(rng: Random, nationality: str) -> str:
    """E.164 in form, in a range that no network uses (see countries.yaml)."""
    code, rest = data("countries")[nationality]["phone"]
    return f"+{code}{fill(rng, rest)}"
