"""Turning a kept list into what its kind makes of it: wholly or not at all."""

import logging
from collections.abc import Collection, Mapping
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.audit import services as audit
from wayhome.audit.actions import register
from wayhome.intake import kinds, reading
from wayhome.intake.kinds import Progress
from wayhome.intake.models import Original, Submission, SubmissionState
from wayhome.intake.reading import Understood
from wayhome.intake.signals import submission_imported
from wayhome.intake.tables import Refused
from wayhome.intake.versions import SAID_YES, NamedList

CONFIRMED = register("submission.confirmed", "the sender said yes to taking a list in")
IMPORTED = register("submission.imported", "a list was taken in")
REFUSED = register("submission.refused", "a list was refused; nothing of it was taken in")

log = logging.getLogger(__name__)


def confirm(
    *,
    submission: Submission,
    user: User | None,
    columns: Mapping[str, str] | None,
    wake: bool = True,
) -> None:
    """Queue a kept list for import with this mapping. One that is imported stays as it is.

    Of one that is queued already the columns can still be said anew: nothing of it is in.
    ``wake`` False leaves it to the caller to run the import. Raises Refused, and leaves the list
    as it is, where a newer version of it has been taken in or queued meanwhile.
    """
    mapping = dict(columns or {})
    with transaction.atomic():
        stored = _held(submission)
        queued = stored.state == SubmissionState.QUEUED
        if stored.state == SubmissionState.IMPORTED or (queued and stored.mapping == mapping):
            return
        _must_be_newest(stored, SAID_YES)
        stored.mapping = mapping
        stored.state = SubmissionState.QUEUED
        stored.save(update_fields=["mapping", "state"])
        audit.record(
            action=CONFIRMED,
            actor=user,
            subject_kind="submission",
            subject=stored.reference,
        )
        if wake:
            from wayhome.intake.tasks import import_queued_lists

            import_queued_lists.enqueue()


def _held(submission: Submission) -> Submission:
    """Return the submission as it stands, held with the other versions of its list."""
    NamedList.of(submission).hold()
    return Submission.unguarded.select_for_update().get(pk=submission.pk)


def _must_be_newest(stored: Submission, states: Collection[str]) -> None:
    newer = NamedList.of(stored).newer_than(stored, states)
    if newer is not None:
        raise Refused(
            "superseded",
            f"a newer version of this list, {newer.reference}, was taken in meanwhile",
            stored.reference,
            "send the file again if it really is the newest",
        )


def waiting() -> int:
    """Return how many lists are queued."""
    return Submission.unguarded.filter(state=SubmissionState.QUEUED).count()


def import_queued(progress: Progress | None = None) -> int:
    """Import every queued list in the order of arrival; return how many were taken up."""
    done = 0
    arrived = Submission.unguarded.order_by("received_at", "id")
    while queued := arrived.filter(state=SubmissionState.QUEUED).first():
        import_submission(queued, actor=queued.sender, progress=progress)
        done += 1
    return done


def import_submission(
    submission: Submission, *, actor: User | None, progress: Progress | None = None
) -> Submission:
    """Take one queued list in: all of its accepted rows or, where anything fails, none.

    A process that is killed, and a database that is busy or full, leave the list queued, and the
    next worker takes it up. Raises Refused for a list that cannot be taken at all, after marking
    it so.
    """
    if submission.state == SubmissionState.IMPORTED:
        return submission
    try:
        return _take_in(submission, actor, progress)
    except Refused as refusal:
        _refuse(submission, actor, {"error": str(refusal), "code": refusal.code})
        raise
    except OperationalError:  # nothing is wrong with the list
        log.warning("import of %s has to wait: the database is busy or full", submission.reference)
        raise
    except Exception:
        log.exception("import of %s failed; nothing of it was taken in", submission.reference)
        why = "something failed on our side and nothing was taken in; try again"
        _refuse(submission, actor, {"error": why, "code": "failed"})
        raise


def _take_in(submission: Submission, actor: User | None, progress: Progress | None) -> Submission:
    while True:
        # What was confirmed stands in the table, and may be in already: then its mapping is no
        # longer what somebody said but what the file's columns were understood to be.
        submission.refresh_from_db()
        if submission.state != SubmissionState.QUEUED:
            return submission
        data = bytes(Original.objects.get(submission=submission).content)
        understood = reading.understand(
            data, submission.filename, submission.kind, submission.mapping or None
        )
        with transaction.atomic():
            stored = _held(submission)
            if stored.state != SubmissionState.QUEUED:  # another worker was quicker
                return stored
            # A newer one that is only queued does no harm: its turn comes after this one's.
            _must_be_newest(stored, {SubmissionState.IMPORTED})
            if stored.mapping == submission.mapping:  # nobody said the columns anew meanwhile
                return _write(stored, understood, actor, progress)


def _write(
    stored: Submission, understood: Understood, actor: User | None, progress: Progress | None
) -> Submission:
    outcome = kinds.get(stored.kind).apply(
        submission=stored,
        reading=understood.reading,
        known_rows=NamedList.of(stored).references_by_row(understood.sha256),
        actor=actor,
        progress=progress,
    )
    stored.summary = reading.summarise(understood, outcome)
    stored.mapping = understood.headers
    stored.state = SubmissionState.IMPORTED
    stored.rows_total = understood.reading.rows_read
    stored.finished_at = timezone.now()
    stored.save()
    audit.record(
        action=IMPORTED,
        actor=actor,
        subject_kind="submission",
        subject=stored.reference,
        details={"kind": stored.kind, **stored.summary["rows"], **stored.summary["changes"]},
    )
    submission_imported.send(sender=Submission, submission=stored)
    return stored


def _refuse(submission: Submission, actor: User | None, summary: dict[str, Any]) -> None:
    with transaction.atomic():
        stored = Submission.unguarded.select_for_update().get(pk=submission.pk)
        if stored.state != SubmissionState.QUEUED:  # another worker took it in: that stands
            return
        stored.state = SubmissionState.REFUSED
        stored.summary = summary
        stored.finished_at = timezone.now()
        stored.save(update_fields=["state", "summary", "finished_at"])
        audit.record(
            action=REFUSED,
            actor=actor,
            subject_kind="submission",
            subject=submission.reference,
            details={"code": summary["code"]},
        )
