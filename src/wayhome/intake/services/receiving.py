"""What arrives is kept first: original, digest, sender, time, handling."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import transaction

from wayhome.accounts.models import Agency, User
from wayhome.audit import services as audit
from wayhome.audit.actions import register
from wayhome.intake.models import Original, Submission, SubmissionState
from wayhome.intake.tables import Refused
from wayhome.intake.versions import TYPED, Headers, NamedList
from wayhome.vault.blind import keyed_digest

RECEIVED = register("submission.received", "something arrived and was kept as it came")
OPENED = register("submission.original-opened", "the original of a submission was taken out")
VIEWED = register("submission.viewed", "somebody read what became of a submission")
PREVIEWED = register("submission.previewed", "the first rows of a list were looked at")
WITHDRAWN = register("submission.withdrawn", "the sender said no to taking a list in")
DEFAULT_SERIES = "main"
_SALT = 16  # bytes


def keep(
    *,
    agency: Agency,
    sender: User | None,
    kind: str,
    filename: str,
    data: bytes,
    channel: str = "file",
    series: str = "",
    target: str = "",
    media_type: str = "",
    handling: str = "amber",
    state: str = SubmissionState.RECEIVED,
    synthetic: bool | None = None,
) -> Submission:
    """Store what came, sealed, with its SHA-256. Raises Refused where it is empty or too large."""
    if not data:
        raise Refused("empty", "the file is empty", filename, "send it again, or another one")
    if len(data) > settings.WAYHOME_MAX_UPLOAD:
        limit = settings.WAYHOME_MAX_UPLOAD // (1024 * 1024)
        raise Refused("too-large", f"the file is larger than {limit} MB", filename, "split it")
    submission = Submission(
        agency=agency,
        sender=sender,
        kind=kind,
        channel=channel,
        filename=filename,
        media_type=media_type,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        handling=handling,
        series=series,
        target=target,
        state=state,
        synthetic=settings.WAYHOME_DEMO if synthetic is None else synthetic,
    )
    with transaction.atomic():
        if channel != "form":
            submission.supersedes = NamedList.of(submission).versions().first()
        submission.save(force_insert=True)
        Original.objects.create(submission=submission, content=data)
        audit.record(
            action=RECEIVED,
            actor=sender,
            subject_kind="submission",
            subject=submission.reference,
            details={"kind": kind, "channel": channel, "digest": keyed_digest("file", [data])},
        )
    return submission


def receive_file(
    *,
    agency: Agency,
    sender: User | None,
    kind: str,
    filename: str,
    data: bytes,
    series: str = DEFAULT_SERIES,
    target: str = "",
    channel: str = "file",
    headers: Headers | None = None,
    synthetic: bool | None = None,
) -> tuple[Submission, bool]:
    """Store a list; return it, and whether it is new.

    The newest version of the same list arriving again is not stored twice: the earlier
    submission is returned, and an import that was broken off can be taken up from it. The same
    bytes read by other ``headers`` than it was taken in by are a new version (None: not said yet).
    """
    named = NamedList(agency, kind, series, target)
    with transaction.atomic():  # so that of several at once one is kept
        named.hold()
        there = named.same_version(sha256(data).hexdigest(), headers)
        if there is not None:
            return there, False
        kept = keep(
            agency=agency,
            sender=sender,
            kind=kind,
            filename=filename,
            data=data,
            channel=channel,
            series=series,
            target=target,
            synthetic=synthetic,
        )
    return kept, True


def receive_form(
    *,
    agency: Agency,
    sender: User | None,
    kind: str,
    rows: Sequence[Mapping[str, str]],
    series: str,
    target: str = "",
    channel: str = "form",
    synthetic: bool | None = None,
) -> Submission:
    """Store and take in rows that somebody typed, by canonical column, at once.

    Raises Refused where no row can be taken.
    """
    from wayhome.intake.services.importing import confirm, import_submission

    # Whoever notes the digest of a few typed words elsewhere would let others try out names against
    # it: what nobody can guess goes in with them.
    content: dict[str, Any] = {"records": [dict(row) for row in rows], "salt": token_hex(_SALT)}
    data = json.dumps(content, ensure_ascii=False).encode()
    submission = keep(
        agency=agency,
        sender=sender,
        kind=kind,
        filename="form.json",
        data=data,
        channel=channel,
        series=series,
        target=target,
        media_type=TYPED,
        synthetic=synthetic,
    )
    confirm(submission=submission, user=sender, columns=None, wake=False)
    return import_submission(submission, actor=sender)


def log_preview(*, submission: Submission, user: User) -> None:
    """Log that somebody looked at the first rows of a list, which name people."""
    _log_look(PREVIEWED, submission, user)


def log_view(*, submission: Submission, user: User) -> None:
    """Log that somebody read what became of a list: refused cells may name people."""
    _log_look(VIEWED, submission, user)


def _log_look(action: str, submission: Submission, user: User) -> None:
    with transaction.atomic():
        audit.record(
            action=action,
            actor=user,
            subject_kind="submission",
            subject=submission.reference,
        )


def open_original(*, submission: Submission, user: User) -> bytes:
    """Return the bytes as they arrived, and log who took them out."""
    with transaction.atomic():
        audit.record(
            action=OPENED,
            actor=user,
            subject_kind="submission",
            subject=submission.reference,
        )
    return bytes(Original.objects.get(submission=submission).content)


def withdraw(*, submission: Submission, user: User) -> None:
    """Refuse a list that still waits for its sender's yes; one that was taken in stays."""
    with transaction.atomic():
        waiting = Submission.unguarded.filter(pk=submission.pk, state=SubmissionState.RECEIVED)
        if not waiting.update(state=SubmissionState.REFUSED):
            return
        audit.record(
            action=WITHDRAWN,
            actor=user,
            subject_kind="submission",
            subject=submission.reference,
        )
