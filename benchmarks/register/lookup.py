"""One new record meets the register: keys, candidates, opening, comparing. Read only."""

import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
from tqdm import tqdm

from register import slices

QUERIES = 600
WARMING = 200  # as a worker that has run for a minute: its name caches are warm
STEPS = (
    "reading the record",
    "keys and index",
    "opening candidates",
    "how common values are",
    "comparing",
)


class Query(NamedTuple):
    """A record that is not in the register; ``person`` is the id of who it is, 0: not there."""

    person: int
    details: dict[str, str]


def queries(files: Sequence[Path], number: int) -> list[Query]:
    """Half of them people of the register as another source sees them, half strangers."""
    known: list[Query] = []
    each = -(-number // 2 // len(files))
    for path in files:
        known.extend(Query(*one) for one in slices.load(path).held_out[:each])
    strangers = slices.observed(slices.FIRST_SEED - 1, number, 0, 0)
    found = [*known[: number // 2], *(Query(0, said) for _p, _s, said in strangers)][:number]
    Random(2).shuffle(found)
    return found


def measure(files: Sequence[Path], number: int = QUERIES) -> dict[str, Any]:
    """Time each query, step by step, in milliseconds; count what was found."""
    asked = queries(files, number + WARMING)
    truth = _truth(files)
    for query in asked[:WARMING]:
        _meet(query)
    taken, busy, met, hits, wanted, proposed, right = [], [], [], 0, 0, 0, 0
    for query in tqdm(asked[WARMING:], desc="One record meets the register", disable=None):
        began = time.process_time()
        steps, ids, likely = _meet(query)
        busy.append(time.process_time() - began)
        taken.append(steps)
        met.append(len(ids))
        same = truth.get(query.person, set())
        wanted += len(same)
        hits += len(same & set(ids))
        proposed += len(likely)
        right += len(same & set(likely))
    table = np.array(taken) * 1000
    whole = table.sum(axis=1)
    return {
        "queries": len(whole),
        "median": float(np.median(whole)),
        "p95": float(np.percentile(whole, 95)),
        "p99": float(np.percentile(whole, 99)),
        "processor_median": float(np.median(busy) * 1000),
        "processor_p95": float(np.percentile(busy, 95) * 1000),
        "steps": dict(zip(STEPS, np.median(table, axis=0).tolist(), strict=True)),
        "steps_p95": dict(zip(STEPS, np.percentile(table, 95, axis=0).tolist(), strict=True)),
        "candidates": float(np.mean(met)),
        "blocking_recall": hits / max(wanted, 1),
        "precision": right / max(proposed, 1),
        "recall": right / max(wanted, 1),
    }


def _truth(files: Sequence[Path]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for path in files:
        one = slices.load(path)
        for pk, person in zip(one.ids, one.person, strict=True):
            found.setdefault(person, set()).add(pk)
    return found


def _meet(query: Query) -> tuple[list[float], list[int], list[int]]:
    """What the matching does for a new record, up to the pairs it would write."""
    from wayhome.people import comparing
    from wayhome.people.candidates import candidates
    from wayhome.people.counting import commonness
    from wayhome.people.indexing import register_size
    from wayhome.people.models import Record

    began = time.perf_counter()
    profile = comparing.profile_of_details(query.details)
    read = time.perf_counter()
    ids = candidates(profile)
    size = register_size()
    looked = time.perf_counter()
    found = Record.unguarded.in_bulk(ids)
    rivals = [(comparing.profile_of(found[pk]), False) for pk in ids]
    opened = time.perf_counter()
    common = commonness([other for other, _same_list in rivals], size)
    counted = time.perf_counter()
    compared = comparing.compare(profile, rivals, register_size=size, common=common)
    done = time.perf_counter()
    steps = [read - began, looked - read, opened - looked, counted - opened, done - counted]
    return steps, ids, [pk for pk, one in zip(ids, compared, strict=True) if one.probability >= 0.5]
