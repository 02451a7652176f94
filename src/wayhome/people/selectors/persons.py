"""Persons and their records, as far as a user may see them."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from wayhome.accounts.models import User
from wayhome.people.models import Pair, Person, Record, Verdict

LISTED = 2000  # the newest so many are listed; beyond that, the search finds people
_SOURCES = ("agency", "submission", "own_person", "person")
_LISTED_SOURCES = ("agency", "submission", "person")
_LINE = (  # what a line of the list says of a record
    *("details", "nationality", "side", "row", "created_at"),
    *("agency__name", "submission__reference", "person__reference"),
)


def latest_people(user: User, *, side: str = "", nationality: str = "") -> QuerySet[Record]:
    """Return one current record a person, newest first: the newest that the user sees and asks for.

    ``side`` and ``nationality`` (ISO 3166-1 alpha-2) narrow the list where they are given.
    """
    records = Record.objects.visible_to(user).filter(current=True)
    if side:
        records = records.filter(side=side)
    if nationality:
        records = records.filter(nationality=nationality)
    newer = records.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    latest = records.filter(~Exists(newer)).order_by("-pk").select_related(*_LISTED_SOURCES)
    return latest.only(*_LISTED_SOURCES, *_LINE)


def person_by_reference(user: User, reference: str) -> Person | None:
    """Return the person of a reference, or the one it is part of now; None if it is not visible.

    A reference given out before two were found to be one person goes on leading to the person.
    """
    person = Person.objects.visible_to(user).filter(reference=reference).first()
    if person is not None and records_of(user, person):
        return person  # type: ignore[no-any-return]  # the manager's rows are untyped
    merged = Record.objects.visible_to(user).filter(own_person__reference=reference)
    record = merged.select_related("person").first()
    return record.person if record else None


def records_of(user: User, person: Person) -> list[Record]:
    """Return the records of a person that the user may see, current ones first, then the newest."""
    records = Record.objects.visible_to(user).filter(person=person)
    return list(records.select_related(*_SOURCES).order_by("-current", "-pk"))


def records_of_persons(user: User, persons: Iterable[Person]) -> dict[int, list[Record]]:
    """Return the current records that the user may see, by person's id."""
    found: dict[int, list[Record]] = {person.pk: [] for person in persons}
    records = Record.objects.visible_to(user).filter(person__in=list(found), current=True)
    for record in records.select_related(*_SOURCES).order_by("-pk"):
        found[record.person_id].append(record)
    return found


def match_elsewhere(user: User, record: Record) -> bool:
    """Tell whether a record that the user sees has a match among records the user does not see.

    A match is a person's word, or a pair that waits for one. What the other record says, and
    whose it is, the centre tells.
    """
    return bool(matches_elsewhere(user, [record]))


def matches_elsewhere(user: User, records: Sequence[Record]) -> dict[int, str]:
    """Return, by record id, "confirmed" or "proposed" where there is a match elsewhere."""
    hidden = ~Q(pk__in=Record.objects.visible_to(user).values("pk"))
    persons = {record.person_id for record in records}
    confirmed = set(
        Record.unguarded.filter(hidden, person__in=persons, current=True).values_list(
            "person_id", flat=True
        )
    )
    proposed = _proposed_elsewhere(user, [record.pk for record in records])
    found: dict[int, str] = {}
    for record in records:
        if record.person_id in confirmed:
            found[record.pk] = "confirmed"
        elif record.pk in proposed:
            found[record.pk] = "proposed"
    return found


def _proposed_elsewhere(user: User, ids: Sequence[int]) -> set[int]:
    visible = Record.objects.visible_to(user)
    waiting = Pair.unguarded.filter(verdict__in=(Verdict.UNDECIDED, Verdict.UNSURE))
    left = waiting.filter(left__in=ids).filter(~Exists(visible.filter(pk=OuterRef("right"))))
    right = waiting.filter(right__in=ids).filter(~Exists(visible.filter(pk=OuterRef("left"))))
    return {*left.values_list("left", flat=True), *right.values_list("right", flat=True)}
