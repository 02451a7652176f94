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


# Kinds that are told of in passing so often that only a day makes one an incident.
_DATED = frozenset({"visit", "meeting_agreement", "statement"})
_OBJECT = re.compile(
    r"\b(?:the|these|those|all|additional|them)\b(?: (?!of\b)\w+){0,3}? ?(?:victims?|people|group|"
    r"suspects?|actor|actress|foreigners|workers|nationals|men|women|citizens|survivors)\b"
    r"|(?:ed|back|home|over) them\b"
)


def _stands(event: Event, page: Page) -> bool:
    """Tell whether there is enough to an event: a day, people, a place or whom it befell."""
    if event.date:
        return True
    if event.status == "planned" or event.kind in _DATED:
        return False
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


_CLAUSE = re.compile(r", (?:where|who|which|of whom|when|after|before|while)\b|;")
_SOFT = re.compile(r"\b(?:who|that|and|but|while|after|before)\b|,")


def _distance(one: DateFound, event: Event, page: Page) -> float:
    """Return how far a date stands from an event: a new clause between them counts as much,
    and a date before the event is its own only where it opens the sentence or stands close.
    """
    text = page.text
    start = page.sentences[event.sentence].start
    if one.start >= event.end:
        between = text[event.end : one.start]
        return len(between) + 300 * len(_CLAUSE.findall(between)) + 15 * len(_SOFT.findall(between))
    if one.end > event.start:
        return 0
    between = text[one.end : event.start]
    if re.search(r"\b(?:after|before|when|while|since|until)\b", between):
        return 400
    cost = len(between) * 0.5 + 15 * len(_SOFT.findall(between))
    return cost + (20 if one.start - start < 30 else 60)


def _set_place(event: Event, page: Page, places: list[Spotted], dateline: Spotted | None) -> None:
    best = _place_in(event, page, places)
    if best is None or best.level < 0:
        nearby = _continuation(event, page, places)
        lead = dateline if event.sentence <= 3 and event.kind not in _ELSEWHERE else None
        finer = nearby if nearby and (lead is None or _within(nearby, lead)) else lead
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


# Kinds that are announced from one place and happen in another.
_ELSEWHERE = frozenset({"statement", "sanction", "appeal", "visit", "utility_cut"})


def _within(one: Spotted, other: Spotted) -> bool:
    return one.country == other.country


def _place_in(event: Event, page: Page, places: list[Spotted]) -> Spotted | None:
    sentence = page.sentences[event.sentence]
    here = [
        one
        for one in places
        if sentence.start <= one.start < sentence.end and _is_where(event, one, page.text)
    ]
    if not here:
        return None
    nearest = min(here, key=lambda one: _gap(one, event, page.text))
    everywhere = [one for one in places if sentence.start <= one.start < sentence.end]
    return _finest(nearest, everywhere, page.text)


def _finest(nearest: Spotted, pool: list[Spotted], text: str) -> Spotted:
    """Return the finest place of a chain: Kanchanaburi's Tha Maka district; Phop Phra, Tak."""
    best = nearest
    for one in sorted(pool, key=lambda item: abs(item.start - nearest.start)):
        between = text[min(one.end, best.end) : max(one.start, best.start)]
        joined = re.fullmatch(
            r"[ .,]*(?:จ|อ|ต|จังหวัด|อำเภอ|ตำบล|府|省|的|邦)[ .]*|"
            r"(?:'s|,| in| of)?(?: the)?(?: [a-z-]+)?(?:,| in| of)?(?: the)? ?\(?",
            between,
        )
        if (
            one is not best
            and joined
            and one.level > best.level >= -1
            and (
                best.country in (one.country, None)
                and not re.search(r"\b(?:and|or|to|from)\b", between)
            )
        ):
            best = one
    return best


_HERE = re.compile(
    r"\b(?:in|at|near|inside|outside|within|around|on|across|opposite|off)(?: the| a| an)?"
    r"(?: [\w'-]+){0,3} $"
)
_THERE = re.compile(
    r"\b(?:to|into|from|visited|toured|raided|reached|entered|for|through|via|over)"
    r"(?: the)?(?: [a-z-]+){0,2} $"
)
_MOVES = frozenset({"transfer_repatriation", "visit", "raid", "encounter"})


def _is_where(event: Event, one: Spotted, text: str) -> bool:
    """Tell whether a place is said to be where the event was, not whose police acted."""
    if re.match(
        r"(?:'s)? (?:police|authorit|embass|government|official|national|border)",
        text[one.end : one.end + 16],
    ):
        return False
    if one.name[0] > "\u0370":  # a script of its own rules: any place of the sentence will do
        return one.level >= 0
    head = text[max(0, one.start - 40) : one.start]
    if re.search(
        r"\b(?:ambassador|embassy|consulate|office|headquarters|minister|heading|bound|route) "
        r"(?:to |for |in )?$",
        head,
    ):
        return False
    if head.endswith("from ") and event.kind != "transfer_repatriation":
        return False
    if event.kind == "visit":
        if event.start <= one.start < event.end + 5:
            return True
        between = text[event.end : one.start]
        return (
            event.end <= one.start < event.end + 70
            and "," not in between
            and bool(
                re.search(r"\b(?:in|at|near) (?:the )?$", head) and not _CLAUSE.search(between)
            )
        )
    if event.kind == "utility_cut" and re.search(r"\b(?:of|including|like) (?:the )?$", head):
        return True
    if event.kind in ("statement", "appeal", "meeting_agreement", "sanction"):
        between = (
            text[event.end : one.start] if one.start >= event.end else text[one.end : event.start]
        )
        reach = 90 if event.kind == "meeting_agreement" else 25
        return bool(_HERE.search(head)) and len(between) < reach and not _CLAUSE.search(between)
    if _HERE.search(head):
        return True
    return event.kind in _MOVES and bool(_THERE.search(head))


def _gap(one: Spotted, event: Event, text: str) -> float:
    if one.start >= event.end:
        between = text[event.end : one.start]
        return len(between) + 100 * len(_CLAUSE.findall(between)) + 30 * (one.level < 1)
    between = text[one.end : event.start] if one.end <= event.start else ""
    return 60 + len(between) + 30 * (one.level < 1)


def _continuation(event: Event, page: Page, places: list[Spotted]) -> Spotted | None:
    """Return the place of the next sentence, where the text goes on about the same event."""
    number = event.sentence + 1
    if number >= len(page.sentences) or event.kind in _ELSEWHERE | _DATED:
        return None
    sentence = page.sentences[number]
    here = [
        one
        for one in places
        if sentence.start <= one.start < sentence.end
        and one.level >= 2
        and _HERE.search(page.text[max(0, one.start - 40) : one.start])
    ]
    return here[0] if here else None


_ANAPHOR = re.compile(
    r"^(?:He|She|They|His|Her|Their|It|"
    r"The (?:team|officers|police|group|raid|operation|victims|suspects)) "
)


def _carry(event: Event, kept: list[Event], page: Page) -> None:
    """Take day and place over from the sentence before, where this one clearly goes on with it."""
    sentence = page.sentences[event.sentence]
    if not kept or kept[-1].sentence != event.sentence - 1 or event.kind in _DATED:
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
