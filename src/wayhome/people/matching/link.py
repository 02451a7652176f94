"""Links two lists: who on the left may be who on the right, with probability, bits and why."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.assign import Pairs, assign, exclusive_probabilities
from wayhome.people.matching.blocking import Candidates, find_candidates
from wayhome.people.matching.commonness import counted
from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.estimate import Learnt, Sizes, learn
from wayhome.people.matching.evidence import Evidence, gather
from wayhome.people.matching.explain import explain
from wayhome.people.matching.model import Model
from wayhome.people.matching.names import Frequencies
from wayhome.people.matching.parameters import Parameters
from wayhome.people.matching.profile import Profile
from wayhome.people.matching.reason import Reason
from wayhome.people.matching.strangers import meet

Cardinality = Literal["one-to-one", "many-to-many"]
Row = Mapping[str, str | None]
# (what is being done, how much of it, out of how much)
Progress = Callable[[str, int, int], None]
Floats = npt.NDArray[np.float64]

_LEFT_OPEN = 0.4999  # of a pair that is for a person to decide
_WORTH_SAYING = 0.05  # bits
_SHOWN_BELOW = 3  # candidates shown a record beside the asserted one
_NAMES_TO_COUNT = 200  # below this the shipped table of common names is better than counting


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of the two lists; `bits` are log2 odds, rivals considered, and sum up the reasons."""

    left_id: str
    right_id: str
    probability: float
    bits: float
    explanation: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LinkResult:
    """Links best first by left record: asserted ones (probability 0.5 or more) and the best
    candidates below. Between 0.5 and the model's `asserted` nothing is stated: what is not surer is
    a candidate, just below 0.5. `notes` say what a reader must know (nothing to compare, names too
    common).
    """

    links: tuple[Link, ...]
    notes: tuple[str, ...]
    expected_matches: float

    @property
    def asserted(self) -> tuple[Link, ...]:
        """The links of probability 0.5 or more."""
        return tuple(link for link in self.links if link.probability >= 0.5)


def link(
    left: Sequence[Row],
    right: Sequence[Row],
    cardinality: Cardinality = "one-to-one",
    *,
    model: Model | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> LinkResult:
    """Link two lists of canonical columns.

    `one-to-one`: nobody stands twice in a list, so rivals lower each other's probability.
    `as_of` is the day ages were true. Raises WrongInput where an id is given twice.
    """
    sides = read_profiles(left, "left", as_of), read_profiles(right, "right", as_of)
    notes = _nothing_shared(*sides)
    if notes or not left or not right:
        return LinkResult((), notes or ("one of the lists is empty",), 0.0)
    base = at_hand(model or Model.load(), [*sides[0], *sides[1]])
    candidates = find_candidates(*sides, progress=named(progress, "finding candidates"))
    told = named(progress, "comparing")
    evidence = gather(base, *sides, (candidates.left, candidates.right), told)
    learnt = _learn(base, sides, evidence, cardinality)
    links = _links(base, learnt, evidence, sides, cardinality)
    return LinkResult(links, common_keys(candidates), learnt.matches)


def _learn(
    base: Model, sides: tuple[list[Profile], list[Profile]], evidence: Evidence, rule: Cardinality
) -> Learnt:
    counts = len(sides[0]), len(sides[1])
    return learn(
        base.parameters,
        evidence,
        meet(base, *sides),
        expected_sizes(base.parameters, *counts, rule),
        partial(_expect, evidence=evidence, counts=counts, rule=rule),
    )


def read_profiles(rows: Sequence[Row], side: str, as_of: date | None) -> list[Profile]:
    """Profiles of a list; rows without an id get their number. Raises WrongInput for a double."""
    seen: dict[str, int] = {}
    profiles = []
    for number, row in enumerate(rows, start=1):
        given = str(row.get("id") or "").strip() or str(number)
        if given in seen:
            raise WrongInput(
                f"{side} list: row {number}, column 'id': {given!r} stands in row {seen[given]} "
                "already; give every row its own id"
            )
        seen[given] = number
        profiles.append(Profile.from_row({**row, "id": given}, as_of))
    return profiles


def at_hand(model: Model, profiles: Sequence[Profile]) -> Model:
    """The model with values counted in the lists at hand; names where they are many enough."""
    names = [p.names[0] for p in profiles if p.names]
    enough = len(names) >= _NAMES_TO_COUNT
    return model.with_commonness(counted(profiles, Frequencies.of(names) if enough else None))


def expected_sizes(
    parameters: Parameters, left: int, right: int, cardinality: Cardinality
) -> Sizes:
    """How many pairs two lists of these lengths have, and how many true ones before looking."""
    prior = parameters.prior
    smaller = min(left, right)
    most = prior.most_matched * smaller if cardinality == "one-to-one" else 2.0 * max(left, right)
    return Sizes(float(left) * right, most, prior.share_of_list_matched * smaller)


def prior_bits(matches: float, left: int, right: int, rule: Cardinality) -> float:
    """Log2 odds before looking: one-to-one against both staying alone, else against strangers."""
    if rule == "one-to-one":
        return min(0.0, math.log2(matches / ((left - matches) * (right - matches))))
    return math.log2(matches / max(left * right - matches, 1.0))


def _expect(
    bits: Floats, matches: float, *, evidence: Evidence, counts: tuple[int, int], rule: Cardinality
) -> Floats:
    odds = bits + prior_bits(matches, *counts, rule)
    if rule == "one-to-one":
        return exclusive_probabilities(Pairs(evidence.left, evidence.right, odds))
    return probabilities_of(odds)


def probabilities_of(bits: Floats) -> Floats:
    """Probabilities of log2 odds."""
    return 1 / (1 + np.exp2(-np.clip(bits, -200, 200)))


def _links(
    base: Model,
    learnt: Learnt,
    evidence: Evidence,
    sides: tuple[list[Profile], list[Profile]],
    rule: Cardinality,
) -> tuple[Link, ...]:
    fitted = base.with_parameters(learnt.parameters)
    prior = prior_bits(learnt.matches, len(sides[0]), len(sides[1]), rule)
    alone = evidence.bits(learnt.parameters) + prior
    enough = alone - prior >= learnt.parameters.bands.least_evidence
    sure = enough & (learnt.probabilities >= learnt.parameters.bands.asserted)
    shown = _shown(learnt.probabilities, evidence, alone, sure, rule)
    made = [
        _link(fitted, sides, evidence, row, prior, float(learnt.probabilities[row]), shown[row])
        for row in shown
    ]
    return tuple(made)


def _shown(
    probabilities: Floats,
    evidence: Evidence,
    alone: Floats,
    sure: npt.NDArray[np.bool_],
    rule: Cardinality,
) -> dict[int, bool]:
    """Rows to write, and whether each may be asserted; left record by left record, best first."""
    chosen = set(range(probabilities.size))
    if rule == "one-to-one":
        chosen = set(assign(Pairs(evidence.left, evidence.right, alone)).tolist())
    order = np.lexsort((evidence.right, -alone, -probabilities, evidence.left))
    shown: dict[int, bool] = {}
    counted: dict[int, int] = {}
    for row in order.tolist():
        left = int(evidence.left[row])
        asserted = row in chosen and bool(sure[row])
        counted[left] = counted.get(left, 0) + (not asserted)
        if asserted or counted[left] <= _SHOWN_BELOW:
            shown[row] = asserted
    return shown


def _link(
    model: Model,
    sides: tuple[list[Profile], list[Profile]],
    evidence: Evidence,
    row: int,
    prior: float,
    probability: float,
    asserted: bool,
) -> Link:
    left, right = sides[0][int(evidence.left[row])], sides[1][int(evidence.right[row])]
    score = model.score(left, right, register_size=len(sides[1]), prior=prior)
    reasons, bits = score.reasons, score.bits
    alone = _log_odds(probability)
    if abs(alone - bits) > _WORTH_SAYING and probability < score.probability:
        reasons, bits = (*reasons, Reason("rivals", "", "", alone - bits)), alone
    if not asserted and probability > _LEFT_OPEN:
        probability, open_bits = _LEFT_OPEN, _log_odds(_LEFT_OPEN)
        reasons, bits = (*reasons, Reason("unsure", "", "", open_bits - bits)), open_bits
    return Link(left.id, right.id, probability, bits, explain(reasons, model.parameters), reasons)


def _log_odds(probability: float) -> float:
    safe = min(max(probability, 1e-15), 1 - 1e-15)
    return math.log2(safe / (1 - safe))


def _nothing_shared(left: list[Profile], right: list[Profile]) -> tuple[str, ...]:
    shared = _filled(left) & _filled(right)
    if not shared and left and right:
        note = (
            "the two lists have no column in common that can be compared: left gives "
            f"{_listed(left)}, right gives {_listed(right)}; map their columns with --map"
        )
        return (note,)
    return ()


def _filled(profiles: list[Profile]) -> set[str]:
    found: set[str] = set()
    for profile in profiles:
        found.update(name for name in _COMPARED if getattr(profile, name))
    return found


def _listed(profiles: list[Profile]) -> str:
    return ", ".join(sorted(_filled(profiles))).replace("_", " ") or "nothing"


_COMPARED = (
    *("names", "birth", "years", "nationalities", "documents", "phones", "emails", "accounts"),
    *("address", "postcode", "birth_place", "occupation", "last_place"),
    *("family_phones", "family_words"),
)


def common_keys(candidates: Candidates) -> tuple[str, ...]:
    """What to tell the reader where keys were too common to be used."""
    if not candidates.left_out:
        return ()
    note = (
        f"{candidates.left_out} keys are shared by so many records that they were not used to "
        "find candidates; give birth dates, documents or phones to tell these people apart"
    )
    return (note,)


def named(progress: Progress | None, stage: str) -> Callable[[int, int], None] | None:
    """The progress of one stage, or None where nobody listens."""
    return partial(progress, stage) if progress else None
