"""Measures m and u of the matching model and rewrites their numbers in data/parameters.yaml.

`python benchmarks/weights.py [--show]` (from the project's root; about three minutes) compares
labelled pairs and random pairs of four made-up worlds (wayhome.simulate; seeds below, none of them
a seed that figures are reported on or the demonstration's) and of the labelled lists in
../shared/data/linkage (left out, and said so, where they are absent). Of the worlds the random
pairs are of one nationality, as the records are that a register holds against each other.

Only fields with a line `measured: {set: weight, ...}` are rewritten: m is the weighted mean of the
sets' shares, u their weighted geometric mean, `relatives` the shares among brothers and sisters of
the worlds, where enough of them reached a level. Levels of names that strangers hardly ever reach
continue the last one measured by one half a bit a bit; a level that no true pair reached keeps its
numbers. Everything else in the file, its sources included, is a person's to write.
`--show` prints the shares and writes nothing.
"""

import argparse
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from matching import open_lists, places

from wayhome.people.matching.commonness import counted
from wayhome.people.matching.comparisons.names import DIFFERS_LADDER, NAME_LADDER
from wayhome.people.matching.data_files import read_yaml
from wayhome.people.matching.model import Model
from wayhome.people.matching.names import Frequencies
from wayhome.people.matching.parameters import SHIPPED, Field
from wayhome.people.matching.profile import Profile
from wayhome.simulate.demonstration import demo_scene
from wayhome.simulate.noise import Noise
from wayhome.simulate.world import Scene, World, world

# Seed, people, noise, and whether most are of one nationality as in the demonstration.
WORLDS = (
    (101, 900, 1.0, True),
    (102, 900, 2.0, True),
    (103, 2000, 1.0, False),
    (104, 2000, 2.0, False),
)
TRUE_PAIRS, STRANGERS = 5000, 40_000
LEAST_MEETINGS = 8  # strangers that must have reached a level for its u to count as measured
LEAST_RELATIVES = 4  # fewer are namesakes by the worlds' chance, not a family's habit
HALF = 0.5  # added to every count: what was not met may be met yet
Counts = Mapping[str, Counter[str]]
Couples = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Measured:
    """How often each level of each field was reached, by kind of pair; `name` as in the file."""

    name: str
    true: Counts
    strangers: Counts
    relatives: Counts


@dataclass(frozen=True, slots=True)
class Crowd:
    """Profiles, whose each is, of which family, and whether strangers are of one nationality."""

    name: str
    profiles: Sequence[Profile]
    persons: Sequence[str]
    families: Sequence[str] = ()


def crowds() -> Iterator[Crowd]:
    """Every set, the worlds first."""
    for seed, people, noise, one_nation in WORLDS:
        scene = Scene(shares=demo_scene().shares) if one_nation else None
        yield _crowd(world(seed, people, Noise().scaled(noise), scene=scene))
    if not places.LINKAGE.is_dir():
        print(f"left out: {places.LINKAGE} is not there", file=sys.stderr)
        return
    for name, (rows, truth) in (
        ("febrl_3", open_lists.febrl(3, full=True)),
        ("fake_1000", open_lists.fake()),
        ("historical", open_lists.historical(300)),
    ):
        profiles = [Profile.from_row(row) for row in rows]
        yield Crowd(name, profiles, [truth[profile.id] for profile in profiles])


def _crowd(made: World) -> Crowd:
    rows = [*made.requests(), *made.found()]
    families = {person.id: person.family_id for person in made.people}
    return Crowd(
        "worlds",
        [Profile.from_row(row.values) for row in rows],
        [row.person_id for row in rows],
        [families[row.person_id] for row in rows],
    )


def measure(model: Model, crowd: Crowd) -> Measured:
    """Compare true pairs, strangers and relatives of a set, with its own shares of values."""
    names = [profile.names[0] for profile in crowd.profiles if profile.names]
    fitted = model.with_commonness(counted(crowd.profiles, Frequencies.of(names)))
    chance = random.Random(5)
    same = _couples(crowd.persons, chance)
    related = [
        (i, j) for i, j in _couples(crowd.families, chance) if crowd.persons[i] != crowd.persons[j]
    ]
    strangers = _strangers(crowd, chance)
    levels = [_levels(fitted, crowd.profiles, pairs) for pairs in (same, strangers, related)]
    return Measured(crowd.name, *levels)


def _couples(groups: Sequence[str], chance: random.Random) -> Couples:
    members: dict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        members[group].append(place)
    found = [pair for group in members.values() for pair in combinations(group, 2)]
    chance.shuffle(found)
    return found[:TRUE_PAIRS]


def _strangers(crowd: Crowd, chance: random.Random) -> Couples:
    groups = crowd.families or crowd.persons
    found: Couples = []
    while len(found) < STRANGERS:
        i, j = chance.randrange(len(groups)), chance.randrange(len(groups))
        one_nation = crowd.profiles[i].nationalities == crowd.profiles[j].nationalities
        if groups[i] != groups[j] and (one_nation or not crowd.families):
            found.append((i, j))
    return found


def _levels(model: Model, profiles: Sequence[Profile], pairs: Couples) -> Counts:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for i, j in pairs:
        for finding in model.findings(profiles[i], profiles[j])[0]:
            counts[finding.field][finding.level] += 1
    return counts


def shares(field: Field, sets: Iterable[Counts]) -> dict[str, float]:
    """Share of each level over sets of one kind put together."""
    counts: Counter[str] = Counter()
    for each in sets:
        counts.update(each.get(field.name, Counter()))
    total = counts.total() + HALF * len(field.levels)
    return {level.name: (counts[level.name] + HALF) / total for level in field.levels}


def new_shares(
    field: Field, weights: Mapping[str, float], measured: Sequence[Measured]
) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """m, u and relatives of a field: means over the sets by their weights."""
    m: dict[str, float] = defaultdict(float)
    u: dict[str, float] = defaultdict(float)
    whole = sum(weights.values())
    for name, weight in weights.items():
        sets = [each for each in measured if each.name == name]
        for level, share in shares(field, [each.true for each in sets]).items():
            m[level] += weight / whole * share
        for level, share in shares(field, [each.strangers for each in sets]).items():
            u[level] += weight / whole * math.log2(share)
    met: Counter[str] = Counter()
    for each in measured:
        met.update(each.strangers.get(field.name, Counter()))
    chances = {level: 2**bits for level, bits in u.items()}
    if set(NAME_LADDER) <= set(chances):
        for ladder in (NAME_LADDER, DIFFERS_LADDER):
            _continue(ladder, m, chances, met)
    return dict(m), chances, _related(field, measured)


def _continue(
    ladder: Sequence[str], m: Mapping[str, float], u: dict[str, float], met: Counter[str]
) -> None:
    """Carry u on to the levels that strangers hardly reach; better evidence weighs no less."""
    for worse, better in zip(ladder[::-1], ladder[-2::-1], strict=False):
        if met[better] < LEAST_MEETINGS and worse != "contrary":
            step = float(better.rsplit("_", 1)[1]) - float(worse.rsplit("_", 1)[1])
            u[better] = min(u[better], u[worse] * 2 ** (-step / 2))
        u[better] = min(u[better], u[worse] * m[better] / m[worse])


def _related(field: Field, measured: Sequence[Measured]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for each in measured:
        counts.update(each.relatives.get(field.name, Counter()))
    total = counts.total() + HALF * len(field.levels)
    met = {level.name: counts[level.name] for level in field.levels}
    return {name: (count + HALF) / total for name, count in met.items() if count >= LEAST_RELATIVES}


def rewritten(text: str, measured: Sequence[Measured], model: Model) -> str:
    """The parameters file with the numbers of the measured fields replaced."""
    known = {each.name for each in measured}
    for name, entry in read_yaml(SHIPPED)["fields"].items():
        weights = {k: v for k, v in entry.get("measured", {}).items() if k in known}
        if not weights:
            continue
        m, u, related = new_shares(model.parameters.fields[name], weights, measured)
        head, block, tail = _block(text, name)
        reached = {level for each in measured for level in each.true.get(name, ())}
        for level in reached & m.keys():
            pattern = rf"(- \[{re.escape(level)}, )[^,]+, [^,]+,"
            block = re.sub(pattern, rf"\g<1>{m[level]:.2g}, {u[level]:.2g},", block, count=1)
        kept = {**entry.get("relatives", {}), **related}
        listed = ", ".join(f"{level}: {share:.2g}" for level, share in kept.items())
        block = re.sub(r"relatives: \{[^}]*\}", f"relatives: {{{listed}}}", block)
        text = head + block + tail
    return text


def _block(text: str, field: str) -> tuple[str, str, str]:
    start = text.index(f"\n  {field}:\n") + 1
    end = re.search(r"\n  \w+:\n", text[start + len(field) + 4 :])
    stop = start + len(field) + 4 + end.start() if end else len(text)
    return text[:start], text[start:stop], text[stop:]


def main() -> None:
    """Measure, and rewrite the file unless only asked to show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the new file, write nothing")
    model = Model.load()
    measured = []
    for crowd in crowds():
        measured.append(measure(model, crowd))
        print(f"measured: {crowd.name}, {len(crowd.profiles)} records", file=sys.stderr)
    text = rewritten(SHIPPED.read_text(encoding="utf-8"), measured, model)
    if parser.parse_args().show:
        print(text)
    else:
        SHIPPED.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
