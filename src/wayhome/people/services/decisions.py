"""People decide who is who, and take it back. The newest human word in force counts.

A decision joins or parts own persons. What it makes of the records (``Record.person``) and of the
other pairs (``Pair.verdict``) is derived anew each time, so that taking it back restores both.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from wayhome.accounts.models import User
from wayhome.accounts.roles import Role
from wayhome.audit import services as audit
from wayhome.people import actions, signals, tasks, words
from wayhome.people.models import Decision, Pair, Record
from wayhome.people.services.settling import Clash, Settled, settle

__all__ = ["AnsweredMeanwhile", "Clash", "NotBothSides", "decide", "undo"]

ANSWERS = frozenset({words.SAME, words.DIFFERENT, words.UNSURE})


class NotBothSides(PermissionDenied):
    """Only a reviewer who sees both records may decide about them."""


class AnsweredMeanwhile(Exception):
    """Somebody else gave an answer while this one was being made up."""


def decide(
    *, user: User, pair: Pair, verdict: str, why: str = "", seen: str | None = None
) -> Decision:
    """Keep somebody's word that two records are the same person, different, or unsure.

    ``seen`` is the reference of the decision in force that the user had before their eyes, empty
    for none; where another stands now, AnsweredMeanwhile is raised and nothing is kept. None asks
    no such question.

    Raises ValueError for another verdict, NotBothSides where the user may not see both records,
    and Clash, naming the decision in the way, where "same" would join two who were decided
    different, or "different" would part two whom other decisions join.
    """
    if verdict not in ANSWERS:
        raise ValueError(f"verdict '{verdict}': write one of {', '.join(sorted(ANSWERS))}")
    _check_sees_both(user, pair)
    decision = Decision(
        pair=pair,
        left_id=pair.left_id,
        right_id=pair.right_id,
        verdict=verdict,
        decided_by=user,
        agency=user.agency,
        why=why.strip(),
        bits=pair.bits,
        probability=pair.probability,
        model=pair.model,
    )
    with transaction.atomic():
        # The log's head is locked first: decisions pass one by one and see each other's results.
        _log(actions.PAIR_DECIDED, user, decision)
        before = word_in_force(pair)
        _check_seen(before, seen)
        decision.save(force_insert=True)
        settled = settle(pair)
        _tell(user, before, decision, settled)
    return decision


def undo(*, user: User, decision: Decision) -> Decision:
    """Take a decision back: everything is as if it had never been made; the decision stays kept.

    Undoing twice changes nothing. Raises NotBothSides, and Clash where an older "different" would
    come into force again between two whom later decisions join.
    """
    _check_sees_both(user, decision.pair)
    with transaction.atomic():
        _log(actions.DECISION_UNDONE, user, decision)
        decision = Decision.unguarded.select_related("pair").get(pk=decision.pk)
        if decision.undone_at is not None:
            transaction.set_rollback(True)  # nothing happened, so nothing is logged
            return decision
        before = word_in_force(decision.pair)
        decision.undone_at, decision.undone_by = timezone.now(), user
        decision.save(update_fields=["undone_at", "undone_by"])
        settled = settle(decision.pair)
        _tell(user, before, word_in_force(decision.pair), settled)
    return decision


def word_in_force(pair: Pair) -> Decision | None:
    """Return the newest decision not undone about the two own persons of a pair."""
    left, right = pair.left.own_person_id, pair.right.own_person_id
    about = Q(left__own_person=left, right__own_person=right) | Q(
        left__own_person=right, right__own_person=left
    )
    return Decision.unguarded.filter(about, undone_at=None).order_by("-pk").first()


def _check_sees_both(user: User, pair: Pair) -> None:
    visible = Record.objects.visible_to(user).filter(pk__in=(pair.left_id, pair.right_id))
    if user.role != Role.REVIEWER or visible.count() != 2:
        raise NotBothSides(_("Only a reviewer who sees both records may decide about them."))


def _check_seen(before: Decision | None, seen: str | None) -> None:
    stands = before.reference if before else ""
    if seen is None or seen == stands:
        return
    if before is None:
        raise AnsweredMeanwhile(
            _("The answer you saw was taken back meanwhile. Yours was not kept: answer again.")
        )
    raise AnsweredMeanwhile(
        _(
            "%(who)s answered '%(verdict)s' (%(reference)s) in the meantime. Your answer was not "
            "kept: look at theirs below, and answer again if yours still stands."
        )
        % {
            "who": before.decided_by,
            "verdict": before.verdict,
            "reference": before.reference,
        }
    )


def _log(action: str, user: User, decision: Decision) -> None:
    pair = decision.pair
    audit.record(
        action=action,
        actor=user,
        subject_kind="pair",
        subject=pair.reference,
        details={
            "decision": decision.reference,
            "verdict": decision.verdict,
            "left": pair.left.own_person.reference,
            "right": pair.right.own_person.reference,
        },
    )


def _tell(user: User, before: Decision | None, after: Decision | None, settled: Settled) -> None:
    """Tell later rooms when the two became one, or ceased to be; wake the matching if need be."""
    was = before if before and before.verdict == words.SAME else None
    now = after if after and after.verdict == words.SAME else None
    if was and not now:
        _send(signals.same_undone, was, user)
    if now and not was:
        _send(signals.same_decided, now, user)
    parted = before is not None and before.verdict == words.DIFFERENT
    if parted and (after is None or after.verdict != words.DIFFERENT):
        # While they were held apart no pair between the two was written: look for them again.
        Record.unguarded.filter(person__in=settled.persons, current=True).update(matched_at=None)
    tasks.match_pending.enqueue()


def _send(signal: Signal, decision: Decision, user: User) -> None:
    signal.send(
        sender=Decision, left=decision.left, right=decision.right, decision=decision, user=user
    )
