"""Makes a world from a seed: the truth first, what people wrote down about it second."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wayhome.simulate.documents import write_documents
from wayhome.simulate.found import GroupWanted, choose_found
from wayhome.simulate.groups import settled, write_found
from wayhome.simulate.model import (
    Document,
    Encounter,
    Handover,
    Person,
    RequestList,
    Row,
    Site,
    Traces,
)
from wayhome.simulate.network import traces
from wayhome.simulate.noise import Noise
from wayhome.simulate.people import Progress, draw_people, quotas
from wayhome.simulate.requested import Sizes, choose_requested, write_requests
from wayhome.simulate.resources import data

VERSION = "1"
"""Raised whenever the same seed would give another world."""
FEWEST_PEOPLE = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """What a world must contain besides what chance gives it; empty for evaluation."""

    shares: dict[str, float] = field(default_factory=dict)
    list_sizes: Sizes = field(default_factory=dict)
    groups: tuple[GroupWanted, ...] = ()
    handovers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """A made-up world: `people` is the truth; everything else is what somebody wrote down."""

    seed: int
    version: str
    noise: Noise
    parameters: dict[str, Any]
    people: tuple[Person, ...]
    sites: tuple[Site, ...]
    lists: tuple[RequestList, ...]
    family_requests: tuple[Row, ...]
    encounters: tuple[Encounter, ...]
    handovers: tuple[Handover, ...]
    documents: tuple[Document, ...]
    traces: Traces

    def requests(self) -> tuple[Row, ...]:
        """Each request record once, in its newest version."""
        newest = [row for each in self.lists if each.version == 2 for row in each.rows]
        return (*newest, *self.family_requests)

    def found(self) -> tuple[Row, ...]:
        """Every record of a found person; some people have two."""
        groups = [row for encounter in self.encounters for row in encounter.rows]
        return (*groups, *(row for handover in self.handovers for row in handover.rows))

    def rows(self) -> tuple[Row, ...]:
        """Every record in every file, older versions of lists included."""
        older = [row for each in self.lists if each.version == 1 for row in each.rows]
        return (*older, *self.requests(), *self.found())


def world(
    seed: int,
    people: int,
    noise: Noise | None = None,
    progress: Progress = None,
    scene: Scene | None = None,
    last_day: date | None = None,
) -> World:
    """A world of `people` people; the same arguments give the same world, byte for byte.

    `last_day` is the day the world ends on; data/world.yaml names it where it is left out.
    `progress` is called with the number of people made since its last call.
    Raises ValueError where there are too few people, or too few for the scene.
    """
    if people < FEWEST_PEOPLE:
        raise ValueError(f"{people} people make no world; give at least {FEWEST_PEOPLE}")
    noise, scene = noise or Noise(), scene or Scene()
    parameters: dict[str, Any] = data("world")
    if last_day is not None:
        parameters = {**parameters, "last_day": last_day}
    shares = scene.shares or {code: each["share"] for code, each in data("countries").items()}
    drawn = draw_people(seed, quotas(people, shares), parameters, progress)
    asked_of, asked = choose_requested(seed, drawn, parameters, scene.list_sizes)
    everyone = choose_found(seed, asked_of, parameters, scene.groups, scene.handovers)
    return _written_down(seed, noise, parameters, scene, everyone, asked)


def _written_down(
    seed: int,
    noise: Noise,
    parameters: dict[str, Any],
    scene: Scene,
    people: list[Person],
    asked: dict[str, list[Person]],
) -> World:
    lists, families = write_requests(seed, asked, noise, parameters, scene.list_sizes)
    encounters, handovers = write_found(
        seed, people, noise, parameters, scene.groups, scene.handovers
    )
    return World(
        seed=seed,
        version=VERSION,
        noise=noise,
        parameters=parameters,
        people=tuple(settled(people, encounters, handovers)),
        sites=tuple(_site(each) for each in data("places")["sites"]),
        lists=lists,
        family_requests=families,
        encounters=encounters,
        handovers=handovers,
        documents=write_documents(seed, encounters, handovers, lists),
        traces=traces(seed, people, parameters),
    )


def _site(entry: dict[str, Any]) -> Site:
    return Site(**{name: value for name, value in entry.items() if name != "weight"})
