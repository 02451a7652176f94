"""From events to incidents: each with its day, place, country, counts; the same event told twice
becomes one. What the text does not give stays null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wayhome.documents.reading.gazetteer import Candidate
from wayhome.documents.reading.grammar.dates import DateFound
from wayhome.documents.reading.grammar.events import Event
from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.grammar.places import Mention

COARSE = {
    "state": 0,
    "area": 0,
    "region": 1,
    "province": 1,
    "macroregion": 1,
    "river": 1,
    "city": 2,
    "county": 2,
    "district": 2,
    "town": 2,
    "locality": 3,
    "bridge": 3,
    "crossing": 3,
    "subdistrict": 3,
    "village": 3,
    "site": 4,
    "neighbourhood": 3,
}
# Kinds that may tell of one and the same happening in other words.
_KIN = ({"rescue", "encounter"}, {"transfer_repatriation", "encounter"}, {"raid", "arrest"})


@dataclass(frozen=True)
class Spotted:
    """A place that was named, and what it was taken for."""

    start: int
    end: int
    name: str
    country: str | None
    candidate: Candidate | None

    @property
    def level(self) -> int:
        """Return how fine the place is: -1 a country, 4 a compound."""
        return COARSE.get(self.candidate.kind, 3) if self.candidate else -1


def spotted(page: Page, mentions: list[Mention], chosen: dict[int, Candidate]) -> list[Spotted]:
    """Return the places of a page with what they were taken for."""
    return [
        Spotted(
            one.start,
            one.end,
            page.text[one.start : one.end],
            one.country or (chosen[number].country if number in chosen else None),
            chosen.get(number),
        )
        for number, one in enumerate(mentions)
    ]


def fill(
    page: Page,
    events: list[Event],
    dates: list[DateFound],
    places: list[Spotted],
    counts: list[Found],
    dateline: Spotted | None,
) -> list[Event]:
    """Give events their day, place and counts; drop those with nothing to hold on to."""
    kept = []
    for event in events:
        sentence = page.sentences[event.sentence]
        _set_date(event, [d for d in dates if sentence.start <= d.start < sentence.end], page)
        _set_place(event, page, places, dateline)
        event.counts = [
            number
            for number, count in enumerate(counts)
            if sentence.start <= count.start < sentence.end
        ]
        if event.status == "planned" and event.date is None:
            continue
        if event.date or event.counts or event.place or event.kind in ("utility_cut", "sanction"):
            kept.append(event)
    return _merged(page, kept, counts)


def _set_date(event: Event, dates: list[DateFound], page: Page) -> None:
    days = [one for one in dates if one.day]
    if not days:
        return
    best = min(days, key=lambda one: _distance(one, event, page.text))
    event.date, event.date_at = best.value, best.start
    if best.ahead and event.status == "happened":
        event.status = "planned"


def _distance(one: DateFound, event: Event, text: str) -> float:
    """Return how far a date stands from an event; a clause's end between them counts as much."""
    if one.start >= event.end:
        between = text[event.end : one.start]
    elif one.end <= event.start:
        between = text[one.end : event.start]
    else:
        return 0
    return len(between) + 60 * len(
        re.findall(r"[;:]|, (?:and|but|while|when|who|after|where)\b", between)
    )


def _set_place(event: Event, page: Page, places: list[Spotted], dateline: Spotted | None) -> None:
    best = _place_in(event, event.sentence, page, places)
    if best is None or best.level < 0:
        fallback = best
        best = None
        nearby = _continuation(event, page, places)
        if nearby and (dateline is None or _within(nearby, dateline)):
            best = nearby
        elif dateline is not None and event.sentence <= 3:
            best = dateline
        best = best if best and (not fallback or fallback.country in (best.country, None)) else None
        best = best or fallback
    if best is None:
        return
    event.country = best.country
    if best.candidate is not None:
        event.place = best.name
        event.latitude, event.longitude = best.candidate.latitude, best.candidate.longitude


def _within(one: Spotted, other: Spotted) -> bool:
    return one.country == other.country


def _place_in(event: Event, number: int, page: Page, places: list[Spotted]) -> Spotted | None:
    sentence = page.sentences[number]
    here = [one for one in places if sentence.start <= one.start < sentence.end]
    if not here:
        return None
    fine = [one for one in here if one.level >= 0]
    pool = fine or [one for one in here if _placed(page.text, one)]
    if not pool:
        return None
    nearest = min(pool, key=lambda one: _gap(one, event, page.text))
    chain = [
        one
        for one in pool
        if one.country == nearest.country
        and abs(one.start - nearest.start) < 45
        and re.fullmatch(
            r"(?:'s|,|\s|\w+-?\w*|\()*",
            page.text[min(one.end, nearest.end) : max(one.start, nearest.start)],
        )
        and not re.search(
            r"\b(?:and|or|to|from)\b",
            page.text[min(one.end, nearest.end) : max(one.start, nearest.start)],
        )
    ]
    return max(chain, key=lambda one: one.level) if chain else nearest


_HERE = re.compile(
    r"\b(?:in|at|near|inside|outside|within|across|around|on|of)(?: the| a| an)?(?: [\w-]+){0,3} $"
)
_THERE = re.compile(r"\b(?:in|at|near|inside|to|into|from|outside|within|across|around)(?: the)? $")


def _placed(text: str, one: Spotted) -> bool:
    return bool(_THERE.search(text[max(0, one.start - 16) : one.start]))


def _gap(one: Spotted, event: Event, text: str) -> float:
    between = text[event.end : one.start] if one.start >= event.end else text[one.end : event.start]
    gap = float(len(between)) if one.end <= event.start or one.start >= event.end else 0.0
    gap += 0 if _HERE.search(text[max(0, one.start - 32) : one.start]) else 25
    gap += 40 * (one.end <= event.start)
    return gap + 40 * (one.level == 0)


def _continuation(event: Event, page: Page, places: list[Spotted]) -> Spotted | None:
    """Return the place of the next sentence, where the text goes on about the same event."""
    number = event.sentence + 1
    if number >= len(page.sentences):
        return None
    sentence = page.sentences[number]
    here = [
        one
        for one in places
        if sentence.start <= one.start < sentence.end
        and one.level >= 2
        and _HERE.search(page.text[max(0, one.start - 32) : one.start])
    ]
    return here[0] if here else None


def _merged(page: Page, events: list[Event], counts: list[Found]) -> list[Event]:
    kept: list[Event] = []
    for event in events:
        twin = next((one for one in kept if _same(one, event, counts)), None)
        if twin is None:
            kept.append(event)
            continue
        for name in ("date", "place", "country", "latitude", "longitude"):
            if (
                getattr(twin, name) is None
                and getattr(event, name) is not None
                and (name not in ("latitude", "longitude") or twin.place == event.place)
            ):
                setattr(twin, name, getattr(event, name))
        twin.counts += [number for number in event.counts if number not in twin.counts]
    del page
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
    distinct = bool(one.counts) and bool(other.counts)
    return abs(one.sentence - other.sentence) <= 2 and not distinct


def _shared(one: Event, other: Event, counts: list[Found]) -> bool:
    def figures(event: Event) -> set[object]:
        values = (counts[n].values["n_min"] for n in event.counts)
        return {v for v in values if isinstance(v, int) and v > 1}

    return bool(figures(one) & figures(other))
