"""Finds, for one record, the few of the register that are worth comparing with it."""

import math
from collections.abc import Sequence

from django.db import connection

from wayhome.people import comparing
from wayhome.people.indexing import register_hash
from wayhome.people.matching.profile import Profile
from wayhome.people.models import IndexKey, KeyCount, Posting, Record
from wayhome.vault.blind import blind_all

# Postings looked at for one record: bounds the time whatever the register holds. A key that
# thousands share (a common name alone) says little; the rarer keys of the same record say more.
BUDGET = 4000
_SURE_PLACES = 8  # the best so many are always compared; further ones only if near the best
_NEAR_THE_BEST = 0.35
_LEAST = 0.01  # bits of a key that every record has: it still says a little
_RANKED = (
    "SELECT k.record_id, SUM(w.column2) AS weight "
    "FROM (VALUES {rows}) AS w CROSS JOIN {table} AS k WHERE k.hash = w.column1 "
    "GROUP BY k.record_id ORDER BY weight DESC, k.record_id DESC LIMIT %s"
)


def candidates(subject: Record | Profile, limit: int = 50) -> list[int]:
    """Return ids of the records most like the subject, best first, at most ``limit``.

    Rare keys are followed first, until the budget of postings is used up; a record's weight is
    the summed log2(register / records with the key) over shared keys (Robertson 2004 on inverse
    document frequency). The subject itself, if it is in the index, is not among them.
    """
    own = subject.pk if isinstance(subject, Record) else None
    profile = comparing.profile_of(subject) if isinstance(subject, Record) else subject
    hashes = blind_all(comparing.match_terms(profile))
    ranked = [row for row in ranked_by_keys(IndexKey, hashes, limit + 1) if row[0] != own]
    return [pk for pk, weight in _near_the_best(ranked)][:limit]


def ranked_by_keys(
    table: type[Posting], hashes: Sequence[int], limit: int, budget: int = BUDGET
) -> list[tuple[int, float]]:
    """Return (record id, weight) of the records that share most of what is rare, best first."""
    counts = dict(
        KeyCount.objects.filter(hash__in=[*hashes, register_hash()]).values_list("hash", "records")
    )
    register = max(counts.pop(register_hash(), 0), 1)
    rare_first = sorted((n, hashed) for hashed, n in counts.items() if n > 0)
    followed: list[tuple[int, float]] = []
    for number, hashed in rare_first:
        if number > budget:
            break
        budget -= number
        followed.append((hashed, math.log2(max(register / number, 1)) + _LEAST))
    if followed:
        return _rank(table, followed, limit)
    return _newest_of_rarest(table, rare_first, limit)


def _rank(
    table: type[Posting], followed: Sequence[tuple[int, float]], limit: int
) -> list[tuple[int, float]]:
    rows = ", ".join(["(%s, %s)"] * len(followed))
    statement = _RANKED.format(rows=rows, table=table._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(value for row in followed for value in row), limit])
        return [(int(pk), float(weight)) for pk, weight in cursor.fetchall()]


def _newest_of_rarest(
    table: type[Posting], rare_first: Sequence[tuple[int, int]], limit: int
) -> list[tuple[int, float]]:
    """Where every key is crowded, all there is are the newest under the least crowded one."""
    if not rare_first:
        return []
    newest = table._default_manager.filter(hash=rare_first[0][1]).order_by("-record_id")
    return [(pk, _LEAST) for pk in newest.values_list("record_id", flat=True)[:limit]]


def _near_the_best(ranked: list[tuple[int, float]]) -> list[tuple[int, float]]:
    if not ranked:
        return []
    least = _NEAR_THE_BEST * ranked[0][1]
    sure, further = ranked[:_SURE_PLACES], ranked[_SURE_PLACES:]
    return [*sure, *(row for row in further if row[1] >= least)]
