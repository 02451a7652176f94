"""Putting documents in, and judging what a reader made of them."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from wayhome import __version__
from wayhome.accounts.models import Agency, User
from wayhome.audit import services as audit
from wayhome.audit.actions import register
from wayhome.documents.models import Document, Fact, FactState
from wayhome.documents.reading import Reading, read_bytes
from wayhome.intake.models import SubmissionState
from wayhome.intake.services import keep
from wayhome.vault.blind import blind

ADDED = register("document.added", "a document was put in and read")
VIEWED = register("document.viewed", "somebody opened a document")
FACT_JUDGED = register("document.fact-judged", "somebody judged what a reader had found")
READER = f"grammar {__version__}"


def add_document(
    *,
    agency: Agency,
    sender: User | None,
    filename: str,
    data: bytes,
    published: date | None = None,
    channel: str = "file",
    synthetic: bool | None = None,
) -> tuple[Document, bool]:
    """Keep a document and read it; return it, and whether it is new to the agency.

    Raises reading.Unreadable where no text can be found in it; nothing is kept then.
    """
    there = _same(agency, data)
    if there is not None:
        return there, False
    reading = read_bytes(data, filename, published)
    with transaction.atomic():
        there = _same(agency, data)
        if there is not None:
            return there, False
        submission = keep(
            agency=agency,
            sender=sender,
            kind="documents",
            filename=filename,
            data=data,
            channel=channel,
            state=SubmissionState.IMPORTED,
            synthetic=synthetic,
        )
        document = _store(agency, reading, data, submission.pk, synthetic=submission.synthetic)
        audit.record(
            action=ADDED,
            actor=sender,
            subject_kind="document",
            subject=document.reference,
            details={"submission": submission.reference, "facts": len(reading.facts)},
        )
    return document, True


def log_view(*, document: Document, user: User) -> None:
    """Log that somebody opened a document: it may name people."""
    with transaction.atomic():
        audit.record(action=VIEWED, actor=user, subject_kind="document", subject=document.reference)


def judge(*, fact: Fact, verdict: str, user: User) -> Fact:
    """Accept or reject a fact; ``proposed`` takes an earlier word back. Raises ValueError."""
    if verdict not in (FactState.ACCEPTED, FactState.REJECTED, FactState.PROPOSED):
        raise ValueError(f"'{verdict}' is no judgement; say accepted, rejected or proposed")
    with transaction.atomic():
        fact.state = FactState(verdict)
        fact.judged_by, fact.judged_at = user, timezone.now()
        fact.save(update_fields=["state", "judged_by", "judged_at"])
        audit.record(
            action=FACT_JUDGED,
            actor=user,
            subject_kind="document",
            subject=fact.document.reference,
            details={"fact": fact.number, "verdict": verdict},
        )
    return fact


def add_documents(
    files: list[tuple[str, bytes]],
    *,
    agency: Agency,
    sender: User | None,
    channel: str,
    published: date | None = None,
    synthetic: bool | None = None,
    progress: Callable[[int], object] | None = None,
) -> list[tuple[str, Document | None, bool, str]]:
    """Put several documents in; one that cannot be read does not stop the others.

    Returns for each: name, the document or None, whether it is new, and why it was refused.
    """
    results: list[tuple[str, Document | None, bool, str]] = []
    for name, data in files:
        try:
            document, new = add_document(
                agency=agency,
                sender=sender,
                filename=name,
                data=data,
                published=published,
                channel=channel,
                synthetic=synthetic,
            )
            results.append((name, document, new, ""))
        except ValueError as unreadable:
            results.append((name, None, False, str(unreadable)))
        if progress:
            progress(1)
    return results


def _same(agency: Agency, data: bytes) -> Document | None:
    key = _content_key(agency, sha256(data).hexdigest())
    return Document.unguarded.filter(agency=agency, content_key=key).first()


def _content_key(agency: Agency, digest: str) -> int:
    # Another one for each agency: who has the same document is nobody's business.
    return blind(f"document/{agency.pk}", digest)


def _store(
    agency: Agency, reading: Reading, data: bytes, submission: int, *, synthetic: bool
) -> Document:
    digest = sha256(data).hexdigest()
    document = Document.unguarded.create(
        agency=agency,
        submission_id=submission,
        title=reading.title or "",
        text=reading.text,
        sha256=digest,
        content_key=_content_key(agency, digest),
        language=reading.language or "",
        published=reading.published or "",
        incidents=[incident.as_dict() for incident in reading.incidents],
        dates=[mention.as_dict() for mention in reading.dates],
        warnings=[warning.as_dict() for warning in reading.warnings],
        reader=READER,
        synthetic=synthetic,
    )
    Fact.unguarded.bulk_create(
        Fact(
            document=document,
            number=number,
            type=fact.type,
            start=fact.start,
            end=fact.end,
            rule=fact.rule,
            confidence=fact.confidence,
            nationality=str(fact.values.get("nationality") or ""),
            content=fact.as_dict(),
        )
        for number, fact in enumerate(reading.facts, 1)
    )
    return document
