"""Finds the records of one long list that describe one person."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.bulk.blocking import Found, find_pairs, least_seen
from wayhome.people.matching.bulk.clustering import Pairs, cluster_many
from wayhome.people.matching.bulk.comparing import Compared, Comparer
from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.bulk.learning import Fitted, at_home, fit
from wayhome.people.matching.bulk.preparing import prepare
from wayhome.people.matching.bulk.reading import Source, read
from wayhome.people.matching.calibrating import ENOUGH_LABELS, scaled
from wayhome.people.matching.dedupe import MOST_PAIRS_PER_RECORD, calibrated, prior_of, taught
from wayhome.people.matching.estimate import Expect, Learnt, Sizes
from wayhome.people.matching.link import probabilities_of
from wayhome.people.matching.parameters import Parameters, shipped_parameters

Places = npt.NDArray[np.int64]
Progress = Callable[[str, int, int], None]
Pairings = Sequence[tuple[int, int]]
Words = tuple[Pairings, Pairings]
# Log2 odds below which a pair is not told to the clustering: it cannot keep two groups apart.
_LEAST = -12.0
_CROWD = 0.01  # of the records: so many kept out of a kind of key are worth a word


@dataclass(frozen=True, slots=True)
class Grouped:
    """The first record (by its number in the list) of every record's group, how many pairs were
    compared, and what a reader must know.
    """

    group: Places
    compared: int
    notes: tuple[str, ...]


def dedupe_in_bulk(
    engine: Engine,
    source: Source,
    as_of: date,
    progress: Progress,
    told: Callable[[Engine], Words] = lambda _: ((), ()),
) -> Grouped:
    """Group the records of a list; the engine's table `listed` keeps their ids by number (pid).

    `told` gives what reviewers called the same and what they called different, by number. Raises
    WrongInput for a faulty list, and ValueError naming two records where these words contradict
    each other.
    """
    progress("reading", 0, 1)
    given = read(engine, [source])
    records = engine.count("SELECT count(*) FROM listed")
    same, different = told(engine)
    if not records:
        return Grouped(np.zeros(0, dtype=np.int64), 0, ("the list is empty",))
    progress("preparing", 0, 1)
    columns = prepare(engine, given, as_of)
    found = met(find_pairs(engine, columns, records, across=False), progress)
    compared = engine.count("SELECT count(*) FROM pairs")
    notes = crowd_notes(found, records)
    if not compared:
        none = np.zeros(0, dtype=np.int64)
        pairs = Pairs(none, none, none.astype(float))
        alone = cluster_many(records, pairs, lambda *_: pairs, same, different)
        return Grouped(alone, 0, notes)
    progress("learning weights", 0, 1)
    comparer = Comparer(engine, columns)
    fitted = _fitted(engine, comparer, at_home(shipped_parameters()), records)
    scorer = _Scorer(engine, comparer, fitted.learnt, records)
    notes += scorer.teach(fitted, same, different)
    progress("comparing", 0, 1)
    pairs = scorer.all_pairs()
    progress("grouping", 0, 1)
    return Grouped(cluster_many(records, pairs, scorer.more, same, different), compared, notes)


class _Scorer:
    """Log2 odds of pairs with the weights learnt from the list, and from labels."""

    def __init__(self, engine: Engine, comparer: Comparer, fitted: Learnt, records: int) -> None:
        possible = _possible(records)
        self._engine, self._records, self._parameters = engine, records, fitted.parameters
        self._prior = prior_of(fitted.matches, possible)
        self._compare = partial(
            comparer.compare, fitted.parameters, possible=possible / fitted.matches
        )

    def teach(self, fitted: Fitted, same: Pairings, different: Pairings) -> tuple[str, ...]:
        """Weigh as reviewers' words teach, where they are enough; returns what to tell of it."""
        words = dict.fromkeys(different, 0.0) | dict.fromkeys(same, 1.0)
        if len(words) < ENOUGH_LABELS:
            return taught(None, words)
        left, right = (np.array([pair[side] for pair in words]) for side in (0, 1))
        evidence = self._compare_all(left, right).evidence(self._records)
        pairs = zip(evidence.left.tolist(), evidence.right.tolist(), strict=True)
        known = {row: words[pair] for row, pair in enumerate(pairs)}
        calibration = calibrated(fitted.learnt, evidence, known)
        if calibration and calibration.wins:
            learnt = fitted.recounted(scaled(fitted.learnt.parameters, calibration.slopes))
            self._parameters = learnt.parameters
            self._prior = prior_of(learnt.matches, _possible(self._records))
        return taught(calibration, words)

    def all_pairs(self) -> Pairs:
        """The candidates, but for those that are clearly two people."""
        return self._scored(self._compare("pairs", seen=least_seen(self._records), least=_LEAST))

    def more(self, left: Places, right: Places) -> Pairs:
        """Pairs that were no candidates, whatever they come to."""
        return self._scored(self._compare_all(left, right))

    def _compare_all(self, left: Places, right: Places) -> Compared:
        keys = np.full(left.size, "0", dtype=object)
        columns = {"join_key_l": left, "join_key_r": right, "match_key": keys}
        self._engine.put("more_pairs", columns)
        return self._compare("more_pairs")

    def _scored(self, compared: Compared) -> Pairs:
        evidence = compared.evidence(self._records)
        bits = evidence.bits(self._parameters) + self._prior
        return Pairs(evidence.left, evidence.right, bits)


def met(kinds: Iterable[Found], progress: Progress) -> list[Found]:
    """What the kinds of key found, told to `progress` one by one."""
    found = []
    for done, one in enumerate(kinds, start=1):
        progress("finding candidates", done, done + 1)
        found.append(one)
    return found


def crowd_notes(found: Sequence[Found], records: int) -> tuple[str, ...]:
    """What to tell the reader where values were too common to compare those who share them."""
    if not found:
        return ("the list has no column by which two records could be compared",)
    crowded = [one.crowded for one in found if one.crowded > _CROWD * records]
    if len(crowded) < len(found):
        return ()
    most = min(max(crowded), records)
    note = (
        f"too common to compare: up to {most} of {records} records share their name, date or place "
        "with so many others that they were not compared by it; give birth dates, documents or "
        "phones to tell these people apart"
    )
    return (note,)


def _possible(records: int) -> float:
    return records * (records - 1) / 2


def _fitted(engine: Engine, comparer: Comparer, parameters: Parameters, records: int) -> Fitted:
    possible = _possible(records)
    most = min(possible, MOST_PAIRS_PER_RECORD * records)
    expected = parameters.prior.duplicates_per_record * records

    def expect(share: float) -> Expect:
        return lambda bits, matches: probabilities_of(bits + prior_of(matches, possible * share))

    sizes, sides = Sizes(possible, most, expected), (range(records), range(records))
    return fit(engine, comparer, parameters, sides, sizes, expect, least_seen(records))
