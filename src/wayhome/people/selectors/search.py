"""The search for people: a name in any script, a document number, a phone. Only visible records.

The caller logs that somebody searched.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wayhome.accounts.models import Agency, User
from wayhome.people import comparing
from wayhome.people.candidates import ranked_by_keys
from wayhome.people.likeness import Typed
from wayhome.people.models import IndexKey, Person, Posting, Record, SearchKey
from wayhome.vault.blind import blind, blind_all

# Postings followed for one search. A search may take longer than a candidate look-up and must find
# what is spelt in part, where the only keys are crowded ones.
BUDGET = 20_000
_COMPARED = 80  # records opened and compared with what was typed, of each index
_FIRST_ROWS = 400  # of an index: enough, unless nearly all of it is others'
_LONGEST = 200
_IDS_A_QUERY = 200
_NO_NAME = 4  # digits: a number with letters, such as a passport's, is nobody's name
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
    ranked = sorted(best.values(), key=lambda found: (-found.score, -found.record.pk))[:limit]
    _with_sources(user, [found.record for found in ranked])
    return ranked


def _with_sources(user: User, records: Sequence[Record]) -> None:
    """Give records their agency and person: few agencies for many records."""
    agencies = Agency.objects.in_bulk({record.agency_id for record in records})
    persons = Person.objects.visible_to(user).in_bulk({record.person_id for record in records})
    for record in records:
        record.agency, record.person = agencies[record.agency_id], persons[record.person_id]


def _all_ways(user: User, query: str) -> Iterator[Found]:
    digits = sum(character.isdigit() for character in query)
    if digits:
        yield from _by_document(user, query)
        yield from _by_phone(user, query)
    if digits < _NO_NAME and any(character.isalpha() for character in query):
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
    typed = Typed(query)
    opened: set[int] = set()
    for table, terms in ((IndexKey, sound), (SearchKey, letters)):
        for record in _carriers(user, table, blind_all(terms), opened):
            likeness = typed.likeness(record.details)
            if likeness >= LEAST_LIKENESS:
                yield Found(record, "name", round(likeness, 4))


def _carriers(
    user: User, table: type[Posting], hashes: Sequence[int], opened: set[int]
) -> list[Record]:
    """Return the records that carry most of what is rare, as far as the user may see them.

    What others own must not crowd them out: the ranking is followed until there are enough. Ids in
    ``opened`` count, are not returned again, and are added to.
    """
    for rows in (_FIRST_ROWS, BUDGET):
        ranked = [pk for pk, _weight in ranked_by_keys(table, hashes, rows, BUDGET)]
        best, enough = _visible_of(user, ranked, opened)
        if enough or len(ranked) < rows:
            break
    opened.update(record.pk for record in best)
    return best


def _visible_of(user: User, ranked: Sequence[int], opened: set[int]) -> tuple[list[Record], bool]:
    """Return the best that the user may see, and whether there were enough of them."""
    found: list[Record] = []
    seen = start = 0
    while start < len(ranked) and seen < _COMPARED:
        ids = ranked[start : start + (_IDS_A_QUERY if start else _COMPARED)]
        start += len(ids)
        visible = Record.objects.visible_to(user).filter(current=True).in_bulk(set(ids) - opened)
        wanted = [pk for pk in ids if pk in visible or pk in opened][: _COMPARED - seen]
        seen += len(wanted)
        found.extend(visible[pk] for pk in wanted if pk in visible)
    return found, seen >= _COMPARED
