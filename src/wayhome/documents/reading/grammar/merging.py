"""The same event told twice in one document becomes one; the dated telling is kept."""

from __future__ import annotations

from wayhome.documents.reading.grammar.events import Event
from wayhome.documents.reading.grammar.found import Found

# Kinds that may tell of one and the same happening in other words.
_KIN = ({"rescue", "encounter"}, {"transfer_repatriation", "encounter"})


def merged(events: list[Event], counts: list[Found]) -> list[Event]:
    """Return events with those that tell of the same happening brought together."""
    kept: list[Event] = []
    for event in events:
        twin = next((one for one in kept if _same(one, event, counts)), None)
        if twin is None:
            kept.append(event)
            continue
        if twin.date is None and event.date is not None:
            twin, event = event, twin
            kept[kept.index(event)] = twin
        if twin.place is None and event.place is not None:
            twin.place, twin.country = event.place, event.country
            twin.latitude, twin.longitude = event.latitude, event.longitude
        twin.counts += [number for number in event.counts if number not in twin.counts]
    return kept


def _same(one: Event, other: Event, counts: list[Found]) -> bool:
    kin = one.kind == other.kind or any({one.kind, other.kind} <= pair for pair in _KIN)
    if not kin or one.status != other.status:
        return False
    if one.date and other.date and one.date != other.date:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    if one.kind != other.kind:
        return abs(one.sentence - other.sentence) <= 3 or _shared(one, other, counts)
    if one.date and one.date == other.date:
        return True
    if _shared(one, other, counts):
        return True
    if one.place and one.place == other.place and not (one.date and other.date):
        return not (one.counts and other.counts)
    distinct = bool(one.counts) and bool(other.counts)
    return abs(one.sentence - other.sentence) <= 2 and not distinct


def _shared(one: Event, other: Event, counts: list[Found]) -> bool:
    def figures(event: Event) -> set[object]:
        values = (counts[n].values["n_min"] for n in event.counts)
        return {v for v in values if isinstance(v, int) and v > 1}

    return bool(figures(one) & figures(other))
