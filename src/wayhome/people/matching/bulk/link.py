"""Links two long lists: who on the left may be who on the right."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.assign import Pairs, exclusive_probabilities
from wayhome.people.matching.bulk.blocking import find_pairs, least_seen
from wayhome.people.matching.bulk.comparing import Comparer
from wayhome.people.matching.bulk.dedupe import crowd_notes, met
from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.bulk.learning import at_home, fit
from wayhome.people.matching.bulk.preparing import prepare
from wayhome.people.matching.bulk.reading import Source, read
from wayhome.people.matching.estimate import Expect, Learnt
from wayhome.people.matching.evidence import Evidence
from wayhome.people.matching.link import Cardinality, expected_sizes, prior_bits, probabilities_of
from wayhome.people.matching.parameters import Parameters, shipped_parameters

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Progress = Callable[[str, int, int], None]
_LEAST = -15.0  # log2 odds below which no pair is worth a line, nor a rival
_SHOWN_BELOW = 3  # candidates shown a record beside the asserted one, as in `link`


@dataclass(frozen=True, slots=True)
class Linked:
    """Lines of the result, left record by left record, best first; and what a reader must know.

    A line is (left id, right id, probability, bits, explanation).
    """

    lines: Iterator[tuple[str, str, float, float, str]]
    notes: tuple[str, ...]


def link_in_bulk(
    engine: Engine,
    sources: tuple[Source, Source],
    rule: Cardinality,
    as_of: date,
    progress: Progress,
) -> Linked:
    """Link the lists; `rule` as in `link`."""
    progress("reading", 0, 1)
    given = read(engine, sources)
    counts = tuple(
        engine.count(f"SELECT count(*) FROM listed WHERE side = {side}") for side in (0, 1)
    )
    if not all(counts):
        return Linked(iter(()), ("one of the lists is empty",))
    if not given:
        return Linked(iter(()), (_nothing_shared(sources),))
    progress("preparing", 0, 1)
    columns = prepare(engine, given, as_of)
    found = met(find_pairs(engine, columns, sum(counts), across=True), progress)
    progress("learning weights", 0, 1)
    comparer = Comparer(engine, columns)
    fitted = _learnt(engine, comparer, at_home(shipped_parameters()), counts, rule)
    progress("comparing", 0, 1)
    possible = counts[0] * counts[1] / fitted.matches
    seen = least_seen(sum(counts))
    compared = comparer.compare(fitted.parameters, "pairs", possible, seen=seen, least=_LEAST)
    progress("deciding", 0, 1)
    evidence = compared.evidence(counts[1])
    ids = engine.fetch("SELECT id FROM listed ORDER BY pid")["id"]
    prior = prior_bits(fitted.matches, counts[0], counts[1], rule)
    lines = _lines(evidence, fitted.parameters, prior, rule, ids)
    return Linked(lines, crowd_notes(found, sum(counts)))


def _learnt(
    engine: Engine,
    comparer: Comparer,
    parameters: Parameters,
    counts: tuple[int, ...],
    rule: Cardinality,
) -> Learnt:
    left, right = counts

    def expect(share: float) -> Expect:
        def found(bits: Floats, matches: float) -> Floats:
            return probabilities_of(bits + prior_bits(matches / share, left, right, rule))

        return found

    sides = range(left), range(left, left + right)
    sizes = expected_sizes(parameters, left, right, rule)
    seen = least_seen(left + right)
    return fit(engine, comparer, parameters, sides, sizes, expect, seen).learnt


def _nothing_shared(sources: tuple[Source, Source]) -> str:
    left, right = (", ".join(sorted(set(s.columns) - {"id"})) or "nothing" for s in sources)
    return (
        "the two lists have no column in common that can be compared: left gives "
        f"{left}, right gives {right}; map their columns with --map"
    )


def _lines(
    evidence: Evidence,
    parameters: Parameters,
    prior: float,
    rule: Cardinality,
    ids: npt.NDArray[np.object_],
) -> Iterator[tuple[str, str, float, float, str]]:
    alone = evidence.bits(parameters) + prior
    probability = probabilities_of(alone)
    chosen = np.ones(alone.size, dtype=bool)
    if rule == "one-to-one":
        pairs = Pairs(evidence.left, evidence.right, alone)
        probability = exclusive_probabilities(pairs)
        chosen = best_for_both(pairs)
    enough = alone - prior >= parameters.bands.least_evidence
    asserted = chosen & enough & (probability >= parameters.bands.asserted)
    probability = np.where(asserted, probability, np.minimum(probability, 0.4999))
    words = partial(_explained, evidence, parameters, prior, alone)
    for row in _shown(evidence, alone, probability, asserted, parameters):
        left, right = ids[evidence.left[row]], ids[evidence.right[row]]
        bits = min(float(alone[row]), _log_odds(float(probability[row])))
        bits = float(alone[row]) if asserted[row] and abs(bits - alone[row]) < 0.05 else bits
        yield str(left), str(right), float(probability[row]), bits, words(row, bits)


def best_for_both(pairs: Pairs) -> npt.NDArray[np.bool_]:
    """Which pairs a one-to-one choice takes, the greatest odds first (pairs of 0 bits never).

    In rounds: whoever is the best left for each other are taken together; equal ones go by place.
    """
    chosen = np.zeros(pairs.bits.size, dtype=bool)
    order = np.argsort(-pairs.bits, kind="stable")
    order = order[pairs.bits[order] > 0]
    taken = np.zeros(
        int(max(pairs.left.max(initial=0), pairs.right.max(initial=0))) + 1, dtype=bool
    )
    while order.size:
        first_left = np.unique(pairs.left[order], return_index=True)[1]
        first_right = np.unique(pairs.right[order], return_index=True)[1]
        both = order[np.intersect1d(first_left, first_right)]
        chosen[both] = True
        taken[pairs.left[both]] = True
        taken[pairs.right[both]] = True
        order = order[~taken[pairs.left[order]] & ~taken[pairs.right[order]]]
    return chosen


def _shown(
    evidence: Evidence,
    alone: Floats,
    probability: Floats,
    asserted: npt.NDArray[np.bool_],
    parameters: Parameters,
) -> list[int]:
    """Rows to write: the asserted ones, and the best few below for each left record."""
    order = np.lexsort((evidence.right, -alone, -probability, evidence.left))
    below = order[~asserted[order] & (probability[order] >= parameters.bands.review)]
    starts = np.searchsorted(evidence.left[below], evidence.left[below], side="left")
    kept = below[np.arange(below.size) - starts < _SHOWN_BELOW]
    written = asserted.copy()
    written[kept] = True
    return [int(row) for row in order if written[row]]


def _log_odds(probability: float) -> float:
    safe = min(max(probability, 1e-15), 1 - 1e-15)
    return math.log2(safe / (1 - safe))


def _explained(
    evidence: Evidence,
    parameters: Parameters,
    prior: float,
    alone: Floats,
    row: int,
    bits: float,
) -> str:
    """The reasons of a pair, weightiest first, in the words of `explain`, with their bits."""
    reached = zip(parameters.fields.values(), evidence.levels[row].tolist(), strict=True)
    levels = [field.levels[place] for field, place in reached if place >= 0]
    levels.sort(key=lambda level: -abs(level.bits))
    parts = [f"{level.says} ({level.bits:+.1f})" for level in levels]
    known = sum(level.bits for level in levels) + float(evidence.rarity[row])
    closing = (
        ("how common these values are", float(evidence.rarity[row])),
        ("before looking", prior),
        ("brothers, sisters or namesakes would agree as well", float(alone[row]) - known - prior),
        ("others fit as well", bits - float(alone[row])),
    )
    parts += [f"{says} ({value:+.1f})" for says, value in closing if abs(value) >= 0.05]
    return "; ".join(parts)
