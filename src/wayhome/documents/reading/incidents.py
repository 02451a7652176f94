"""One event told by several documents: brought together, with every figure and who said it.

Two tellings meet only where kind, day and place allow it and their figures lie close; what
disagrees is set side by side and never settled here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Item = Mapping[str, Any]

# Words for one movement of people out of a compound differ from telling to telling.
_FAMILIES = (
    frozenset({"rescue", "encounter", "transfer_repatriation"}),
    frozenset({"raid", "arrest"}),
)
# Two names for one place lie this close; district and its town often do.
NEAR_KM = 25.0
# Counts of one group of people, revised from telling to telling, differ by no more than this.
CLOSE = 0.05


@dataclass
class Telling:
    """One incident of one document, with the counts that belong to it."""

    document: Item
    incident: Item
    counts: list[Item]

    @property
    def sizes(self) -> list[int]:
        """Return the numbers of people told, the biggest first, single persons left out."""
        sizes = {c["n_min"] or c["n_max"] or 0 for c in self.counts}
        return sorted((n for n in sizes if n > 1), reverse=True)


@dataclass
class Group:
    """Tellings of one event."""

    tellings: list[Telling] = field(default_factory=list)


def merge(readings: Iterable[Item]) -> dict[str, Any]:
    """Bring the incidents of many readings (dicts of facts.schema.json) together.

    Returns {"documents": n, "incidents": [...]}: each incident with kind, date, place, the
    documents and facts it rests on, `figures` (every number with who said it and of whom) and
    `disagreements` (figures for the same people that differ).
    """
    groups: list[Group] = []
    documents = 0
    for reading in readings:
        documents += 1
        for telling in _tellings(reading):
            home = next((g for g in groups if _belongs(telling, g)), None)
            if home is None:
                groups.append(Group([telling]))
            else:
                home.tellings.append(telling)
    return {
        "documents": documents,
        "incidents": [_as_dict(number, group) for number, group in enumerate(groups, 1)],
    }


def _tellings(reading: Item) -> list[Telling]:
    return [
        Telling(
            reading["document"],
            incident,
            [
                fact
                for fact in reading["facts"]
                if fact["type"] == "count" and fact["incident"] == incident["id"]
            ],
        )
        for incident in reading["incidents"]
    ]


def _belongs(telling: Telling, group: Group) -> bool:
    # One document tells of one event once: two incidents of a document are two events.
    mine = telling.document["sha256"]
    if any(other.document["sha256"] == mine for other in group.tellings):
        return False
    return all(same_event(telling, other) for other in group.tellings)


def same_event(one: Telling, other: Telling) -> bool:
    """Tell whether two documents' incidents are one event."""
    left, right = one.incident, other.incident
    if not _kin(left["kind"], right["kind"]) or (left["status"] == "denied") != (
        right["status"] == "denied"
    ):
        return False
    dates, places = _dates(left["date"], right["date"]), _places(left, right)
    if dates is False or places is False:
        return False
    figures = _figures(one.sizes, other.sizes)
    if dates and places:
        return figures is not False
    # With the day or the place unknown on a side, only equal figures bring two together.
    shared = set(one.sizes) & set(other.sizes)
    return bool((dates or places) and any(n > 5 for n in shared))


def _kin(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in _FAMILIES)


def _dates(one: str | None, other: str | None) -> bool | None:
    """Return whether two dates can be one day; None where either is unknown."""
    if one is None or other is None:
        return None
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    left, right = _span(one), _span(other)
    return left[0] <= right[1] and right[0] <= left[1]


def _span(date: str) -> tuple[str, str]:
    first, _, last = date.partition("/")
    last = last or first
    return first + "-01" * (len(first) == 7), last + "-31" * (len(last) == 7)


def _places(one: Item, other: Item) -> bool | None:
    if one["country"] and other["country"] and one["country"] != other["country"]:
        return False
    if one["place"] is None or other["place"] is None:
        return None
    if one["place"].lower() == other["place"].lower():
        return True
    if None in (one["latitude"], one["longitude"], other["latitude"], other["longitude"]):
        return None
    return kilometres(one, other) <= NEAR_KM


def kilometres(one: Item, other: Item) -> float:
    """Return the distance of two points on a sphere of radius 6,371 km."""
    lat1, lat2 = math.radians(one["latitude"]), math.radians(other["latitude"])
    step = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * (
        math.sin(math.radians(other["longitude"] - one["longitude"]) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(step))


def _figures(one: list[int], other: list[int]) -> bool | None:
    """Return whether two tellings' numbers can be of one group; None where either has none."""
    if not one or not other:
        return None
    if set(one) & set(other):
        return True
    return abs(one[0] - other[0]) <= max(1, CLOSE * max(one[0], other[0]))


def _as_dict(number: int, group: Group) -> dict[str, Any]:
    best = max(group.tellings, key=_fullness).incident
    figures = [_figure(telling, count) for telling in group.tellings for count in telling.counts]
    return {
        "id": f"e{number}",
        **{key: best[key] for key in ("kind", "date", "place", "country", "latitude", "longitude")},
        "status": best["status"],
        "actors": sorted({actor for t in group.tellings for actor in t.incident["actors"]}),
        "documents": [
            {key: t.document[key] for key in ("name", "sha256", "title", "published")}
            for t in group.tellings
        ],
        "tellings": [_telling(telling) for telling in group.tellings],
        "figures": figures,
        "disagreements": _disagreements(figures) + _other_disagreements(group),
    }


def _fullness(telling: Telling) -> tuple[int, int]:
    told = telling.incident
    known = sum(told[key] is not None for key in ("date", "place", "country", "latitude"))
    return known, len(telling.counts)


def _telling(telling: Telling) -> dict[str, Any]:
    keys = ("kind", "date", "place", "status", "start", "end", "quote")
    return {
        "document": telling.document["name"],
        "sha256": telling.document["sha256"],
        "incident": telling.incident["id"],
        "facts": [count["id"] for count in telling.counts],
        **{key: telling.incident[key] for key in keys},
    }


def _figure(telling: Telling, count: Item) -> dict[str, Any]:
    keys = ("n_min", "n_max", "qualifier", "nationality", "role", "sex", "start", "end", "quote")
    return {
        "document": telling.document["name"],
        "published": telling.document["published"],
        "fact": count["id"],
        **{key: count.get(key) for key in keys},
    }


def _disagreements(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Set side by side the figures that documents give for the same people.

    People are the same where nationality and sex are; of several unspecified figures in one
    document the biggest is its total.
    """
    by_people: dict[tuple[Any, Any], dict[str, dict[str, Any]]] = {}
    for one in figures:
        size = one["n_min"] if one["n_min"] is not None else one["n_max"]
        if size is None:
            continue
        said = by_people.setdefault((one["nationality"], one["sex"]), {})
        held = said.get(one["document"])
        if held is None or size > (held["n_min"] or held["n_max"] or 0):
            said[one["document"]] = one
    found = []
    for (nationality, sex), said in by_people.items():
        if len({(one["n_min"], one["n_max"]) for one in said.values()}) > 1:
            found.append(
                {
                    "about": "count",
                    "nationality": nationality,
                    "sex": sex,
                    "said": [
                        {key: one[key] for key in ("document", "fact", "n_min", "n_max", "quote")}
                        for one in said.values()
                    ],
                }
            )
    return found


def _other_disagreements(group: Group) -> list[dict[str, Any]]:
    found = []
    for key in ("date", "place", "kind"):
        said = [(t.document["name"], t.incident[key]) for t in group.tellings if t.incident[key]]
        if len({value for _, value in said}) > 1:
            found.append(
                {"about": key, "said": [{"document": name, key: value} for name, value in said]}
            )
    return found
