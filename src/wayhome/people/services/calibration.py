"""Reviewers' answers teach how much each kind of evidence weighs; a person can switch it off.

Answers of all agencies are read as the system's own work. What stays of them is a few slopes and
counts. Proposals that wait are weighed anew in the background; what a person decided never is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wayhome.accounts.models import User
from wayhome.accounts.roles import Role
from wayhome.audit import services as audit
from wayhome.people import actions, tasks, words
from wayhome.people.matching.calibrating import ENOUGH_OF_EACH, calibrate, loss_of_guessing
from wayhome.people.matching.calibrating import Calibration as Fit
from wayhome.people.models import Calibration, Decision, Pair, Record, Verdict
from wayhome.people.selectors.weights import (
    in_force,
    newest_calibration,
    weights_by_version,
    weights_in_force,
)
from wayhome.people.services.settling import standing
from wayhome.people.weights import Evidence, evidence_of, shipped_version

ENOUGH = 300  # answers; a list of its own is content with 150 (calibrating.py)
MOST = 20_000  # the newest answers: what agencies write changes in time
_MUST_LOSE_LESS = 0.9  # of what guessing loses: answers that nothing foretells teach nothing
# One kind of evidence may mislead in a register; answers by which two say nothing are turned round.
_TELLING, _LEAST_SLOPE = ("name", "birth", "document"), 0.1
_ROWS_A_QUERY = 500
_ANSWERS = frozenset({words.SAME, words.DIFFERENT})


class TeachesNothing(Exception):
    """The answers cannot teach the weights anything; the message says why. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Label:
    """A person's answer and what was to be seen in the pair."""

    evidence: Evidence
    same: bool


def calibrate_register(user: User | None = None) -> Calibration:
    """Fit the weights to the answers in force, keep what came of it and use it where it wins.

    ``user`` None is the system. What does not win is kept as well, and ends what was in force: more
    answers say that the shipped weights are no worse. Raises TeachesNothing, and PermissionDenied
    where the user has no say in it.
    """
    _check_may(user)
    labels, left_out = labels_of_register()
    fit = _fit(labels, left_out)
    with transaction.atomic():
        known = newest_calibration()
        if known and _says_the_same(known, fit):
            raise TeachesNothing(
                _("Nothing new: the answers are those that %(name)s was taught by.")
                % {"name": known}
            )
        before = weights_in_force()
        made = Calibration.objects.create(
            parameters=shipped_version(),
            slopes={kind: round(slope, 4) for kind, slope in fit.slopes.items()},
            shift=round(fit.shift, 4),
            labels=fit.labels,
            same=sum(label.same for label in labels),
            loss=fit.loss,
            loss_before=fit.loss_before,
            error=fit.error,
            wins=fit.wins,
            made_by=user,
        )
        _log(user, made)
        if weights_in_force() != before:
            _weigh_anew()
    return made


def _log(user: User | None, made: Calibration) -> None:
    audit.record(
        action=actions.WEIGHTS_TAUGHT,
        actor=user,
        subject_kind="calibration",
        subject=str(made),
        details={
            "labels": made.labels,
            "loss": round(made.loss, 4),
            "loss_before": round(made.loss_before, 4),
            "error": round(made.error, 4),
            "wins": made.wins,
        },
    )


def switch_off(user: User) -> Calibration | None:
    """Go back to the shipped weights; return what was in force, None where nothing was.

    Raises PermissionDenied where the user has no say in it.
    """
    _check_may(user)
    with transaction.atomic():
        found = newest_calibration()
        if found is None or not in_force(found):
            return None
        audit.record(
            action=actions.WEIGHTS_SWITCHED_OFF,
            actor=user,
            subject_kind="calibration",
            subject=str(found),
        )
        found.switched_off_at, found.switched_off_by = timezone.now(), user
        found.save(update_fields=["switched_off_at", "switched_off_by"])
        _weigh_anew()
    return found


def _check_may(user: User | None) -> None:
    """The weights hold for every agency: who runs the node, or reviews or administers for all."""
    if user is None:
        return
    for_all = user.of_centre and user.role in (Role.REVIEWER, Role.AGENCY_ADMINISTRATOR)
    if user.is_active and (for_all or user.role == Role.PLATFORM_OPERATOR):
        return
    raise PermissionDenied(
        _(
            "The weights hold for every agency: only the platform operator, and reviewers and "
            "administrators of the coordination centre may change them."
        )
    )


def labels_of_register() -> tuple[list[Label], int]:
    """Return what the answers in force teach, and how many were left out.

    The newest word about two own persons counts; "unsure" teaches nothing. An answer is left out
    where the pair's reasons name a level that the parameters do not know any more.
    """
    rows = Decision.unguarded.filter(undone_at=None).values_list(
        "pk", "left__own_person", "right__own_person", "verdict"
    )
    found = words.newest(words.Word(*row) for row in rows.iterator())
    said = {
        word.decision: word.verdict == words.SAME
        for word in found.values()
        if word.verdict in _ANSWERS
    }
    newest = sorted(said, reverse=True)[:MOST]
    seen = list(_seen(newest))
    labels = [Label(evidence, said[pk]) for pk, evidence in seen if evidence]
    return labels, len(seen) - len(labels)


def _seen(decisions: Sequence[int]) -> Iterator[tuple[int, Evidence | None]]:
    """Yield each decision with the evidence of its pair, by the shipped weights."""
    for part in _parts(decisions):
        pairs = Pair.unguarded.filter(decisions__in=part).only(
            "reasons", "model", "left__submission", "right__submission"
        )
        by_decision = dict(Decision.unguarded.filter(pk__in=part).values_list("pk", "pair_id"))
        known = pairs.select_related("left", "right").in_bulk(set(by_decision.values()))
        weights = weights_by_version({pair.model for pair in known.values()})
        for decision, pair_id in by_decision.items():
            pair = known[pair_id]
            one_list = pair.left.submission_id == pair.right.submission_id
            yield decision, evidence_of(pair.reasons, weights[pair.model], one_list)


def _fit(labels: Sequence[Label], left_out: int) -> Fit:
    same = [label.same for label in labels]
    _check_enough(same, left_out)
    kinds = sorted({kind for label in labels for kind in label.evidence.kinds})
    bits = {
        kind: np.array([label.evidence.kinds.get(kind, 0.0) for label in labels]) for kind in kinds
    }
    beside = np.array([label.evidence.beside for label in labels])
    fit = calibrate(bits, beside, same, enough=ENOUGH, prior_known=True)
    if fit is None:
        raise TeachesNothing(
            _("All answered pairs agree and differ alike: there is nothing to tell weights by.")
        )
    if fit.loss > _MUST_LOSE_LESS * loss_of_guessing(same):
        raise TeachesNothing(
            _(
                "The answers contradict each other: nothing in the pairs foretells them better "
                "than guessing. Look through the decided pairs, and take back what is wrong."
            )
        )
    if sum(fit.slopes.get(kind, 1.0) < _LEAST_SLOPE for kind in _TELLING) > 1:
        raise TeachesNothing(
            _(
                "By these answers the same name, birth date or document number would say nothing. "
                "Some are probably turned round: look through the decided pairs, and take back "
                "what is wrong."
            )
        )
    return fit


def _check_enough(same: Sequence[bool], left_out: int) -> None:
    count, of_same = len(same), sum(same)
    if count < ENOUGH:
        raise TeachesNothing(
            _(
                "Too few answers: %(count)s of %(enough)s (left out, because their reasons are "
                "not known any more: %(left_out)s). Go on reviewing."
            )
            % {"count": count, "enough": ENOUGH, "left_out": left_out}
        )
    if min(of_same, count - of_same) < ENOUGH_OF_EACH:
        raise TeachesNothing(
            _(
                "The answers are one-sided: %(same)s times 'same' and %(different)s times "
                "'different'; %(enough)s of each are needed."
            )
            % {"same": of_same, "different": count - of_same, "enough": ENOUGH_OF_EACH}
        )


def _says_the_same(known: Calibration, fit: Fit) -> bool:
    """Tell whether a fit is that of the newest calibration, and that one was not switched off."""
    slopes = {kind: round(slope, 4) for kind, slope in fit.slopes.items()}
    same = (known.slopes, known.shift, known.labels) == (slopes, round(fit.shift, 4), fit.labels)
    return same and known.switched_off_at is None


def _weigh_anew() -> None:
    """Let everything that no person decided be weighed by the weights that are in force now.

    All records wait again, not only those of open pairs: by other weights others are worth a look,
    and what was taken back comes again.
    """
    _ask_again()
    Record.unguarded.filter(current=True).update(matched_at=None)
    tasks.match_pending.enqueue()


def _ask_again() -> None:
    """Let pairs wait again that stood back: the clear one before them may be clear no more."""
    implied = Pair.unguarded.filter(verdict=Verdict.IMPLIED).order_by("pk")
    ids = list(implied.values_list("pk", flat=True))
    for part in _parts(ids):
        pairs = list(
            Pair.unguarded.filter(pk__in=part)
            .select_related("left", "right")
            .defer("reasons", "left__details", "right__details")
        )
        known = standing({side.person_id for pair in pairs for side in (pair.left, pair.right)})
        waits = [p.pk for p in pairs if known.verdict(p.left, p.right) == Verdict.UNDECIDED]
        Pair.unguarded.filter(pk__in=waits).update(verdict=Verdict.UNDECIDED, best=None)


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(ids), _ROWS_A_QUERY):
        yield ids[start : start + _ROWS_A_QUERY]
