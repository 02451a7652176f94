"""Finds the records of one list that describe one person, and groups them."""

import math
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.blocking import find_candidates
from wayhome.people.matching.calibrating import (
    ENOUGH_LABELS,
    Calibration,
    calibrate,
    scaled,
)
from wayhome.people.matching.cluster import cluster
from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.estimate import Learnt, Sizes, learn, recount
from wayhome.people.matching.evidence import Evidence, gather
from wayhome.people.matching.link import (
    Progress,
    Row,
    at_hand,
    common_keys,
    named,
    probabilities_of,
    read_profiles,
)
from wayhome.people.matching.model import Model
from wayhome.people.matching.profile import Profile
from wayhome.people.matching.strangers import meet

Floats = npt.NDArray[np.float64]
MOST_PAIRS_PER_RECORD = 25.0


@dataclass(frozen=True, slots=True)
class Label:
    """A reviewer's word on two records of the list; `where` says where it stands."""

    left_id: str
    right_id: str
    same: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of the list and the probability that they are one person."""

    left_id: str
    right_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class DedupeResult:
    """The cluster of every id, in the list's order; a cluster is called by its first id.

    `pairs` are the candidates of probability 0.5 or more, also where the cluster parts them.
    """

    clusters: Mapping[str, str]
    pairs: tuple[Pair, ...]
    notes: tuple[str, ...]


def dedupe(
    rows: Sequence[Row],
    labels: Iterable[Label] = (),
    *,
    model: Model | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> DedupeResult:
    """Group the rows (canonical columns) by person.

    Labels are obeyed and taught to the weights. Raises WrongInput for a double id, a label of an
    unknown id, and labels that contradict each other.
    """
    profiles = read_profiles(rows, "list", as_of)
    words = said({profile.id: place for place, profile in enumerate(profiles)}, labels)
    if len(profiles) < 2:
        return DedupeResult({p.id: p.id for p in profiles}, (), ())
    base = at_hand(model or Model.load(), profiles)
    candidates = find_candidates(profiles, progress=named(progress, "finding candidates"))
    places = _with_words(candidates.left, candidates.right, words, len(profiles))
    evidence = gather(base, profiles, profiles, places, named(progress, "comparing"))
    learnt, calibration = _learnt(base, profiles, evidence, words)
    possible = len(profiles) * (len(profiles) - 1) / 2
    bits = evidence.bits(learnt.parameters) + prior_of(learnt.matches, possible)
    place = _clustered(profiles, evidence, bits, words)
    clusters = {p.id: profiles[place[i]].id for i, p in enumerate(profiles)}
    pairs = _pairs(profiles, evidence, learnt.probabilities)
    return DedupeResult(clusters, pairs, (*common_keys(candidates), *taught(calibration, words)))


def said(
    places: Mapping[str, int], labels: Iterable[Label]
) -> dict[tuple[int, int], tuple[bool, str]]:
    """Whether a reviewer called two records (by place, smaller first) the same, and where.

    Raises WrongInput for a label of an unknown id, and for two that contradict each other.
    """
    words: dict[tuple[int, int], tuple[bool, str]] = {}
    for label in labels:
        for given in (label.left_id, label.right_id):
            if given not in places:
                raise WrongInput(
                    f"{label.where}: id {given!r} does not stand in the list; correct the label"
                )
        a, b = sorted((places[label.left_id], places[label.right_id]))
        if a == b:
            raise WrongInput(f"{label.where}: a record is compared with itself; remove the label")
        said, where = words.get((a, b), (label.same, ""))
        if said != label.same:
            raise WrongInput(
                f"{label.where}: {label.left_id!r} and {label.right_id!r} are called the same "
                f"and different ({where}); keep the one that is right"
            )
        words[a, b] = label.same, label.where
    return words


def _with_words(
    left: npt.NDArray[np.int64],
    right: npt.NDArray[np.int64],
    words: Mapping[tuple[int, int], object],
    size: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Candidates and labelled pairs, each once."""
    told = np.array([a * size + b for a, b in words], dtype=np.int64)
    codes = np.unique(np.concatenate([left * size + right, told]))
    return codes // size, codes % size


def _learnt(
    base: Model,
    profiles: list[Profile],
    evidence: Evidence,
    words: Mapping[tuple[int, int], tuple[bool, str]],
) -> tuple[Learnt, Calibration | None]:
    size = len(profiles)
    possible = size * (size - 1) / 2
    expected = base.parameters.prior.duplicates_per_record * size
    sizes = Sizes(possible, min(possible, MOST_PAIRS_PER_RECORD * size), expected)

    def expect(bits: Floats, matches: float) -> Floats:
        return probabilities_of(bits + prior_of(matches, possible))

    rows = {
        (a, b): row
        for row, (a, b) in enumerate(
            zip(evidence.left.tolist(), evidence.right.tolist(), strict=True)
        )
        if (a, b) in words
    }
    known = {rows[pair]: float(same) for pair, (same, _) in words.items()}
    met = meet(base, profiles, profiles)
    learnt = learn(base.parameters, evidence, met, sizes, expect, known)
    calibration = calibrated(learnt, evidence, known)
    if calibration and calibration.wins:
        parameters = scaled(learnt.parameters, calibration.slopes)
        learnt = recount(parameters, evidence, sizes, expect, known)
    return learnt, calibration


def calibrated(
    learnt: Learnt, evidence: Evidence, known: Mapping[int, float]
) -> Calibration | None:
    """What the labels teach about the weights; how many there are of each word decides nothing,
    for nobody knows how the labelled pairs were chosen."""
    rows = np.array(list(known), dtype=np.int64)
    kinds = evidence.by_kind(learnt.parameters, rows)
    beside = evidence.bits(learnt.parameters)[rows] - sum(kinds.values())
    return calibrate(kinds, beside, [same > 0 for same in known.values()])


def taught(calibration: Calibration | None, words: Sized) -> tuple[str, ...]:
    """What to tell a reader who gave labels."""
    if not words:
        return ()
    if calibration is None:
        note = (
            f"labels given: {len(words)}; they are obeyed. With {ENOUGH_LABELS} or more, of both "
            "kinds, they also teach how much each kind of evidence weighs"
        )
        return (note,)
    lost = f"{calibration.loss:.3f} bits lost a label instead of {calibration.loss_before:.3f}"
    if calibration.wins:
        note = (
            f"{calibration.labels} labels taught this list's weights: labels held back are "
            f"foretold better ({lost}); probabilities stated there were off by "
            f"{calibration.error:.3f}"
        )
    else:
        note = (
            f"{calibration.labels} labels are obeyed; the weights stay as they are, for labels "
            f"held back are foretold no better by others ({lost})"
        )
    return (note,)


def prior_of(matches: float, possible: float) -> float:
    """Log2 odds that any two records of a list are one person."""
    return math.log2(matches / max(possible - matches, 0.5))


def _clustered(
    profiles: list[Profile],
    evidence: Evidence,
    bits: Floats,
    words: Mapping[tuple[int, int], tuple[bool, str]],
) -> list[int]:
    pairs = zip(evidence.left.tolist(), evidence.right.tolist(), bits.tolist(), strict=True)
    same = [pair for pair, (is_same, _) in words.items() if is_same]
    different = [pair for pair, (is_same, _) in words.items() if not is_same]
    try:
        return cluster(len(profiles), pairs, same, different)
    except ValueError as error:
        places = [profiles[int(word)].id for word in str(error).split() if word.isdigit()]
        raise WrongInput(
            f"the labels contradict each other: {places[0]!r} and {places[1]!r} are called the "
            "same, but other labels together call them different; correct one of them"
        ) from error


def _pairs(profiles: list[Profile], evidence: Evidence, probabilities: Floats) -> tuple[Pair, ...]:
    rows = np.flatnonzero(probabilities >= 0.5)
    return tuple(
        Pair(
            profiles[int(evidence.left[row])].id,
            profiles[int(evidence.right[row])].id,
            float(probabilities[row]),
        )
        for row in rows
    )
