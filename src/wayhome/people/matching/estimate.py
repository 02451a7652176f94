"""Learns the weights of two lists at hand without labels (EM), held close to the shipped ones.

Fellegi-Sunter with expectation maximisation (Winkler 1988); true pairs are expected under the
lists' own rule (one-to-one or not), strangers are counted in random pairs. A tiny list moves
nothing: every share starts with the weight of the shipped one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.commonness import COUNTED
from wayhome.people.matching.comparisons.names import DIFFERS_LADDER, NAME_LADDER
from wayhome.people.matching.evidence import Evidence, Weighed
from wayhome.people.matching.parameters import Field, Parameters
from wayhome.people.matching.strangers import Strangers

Floats = npt.NDArray[np.float64]
# (bits of every candidate pair without prior, expected true pairs) -> probability of every pair
Expect = Callable[[Floats, float], Floats]

_ROUNDS = 12
_SETTLED = 1e-4
_SHIPPED_TRUE_PAIRS = 150.0  # the shipped m counts like so many true pairs; set by hand
_SHIPPED_MEETINGS = 3.0  # the shipped u counts like a sample with three chance meetings a level
# Levels this rare among strangers share keys, so that nearly all of them are candidates and are
# counted there; a random sample would not see them. Names have more keys than other fields.
_RARE, _RARE_NAME = 0.0003, 0.001
_LEAST_SHARE = 1e-7
_PRIOR_RECORDS = 5.0  # but in a short list no less than so many records
_PRIOR_WEIGHT = 0.05  # of the list's size: how firmly the expected number of matches is held
_SHIPPED_RECORDS = 50.0  # the shipped number of relatives and namesakes counts like so many records
_NATIONALITY = ("nationality", "same")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many pairs there could be, and how many true ones at most and before looking."""

    possible: float
    most: float
    expected: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """Parameters fitted to the lists, probability of every candidate, number of true pairs."""

    parameters: Parameters
    probabilities: Floats
    matches: float


def learn(
    parameters: Parameters,
    candidates: Evidence,
    strangers: Strangers,
    sizes: Sizes,
    expect: Expect,
    known: dict[int, float] | None = None,
    *,
    complete: bool = True,
    chances: Mapping[str, float] | None = None,
) -> Learnt:
    """Fit m, u, the number of true pairs and how many relatives and namesakes a record has.

    `known` fixes the probability of labelled pairs (rows of `candidates`). `complete`: nearly all
    pairs that reach a rare level are candidates, so that strangers may be counted there. Without it
    they are counted in random pairs alone, but for `chances`: the share of all pairs that reach the
    best level of a field, counted in its values.
    """
    matches = sizes.expected
    fixed = np.array(sorted(known or {}), dtype=np.int64)
    answers = np.array([(known or {})[int(row)] for row in fixed])
    fitted = parameters
    previous = np.zeros(candidates.left.size)
    for _ in range(_ROUNDS):
        weighed = candidates.weighed(fitted)
        found = expect(weighed.bits, matches)
        found[fixed] = answers
        matches = _matches(float(found.sum()), sizes)
        fitted = _fit(
            parameters, candidates, strangers, found, sizes.possible, complete, chances or {}
        )
        fitted = _with_mistakable(fitted, parameters, weighed, found, candidates, sizes.possible)
        if np.abs(found - previous).max(initial=0.0) < _SETTLED:
            break
        previous = found
    probabilities = expect(candidates.bits(fitted), matches)
    probabilities[fixed] = answers
    return Learnt(fitted, probabilities, matches)


def recount(
    parameters: Parameters,
    candidates: Evidence,
    sizes: Sizes,
    expect: Expect,
    known: dict[int, float],
) -> Learnt:
    """The number of true pairs and their probabilities under weights that stay as they are."""
    fixed = np.array(sorted(known), dtype=np.int64)
    answers = np.array([known[int(row)] for row in fixed])
    bits, matches = candidates.bits(parameters), sizes.expected
    for _ in range(_ROUNDS):
        found = expect(bits, matches)
        found[fixed] = answers
        matches = _matches(float(found.sum()), sizes)
    return Learnt(parameters, found, matches)


def _matches(found: float, sizes: Sizes) -> float:
    weight = max(_PRIOR_WEIGHT * sizes.most, min(_PRIOR_RECORDS, sizes.most))
    share = sizes.expected / sizes.most
    estimate = sizes.most * (found + weight * share) / (sizes.most + weight)
    return min(max(estimate, 0.2), sizes.most)


def _with_mistakable(
    fitted: Parameters,
    shipped: Parameters,
    weighed: Weighed,
    found: Floats,
    candidates: Evidence,
    possible: float,
) -> Parameters:
    """Relatives and namesakes a record, as expected among the pairs that are not one person."""
    two = (1 - found) * np.exp2(-weighed.others)
    others = max(candidates.others, 1)
    records = possible / others
    rates = []
    for bits, before in (
        (weighed.relatives, shipped.prior.relatives_per_record),
        (weighed.namesakes, shipped.prior.namesakes_per_record),
    ):
        met = float((two * np.exp2(bits)).sum())
        rates.append((_SHIPPED_RECORDS * before + met) / (_SHIPPED_RECORDS + records))
    return fitted.with_mistakable(*rates)


def _fit(
    shipped: Parameters,
    candidates: Evidence,
    strangers: Strangers,
    found: Floats,
    possible: float,
    complete: bool,
    chances: Mapping[str, float],
) -> Parameters:
    fields = {}
    anybody = _Crowd(strangers.anybody, np.ones(found.size, dtype=np.bool_))
    compatriots = _compatriots(shipped, candidates, strangers) or anybody
    for column, field in enumerate(shipped.fields.values()):
        m = np.array([level.m for level in field.levels])
        met = candidates.levels[:, column]
        true = _counts(met, found, m.size)
        if field.learns and true.sum():
            m = _shares_m(m, true)
        is_name = field.name in shipped.name_fields
        among = compatriots if is_name else anybody
        by_chance = _counts(met[among.candidates], (1 - found)[among.candidates], m.size)
        sample = _counts(among.sample.levels[:, column], None, m.size)
        rare = (_RARE_NAME if is_name else _RARE) if complete else 0.0
        # pairs there are that give the field
        told = possible * among.share * sample.sum() / max(among.sample.left.size, 1)
        u = _shares_u(field, by_chance, sample, told, rare)
        if field.name in chances and told:
            # The rarity of a counted value is held against a count of all pairs, true ones too.
            known = 0.0 if field.name in COUNTED else float(true[0] / told)
            u[0] = _without(known, chances[field.name])
        fields[field.name] = _with_shares(field, m, u, is_name)
    return shipped.with_fields(fields)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Among whom chance is counted: a sample, the candidates it stands for, its share of all."""

    sample: Evidence
    candidates: npt.NDArray[np.bool_]
    share: float = 1.0


def _compatriots(shipped: Parameters, candidates: Evidence, strangers: Strangers) -> _Crowd | None:
    if strangers.compatriots is None:
        return None
    field, level = _NATIONALITY
    column = list(shipped.fields).index(field)
    one_nation = candidates.levels[:, column] == shipped.fields[field].index(level)
    return _Crowd(strangers.compatriots, one_nation, strangers.share)


def _counts(levels: npt.NDArray[np.int8], weights: Floats | None, size: int) -> Floats:
    told = levels >= 0
    used = None if weights is None else weights[told]
    counts: Floats = np.zeros(size)
    counts += np.bincount(levels[told], weights=used, minlength=size)
    return counts


def _shares_m(shipped: Floats, true: Floats) -> Floats:
    """Dirichlet mean around the shipped shares, which need not add up to 1 over partial dates."""
    whole = shipped / shipped.sum()
    learnt = (whole * _SHIPPED_TRUE_PAIRS + true) / (_SHIPPED_TRUE_PAIRS + true.sum())
    shares: Floats = np.clip(learnt * shipped.sum(), _LEAST_SHARE, 1.0)
    return shares


def _shares_u(
    field: Field, by_chance: Floats, sample: Floats, told: float, rarest: float
) -> Floats:
    """Gamma-Poisson mean: rare levels from all candidates, common ones from random pairs."""
    shipped = np.array([level.u for level in field.levels])
    looked = sample.sum()
    rare = (_SHIPPED_MEETINGS + by_chance) / (_SHIPPED_MEETINGS / shipped + told)
    common = (_SHIPPED_MEETINGS + sample) / (_SHIPPED_MEETINGS / shipped + looked)
    shares: Floats = np.clip(np.where(shipped < rarest, rare, common), _LEAST_SHARE, 1.0)
    return shares


def _without(true: float, met: float) -> float:
    """The share of strangers among all pairs that reach a level, true pairs taken off."""
    return min(max(met - true, met / 10, _LEAST_SHARE), 1.0)


def _with_shares(field: Field, m: Floats, u: Floats, ordered: bool) -> Field:
    if ordered:
        for ladder in (NAME_LADDER, DIFFERS_LADDER):
            on = np.array([level.name in ladder for level in field.levels])
            u[on] = m[on] / np.exp2(_falling(np.log2(m[on] / u[on]), m[on] + u[on]))
    levels = tuple(
        replace(level, m=float(a), u=float(b))
        for level, a, b in zip(field.levels, m, u, strict=True)
    )
    return replace(field, levels=levels)


def _falling(bits: Floats, weights: Floats) -> Floats:
    """The nearest sequence that never rises (pool adjacent violators): a likelier name weighs
    no less than an unlikelier one."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(bits.tolist(), weights.tolist(), strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            (a, wa, na), (b, wb, nb) = blocks[-2:]
            blocks[-2:] = [((a * wa + b * wb) / (wa + wb), wa + wb, na + nb)]
    return np.repeat([b[0] for b in blocks], [b[2] for b in blocks])
