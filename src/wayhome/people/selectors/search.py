"""The search for people: a name in any script, a document number, a phone. Only visible records.

The caller logs that somebody searched.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from wayhome.accounts.models import User
from wayhome.people import comparing
from wayhome.people.candidates import ranked_by_keys
from wayhome.people.models import IndexKey, Record, SearchKey
from wayhome.vault.blind import blind, blind_all

# Postings followed for one search. A search may take longer than a candidate look-up and must find
# what is spelt in part, where the only keys are crowded ones.
BUDGET = 20_000
_COMPARED = 80  # records opened and compared with what was typed
_LONGEST = 200
_IDS_A_QUERY = 200
_SOURCES = ("agency", "submission", "person", "own_person")
LEAST_LIKENESS = 0.68


@dataclass(frozen=True, slots=True)
class Found:
    """A record, why it was found (name, document, document_end, phone), how well it fits 0..1."""

    record: Record
    why: str
    score: float


def search_records(user: User, query: str, limit: int = 50) -> list[Found]:
    """Return the visible current records that fit what was typed, best first, at most ``limit``.

    A name is compared by sound and by letters in any script, parts of it too; a document number
    whole or by its last four signs; a phone by its last digits, in any way of writing it.
    """
    query = comparing.latin_digits(query.strip()[:_LONGEST])
    best: dict[int, Found] = {}
    for found in _all_ways(user, query):
        known = best.get(found.record.pk)
        if known is None or known.score < found.score:
            best[found.record.pk] = found
    ranked = sorted(best.values(), key=lambda found: (-found.score, -found.record.pk))
    prefetch_related_objects([found.record for found in ranked[:limit]], *_SOURCES)
    return ranked[:limit]


def _all_ways(user: User, query: str) -> Iterator[Found]:
    if any(character.isdigit() for character in query):
        yield from _by_document(user, query)
        yield from _by_phone(user, query)
    if any(character.isalpha() for character in query):
        yield from _by_name(user, query)


def _by_document(user: User, query: str) -> Iterator[Found]:
    whole, end = comparing.read_document(query)
    if whole:
        for record in _with_term(user, ("search.document", whole)):
            yield Found(record, "document", 1.0)
    if len(end) == comparing.DOCUMENT_END:
        for record in _with_term(user, ("search.document_end", end)):
            yield Found(record, "document_end", 0.8)


def _by_phone(user: User, query: str) -> Iterator[Found]:
    if sum(character.isalpha() for character in query):
        return
    digits = "".join(character for character in query if character.isdigit())
    for term in comparing.phone_terms(digits):
        for record in _with_term(user, term):
            yield Found(record, "phone", 0.9 if len(digits) >= comparing.PHONE_DIGITS else 0.7)


def _with_term(user: User, term: comparing.Term) -> Iterable[Record]:
    carriers = SearchKey.objects.filter(hash=blind(*term)).values("record")
    visible = Record.objects.visible_to(user).filter(pk__in=carriers, current=True)
    return visible.order_by("-pk")[:_COMPARED]


def _by_name(user: User, query: str) -> Iterator[Found]:
    sound, letters = comparing.searched_terms(query)
    by_sound = _visible_of(user, ranked_by_keys(IndexKey, blind_all(sound), BUDGET, BUDGET))
    by_letters = _visible_of(user, ranked_by_keys(SearchKey, blind_all(letters), BUDGET, BUDGET))
    wanted = {*by_sound, *by_letters}
    for record in Record.objects.visible_to(user).filter(pk__in=wanted, current=True):
        likeness = comparing.name_likeness(query, record)
        if likeness >= LEAST_LIKENESS:
            yield Found(record, "name", round(likeness, 4))


def _visible_of(user: User, ranked: Sequence[tuple[int, float]]) -> list[int]:
    """Return the best that the user may see: what others own must not crowd them out."""
    found: list[int] = []
    for start in range(0, len(ranked), _IDS_A_QUERY):
        ids = [pk for pk, _weight in ranked[start : start + _IDS_A_QUERY]]
        visible = Record.objects.visible_to(user).filter(pk__in=ids, current=True)
        seen = set(visible.values_list("pk", flat=True))
        found.extend(pk for pk in ids if pk in seen)
        if len(found) >= _COMPARED:
            break
    return found[:_COMPARED]
