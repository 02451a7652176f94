"""Finds the records of one long list that describe one person."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.bulk.blocking import Found, find_pairs, least_seen
from wayhome.people.matching.bulk.clustering import Pairs, cluster_many
from wayhome.people.matching.bulk.comparing import Compared, Comparer
from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.bulk.learning import at_home, learnt
from wayhome.people.matching.bulk.preparing import prepare
from wayhome.people.matching.bulk.reading import Source, read
from wayhome.people.matching.dedupe import MOST_PAIRS_PER_RECORD, prior_of
from wayhome.people.matching.estimate import Expect, Learnt, Sizes
from wayhome.people.matching.link import probabilities_of
from wayhome.people.matching.parameters import Parameters, shipped_parameters

Floats = npt.NDArray[np.float64]
Progress = Callable[[str, int, int], None]
# Log2 odds below which a pair is not told to the clustering: it cannot keep two groups apart.
_LEAST = -12.0


@dataclass(frozen=True, slots=True)
class Grouped:
    """The smallest record (by number) of every record's group, pairs compared, and notes."""

    group: npt.NDArray[np.int64]
    compared: int
    notes: tuple[str, ...]


def dedupe_in_bulk(
    engine: Engine,
    source: Source,
    as_of: date,
    progress: Progress,
    words: Callable[[Engine], tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]],
) -> Grouped:
    """Group the records of a list; `listed` keeps the ids by pid.

    `words` gives what reviewers said is the same and what is different, as pids.
    """
    progress("reading", 0, 1)
    given = read(engine, [source])
    records = engine.count("SELECT count(*) FROM listed")
    same, different = words(engine)
    progress("preparing", 0, 1)
    columns = prepare(engine, given, as_of)
    found = _met(engine, columns, records, progress)
    compared = engine.count("SELECT count(*) FROM pairs")
    progress("learning weights", 0, 1)
    parameters = at_home(shipped_parameters())
    comparer = Comparer(engine, columns)
    possible = records * (records - 1) / 2
    fitted = _learnt(engine, comparer, parameters, records)
    prior = prior_of(fitted.matches, possible)
    progress("comparing", 0, 1)
    ratio = possible / fitted.matches
    pairs = comparer.compare(
        fitted.parameters, "pairs", ratio, seen=least_seen(records), least=_LEAST
    )
    score = partial(_scored, records=records, prior=prior, parameters=fitted.parameters)
    progress("grouping", 0, 1)

    def compare(left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> Pairs:
        keys = {"join_key_l": left, "join_key_r": right, "match_key": ["0"] * left.size}
        engine.put("unseen", keys)
        return score(comparer.compare(fitted.parameters, "unseen", ratio))

    group = cluster_many(records, score(pairs), compare, same, different)
    return Grouped(group, compared, crowd_notes(found, records))


def _met(
    engine: Engine, columns: set[str], records: int, progress: Progress
) -> list[Found]:
    found = []
    for done, one in enumerate(find_pairs(engine, columns, records, across=False)):
        progress("finding candidates", done, done + 2)
        found.append(one)
    return found


def _learnt(
    engine: Engine, comparer: Comparer, parameters: Parameters, records: int
) -> Learnt:
    possible = records * (records - 1) / 2
    most = min(possible, MOST_PAIRS_PER_RECORD * records)
    expected = parameters.prior.duplicates_per_record * records
    everyone = range(records)

    def expect(share: float) -> Expect:
        return lambda bits, matches: probabilities_of(bits + prior_of(matches, possible * share))

    sizes = Sizes(possible, most, expected)
    sides = everyone, everyone
    seen = least_seen(records)
    return learnt(engine, comparer, parameters, sides, sizes, expect, seen)


def _scored(compared: Compared, *, records: int, prior: float, parameters: Parameters) -> Pairs:
    evidence = compared.evidence(records)
    return Pairs(evidence.left, evidence.right, evidence.bits(parameters) + prior)


def crowd_notes(found: Sequence[Found], records: int) -> tuple[str, ...]:
    """What to tell the reader where values were too common to compare those who share them."""
    crowded = [one for one in found if one.crowded > records / 100]
    if not found:
        return ("the list has no column by which two records could be compared",)
    if len(crowded) < len(found):
        return ()
    most = max(one.crowded for one in crowded)
    return (
        f"too common to compare: up to {most} of {records} records share their name, date or place "
        "with so many others that they were not compared by it; give birth dates, documents or "
        "phones to tell these people apart",
    )


def least_bits(probability: float) -> float:
    """Log2 odds of a probability."""
    return math.log2(probability / (1 - probability))
