"""One-to-one choice for lists: of the pairs of a list with the found records, the best set.

A marked pair (``best``) is the model's first choice for its row; it decides nothing.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from django.db import transaction

from wayhome.people import comparing
from wayhome.people.matching.assign import Pairs, assign
from wayhome.people.models import Between, Pair, RecordSide, Verdict

_IDS_A_QUERY = 500
_SURE = 200.0  # bits of a pair that a person called the same: its rivals stand back
Row = tuple[int, int, int, float, str]  # pair, requested record, found record, bits, verdict


def assign_pending() -> int:
    """Choose anew for every list with pairs that were not asked yet; return how many lists."""
    lists = 0
    while found := _lists_to_assign():
        for submission in found:
            _assign_list(submission)
        lists += len(found)
    # What is left joins two requests or two finds: there is no list to choose for.
    with transaction.atomic():
        others = Pair.unguarded.filter(best=None).exclude(between=Between.REQUEST_AND_FOUND)
        others.update(best=False)
    return lists


def _lists_to_assign() -> list[int]:
    """Return the submissions of the requested sides of pairs that were not asked yet."""
    pairs = Pair.unguarded.filter(best=None).order_by("pk")
    left = pairs.filter(left__side=RecordSide.REQUESTED, right__side=RecordSide.FOUND)
    right = pairs.filter(left__side=RecordSide.FOUND, right__side=RecordSide.REQUESTED)
    found = {
        *left.values_list("left__submission", flat=True)[:_IDS_A_QUERY],
        *right.values_list("right__submission", flat=True)[:_IDS_A_QUERY],
    }
    return sorted(found)


def _rows(submission: int) -> list[Row]:
    """Return the pairs of a list with found records, the requested record first."""
    names = ("bits", "verdict")
    left = Pair.unguarded.filter(left__submission=submission, left__side=RecordSide.REQUESTED)
    right = Pair.unguarded.filter(right__submission=submission, right__side=RecordSide.REQUESTED)
    return [
        *left.filter(right__side=RecordSide.FOUND).values_list("pk", "left", "right", *names),
        *right.filter(left__side=RecordSide.FOUND).values_list("pk", "right", "left", *names),
    ]


def _assign_list(submission: int) -> None:
    rows = _rows(submission)
    chosen = set(_chosen([row for row in rows if row[4] != Verdict.DIFFERENT]))
    with transaction.atomic():
        for best in (True, False):
            ids = [row[0] for row in rows if (row[0] in chosen) is best]
            for part in _parts(ids):
                Pair.unguarded.filter(pk__in=part).exclude(best=best).update(best=best)


def _chosen(rows: Sequence[Row]) -> Iterable[int]:
    """Yield the pairs of the one-to-one choice with the most evidence above the review band."""
    if not rows:
        return
    least = comparing.log_odds(comparing.review_probability())
    bits = [_SURE if row[4] == Verdict.SAME else row[3] - least for row in rows]
    asked = np.unique([row[1] for row in rows], return_inverse=True)[1]
    found = np.unique([row[2] for row in rows], return_inverse=True)[1]
    places = assign(Pairs(asked.astype(np.int64), found.astype(np.int64), np.array(bits)))
    for place in places:
        yield rows[int(place)][0]


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(ids), _IDS_A_QUERY):
        yield ids[start : start + _IDS_A_QUERY]
