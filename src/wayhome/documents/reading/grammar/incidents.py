"""From events to incidents: each with its day, place, country, counts; the same event told twice
becomes one. What the text does not give stays null.
"""

from __future__ import annotations

import re

from wayhome.documents.reading.grammar.dates import DateFound
from wayhome.documents.reading.grammar.events import Event
from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.grammar.merging import merged
from wayhome.documents.reading.grammar.spotted import Spotted
from wayhome.documents.reading.grammar.where import (
    CLAUSE,
    DATED,
    ELSEWHERE,
    continuation,
    place_in,
    within,
)


def fill(
    page: Page,
    events: list[Event],
    dates: list[DateFound],
    places: list[Spotted],
    counts: list[Found],
    dateline: Spotted | None,
) -> list[Event]:
    """Give events their day, place and counts; drop those with nothing to hold on to."""
    kept: list[Event] = []
    for event in events:
        sentence = page.sentences[event.sentence]
        rivals = [one for one in events if one.sentence == event.sentence]
        days = [d for d in dates if sentence.start <= d.start < sentence.end and d.day]
        _set_date(event, rivals, days, page)
        _set_place(event, page, places, dateline)
        _carry(event, kept, page)
        event.counts = [
            number
            for number, count in enumerate(counts)
            if sentence.start <= count.start < sentence.end
        ]
        event.several = any(counts[n].values["n_max"] != 1 for n in event.counts)
        if _stands(event, page):
            kept.append(event)
    return merged(kept, counts)


_OBJECT = re.compile(
    r"\b(?:the|these|those|all|additional|them)\b(?: (?!of\b)\w+){0,3}? ?(?:victims?|people|group|"
    r"suspects?|actor|actress|foreigners|workers|nationals|men|women|citizens|survivors)\b"
    r"|(?:ed|back|home|over) them\b"
)


def _stands(event: Event, page: Page) -> bool:
    """Tell whether there is enough to an event: a day, people, a place or whom it befell."""
    if event.date:
        return True
    if event.status == "planned" or event.kind in DATED:
        return False
    if event.framed:
        return event.place is not None
    if event.kind == "transfer_repatriation" and not event.several:
        return bool(_OBJECT.search(page.text[event.start : event.end + 45]))
    if event.counts or event.place or event.kind in ("utility_cut", "sanction"):
        return True
    return bool(_OBJECT.search(page.text[event.start : event.end + 45]))


def _set_date(event: Event, rivals: list[Event], days: list[DateFound], page: Page) -> None:
    open_to = [
        one
        for one in days
        if _distance(one, event, page) < 300
        and (len(rivals) == 1 or _nearest(one, rivals, page) is event or len(days) == 1)
    ]
    if not open_to:
        return
    best = min(open_to, key=lambda one: _distance(one, event, page))
    event.date, event.date_at = best.value, best.start
    if best.ahead and event.status == "happened":
        event.status = "planned"


def _nearest(one: DateFound, rivals: list[Event], page: Page) -> Event:
    return min(rivals, key=lambda event: _distance(one, event, page))


_SOFT = re.compile(r"\b(?:who|that|and|but|while|after|before)\b|,")


_HOUR = r",?(?: (?:early|late))?(?: (?:morning|afternoon|evening|night|midday|noon))?"
_HOUR_WHEN = re.compile(rf"{_HOUR},? when\b")
_HAD_AFTER = re.compile(rf"{_HOUR},? after [^,.;]{{2,40}} had ")


def _distance(one: DateFound, event: Event, page: Page) -> float:
    """Return how far a date stands from an event: a new clause between them counts as much,
    and a date before the event is its own only where it opens the sentence or stands close.
    """
    text = page.text
    start = page.sentences[event.sentence].start
    if one.start >= event.end:
        between = text[event.end : one.start]
        return len(between) + 300 * len(CLAUSE.findall(between)) + 15 * len(_SOFT.findall(between))
    if one.end > event.start:
        return 0
    between = text[one.end : event.start]
    if _HOUR_WHEN.match(between):  # "it was still dark on 6 June when …"
        between = between.partition("when")[2]
    if event.framed and _HAD_AFTER.fullmatch(between):
        return 100  # "called the patrol on Monday after 4 strangers had waded ashore"
    if re.search(r"\b(?:after|before|when|while|since|until)\b", between):
        return 400
    cost = len(between) * 0.5 + 15 * len(_SOFT.findall(between))
    return cost + (20 if one.start - start < 30 else 60)


def _set_place(event: Event, page: Page, places: list[Spotted], dateline: Spotted | None) -> None:
    best = place_in(event, page, places)
    if best is None or best.level < 0:
        nearby = continuation(event, page, places)
        lead = dateline if event.sentence <= 3 and event.kind not in ELSEWHERE else None
        finer = nearby if nearby and (lead is None or within(nearby, lead)) else lead
        if finer and (best is None or best.country == finer.country):
            best = finer
    if best is None:
        return
    event.country = best.country
    if best.candidate is not None:
        event.place = best.name
        broad = best.candidate.kind in ("state", "river", "area") and best.candidate.rank == 0
        if not broad:
            event.latitude, event.longitude = best.candidate.latitude, best.candidate.longitude


_ANAPHOR = re.compile(
    r"^(?:He|She|They|His|Her|Their|It|"
    r"The (?:team|officers|police|group|raid|operation|victims|suspects)) "
)


def _carry(event: Event, kept: list[Event], page: Page) -> None:
    """Take day and place over from the sentence before, where this one clearly goes on with it."""
    sentence = page.sentences[event.sentence]
    if not kept or kept[-1].sentence != event.sentence - 1 or event.kind in DATED:
        return
    if not _ANAPHOR.match(page.text[sentence.start : sentence.start + 40]):
        return
    last = kept[-1]
    if last.status != event.status:
        return
    if event.date is None:
        event.date, event.date_at = last.date, last.date_at
    if event.place is None:
        event.place, event.country = last.place, last.country
        event.latitude, event.longitude = last.latitude, last.longitude
