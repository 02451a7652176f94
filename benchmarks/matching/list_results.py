"""(c) Whole lists in 17 scripts: two to link and one to tidy at three levels of noise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from wayhome.people.matching.dedupe import dedupe
from wayhome.people.matching.link import link

from . import lists, peers, splink
from .figures import WAYHOME, Figure, binned_gap, gap
from .places import NAMES
from .truth import (
    Scored,
    Truth,
    best_threshold,
    cluster_units,
    f1_of,
    of_clusters,
    of_links,
)

PART = "lists"
SEED = 501
Rows = list[dict[str, str]]


def measure(
    count: int = 2000, *, levels: Sequence[str] = lists.LEVELS, with_peers: bool = True
) -> Iterator[Figure]:
    """Every level's two lists and one list."""
    if not NAMES.is_dir():
        return
    for level in levels:
        yield from _linked(level, count, with_peers)
        yield from _grouped(level, count, with_peers)


def _linked(level: str, count: int, with_peers: bool) -> Iterator[Figure]:
    of = f"two lists, {level} noise"
    made = lists.two_lists(SEED, level, count)
    result = link(made.left, made.right)
    said = [(x.left_id, x.right_id) for x in result.asserted]
    yield from of_links(PART, of, WAYHOME, said, made.truth)
    asserted = [(x.probability, _same(made.truth, x.left_id, x.right_id)) for x in result.asserted]
    yield gap(PART, of, "stated less true, asserted", WAYHOME, asserted)
    every = [(x.probability, _same(made.truth, x.left_id, x.right_id)) for x in result.links]
    yield gap(PART, of, "stated less true, all written", WAYHOME, every)
    yield binned_gap(PART, of, "stated less true by tenths, all written", WAYHOME, every)
    if with_peers and peers.installed():
        left, right = in_latin(made.left), in_latin(made.right)
        found = splink.link(left, right)
        yield from _at_best(of, "Splink, romanised names", found, made.truth)
        assigned = splink.one_to_one(found)
        yield from _at_best(of, "Splink, then one-to-one", assigned, made.truth)
        ecm = [(a, b, p) for a, b, p in peers.asked("ecm", {"lists": [left, right]})["pairs"]]
        yield from _at_best(of, "recordlinkage ECM, romanised names", ecm, made.truth)


def _grouped(level: str, count: int, with_peers: bool) -> Iterator[Figure]:
    of = f"one list, {level} noise"
    made = lists.one_list(SEED, level, count)
    rows, truth = made.rows, made.truth
    result = dedupe(rows)
    yield from of_clusters(PART, of, WAYHOME, result.clusters, truth)
    pairs = [(x.probability, _same(truth, x.left_id, x.right_id)) for x in result.pairs]
    yield gap(PART, of, "stated less true, asserted", WAYHOME, pairs)
    if with_peers and peers.installed():
        latin = in_latin(rows)
        by_threshold = splink.dedupe(latin)
        yield from best_clusters(PART, of, "Splink, romanised names", by_threshold, truth)
        ecm = peers.asked("ecm", {"lists": [latin]})["pairs"]
        found = {at: connected(rows, ecm, at) for at in splink.THRESHOLDS}
        yield from best_clusters(PART, of, "recordlinkage ECM, romanised names", found, truth)


def in_latin(rows: Rows) -> Rows:
    """The rows with full names as uroman writes them."""
    names = peers.romanised("uroman", [row["full_name"] for row in rows])
    return [{**row, "full_name": name} for row, name in zip(rows, names, strict=True)]


def best_clusters(
    part: str, of: str, system: str, found: dict[float, dict[str, str]], truth: Truth
) -> list[Figure]:
    """A peer's clusters at the threshold that suits it best on this very set."""
    at = max(found, key=lambda one: f1_of(cluster_units(found[one], truth)))
    return of_clusters(part, of, system, found[at], truth, f"{at:g}")


def connected(rows: Rows, pairs: Scored, threshold: float) -> dict[str, str]:
    """Connected components of the pairs at a threshold."""
    parent = {row["id"]: row["id"] for row in rows}

    def top(record: str) -> str:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    for a, b, p in pairs:
        if p >= threshold:
            parent[top(a)] = top(b)
    return {record: top(record) for record in parent}


def _at_best(of: str, system: str, pairs: Scored, truth: Truth) -> list[Figure]:
    at = best_threshold(pairs, truth)
    said = [(a, b) for a, b, p in pairs if p >= at]
    return of_links(PART, of, system, said, truth, f"{at:.3g}")


def _same(truth: Truth, a: str, b: str) -> bool:
    return truth[a] == truth[b]


def errors(count: int = 2000) -> Iterator[tuple[str, list[str]]]:
    """By level and kind, pairs wrongly said and pairs missed."""
    for level in lists.LEVELS:
        two = lists.two_lists(SEED, level, count)
        said = {(x.left_id, x.right_id) for x in link(two.left, two.right).asserted}
        there = {
            (a["id"], b["id"])
            for b in two.right
            for a in _of_person(two.left, two.truth).get(two.truth[b["id"]], ())
        }
        yield from _told(f"two lists, {level}", two, [*two.left, *two.right], said, there)
        one = lists.one_list(SEED, level, count)
        groups: dict[str, list[str]] = {}
        for record, group in dedupe(one.rows).clusters.items():
            groups.setdefault(group, []).append(record)
        said = set(_pairs(groups.values()))
        same = _of_person(one.rows, one.truth).values()
        there = set(_pairs([row["id"] for row in rows] for rows in same))
        yield from _told(f"one list, {level}", one, one.rows, said, there)


def _of_person(rows: Rows, truth: Truth) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(truth[row["id"]], []).append(row)
    return found


def _pairs(groups: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from combinations(sorted(group), 2)


def _told(
    of: str,
    made: lists.TwoLists | lists.OneList,
    rows: Rows,
    said: set[tuple[str, str]],
    there: set[tuple[str, str]],
) -> Iterator[tuple[str, list[str]]]:
    record = {row["id"]: row for row in rows}
    found: dict[str, list[str]] = {}
    for a, b in sorted(said - there):
        one, other = made.people[made.truth[a]], made.people[made.truth[b]]
        kind = f"wrongly one: {lists.kin(one, other)}, births {_births(record[a], record[b])}"
        found.setdefault(kind, []).append(_shown(record[a], record[b]))
    for a, b in sorted(there - said):
        script = made.people[made.truth[a]].called.script
        kind = f"missed: {script}, births {_births(record[a], record[b])}"
        found.setdefault(kind, []).append(_shown(record[a], record[b]))
    yield f"{of}: {len(said - there)} wrongly one, {len(there - said)} missed of {len(there)}", []
    for kind, lines in sorted(found.items(), key=lambda item: -len(item[1])):
        yield f"{of}, {kind}: {len(lines)}", lines


def _births(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    a, b = one["birth_date"], other["birth_date"]
    if not (a and b):
        return "not given"
    if a == b:
        return "equal"
    if len(a) < 10 or len(b) < 10:
        return "year only, equal" if a[:4] == b[:4] else "year only, other"
    parts = sum(x == y for x, y in zip(a.split("-"), b.split("-"), strict=True))
    return {2: "one part other", 1: "two parts other", 0: "all other"}[parts]


def _shown(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    return " | ".join(
        ",".join(value for k, value in row.items() if k != "id") for row in (one, other)
    )
