"""Fills an empty node with a made-up register: records, persons, index; casework where asked."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone
from tqdm import tqdm

from register import slices
from register.loading import numbers_in, rows_in, unchecked

PASSWORD = "made-up-river-2026"
USERS = 20
_EMBASSIES = 12
_PATROLS = 6
_GROUP = 30  # people an encounter
_PAIRS = 3_000  # waiting for review
_DOCUMENT_WORLD = 1_500  # people; gives a few hundred made-up documents
_RECORD = (
    *("id", "agency_id", "submission_id", "row", "side", "details", "nationality", "sex"),
    *("current", "own_person_id", "person_id", "created_at", "matched_at", "synthetic"),
)


def fill(files: Sequence[Path], *, searchable: bool) -> None:
    """Store the records of slices and their index; with ``searchable`` the search's too."""
    from wayhome.people.indexing import register_hash

    sources = _sources()
    match: list[Any] = []
    search: list[Any] = []
    count: list[Any] = []
    persons: list[tuple[Any, ...]] = []
    size = 0
    with unchecked():
        with transaction.atomic():
            for path in tqdm(files, desc="Storing records", unit="×10,000", disable=None):
                one = slices.load(path)
                rows_in("people_record", _RECORD, _records(one, sources))
                persons.extend((pk,) for pk in one.ids)
                match.append(one.match)
                count.append(one.count)
                if searchable:  # what is counted lies among the search's postings
                    search.extend((one.search, one.count))
                size += len(one.ids)
            _persons([row[0] for row in persons])
        counts = []
        for table, found in (("people_indexkey", match), ("people_searchkey", search)):
            if found:
                hashed, record = (np.concatenate(column) for column in zip(*found, strict=True))
                with transaction.atomic():
                    numbers_in(table, ("hash", "record_id"), hashed, record)
                counts.append(np.unique(hashed, return_counts=True))
        if not searchable:
            hashed = np.concatenate([column for column, _record in count])
            counts.append(np.unique(hashed, return_counts=True))
        counts.append((np.array([register_hash()]), np.array([size])))
        with transaction.atomic():
            for hashed, records in counts:
                numbers_in("people_keycount", ("hash", "records"), hashed, records)


def _sources() -> dict[str, list[tuple[int, int]]]:
    """Agencies and their lists, as (agency, submission), by side of the record."""
    from wayhome.accounts.services import add_agency
    from wayhome.intake.models import Submission

    add_agency(name="Centre (made up)", country="TH", kind="centre", code="centre", actor=None)
    found: dict[str, list[tuple[int, int]]] = {"requested": [], "found": []}
    for side, kind, number in (("requested", "embassy", _EMBASSIES), ("found", "border", _PATROLS)):
        for place in range(number):
            name = f"{kind} {place + 1} (made up)"
            agency = add_agency(name=name, country="TH", kind=kind, code=None, actor=None)
            submission = Submission.unguarded.create(
                agency=agency,
                kind="requests" if side == "requested" else "encounter",
                channel="cli",
                filename="made up",
                size=1,
                sha256="0" * 64,
                state="imported",
                series="filled",
                synthetic=True,
            )
            found[side].append((agency.pk, submission.pk))
    return found


def _records(
    one: slices.Slice, sources: dict[str, list[tuple[int, int]]]
) -> Iterator[tuple[Any, ...]]:
    moment: Any = connection.ops.adapt_datetimefield_value(timezone.now())
    columns = (one.ids, one.sides, one.details, one.nationalities, one.sexes)
    for pk, side, details, nationality, sex in zip(*columns, strict=True):
        agency, submission = sources[side][pk % len(sources[side])]
        about = (pk, agency, submission, pk % slices.RECORDS + 1, side, details, nationality, sex)
        yield (*about, True, pk, pk, moment, moment, True)


def _persons(ids: Sequence[int]) -> None:
    from wayhome.vault.ids import new_reference

    references: dict[str, None] = {}
    while len(references) < len(ids):
        references[new_reference("P")] = None
    moment: Any = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = ((pk, reference, moment) for pk, reference in zip(ids, references, strict=True))
    rows_in("people_person", ("id", "reference", "created_at"), rows)


def add_casework(files: Sequence[Path]) -> None:
    """Add what pages show of a register: requests, groups, cases, pairs, documents, users."""
    from wayhome.people.models import Record

    rng = Random(1)
    records = list(Record.unguarded.select_related("agency").order_by("pk"))
    _requests([one for one in records if one.side == "requested"], rng)
    _cases([one for one in records if one.side == "found"], rng)
    _pairs(files, {one.pk: one for one in records})
    _documents_and_users()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _requests(records: Sequence[Any], rng: Random) -> None:
    from wayhome.casework.models import Request
    from wayhome.people.references import unused_references

    now = timezone.now()
    references = iter(unused_references(Request, "R", len(records)))
    states = ("open", "open", "open", "acknowledged", "located", "out", "home", "closed")
    for start in tqdm(range(0, len(records), 5000), desc="Requests", unit="×5,000", disable=None):
        made = []
        for record in records[start : start + 5000]:
            since = now - timedelta(days=rng.random() * 400)
            made.append(
                Request(
                    reference=next(references),
                    agency_id=record.agency_id,
                    record=record,
                    series="filled",
                    row_key=record.pk,
                    nationality=record.nationality,
                    state=rng.choice(states),
                    state_since=since,
                    created_at=since,
                    synthetic=True,
                )
            )
        Request.unguarded.bulk_create(made, batch_size=500)


def _cases(records: Sequence[Any], rng: Random) -> None:
    from wayhome.casework.models import Encounter, FoundPerson, HeadCount
    from wayhome.casework.services.cases import Opening, open_cases

    now = timezone.now()
    states = (
        "found",
        "found",
        "screened",
        "identification",
        "services",
        "return",
        "home",
        "closed",
    )
    by_agency: dict[int, list[Any]] = {}
    for record in records:
        by_agency.setdefault(record.agency_id, []).append(record)
    groups = [
        found[start : start + _GROUP]
        for found in by_agency.values()
        for start in range(0, len(found), _GROUP)
    ]
    for group in tqdm(groups, desc="Groups found", unit="groups", disable=None):
        moment = now - timedelta(days=rng.random() * 400)
        with transaction.atomic():
            encounter = Encounter.unguarded.create(
                agency=group[0].agency,
                found_on=moment.date(),
                place="Mae Sot (made up)",
                country="TH",
                head_count=len(group),
                synthetic=True,
            )
            HeadCount.objects.create(encounter=encounter, nationality="", people=len(group))
            FoundPerson.objects.bulk_create(
                [FoundPerson(encounter=encounter, record=record) for record in group]
            )
            openings = [
                Opening(record=record, since=moment, encounter=encounter, state=rng.choice(states))
                for record in group
            ]
            open_cases(openings, actor=None)


def _pairs(files: Sequence[Path], records: dict[int, Any]) -> None:
    """Two records of one made-up person, compared by the model: what a reviewer's queue holds."""
    from wayhome.people import comparing, weights
    from wayhome.people.models import Between, Pair
    from wayhome.people.references import unused_references

    couples = []
    for path in files:
        one = slices.load(path)
        twice = [(p, pk) for p, pk in zip(one.person, one.ids, strict=True) if p != pk]
        couples.extend(twice[: -(-_PAIRS // len(files))])
    made = []
    references = unused_references(Pair, "M", len(couples))
    shown = tqdm(couples, desc="Pairs to review", unit="pairs", disable=None)
    for (low, high), reference in zip(shown, references, strict=True):
        left, right = records[low], records[high]
        profiles = comparing.profile_of(left), comparing.profile_of(right)
        said = comparing.compare(profiles[0], [(profiles[1], False)], register_size=len(records))[0]
        pair = Pair(
            reference=reference,
            left=left,
            right=right,
            between=Between.of(left, right),
            probability=said.probability,
            bits=said.bits,
            model=weights.shipped_version(),
            reasons=list(said.reasons),
            best=True,
        )
        made.append(pair)
    Pair.unguarded.bulk_create(made, batch_size=500)


def _documents_and_users() -> None:
    from wayhome.accounts.models import Agency
    from wayhome.accounts.services import add_user
    from wayhome.documents.services import add_documents
    from wayhome.simulate.world import world

    centre = Agency.objects.get(code="centre")
    texts = [(one.file, one.text.encode()) for one in world(77, _DOCUMENT_WORLD).documents]
    with tqdm(desc="Documents", total=len(texts), disable=None) as shown:
        add_documents(texts, agency=centre, sender=None, channel="cli", progress=shown.update)
    for number in range(USERS):
        role = "reviewer" if number % 2 else "case-worker"
        add_user(
            username=f"made-up-{number}", agency=centre, role=role, password=PASSWORD, actor=None
        )
