"""Lists of cases that an agency already has: each row becomes a found record and its case.

State, what it waits for and since when stand in columns of their own, by code or English label.
A row that names none begins as found. A later version renews what the list says of the person,
never the state: the case has gone on here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from wayhome import vocabulary
from wayhome.accounts.models import Agency, User
from wayhome.casework.lists import comparing
from wayhome.casework.lists.comparing import Known, Step
from wayhome.casework.lists.encounters import move_cases
from wayhome.casework.models import Case
from wayhome.casework.services.cases import Opening, open_cases
from wayhome.intake.kinds import Outcome, Progress
from wayhome.intake.models import Original, Submission
from wayhome.intake.tables import ListReading, open_table
from wayhome.people.models import RecordSide
from wayhome.people.services import NewRecord, add_records

COLUMNS: Mapping[str, tuple[str, str]] = {
    "state": ("state", "case-state"),
    "case state": ("state", "case-state"),
    "waiting for": ("waiting_for", "waiting-for"),
    "waits for": ("waiting_for", "waiting-for"),
    "waiting since": ("waiting_since", ""),
    "waits since": ("waiting_since", ""),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands when it comes in."""

    state: str = "found"
    waiting_for: str = ""
    since: datetime | None = None


class CaseList:
    """The kind ``cases``. ``series`` tells an agency's lists apart."""

    code = "cases"

    def plan(
        self,
        *,
        agency: Agency,
        series: str,
        target: str,  # noqa: ARG002  a list of cases adds to nothing
        reading: ListReading,
        known_rows: Mapping[int, str],
    ) -> Outcome:
        """Say what the list would change."""
        steps = _compare(agency, series, reading, known_rows)
        return Outcome(tuple(step.told() for step in steps))

    def apply(
        self,
        *,
        submission: Submission,
        reading: ListReading,
        known_rows: Mapping[int, str],
        actor: User | None,
        progress: Progress | None = None,
    ) -> Outcome:
        """Open the cases, inside the caller's transaction."""
        agency = Agency.objects.select_for_update().get(pk=submission.agency_id)
        standings, warnings = _standings(submission)
        steps = _compare(agency, submission.series, reading, known_rows)
        new = [step for step in steps if step.change == comparing.NEW]
        made = iter(_open(submission, new, standings, actor))
        _renew(submission, [s for s in steps if s.change == comparing.CHANGED], actor)
        told = [
            step.told(next(made).reference if step.change == comparing.NEW else "")
            for step in steps
        ]
        if progress:
            progress(len(reading.accepted))
        return Outcome(tuple(told), tuple(warnings), {"cases": len(new)})


def _compare(
    agency: Agency, series: str, reading: ListReading, known_rows: Mapping[int, str]
) -> list[Step[Case]]:
    cases = Case.unguarded.filter(
        agency=agency,
        record__submission__kind=CaseList.code,
        record__submission__series=series,
    ).select_related("record__own_person")
    known = [Known(one, one.reference, one.record.details) for one in cases.order_by("id")]
    steps = comparing.compare_list(known, reading.accepted, known_rows)
    return [step for step in steps if step.change != comparing.GONE]


def _open(
    submission: Submission,
    steps: Sequence[Step[Case]],
    standings: Mapping[int, Standing],
    actor: User | None,
) -> list[Case]:
    if not steps:
        return []
    numbers = [step.row.row if step.row else 0 for step in steps]
    records = add_records(
        submission=submission,
        side=RecordSide.FOUND,
        rows=[NewRecord(n, step.values) for n, step in zip(numbers, steps, strict=True)],
        actor=actor,
    )
    now = timezone.now()
    openings = []
    for number, record in zip(numbers, records, strict=True):
        stands = standings.get(number, Standing())
        openings.append(
            Opening(
                record=record,
                since=stands.since or now,
                state=stands.state,
                waiting_for=stands.waiting_for,
                event="imported",
            )
        )
    return open_cases(openings, actor=actor)


def _renew(submission: Submission, steps: Sequence[Step[Case]], actor: User | None) -> None:
    pairs = [(step, step.known.thing) for step in steps if step.known]
    if not pairs:
        return
    records = add_records(
        submission=submission,
        side=RecordSide.FOUND,
        rows=[
            NewRecord(step.row.row if step.row else None, step.values, supersedes=case.record)
            for step, case in pairs
        ],
        actor=actor,
    )
    move_cases([case for _step, case in pairs], records)


def _standings(submission: Submission) -> tuple[dict[int, Standing], list[dict[str, Any]]]:
    """Read the columns that are the kind's own, row by row of the original."""
    original = Original.objects.get(submission=submission)
    table = open_table(bytes(original.content), submission.filename)
    places = {
        index: COLUMNS[folded]
        for index, header in enumerate(table.header)
        if (folded := _folded(header)) in COLUMNS
    }
    standings: dict[int, Standing] = {}
    warnings: list[dict[str, Any]] = []
    for row in table.rows:
        said: dict[str, Any] = {}
        for index, (name, listed) in places.items():
            cell = row.cells[index]
            if cell is None or not str(cell).strip():
                continue
            value = _moment(cell) if name == "waiting_since" else _code(listed, str(cell))
            if value is None:
                warnings.append(_unread(row.number, table.header[index], str(cell), table.sheet))
            else:
                said["since" if name == "waiting_since" else name] = value
        standings[row.number] = Standing(**said)
    return standings, warnings


def _unread(row: int, header: str, cell: str, sheet: str) -> dict[str, Any]:
    message = _("row %(row)d, column '%(column)s': '%(value)s' is not known; it was left out") % {
        "row": row,
        "column": header,
        "value": cell,
    }
    return {
        "code": "unknown-code",
        "sheet": sheet,
        "row": row,
        "column": header,
        "message": message,
    }


def _folded(header: str) -> str:
    return " ".join(header.replace("_", " ").casefold().split())


def _code(listed: str, cell: str) -> str | None:
    wanted = _folded(cell).replace("-", " ")
    for code in vocabulary.codes(listed):
        names = {code.code, *code.labels.values()}
        if wanted in {_folded(name).replace("-", " ") for name in names}:
            return code.code
    return None


def _moment(cell: Any) -> datetime | None:
    if isinstance(cell, datetime):
        found = cell if timezone.is_aware(cell) else timezone.make_aware(cell)
    else:
        try:
            day = parse_date(str(cell).strip()[:10])
        except ValueError:
            return None
        if day is None:
            return None
        found = timezone.make_aware(datetime.combine(day, time.min))
    return found if found <= timezone.now() else None
