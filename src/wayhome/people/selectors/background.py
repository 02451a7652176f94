"""Reads for what follows from a decision in later rooms: for nobody's eyes, no page uses them."""

from django.db.models import QuerySet

from wayhome.people.models import Record, RecordSide


def persons_now(*records: Record) -> list[int]:
    """Return the ids of the persons of these records as they are now, whatever was read before."""
    ids = [record.pk for record in records]
    return list(Record.unguarded.filter(pk__in=ids).values_list("person_id", flat=True))


def found_records(person: int) -> QuerySet[Record]:
    """Return the current records that say that a person (row id) was found, with their agencies."""
    rows = Record.unguarded.filter(person_id=person, side=RecordSide.FOUND, current=True)
    return rows.select_related("agency")
