"""Links and clusters held against the truth, person by person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from .figures import Figure, over_units

Truth = Mapping[str, str]
Scored = list[tuple[str, str, float]]
Unit = tuple[float, float, float]


def of_links(
    part: str,
    of: str,
    system: str,
    said: Iterable[tuple[str, str]],
    truth: Truth,
    best_at: str = "",
) -> list[Figure]:
    """F1, precision and recall of asserted pairs; ids of the left list start with L."""
    return over_units(part, of, system, link_units(said, truth), best_at)


def link_units(said: Iterable[tuple[str, str]], truth: Truth) -> list[Unit]:
    """By person: pairs rightly said, said, and there."""
    sides: dict[str, Counter[str]] = defaultdict(Counter)
    for record, person in truth.items():
        sides[person][record[0]] += 1
    right: Counter[str] = Counter()
    all_said: Counter[str] = Counter()
    for a, b in said:
        all_said[truth[a]] += 1
        right[truth[a]] += truth[a] == truth[b]
    return [
        (right[person], all_said[person], _product(counts))
        for person, counts in sorted(sides.items())
    ]


def _product(counts: Counter[str]) -> int:
    return counts["L"] * counts["R"]


def of_clusters(
    part: str, of: str, system: str, clusters: Mapping[str, str], truth: Truth, best_at: str = ""
) -> list[Figure]:
    """F1, precision and recall over all pairs inside clusters."""
    return over_units(part, of, system, cluster_units(clusters, truth), best_at)


def cluster_units(clusters: Mapping[str, str], truth: Truth) -> list[Unit]:
    """By person: pairs rightly put together, pairs its records were put into, pairs there are.

    A pair of two persons' records counts half for each.
    """
    sizes = Counter(clusters.values())
    members: dict[str, list[str]] = defaultdict(list)
    for record in clusters:
        members[truth[record]].append(record)
    units = []
    for _, records in sorted(members.items()):
        inside = Counter(clusters[record] for record in records)
        right = sum(n * (n - 1) / 2 for n in inside.values())
        said = sum(sizes[clusters[record]] - 1 for record in records) / 2
        units.append((right, said, len(records) * (len(records) - 1) / 2))
    return units


def best_threshold(pairs: Scored, truth: Truth) -> float:
    """The threshold that suits a peer best on this very set."""
    there = sum(unit[2] for unit in link_units([], truth))
    ranked = sorted(pairs, key=lambda pair: -pair[2])
    right, best, at = 0, 0.0, 1.0
    for place, (a, b, p) in enumerate(ranked, start=1):
        right += truth[a] == truth[b]
        ends = place == len(ranked) or ranked[place][2] < p
        if ends and 2 * right / (place + there) > best:
            best, at = 2 * right / (place + there), p
    return at


def f1_of(units: list[Unit]) -> float:
    """F1 of units."""
    right, said, there = (sum(column) for column in zip(*units, strict=True))
    return float(2 * right / max(said + there, 1e-9))
