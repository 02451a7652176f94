"""Learns from reviewers' words how much each kind of evidence weighs in the data at hand.

A logistic model over the bits of each kind of evidence (name, birth, documents, …). Its slopes are
held close to 1, which is the weight that the parameters give, and are never negative: more
agreement never makes one person less likely. It is used only where it foretells words that were
held back better than the weights as they are.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.parameters import Parameters

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ENOUGH_LABELS = 150
ENOUGH_OF_EACH = 30  # words "same" and words "different"
_FIRMNESS = (3.0, 10.0, 30.0, 100.0)  # how firmly slopes are held to 1, from loose to firm
_FOLDS, _ROUNDS = 5, 4
_SEED = 20260
_LOOSE = 0.01  # the intercept is nearly free: who chose the pairs decides it
_TENTHS = 10
_MOST = 60.0  # bits beyond which nothing gets surer


@dataclass(frozen=True, slots=True)
class Calibration:
    """What reviewers' words taught.

    `slopes` by kind of evidence; `shift` is what the chosen pairs' own mixture adds, in bits.
    `loss` and `loss_before` are the mean log loss in bits of words held back, by these slopes and
    by the weights as they were; `error` is how far stated probabilities lay from the truth there,
    averaged over tenths; `wins` whether the slopes foretell held-back words clearly better.
    """

    slopes: Mapping[str, float]
    shift: float
    labels: int
    loss: float
    loss_before: float
    error: float
    wins: bool


def calibrate(
    bits: Mapping[str, Floats],
    beside: Floats,
    same: Sequence[bool],
    *,
    enough: int = ENOUGH_LABELS,
    prior_known: bool = False,
) -> Calibration | None:
    """Fit slopes to labelled pairs, or None where words are too few or all evidence is the same.

    `bits` holds for each kind of evidence its bits in every labelled pair, `beside` what else
    weighs there (prior, rarity, people easily taken for another). `same` are the words. Where
    `prior_known`, `beside` holds the prior that was believed, and the weights as they were are
    held to it; otherwise they are granted the chosen pairs' mixture as the slopes are.
    """
    truth = np.array(same, dtype=np.bool_)
    if truth.size < enough or min(truth.sum(), (~truth).sum()) < ENOUGH_OF_EACH:
        return None
    kinds = [kind for kind, found in bits.items() if np.ptp(found) > 0]
    if not kinds:
        return None
    # What weighs the same in every pair cannot be learnt; it stays in the sum.
    beside = beside + sum(found for kind, found in bits.items() if kind not in kinds)
    table = np.column_stack([bits[kind] for kind in kinds])
    firmness = min(_FIRMNESS, key=lambda held: _held_back(table, beside, truth, held).mean())
    fitted = _fit(table, beside, truth, firmness)
    stated = _probabilities_held_back(table, beside, truth, firmness)
    losses = _losses(stated, truth)
    if prior_known:
        before = _losses(_probabilities(table, beside, _as_they_were(len(kinds))), truth)
    else:
        before = _held_back(table, beside, truth, None)
    gains = before - losses
    clear = gains.mean() > gains.std() / np.sqrt(gains.size)
    return Calibration(
        slopes=dict(zip(kinds, fitted[1:].tolist(), strict=True)),
        shift=float(fitted[0]),
        labels=int(truth.size),
        loss=float(losses.mean()),
        loss_before=float(before.mean()),
        error=_error(stated, truth),
        wins=bool(clear),
    )


def loss_of_guessing(same: Sequence[bool]) -> float:
    """The mean log loss in bits of who knows nothing but how many words of each kind there are."""
    share = float(np.mean(same))
    return -sum(part * math.log2(part) for part in (share, 1 - share) if part > 0)


def scaled(parameters: Parameters, slopes: Mapping[str, float]) -> Parameters:
    """The parameters with each field's bits times the slope of its kind of evidence."""
    return parameters.with_fields(
        {
            field.name: field.scaled(slopes[kind])
            for field in parameters.fields.values()
            if (kind := parameters.kind_of(field.name)) in slopes
        }
    )


def _fit(table: Floats, beside: Floats, truth: Bools, firmness: float | None) -> Floats:
    """Intercept and slopes; slopes of 1 where nothing is to be fitted (firmness None)."""
    from scipy.optimize import minimize

    signs = np.where(truth, 1.0, -1.0)
    count = table.shape[1]

    def loss(point: Floats) -> tuple[float, Floats]:
        odds = np.log(2.0) * _odds(table, beside, point)
        lost = np.logaddexp(0.0, -signs * odds).sum()
        slope = -signs / (1 + np.exp(np.clip(signs * odds, -_MOST, _MOST))) * np.log(2.0)
        steps = np.concatenate([[slope.sum()], table.T @ slope])
        away = np.concatenate([[_LOOSE * point[0]], (firmness or 0.0) * (point[1:] - 1)])
        held = (away * np.concatenate([[point[0]], point[1:] - 1])).sum() / 2
        return float(lost + held), steps + away

    free = [(0.0, None)] * count if firmness is not None else [(1.0, 1.0)] * count
    found = minimize(
        loss, _as_they_were(count), jac=True, method="L-BFGS-B", bounds=[(None, None), *free]
    )
    return np.asarray(found.x, dtype=np.float64)


def _as_they_were(count: int) -> Floats:
    return np.concatenate([[0.0], np.ones(count)])


def _probabilities(table: Floats, beside: Floats, point: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp2(-_odds(table, beside, point)))
    return found


def _odds(table: Floats, beside: Floats, point: Floats) -> Floats:
    odds: Floats = np.clip(point[0] + beside + table @ point[1:], -_MOST, _MOST)
    return odds


def _probabilities_held_back(
    table: Floats, beside: Floats, truth: Bools, firmness: float | None
) -> Floats:
    """Of each labelled pair, stated by models that did not see it; the mean of several rounds."""
    chance = np.random.default_rng(_SEED)
    stated = np.zeros((_ROUNDS, truth.size))
    for round_ in range(_ROUNDS):
        fold = np.empty(truth.size, dtype=np.int64)
        for kind in (truth, ~truth):
            fold[kind] = chance.permutation(np.arange(kind.sum()) % _FOLDS)
        for part in range(_FOLDS):
            out = fold == part
            point = _fit(table[~out], beside[~out], truth[~out], firmness)
            stated[round_, out] = _probabilities(table[out], beside[out], point)
    mean: Floats = stated.mean(axis=0)
    return mean


def _held_back(table: Floats, beside: Floats, truth: Bools, firmness: float | None) -> Floats:
    return _losses(_probabilities_held_back(table, beside, truth, firmness), truth)


def _losses(stated: Floats, truth: Bools) -> Floats:
    lost: Floats = -np.log2(np.clip(np.where(truth, stated, 1 - stated), 1e-12, 1.0))
    return lost


def _error(stated: Floats, truth: Bools) -> float:
    """Mean distance of stated from true, over tenths of the stated probability."""
    tenth = np.minimum((stated * _TENTHS).astype(np.int64), _TENTHS - 1)
    counts = np.bincount(tenth, minlength=_TENTHS)
    gaps = np.bincount(tenth, weights=stated - truth, minlength=_TENTHS)
    return float(np.abs(gaps).sum() / counts.sum())
