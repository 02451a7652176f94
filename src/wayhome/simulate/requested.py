"""Who asks for whom: agencies' lists in two versions, and families' own requests."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from wayhome.simulate.model import Person, RequestList, Row
from wayhome.simulate.noise import Noise
from wayhome.simulate.observation import asked_for, observe
from wayhome.simulate.randomness import stream, weighted
from wayhome.simulate.resources import data

FAMILIES = "requests/families.json"
ELSEWHERE_TOO = 0.4
"""Share of those on an exact list whom their other source asks for as well (assumed)."""
ELSEWHERE_ALONE = 0.3
"""Share of those not on it whom somebody else asks for nevertheless (assumed)."""
Sizes = dict[str, tuple[int, int]]
"""Nationality: exact rows of its embassy's list in version 1 and 2."""


def choose_requested(
    seed: int, people: list[Person], parameters: dict[str, Any], sizes: Sizes
) -> tuple[list[Person], dict[str, list[Person]]]:
    """Marks whom somebody asks for, and gives each asking source its people (in order of asking).

    Raises ValueError where an exact list needs more people than its country has.
    """
    rng = stream(seed, "requests")
    asked: dict[str, list[Person]] = {}
    marked: list[Person] = []
    fixed = {country: set(_exact(people, country, both)) for country, both in sizes.items()}
    for person in people:
        is_asked = rng.random() < parameters["requested"]
        sources = _sources(rng, person, parameters) if is_asked else []
        exact = fixed.get(person.nationality)
        if exact is not None:
            sources = _beside_exact_list(rng, person, sources, person.id in exact)
        if sources:
            person = replace(person, requested_on=_asking_day(rng, person, parameters))
        for source in sources:
            asked.setdefault(source, []).append(person)
        marked.append(person)
    for source in asked:
        asked[source].sort(key=lambda person: (person.requested_on or date.max, person.id))
    return marked, asked


def _beside_exact_list(rng: Random, person: Person, sources: list[str], on_list: bool) -> list[str]:
    """Where the embassy's list is fixed: whoever is on it is asked for there, the others seldom."""
    own = f"embassy-{person.nationality.lower()}"
    others = [source for source in sources if source != own]
    if on_list:
        return [own, *others[:1]] if rng.random() < ELSEWHERE_TOO else [own]
    return others if rng.random() < ELSEWHERE_ALONE else []


def _exact(people: list[Person], country: str, sizes: tuple[int, int]) -> list[str]:
    needed = sizes[1] + gone_rows(sizes[0], data("world")["gone_from_second"])
    ids = [person.id for person in people if person.nationality == country]
    if len(ids) < needed:
        raise ValueError(
            f"list of {country}: {needed} people needed, the world has {len(ids)}; make more people"
        )
    return ids[:needed]


def gone_rows(first: int, share: float) -> int:
    """How many rows of version 1 version 2 leaves out; at least one of any list of ten."""
    return max(1, round(first * share)) if first >= 10 else 0


def _sources(rng: Random, person: Person, parameters: dict[str, Any]) -> list[str]:
    names = {
        "embassy": f"embassy-{person.nationality.lower()}",
        "family": "families",
        "organisation": rng.choice(parameters["organisations"])["code"],
    }
    kinds = dict(parameters["asked_by"])
    first = weighted(rng, kinds)
    chosen = [names[first]]
    if rng.random() < parameters["second_request"]:
        del kinds[first]
        chosen.append(names[weighted(rng, kinds)])
    if first == "organisation" and rng.random() < parameters["listed_twice"]:
        chosen.append(chosen[0])
    return chosen


def _asking_day(rng: Random, person: Person, parameters: dict[str, Any]) -> date:
    day = person.lured_on + timedelta(days=rng.randint(14, 180))
    last_day: date = parameters["last_day"]
    return min(day, last_day - timedelta(days=rng.randint(1, 14)))


def write_requests(
    seed: int,
    asked: dict[str, list[Person]],
    noise: Noise,
    parameters: dict[str, Any],
    sizes: Sizes,
) -> tuple[tuple[RequestList, ...], tuple[Row, ...]]:
    """The lists of every agency, version 1 and 2, and the families' single requests."""
    lists: list[RequestList] = []
    families: tuple[Row, ...] = ()
    for source, people in sorted(asked.items()):
        if source == "families":
            families = tuple(_family_rows(seed, people, noise))
            continue
        exact = sizes.get(source.removeprefix("embassy-").upper())
        lists += _two_versions(seed, source, people, noise, parameters, exact)
    return tuple(lists), families


def _family_rows(seed: int, people: list[Person], noise: Noise) -> Iterable[Row]:
    for number, person in enumerate(people, start=1):
        yield observe(
            asked_for(person),
            person,
            row=f"FAM-{number:05d}",
            source=FAMILIES,
            kind="request",
            writer="family",
            noise=noise,
            seed=seed,
        )


def _two_versions(
    seed: int,
    source: str,
    people: list[Person],
    noise: Noise,
    parameters: dict[str, Any],
    exact: tuple[int, int] | None,
) -> list[RequestList]:
    rng = stream(seed, "versions", source)
    first = exact[0] if exact else max(1, round(len(people) * parameters["in_first_version"]))
    gone = set(rng.sample(range(first), gone_rows(first, parameters["gone_from_second"])))
    described = _agency(source, parameters)
    noise = _native_kept(noise, described["layout"])
    one = [_row(seed, source, number, people[number], noise, 1) for number in range(first)]
    two = [
        _row(seed, source, number, person, noise, _attempt(rng, number < first, parameters))
        for number, person in enumerate(people)
        if number not in gone
    ]
    last: date = parameters["last_day"]
    return [
        _list(described, 1, last - timedelta(days=35), one),
        _list(described, 2, last - timedelta(days=7), two),
    ]


def _native_kept(noise: Noise, layout: str) -> Noise:
    """A list whose name column is in the own script has that name in every row."""
    if not data("layouts")[layout].get("native_first"):
        return noise
    return replace(noise, missing_native_name=replace(noise.missing_native_name, on=False))


def _attempt(rng: Random, stood_before: bool, parameters: dict[str, Any]) -> int:
    return 2 if stood_before and rng.random() < parameters["changed_in_second"] else 1


def _row(seed: int, source: str, number: int, person: Person, noise: Noise, attempt: int) -> Row:
    values = asked_for(person)
    if attempt > 1:
        values["notes"] += "; details corrected by the family"
    return observe(
        values,
        person,
        row=f"{source.upper()}-{number + 1:05d}",
        source=source,
        kind="request",
        writer="embassy" if source.startswith("embassy") else "organisation",
        noise=noise,
        seed=seed,
        attempt=attempt,
    )


def _agency(source: str, parameters: dict[str, Any]) -> dict[str, str]:
    for organisation in parameters["organisations"]:
        if organisation["code"] == source:
            return dict(organisation)
    code = source.removeprefix("embassy-").upper()
    name = data("countries")[code]["names"]["en"]
    layout = parameters["embassy_layouts"].get(code, parameters["embassy_layout_otherwise"])
    return {
        "code": source,
        "name": f"Embassy of {name} (made up)",
        "country": code,
        "layout": layout,
    }


def _list(
    agency: dict[str, str],
    version: int,
    as_of: date,
    rows: list[Row],
) -> RequestList:
    layout = data("layouts")[agency["layout"]]
    file = f"requests/{agency['code']}-{agency['country'].lower()}-v{version}.{layout['file']}"
    if agency["code"].startswith("embassy"):
        file = f"requests/{agency['code']}-v{version}.{layout['file']}"
    return RequestList(
        file=file,
        agency=agency["code"],
        agency_name=agency["name"],
        country=agency["country"],
        version=version,
        as_of=as_of,
        layout=agency["layout"],
        stated_total=len(rows) if "total" in layout else None,
        rows=tuple(replace(row, source=file) for row in rows),
    )
