"""What the register proposes, held against the truth of worlds that no parameter was set on."""

import time
from collections import defaultdict
from random import Random
from typing import Any

from tqdm import tqdm

_EXAMPLES = 12


def measure(seed: int, people: int, asked: int) -> dict[str, Any]:
    """Fill an empty node with a world; meet the register with ``asked`` found records of it.

    A record's true matches are all other records of the same person in the register. The node
    compares whatever the agencies are, so duplicates of one side count as well.
    """
    from wayhome.people import comparing
    from wayhome.people.candidates import candidates
    from wayhome.people.counting import commonness
    from wayhome.people.models import Record
    from wayhome.people.pending import Profiles

    world = _world(seed, people)
    rows = [*world.requests(), *world.found()]
    records = _store(rows)
    persons: dict[str, set[int]] = defaultdict(set)
    for record, row in zip(records, rows, strict=True):
        persons[row.person_id].add(record.pk)
    found = [pair for pair in zip(records, rows, strict=True) if pair[1].kind == "found"]
    chosen = Random(seed).sample(found, min(asked, len(found)))
    said = {record.pk: row for record, row in zip(records, rows, strict=True)}
    bands = {"asserted (p ≥ 0.5)": 0.5, "review band": comparing.review_probability()}
    counts = {band: [0, 0] for band in bands}
    wanted = met = hits = 0
    stated: dict[int, list[float]] = defaultdict(lambda: [0, 0.0, 0])
    wrong: list[tuple[float, Any, Any, Any]] = []
    missed: list[tuple[float, Any, Any, Any]] = []
    profiles = Profiles()
    began = time.perf_counter()
    for record, row in tqdm(chosen, desc=f"World {seed}: proposals", disable=None):
        same = persons[row.person_id] - {record.pk}
        ids = candidates(record)
        others = Record.unguarded.in_bulk(ids)
        rivals = [
            (profiles.of(others[pk]), others[pk].submission_id == record.submission_id)
            for pk in ids
        ]
        common = commonness([other for other, _same_list in rivals], len(records))
        compared = comparing.compare(
            profiles.of(record), rivals, register_size=len(records), common=common
        )
        wanted += len(same)
        met += len(ids)
        hits += len(same & set(ids))
        for pk, one in zip(ids, compared, strict=True):
            for band, least in bands.items():
                if one.probability >= least:
                    counts[band][0] += 1
                    counts[band][1] += pk in same
            if one.probability >= bands["review band"]:
                bucket = stated[min(9, int(one.probability * 10))]
                bucket[0] += 1
                bucket[1] += one.probability
                bucket[2] += pk in same
            if one.probability >= 0.9 and pk not in same:
                wrong.append((one.probability, row, said[pk], one.reasons))
            if one.probability < bands["review band"] and pk in same:
                missed.append((one.probability, row, said[pk], one.reasons))
        missed.extend((0.0, row, said[pk], ()) for pk in same - set(ids))
    return {
        "seed": seed,
        "records": len(records),
        "asked": len(chosen),
        "true_pairs": wanted,
        "candidates": met / len(chosen),
        "blocking_recall": hits / max(wanted, 1),
        "bands": {
            band: {"precision": right / max(n, 1), "recall": right / max(wanted, 1), "proposed": n}
            for band, (n, right) in counts.items()
        },
        "calibration": [
            [bucket / 10, n, total / n, right / n]
            for bucket, (n, total, right) in sorted(stated.items())
        ],
        "records_a_second": len(chosen) / (time.perf_counter() - began),
        "wrong": len(wrong),
        "wrong_examples": [_told(*one) for one in sorted(wrong, key=_by_probability)[:_EXAMPLES]],
        "missed": len(missed),
        "missed_examples": [_told(*one) for one in missed[:_EXAMPLES]],
    }


def _by_probability(one: tuple[float, Any, Any, Any]) -> float:
    return -one[0]


def _told(probability: float, one: Any, other: Any, reasons: Any) -> dict[str, Any]:
    kept = (
        "full_name",
        "native_name",
        "sex",
        "birth_date",
        "nationality",
        "document_number",
        "place_of_birth",
        "occupation",
    )
    return {
        "probability": probability,
        "left": {k: one.values.get(k, "") for k in kept},
        "right": {k: other.values.get(k, "") for k in kept},
        "reasons": [(reason["code"], reason["bits"]) for reason in reasons],
    }


def _world(seed: int, people: int) -> Any:
    from wayhome.simulate.world import world

    with tqdm(desc=f"World {seed}: made up", total=people, disable=None) as shown:
        return world(seed, people, progress=lambda more: shown.update(more) and None)


def _store(rows: list[Any]) -> list[Any]:
    """Records of the world in the index, by the room's own way; a submission a source."""
    from wayhome.accounts.services import add_agency
    from wayhome.intake.models import Submission
    from wayhome.people.indexing import index_records
    from wayhome.people.models import Record
    from wayhome.people.services import NewRecord, add_records

    agency = add_agency(name="World (made up)", country="TH", kind="centre", actor=None)
    by_source: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        by_source[row.source].append(place)
    made: dict[int, Any] = {}
    for source, places in by_source.items():
        submission = Submission.unguarded.create(
            agency=agency,
            kind="requests",
            channel="cli",
            filename="made up",
            size=1,
            sha256="0" * 64,
            state="imported",
            series=source[:100],
            synthetic=True,
        )
        side = "found" if rows[places[0]].kind == "found" else "requested"
        added = add_records(
            submission=submission,
            side=side,
            actor=None,
            rows=[NewRecord(n, _said(rows[place])) for n, place in enumerate(places, 1)],
        )
        made.update(zip(places, added, strict=True))
    records: list[Record] = [made[place] for place in range(len(rows))]
    with tqdm(desc="Indexing", total=len(records), disable=None) as shown:
        for start in range(0, len(records), 500):
            index_records(records[start : start + 500])
            shown.update(500)
    return records


def _said(row: Any) -> dict[str, str]:
    return {name: value for name, value in row.values.items() if value and name != "id"}
