"""The demonstration world: one seed, and the scene that the walk-through tells."""

from datetime import date

from wayhome.simulate.found import GroupWanted
from wayhome.simulate.people import Progress
from wayhome.simulate.resources import data
from wayhome.simulate.world import Scene, World, world


def demo_scene() -> Scene:
    """An embassy's list of exactly 110 and then 500 names, a group of 39, a handover of 261."""
    wanted = data("demonstration")
    return Scene(
        shares=dict(wanted["shares"]),
        list_sizes={
            code: (first, second) for code, (first, second) in wanted["list_sizes"].items()
        },
        groups=tuple(
            GroupWanted(dict(each["head_count"]), each["place"]) for each in wanted["groups"]
        ),
        handovers=tuple(wanted["handovers"]),
    )


def demo_world(progress: Progress = None, last_day: date | None = None) -> World:
    """The world that `make demo` loads: the same people every time, up to `last_day`."""
    wanted = data("demonstration")
    return world(
        wanted["seed"], wanted["people"], progress=progress, scene=demo_scene(), last_day=last_day
    )
