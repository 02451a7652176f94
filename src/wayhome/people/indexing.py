"""The index: keyed hashes by which records find each other and are found.

Nothing in it can be read without the key file. Superseded records leave it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from wayhome.people import comparing
from wayhome.people.counting import count_terms
from wayhome.people.matching.profile import Profile
from wayhome.people.models import IndexKey, KeyCount, Posting, Record, SearchKey
from wayhome.vault.blind import blind, blind_all

CHUNK = 500  # records a transaction: short enough that other writers hardly wait
_ROWS_A_STATEMENT = 400  # two values a row; SQLite's oldest limit is 999 values a statement
# Written out: a few dozen rows a record, for which building a model instance each takes five times
# as long as storing it. Only placeholders are filled in.
_INSERT: dict[type[Posting], str] = {
    IndexKey: "INSERT INTO people_indexkey (hash, record_id) VALUES {rows}",
    SearchKey: "INSERT INTO people_searchkey (hash, record_id) VALUES {rows}",
}
_UPSERT = (
    "INSERT INTO people_keycount (hash, records) VALUES {rows} "
    "ON CONFLICT (hash) DO UPDATE SET records = people_keycount.records + excluded.records"
)


@dataclass(frozen=True, slots=True)
class RecordKeys:
    """What the index is to hold of one record: hashes to match by; to search and count by."""

    match: frozenset[int]
    search: frozenset[int]


def keys_of(profile: Profile) -> RecordKeys:
    """Return the hashes of a profile."""
    return RecordKeys(
        frozenset(blind_all(comparing.match_terms(profile))),
        frozenset(blind_all([*comparing.search_terms(profile), *count_terms(profile)])),
    )


def register_hash() -> int:
    """Return the hash under which the number of indexed records is counted."""
    return blind("register", "size")


def register_size() -> int:
    """Return how many records are in the index."""
    counted = KeyCount.objects.filter(hash=register_hash()).values_list("records", flat=True)
    return counted.first() or 0


def index_records(records: Sequence[Record], profiles: Mapping[int, Profile] | None = None) -> None:
    """Bring the index into step with these records; doing it again changes nothing.

    ``profiles`` by record id spares building them twice.
    """
    for start in range(0, len(records), CHUNK):
        chunk = records[start : start + CHUNK]
        known = profiles or {}
        wanted = {
            record.pk: keys_of(known.get(record.pk) or comparing.profile_of(record))
            for record in chunk
            if record.current
        }
        with transaction.atomic():
            _store([record.pk for record in chunk], wanted)


def _store(ids: Sequence[int], wanted: Mapping[int, RecordKeys]) -> None:
    """Write the difference. The rows are locked, so that two workers cannot count one twice."""
    locked = Record.unguarded.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    current = set(locked.filter(current=True).values_list("pk", flat=True))
    wanted = {pk: keys for pk, keys in wanted.items() if pk in current}
    delta: Counter[int] = Counter()
    match = {pk: keys.match for pk, keys in wanted.items()}
    search = {pk: keys.search for pk, keys in wanted.items()}
    delta[register_hash()] = _write(IndexKey, ids, match, delta)
    _write(SearchKey, ids, search, delta)
    _count(delta)


def _write(
    table: type[Posting],
    ids: Sequence[int],
    wanted: Mapping[int, frozenset[int]],
    delta: Counter[int],
) -> int:
    """Add and remove postings; return by how much the number of records in the table rises."""
    stored: dict[int, set[int]] = {pk: set() for pk in ids}
    for pk, hashed in table._default_manager.filter(record__in=ids).values_list(
        "record_id", "hash"
    ):
        stored[pk].add(hashed)
    fresh: list[tuple[int, int]] = []
    for pk in ids:
        new = wanted.get(pk, frozenset())
        added, gone = new - stored[pk], stored[pk] - new
        fresh.extend((hashed, pk) for hashed in added)
        delta.update(added)
        if gone:
            table._default_manager.filter(record=pk, hash__in=gone).delete()
            delta.subtract(gone)
    _execute(_INSERT[table], sorted(fresh))
    return sum(bool(wanted.get(pk)) - bool(stored[pk]) for pk in ids)


def _count(delta: Counter[int]) -> None:
    """Add to the counts in the order of the hashes, so that two workers never wait in a ring."""
    _execute(_UPSERT, sorted((hashed, change) for hashed, change in delta.items() if change))


def _execute(statement: str, rows: Sequence[tuple[int, int]]) -> None:
    """Run a statement over rows of two numbers, many at once."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _ROWS_A_STATEMENT):
            part = rows[start : start + _ROWS_A_STATEMENT]
            filled = statement.format(rows=", ".join(["(%s, %s)"] * len(part)))
            cursor.execute(filled, [value for row in part for value in row])
