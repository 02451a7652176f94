"""Where an event was: the place its sentence gives it, never the office that told of it."""

from __future__ import annotations

import re

from wayhome.documents.reading.grammar.events import Event
from wayhome.documents.reading.grammar.found import Page
from wayhome.documents.reading.grammar.spotted import Spotted

# Kinds that are told of in passing so often that only a day makes one an incident.
DATED = frozenset({"visit", "meeting_agreement", "statement"})
CLAUSE = re.compile(r", (?:where|who|which|of whom|when|after|before|while)\b|;")
# Kinds that are announced from one place and happen in another.
ELSEWHERE = frozenset({"statement", "sanction", "appeal", "visit", "utility_cut"})


def within(one: Spotted, other: Spotted) -> bool:
    """Tell whether two places lie in one country."""
    return one.country == other.country


def place_in(event: Event, page: Page, places: list[Spotted]) -> Spotted | None:
    """Return the place that the sentence of an event gives it, the finest of a chain."""
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
    r"\b(?i:in|at|near|inside|outside|within|around|on|across|opposite|off)(?: the| a| an)?"
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
    if one.name[0] > "\u0370":
        return one.level >= 0 and _in_script(event, one, text)
    head = text[max(0, one.start - 40) : one.start]
    if re.search(
        r"\b(?:ambassador|embassy|consulate|office|headquarters|minister|heading|bound|route) "
        r"(?:to |for |in )?$",
        head,
    ):
        return False
    if head.endswith("from ") and event.kind != "transfer_repatriation":
        return event.kind == "rescue" and _OUT_OF.search(head) is not None
    if event.kind == "visit":
        if event.start <= one.start < event.end + 5:
            return True
        between = text[event.end : one.start]
        return (
            event.end <= one.start < event.end + 70
            and "," not in between
            and bool(re.search(r"\b(?:in|at|near) (?:the )?$", head) and not CLAUSE.search(between))
        )
    if event.kind == "utility_cut" and re.search(r"\b(?:of|including|like) (?:the )?$", head):
        return True
    if event.kind in ("statement", "appeal", "meeting_agreement", "sanction"):
        between = (
            text[event.end : one.start] if one.start >= event.end else text[one.end : event.start]
        )
        reach = 90 if event.kind == "meeting_agreement" else 25
        return bool(_HERE.search(head)) and len(between) < reach and not CLAUSE.search(between)
    if _HERE.search(head):
        return True
    return event.kind in _MOVES and bool(_THERE.search(head))


_OUT_OF = re.compile(r"\b(?:rescued|freed|liberated|saved|extracted|released) from $")
# Thai and Chinese: whither people went or whence they came is not where they were found.
_ELSEWHERE_SCRIPT = re.compile(
    r"(?:送往|送至|前往|飞往|返回|运往|飞抵|赴|来自|骗至|骗到|拐至|驻|จาก|จากเมือง|จากฝั่ง|ไปยัง|ไปทำงานที่)$"
)
_OFFICE = re.compile(r"^(?:总领馆|总领事馆|大使馆|使馆|警方|当局|政府|方面|领事)")


def _in_script(event: Event, one: Spotted, text: str) -> bool:
    if _OFFICE.match(text[one.end : one.end + 5]):
        return False
    moved = event.kind == "transfer_repatriation"
    return moved or not _ELSEWHERE_SCRIPT.search(text[max(0, one.start - 14) : one.start])


def _gap(one: Spotted, event: Event, text: str) -> float:
    if one.name[0] > "\u0370":
        between = text[min(one.end, event.end) : max(one.start, event.start)]
        return len(between) + 30 * (one.level < 2)
    if one.start >= event.end:
        between = text[event.end : one.start]
        return len(between) + 100 * len(CLAUSE.findall(between)) + 30 * (one.level < 1)
    between = text[one.end : event.start] if one.end <= event.start else ""
    return 60 + len(between) + 30 * (one.level < 1)


_THERE_SCRIPT = re.compile(
    r"(?:位于|地点[为在]|发生在|泰国达府|ที่(?:อำเภอ|อ\.|บ้าน)?|ใน(?:พื้นที่)?(?:อำเภอ|อ\.) ?)$"
)


def _told_there(one: Spotted, text: str) -> bool:
    head = text[max(0, one.start - 40) : one.start]
    if one.name[0] > "\u0370":
        return _THERE_SCRIPT.search(head) is not None
    return _HERE.search(head) is not None


def continuation(event: Event, page: Page, places: list[Spotted]) -> Spotted | None:
    """Return the place of the next sentence, where the text goes on about the same event."""
    number = event.sentence + 1
    if number >= len(page.sentences) or event.kind in ELSEWHERE | DATED:
        return None
    sentence = page.sentences[number]
    here = [
        one
        for one in places
        if sentence.start <= one.start < sentence.end
        and one.level >= 2
        and _told_there(one, page.text)
    ]
    return here[0] if here else None
