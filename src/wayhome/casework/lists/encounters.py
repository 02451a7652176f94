"""Lists of people found: each new row becomes a record, somebody found, and a case.

A list adds to its encounter; who is not on it is left alone. A list that names no encounter gets
one of its own, with what nobody said left open.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wayhome.accounts.models import Agency, User
from wayhome.audit import services as audit
from wayhome.casework import actions
from wayhome.casework.lists import comparing
from wayhome.casework.lists.comparing import Known, Step
from wayhome.casework.models import Case, Encounter, FoundPerson
from wayhome.casework.services.cases import Opening, open_cases
from wayhome.casework.services.encounters import EncounterFacts, register_for
from wayhome.casework.services.linking import found_moment
from wayhome.intake.kinds import Outcome, Progress
from wayhome.intake.models import Submission
from wayhome.intake.tables import ListReading, ListRow, Refused
from wayhome.people.models import RecordSide
from wayhome.people.services import NewRecord, add_records
from wayhome.vault.ids import read_reference

ALONE = frozenset({"form", "api"})
BATCH = 500


class EncounterList:
    """The kind ``encounter``. ``target`` is the encounter's reference; empty: the list's own."""

    code = "encounter"

    def plan(
        self,
        *,
        agency: Agency,
        series: str,
        target: str,
        reading: ListReading,
        known_rows: Mapping[int, str],
    ) -> Outcome:
        """Say what the list would add; a target that cannot be found is a warning."""
        try:
            encounter = _encounter(agency, target) if target else _own(agency, series)
        except Refused as refusal:
            return Outcome(warnings=(_warning(refusal.code, 0, str(refusal)),))
        known = _known(encounter) if encounter else []
        steps = _as_list(known, reading.accepted, known_rows)
        return Outcome(tuple(step.told() for step in steps), _said_of(encounter))

    def apply(
        self,
        *,
        submission: Submission,
        reading: ListReading,
        known_rows: Mapping[int, str],
        actor: User | None,
        progress: Progress | None = None,
    ) -> Outcome:
        """Add the people, inside the caller's transaction. Raises Refused for no such encounter."""
        encounter, warnings = _of(submission, actor)
        Encounter.unguarded.select_for_update().get(pk=encounter.pk)
        known = _known(encounter)
        if submission.channel in ALONE:
            steps = comparing.compare_alone(known, reading.accepted)
        else:
            steps = _as_list(known, reading.accepted, known_rows)
        made = _add(encounter, submission, [s for s in steps if s.change == comparing.NEW], actor)
        _renew(submission, [s for s in steps if s.change == comparing.CHANGED], actor)
        _log(encounter, submission, steps, actor)
        references = iter(made)
        told = [
            step.told(next(references).reference if step.change == comparing.NEW else "")
            for step in steps
        ]
        if progress:
            progress(len(reading.accepted))
        return Outcome(tuple(told), warnings, {"people": len(made), "cases": len(made)})


def _of(submission: Submission, actor: User | None) -> tuple[Encounter, tuple[dict[str, Any], ...]]:
    """Return the encounter that a list adds to, and what the sender should know about it."""
    if submission.target:
        return _encounter(submission.agency, submission.target), ()
    agency = Agency.objects.select_for_update().get(pk=submission.agency_id)
    own = _own(agency, submission.series)
    if own is not None:
        return own, ()
    return _register_own(submission, actor), _said_of(None)


def _own(agency: Agency, series: str) -> Encounter | None:
    """Return the encounter that an earlier version of a list without a target got."""
    return Encounter.unguarded.filter(
        agency=agency,
        found__record__submission__kind=EncounterList.code,
        found__record__submission__series=series,
        found__record__submission__target="",
    ).first()


def _register_own(submission: Submission, actor: User | None) -> Encounter:
    facts = EncounterFacts(
        found_on=timezone.localdate(submission.received_at),
        place="",
        country=submission.agency.country,
        note=_("Registered from a list that said neither day nor place; the day is its arrival's."),
    )
    return register_for(
        agency=submission.agency, actor=actor, facts=facts, synthetic=submission.synthetic
    )


def _said_of(encounter: Encounter | None) -> tuple[dict[str, Any], ...]:
    if encounter is not None:
        return ()
    words = _(
        "the list names no encounter, so it gets one of its own; write day, place and head count "
        "on its page"
    )
    return (_warning("own-encounter", 0, words),)


def _encounter(agency: Agency, target: str) -> Encounter:
    reference = read_reference(target)
    found = Encounter.unguarded.filter(agency=agency, reference=reference).first()
    if found is None:
        raise Refused(
            "no-such-encounter",
            _("your agency has no encounter '%(target)s'") % {"target": target},
            _("the list as a whole"),
            _("register the encounter first and send the list from its page"),
        )
    return found


def _known(encounter: Encounter) -> list[Known[FoundPerson]]:
    found = FoundPerson.objects.filter(encounter=encounter).select_related(
        "record__own_person", "record__case"
    )
    return [
        Known(one, one.record.case.reference, one.record.details) for one in found.order_by("id")
    ]


def _as_list(
    known: Sequence[Known[FoundPerson]], rows: Sequence[ListRow], known_rows: Mapping[int, str]
) -> list[Step[FoundPerson]]:
    steps = comparing.compare_list(known, rows, known_rows)
    return [step for step in steps if step.change != comparing.GONE]


def _add(
    encounter: Encounter,
    submission: Submission,
    steps: Sequence[Step[FoundPerson]],
    actor: User | None,
) -> list[Case]:
    if not steps:
        return []
    records = add_records(
        submission=submission,
        side=RecordSide.FOUND,
        rows=[NewRecord(step.row.row if step.row else None, step.values) for step in steps],
        actor=actor,
    )
    FoundPerson.objects.bulk_create(
        [FoundPerson(encounter=encounter, record=record) for record in records], batch_size=BATCH
    )
    since = found_moment(encounter)
    openings = [Opening(record=record, since=since, encounter=encounter) for record in records]
    return open_cases(openings, actor=actor)


def _renew(submission: Submission, steps: Sequence[Step[FoundPerson]], actor: User | None) -> None:
    pairs = [(step, step.known.thing) for step in steps if step.known]
    if not pairs:
        return
    cases = [found.record.case for _step, found in pairs]
    records = add_records(
        submission=submission,
        side=RecordSide.FOUND,
        rows=[
            NewRecord(step.row.row if step.row else None, step.values, supersedes=found.record)
            for step, found in pairs
        ],
        actor=actor,
    )
    move_cases(cases, records)
    for (_step, found), record in zip(pairs, records, strict=True):
        found.record = record
    FoundPerson.objects.bulk_update([f for _s, f in pairs], ["record"], batch_size=BATCH)


def move_cases(cases: Sequence[Case], records: Sequence[Any]) -> None:
    """Let cases stand on the newer versions of their records."""
    for case, record in zip(cases, records, strict=True):
        case.record, case.nationality = record, record.nationality
    Case.unguarded.bulk_update(cases, ["record", "nationality"], batch_size=BATCH)


def _log(
    encounter: Encounter,
    submission: Submission,
    steps: Sequence[Step[FoundPerson]],
    actor: User | None,
) -> None:
    counts = dict.fromkeys((comparing.NEW, comparing.CHANGED, comparing.UNCHANGED), 0)
    for step in steps:
        counts[step.change] += 1
    audit.record(
        action=actions.ENCOUNTER_PEOPLE,
        actor=actor,
        subject_kind="encounter",
        subject=encounter.reference,
        details={"submission": submission.reference, **counts},
    )


def _warning(code: str, row: int, message: str) -> dict[str, Any]:
    return {"code": code, "sheet": "", "row": row, "column": "", "message": message}
