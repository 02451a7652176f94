"""Lists of people looked for: new rows become requests, changed rows newer versions of them.

Somebody who is no longer on a list is still looked for: the request says since when, and is never
closed by it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wayhome.accounts.models import Agency, User
from wayhome.audit import services as audit
from wayhome.casework import actions
from wayhome.casework.lists import comparing
from wayhome.casework.lists.comparing import Known, Step
from wayhome.casework.models import Request, RequestEvent, RequestState
from wayhome.intake.kinds import Outcome, Progress, RowChange
from wayhome.intake.models import Submission
from wayhome.intake.tables import ListReading, ListRow, row_key
from wayhome.people.models import RecordSide
from wayhome.people.references import unused_references
from wayhome.people.services import NewRecord, add_records
from wayhome.vault.blind import blind_all

ALONE = frozenset({"form", "api"})
"""Channels by which rows come alone; a file or feed is a whole list."""
ENDED = (RequestState.HOME, RequestState.CLOSED)
BATCH = 500


class RequestList:
    """The kind ``requests``. ``series`` tells an agency's lists apart."""

    code = "requests"

    def plan(
        self,
        *,
        agency: Agency,
        series: str,
        target: str,  # noqa: ARG002  a list of requests adds to nothing
        reading: ListReading,
        known_rows: Mapping[int, str],
    ) -> Outcome:
        """Say what the list would change."""
        steps = _compare(_known(agency, series), reading.accepted, known_rows)
        return _outcome([step.told() for step in steps], reading)

    def apply(
        self,
        *,
        submission: Submission,
        reading: ListReading,
        known_rows: Mapping[int, str],
        actor: User | None,
        progress: Progress | None = None,
    ) -> Outcome:
        """Take the list in, inside the caller's transaction."""
        agency = Agency.objects.select_for_update().get(pk=submission.agency_id)
        if submission.channel in ALONE:
            known = _known_alone(agency, submission.series, reading.accepted)
            steps = comparing.compare_alone(known, reading.accepted)
        else:
            known = _known(agency, submission.series)
            steps = _compare(known, reading.accepted, known_rows)
        outcome = _write(submission, steps, reading, actor)
        if progress:
            progress(len(reading.accepted))
        return outcome


def _compare(
    known: Sequence[Known[Request]], rows: Sequence[ListRow], known_rows: Mapping[int, str]
) -> list[Step[Request]]:
    """Return the steps of a list. Who was gone before, or has come home, is not gone anew."""
    steps = comparing.compare_list(known, rows, known_rows)
    return [step for step in steps if step.change != comparing.GONE or _newly_gone(step)]


def _newly_gone(step: Step[Request]) -> bool:
    request = step.known.thing if step.known else None
    return request is not None and request.gone_since is None and request.state not in ENDED


def _known(agency: Agency, series: str) -> list[Known[Request]]:
    return _as_known(Request.unguarded.filter(agency=agency, series=series))


def _known_alone(agency: Agency, series: str, rows: Sequence[ListRow]) -> list[Known[Request]]:
    keys = set(_hashes(rows))
    return _as_known(Request.unguarded.filter(agency=agency, series=series, row_key__in=keys))


def _as_known(requests: QuerySet[Request]) -> list[Known[Request]]:
    found = requests.select_related("record__own_person").order_by("id")
    return [Known(one, one.reference, one.record.details) for one in found.iterator(BATCH)]


def _hashes(rows: Sequence[ListRow]) -> list[int]:
    return blind_all(("request-row", row_key(row.values)) for row in rows)


def _write(
    submission: Submission,
    steps: Sequence[Step[Request]],
    reading: ListReading,
    actor: User | None,
) -> Outcome:
    made = _register(submission, [s for s in steps if s.change == comparing.NEW], actor)
    _renew(submission, [s for s in steps if s.change == comparing.CHANGED], actor)
    back = _mark_presence(steps, actor)
    references = iter(made)
    told = [
        step.told(next(references).reference if step.change == comparing.NEW else "")
        for step in steps
    ]
    outcome = _outcome(told, reading, back)
    counts = {c: outcome.count(c) for c in ("new", "changed", "gone", "unchanged")}
    audit.record(
        action=actions.REQUESTS_TAKEN_IN,
        actor=actor,
        subject_kind="submission",
        subject=submission.reference,
        details=counts,
    )
    return outcome


def _register(
    submission: Submission, steps: Sequence[Step[Request]], actor: User | None
) -> list[Request]:
    if not steps:
        return []
    rows = [step.row for step in steps if step.row]
    records = add_records(
        submission=submission,
        side=RecordSide.REQUESTED,
        rows=[NewRecord(row.row, row.values) for row in rows],
        actor=actor,
    )
    now = timezone.now()
    references = unused_references(Request, "R", len(records))
    requests = [
        Request(
            reference=reference,
            agency_id=submission.agency_id,
            record=record,
            series=submission.series,
            row_key=key,
            nationality=record.nationality,
            state_since=now,
            created_at=now,
            synthetic=submission.synthetic,
        )
        for record, key, reference in zip(records, _hashes(rows), references, strict=True)
    ]
    return Request.unguarded.bulk_create(requests, batch_size=BATCH)


def _renew(submission: Submission, steps: Sequence[Step[Request]], actor: User | None) -> None:
    pairs = [(step, step.known.thing) for step in steps if step.known and step.row]
    if not pairs:
        return
    records = add_records(
        submission=submission,
        side=RecordSide.REQUESTED,
        rows=[
            NewRecord(step.row.row if step.row else None, step.values, supersedes=request.record)
            for step, request in pairs
        ],
        actor=actor,
    )
    keys = _hashes([ListRow(0, "", step.values) for step, _request in pairs])
    for (_step, request), record, key in zip(pairs, records, keys, strict=True):
        request.record, request.row_key = record, key
        request.nationality = record.nationality
    changed = [request for _step, request in pairs]
    Request.unguarded.bulk_update(changed, ["record", "row_key", "nationality"], batch_size=BATCH)
    events = [
        RequestEvent(request=request, by=actor, code="changed", note=", ".join(step.fields))
        for step, request in pairs
    ]
    RequestEvent.unguarded.bulk_create(events, batch_size=BATCH)


def _mark_presence(steps: Sequence[Step[Request]], actor: User | None) -> list[Step[Request]]:
    """Note who is gone from the list and who is back on it; return the steps of the latter."""
    now = timezone.now()
    gone = [s.known.thing for s in steps if s.known and s.change == comparing.GONE]
    back = [s for s in steps if s.known and s.change != comparing.GONE and s.known.thing.gone_since]
    returned = [step.known.thing for step in back if step.known]
    for request in gone:
        request.gone_since = now
    for request in returned:
        request.gone_since = None
    Request.unguarded.bulk_update([*gone, *returned], ["gone_since"], batch_size=BATCH)
    RequestEvent.unguarded.bulk_create(
        [
            *(RequestEvent(request=one, by=actor, code="gone-from-list") for one in gone),
            *(RequestEvent(request=one, by=actor, code="back-on-list") for one in returned),
        ],
        batch_size=BATCH,
    )
    return back


def _outcome(
    told: Sequence[RowChange], reading: ListReading, back: Sequence[Step[Request]] = ()
) -> Outcome:
    warnings: list[dict[str, Any]] = []
    gone = sum(1 for one in told if one.change == comparing.GONE)
    refused = len({(refusal.sheet, refusal.row) for refusal in reading.refusals})
    if gone and refused:
        words = _(
            "%(refused)d rows were refused, so some of the %(gone)d people shown as gone may "
            "stand on one of these rows; mend them and send the list again"
        ) % {"refused": refused, "gone": gone}
        warnings.append(_warning("gone-or-refused", 0, words))
    for step in back:
        if step.row and step.known:
            words = _("%(reference)s is on the list again") % {"reference": step.known.reference}
            warnings.append(_warning("back-on-list", step.row.row, words))
    created = sum(1 for one in told if one.change == comparing.NEW)
    return Outcome(tuple(told), tuple(warnings), {"requests": created})


def _warning(code: str, row: int, message: str) -> dict[str, Any]:
    return {"code": code, "sheet": "", "row": row, "column": "", "message": message}
