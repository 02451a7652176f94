"""Records come in. None is ever changed: a newer version is a new record of the same person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from wayhome.accounts.models import User
from wayhome.audit import services as audit
from wayhome.intake.models import Submission
from wayhome.people import actions, comparing, tasks
from wayhome.people.models import Pair, Person, Record, RecordSide, Verdict
from wayhome.people.references import unused_references

_IDS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A row to take in: its number (from 1), its canonical columns, and what it replaces."""

    row: int | None
    details: Mapping[str, str]
    supersedes: Record | None = None


def add_records(
    *, submission: Submission, side: str, rows: Sequence[NewRecord], actor: User | None
) -> list[Record]:
    """Store the rows of a submission as records, in their order, and wake the matching.

    A record that supersedes another is a newer description by the same source of the same person:
    it takes over the own person of its predecessor, hence every decision about it; the older one
    ceases to be current. Raises ValueError for an unknown side, or where a row would supersede
    another agency's record, one that was superseded already, or one twice.
    """
    if side not in RecordSide.values:
        raise ValueError(f"side '{side}': write one of {', '.join(RecordSide.values)}")
    _check_superseded(submission, rows)
    records = _build(submission, side, rows)
    fresh = [record.own_person for record in records if record.supersedes is None]
    older = [row.supersedes.pk for row in rows if row.supersedes is not None]
    with transaction.atomic():
        Person.unguarded.bulk_create(fresh)
        _retire(older)
        Record.unguarded.bulk_create(records)
        audit.record(
            action=actions.RECORDS_ADDED,
            actor=actor,
            subject_kind="submission",
            subject=submission.reference,
            details={"records": len(records), "newer_versions": len(older), "side": side},
        )
        if records:
            tasks.match_pending.enqueue()
    return records


def _check_superseded(submission: Submission, rows: Sequence[NewRecord]) -> None:
    seen: set[int] = set()
    for row in rows:
        older = row.supersedes
        if older is None:
            continue
        if older.agency_id != submission.agency_id:
            raise ValueError(f"row {row.row}: a record of another agency cannot be superseded")
        if not older.current or older.pk in seen:
            raise ValueError(
                f"row {row.row}: the record it supersedes has a newer version already; "
                "supersede that one"
            )
        seen.add(older.pk)


def _build(submission: Submission, side: str, rows: Sequence[NewRecord]) -> list[Record]:
    """Return the records with everything sealed, so that the transaction is short."""
    owners = {
        row.supersedes.own_person_id: row.supersedes.own_person
        for row in rows
        if row.supersedes is not None
    }
    count = sum(row.supersedes is None for row in rows)
    references = iter(unused_references(Person, "P", count))
    return [_record(submission, side, row, owners, references) for row in rows]


def _record(
    submission: Submission,
    side: str,
    row: NewRecord,
    owners: Mapping[int, Person],
    references: Any,
) -> Record:
    older = row.supersedes
    own = owners[older.own_person_id] if older else Person(reference=next(references))
    details = {key: str(value).strip() for key, value in row.details.items() if value}
    record = Record(
        agency_id=submission.agency_id,
        submission=submission,
        row=row.row,
        side=side,
        details=details,
        nationality=comparing.nationality_code(details.get("nationality", "")),
        sex=comparing.sex_code(details.get("sex", "")),
        supersedes=older,
        own_person=own,
        person_id=older.person_id if older else own.pk,
        created_at=timezone.now(),
        synthetic=submission.synthetic,
    )
    seal_ahead(record, "details")
    return record


def seal_ahead(row: models.Model, name: str) -> None:
    """Seal a field now, so that the transaction that saves the row need not."""
    field = row._meta.get_field(name)
    row.__dict__[name] = field.pre_save(row, add=True)  # type: ignore[union-attr]  # a column


def _retire(older: Sequence[int]) -> None:
    """Superseded records are no longer current; pairs of theirs that nobody answered are gone."""
    for start in range(0, len(older), _IDS_A_QUERY):
        ids = older[start : start + _IDS_A_QUERY]
        # Matched again, so that they leave the index.
        changed = Record.unguarded.filter(pk__in=ids, current=True).update(
            current=False, matched_at=None
        )
        if changed != len(ids):
            raise ValueError("a record got a newer version in the meantime; read the list again")
        touching = Pair.unguarded.filter(models.Q(left__in=ids) | models.Q(right__in=ids))
        touching.filter(decisions=None).delete()
        touching.exclude(verdict__in=(Verdict.SAME, Verdict.DIFFERENT)).update(
            verdict=Verdict.IMPLIED
        )
