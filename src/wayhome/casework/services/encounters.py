"""Encounters: a group is registered with its head count, before or with its people."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, time

from django.conf import settings
from django.db import transaction

from wayhome.accounts.models import Agency, User
from wayhome.audit import services as audit
from wayhome.casework import actions
from wayhome.casework.models import Encounter, HeadCount
from wayhome.documents.models import Document
from wayhome.intake.models import Submission
from wayhome.intake.services import receive_form


@dataclass(frozen=True, slots=True)
class EncounterFacts:
    """What is stated of an encounter. ``counts``: nationality code ('' not known) to people.

    The parts need not make ``head_count``: it is kept as it was stated.
    """

    found_on: date
    place: str
    country: str
    found_at: time | None = None
    units: str = ""
    head_count: int | None = None
    papers_carried: str = "not-asked"
    search_found: str = "not-asked"
    search_note: str = ""
    said: str = ""
    note: str = ""
    latitude: float | None = None
    longitude: float | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    def columns(self) -> dict[str, object]:
        """Return the fields of the encounter itself."""
        return {name: value for name, value in asdict(self).items() if name != "counts"}


def register_encounter(
    *,
    user: User,
    facts: EncounterFacts,
    document: Document | None = None,
    synthetic: bool | None = None,
) -> Encounter:
    """Register a group that was found by the user's agency."""
    assert user.agency is not None  # noqa: S101  the roles let in have an agency (constraint)
    return register_for(
        agency=user.agency, actor=user, facts=facts, document=document, synthetic=synthetic
    )


def register_for(
    *,
    agency: Agency,
    actor: User | None,
    facts: EncounterFacts,
    document: Document | None = None,
    synthetic: bool | None = None,
) -> Encounter:
    """Register a group for an agency; ``actor`` None where its system sent it."""
    encounter = Encounter(
        agency=agency,
        registered_by=actor,
        document=document,
        synthetic=settings.WAYHOME_DEMO if synthetic is None else synthetic,
        **facts.columns(),
    )
    with transaction.atomic():
        encounter.save(force_insert=True)
        _count(encounter, facts.counts)
        audit.record(
            action=actions.ENCOUNTER_REGISTERED,
            actor=actor,
            subject_kind="encounter",
            subject=encounter.reference,
            details={
                "head_count": facts.head_count,
                "document": document.reference if document else "",
            },
        )
    return encounter


def _count(encounter: Encounter, counts: Mapping[str, int]) -> None:
    encounter.counts.all().delete()
    HeadCount.objects.bulk_create(
        HeadCount(encounter=encounter, nationality=nationality, people=people)
        for nationality, people in counts.items()
    )


def change_encounter(
    *, encounter: Encounter, expected: int, actor: User | None, facts: EncounterFacts
) -> Encounter:
    """Put right what is stated of an encounter. Raises versions.Conflict."""
    columns = facts.columns()
    changed = sorted(name for name, value in columns.items() if getattr(encounter, name) != value)
    for name, value in columns.items():
        setattr(encounter, name, value)
    with transaction.atomic():
        encounter.save_version(expected, list(columns))
        _count(encounter, facts.counts)
        audit.record(
            action=actions.ENCOUNTER_CHANGED,
            actor=actor,
            subject_kind="encounter",
            subject=encounter.reference,
            details={"fields": changed},
        )
    return encounter


def add_people(
    *,
    encounter: Encounter,
    user: User,
    rows: Sequence[Mapping[str, str]],
    channel: str = "form",
) -> Submission:
    """Add typed people (canonical columns) to an encounter of the user's agency.

    Somebody who is there already is not added twice; the submission's summary says what became of
    each row. Raises intake.tables.Refused where nothing can be taken.
    """
    assert user.agency is not None  # noqa: S101  the roles let in have an agency (constraint)
    return receive_form(
        agency=user.agency,
        sender=user,
        kind="encounter",
        rows=[{name: value for name, value in row.items() if value} for row in rows],
        series=encounter.reference,
        target=encounter.reference,
        channel=channel,
    )
