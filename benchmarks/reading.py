"""Holds the reader against hand-labelled articles: precision, recall, raw counts by field.

Run: python benchmarks/reading.py [FOLDER]; FOLDER holds articles/ and gold/ (default ../shared).
--misses prints what was found wrongly or not at all.
Writes docs/reference/reading-results.md.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reading_simulated

from wayhome.documents.reading import read_bytes

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference" / "reading-results.md"
Item = dict[str, Any]


@dataclass
class Score:
    """How many were found rightly, found at all, and there to be found."""

    right: int = 0
    found: int = 0
    there: int = 0
    recalled: int = 0

    def row(self, field: str) -> str:
        """Return one row of the table."""
        precision = f"{self.right / self.found:.2f}" if self.found else "–"
        recall = f"{self.recalled / self.there:.2f}" if self.there else "–"
        cells = (field, self.right, self.found, precision, self.recalled, self.there, recall)
        return "| " + " | ".join(map(str, cells)) + " |"


def overlaps(one: Item, other: Item) -> bool:
    """Tell whether two facts point at some of the same characters."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def same_name(one: Item, other: Item) -> bool:
    """Tell whether two names are equal, letter case apart."""
    return bool(one["name"].lower() == other["name"].lower())


def soft_name(one: Item, other: Item) -> bool:
    """Tell whether one name holds the other."""
    left, right = one["name"].lower(), other["name"].lower()
    return left in right or right in left


def same_count(one: Item, other: Item) -> bool:
    """Tell whether two counts agree in number and nationality."""
    return all(one[key] == other[key] for key in ("n_min", "n_max", "nationality"))


def same_money(one: Item, other: Item) -> bool:
    """Tell whether two amounts agree in range and currency."""
    return all(one[key] == other[key] for key in ("amount_min", "amount_max", "currency"))


def same_incident(one: Item, other: Item) -> bool:
    """Tell whether two incidents agree in kind, day and place."""
    return all(one[key] == other[key] for key in ("kind", "date", "place"))


def near(one: Item, other: Item) -> bool:
    """Tell whether two places of one name lie within 0.15 degree where both have a point."""
    if not same_name(one, other) or one["country"] != other["country"]:
        return False
    if None in (one["latitude"], other["latitude"]):
        return True
    return all(abs(one[key] - other[key]) <= 0.15 for key in ("latitude", "longitude"))


def _of(kind: str, **more: Any) -> Callable[[Item], Iterator[Item]]:
    def pick(document: Item) -> Iterator[Item]:
        for fact in document["facts"]:
            if fact["type"] == kind and all(test(fact) for test in more.values()):
                yield fact

    return pick


COUNTRIES = {
    "Thailand",
    "Myanmar",
    "China",
    "Laos",
    "Cambodia",
    "Burma",
    "mainland China",
    "US",
    "United States",
    "Vietnam",
    "India",
    "Kenya",
    "Philippines",
    "Indonesia",
}
FIELDS: list[tuple[str, Callable[[Item], Any], Callable[[Item, Item], bool]]] = [
    ("people, loosely", _of("person"), soft_name),
    ("people, exactly", _of("person"), same_name),
    ("organisations, loosely", _of("organisation"), soft_name),
    ("organisations, exactly", _of("organisation"), same_name),
    ("places below country", _of("place", sub=lambda f: f["name"] not in COUNTRIES), same_name),
    (
        "places below country, with country and point",
        _of("place", sub=lambda f: f["name"] not in COUNTRIES),
        near,
    ),
    ("countries", _of("place", top=lambda f: f["name"] in COUNTRIES), same_name),
    ("sites", _of("site"), same_name),
    ("counts: number and nationality", _of("count"), same_count),
    ("counts with a nationality", _of("count", has=lambda f: f["nationality"]), same_count),
    ("money: range and currency", _of("money"), same_money),
    ("routes, overlap", _of("route"), overlaps),
    ("lures, overlap", _of("lure"), overlaps),
    ("controls, overlap", _of("control"), overlaps),
    ("purposes, overlap", _of("purpose"), overlaps),
    ("commitments, overlap", _of("commitment"), overlaps),
    ("incidents: kind, day and place", lambda d: d["incidents"], same_incident),
    (
        "incidents: kind and day",
        lambda d: d["incidents"],
        lambda a, b: a["kind"] == b["kind"] and a["date"] == b["date"],
    ),
    (
        "incidents: dates given",
        lambda d: (i for i in d["incidents"] if i["date"]),
        lambda a, b: a["kind"] == b["kind"] and a["date"] == b["date"],
    ),
]


def score(pairs: list[tuple[Item, Item]]) -> dict[str, Score]:
    """Return the score of each field over (read, gold) pairs of documents."""
    scores = {name: Score() for name, _, _ in FIELDS}
    for read, gold in pairs:
        for name, pick, same in FIELDS:
            found, there = list(pick(read)), list(pick(gold))
            one = scores[name]
            one.found += len(found)
            one.there += len(there)
            one.right += sum(any(same(f, t) for t in there) for f in found)
            one.recalled += sum(any(same(f, t) for f in found) for t in there)
    return scores


def misses(pairs: list[tuple[Item, Item]]) -> Iterator[str]:
    """Yield what was found wrongly or not at all, for looking at."""
    for read, gold in pairs:
        for name, pick, same in FIELDS:
            found, there = list(pick(read)), list(pick(gold))
            for item in found:
                if not any(same(item, other) for other in there):
                    yield f"{read['document']['name'][:3]} {name}: wrongly {_short(item)}"
            for item in there:
                if not any(same(other, item) for other in found):
                    yield f"{read['document']['name'][:3]} {name}: missed {_short(item)}"


def _short(item: Item) -> str:
    keys = ("name", "n_min", "n_max", "nationality", "amount_min", "kind", "date", "place")
    return f"{ {k: item[k] for k in keys if item.get(k) is not None} } {item['quote'][:80]!r}"


def main() -> None:
    """Print and write the table."""
    show = "--misses" in sys.argv
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    folder = Path(arguments[0]) if arguments else ROOT.parent / "shared"
    labels = sorted((folder / "gold").glob("*.json"))
    if not labels:
        print(f"skipped: no labelled articles in {folder}")
        return
    texts = [folder / "articles" / f"{path.stem}.txt" for path in labels]
    for path in texts:
        read_bytes(path.read_bytes(), path.name)
    begun = time.process_time()
    rounds = 5
    for _ in range(rounds):
        read = [read_bytes(path.read_bytes(), path.name).as_dict() for path in texts]
    pace = rounds * len(texts) / (time.process_time() - begun)
    pairs = [
        (one, json.loads(path.read_text(encoding="utf-8")))
        for one, path in zip(read, labels, strict=True)
    ]
    rows = [one.row(name) for name, one in score(pairs).items()]
    table = "\n".join(
        [
            "| field | right | found | precision | recalled | there | recall |",
            "|---|---|---|---|---|---|---|",
            *rows,
        ]
    )
    print(table)
    print(f"\n{len(texts)} documents, {pace:.0f} documents per second of processor time")
    simulated = reading_simulated.measure(reading_simulated.documents())
    print(reading_simulated.table(simulated))
    if show:
        print("\n".join(misses(pairs)))
        print("\n".join(miss for one in simulated.values() for miss in one.misses))
    TARGET.write_text(_page(table, pace, reading_simulated.table(simulated)), encoding="utf-8")


def _page(gold: str, pace: float, simulated: str) -> str:
    return (
        "# Reading, held against hand-labelled articles and made-up documents\n\n"
        "## Labelled articles\n\n"
        "Five English news articles, labelled by one person; the rules were written with them in "
        "view, so expect less on others. Loosely: one name holds the other. "
        f"{pace:.0f} documents per second of one core's own time.\n\n{gold}\n\n"
        f"{reading_simulated.INTRODUCTION}\n\n{simulated}\n\n{reading_simulated.UNSEEN}\n\n"
        "Made by `python benchmarks/reading.py`.\n"
    )


if __name__ == "__main__":
    main()
