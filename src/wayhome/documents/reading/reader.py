"""Reads a document: text, grammar, the document as a whole, and the verifier over all of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from wayhome.documents.reading import document, verify
from wayhome.documents.reading.grammar import (
    counts,
    dates,
    events,
    frames,
    incidents,
    money,
    organisations,
    people,
    phrases,
    places,
    scripts,
)
from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.grammar.spotted import COARSE, Spotted
from wayhome.documents.reading.grammar.spotted import spotted as mark_places
from wayhome.documents.reading.lexicon.words import languages
from wayhome.documents.reading.model import Context, DateMention, Fact, Incident, Reading, Remark
from wayhome.documents.reading.text.extract import extract
from wayhome.documents.reading.text.heading import head_of
from wayhome.documents.reading.text.normalise import normalise
from wayhome.documents.reading.text.sentences import language as language_of
from wayhome.documents.reading.text.sentences import sentences


def read_bytes(data: bytes, name: str, published: date | None = None) -> Reading:
    """Read a txt, md, html, pdf, docx or eml file.

    Offsets point into the decoded file for txt, md and html, and into the extracted text for
    pdf, docx and eml; either way it is `Reading.text`. The day of publication, where given,
    goes before what the file says of itself.

    Raises Unreadable, naming the file and the mend, where there is no text to read.
    """
    taken = extract(data, name)
    context = Context(
        published=published or taken.published,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        title=taken.title,
    )
    reading = read(taken.text, context, is_html=taken.is_html)
    return replace(reading, warnings=(*taken.remarks, *reading.warnings))


def read(text: str, context: Context | None = None, *, is_html: bool = False) -> Reading:
    """Read a text. The same text and context always give the same reading."""
    context = context or Context()
    head = head_of(text)
    mapped = normalise(text, is_html=is_html)
    spoken = context.language or head.language or language_of(mapped.text)
    grammar = spoken if spoken in languages() else "en"
    published = (
        context.published or head.published or dates.stated_publication(mapped.text, grammar)
    )
    page = Page(text, mapped, sentences(mapped.text), spoken, published)
    days = dates.find(page, grammar, 0, len(page.text))
    found, happened, warnings = _find(page, grammar, days)
    facts, told, dropped = _verified(page, found, happened, grammar)
    return Reading(
        context.name,
        context.sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        spoken,
        head.title or context.title,
        published.isoformat() if published else None,
        text,
        facts,
        told,
        tuple(warnings),
        tuple(dropped),
        tuple(DateMention(*page.mapped.span(day.start, day.end), day.value) for day in days),
    )


def _find(
    page: Page, language: str, days: list[dates.DateFound]
) -> tuple[list[Found], list[events.Event], list[Remark]]:
    mentions = places.find(page, _latin(language), 0, len(page.text))
    if language in scripts.SCRIPT:
        mentions = sorted([*mentions, *scripts.find(page, language)], key=lambda one: one.start)
    spotted = mark_places(page, mentions, places.choose(mentions))
    persons = people.find(page, language, spotted)
    bodies = organisations.find(page, language, persons, spotted)
    tallies = [
        one
        for one in counts.find(page, language, 0, len(page.text))
        if not any(day.start < one.end and one.start < day.end for day in days)
    ]
    document.settle_counts(page, tallies, language)
    happened = incidents.fill(
        page,
        frames.find(page, language, tallies, events.find(page, language)),
        _without_dateline(page, days),
        spotted,
        tallies,
        _dateline(page),
    )
    document.add_actors(page, happened, persons, bodies)
    for number, event in enumerate(happened, 1):
        event.id = f"i{number}"
    for count, told in zip(tallies, document.tie_counts(page, tallies, happened), strict=True):
        count.notes["incident"] = told.id if told is not None else None
    amounts, remarks = money.find(page, language)
    found = [
        *_place_facts(page, spotted, [*tallies, *bodies, *amounts], language),
        *tallies,
        *persons,
        *bodies,
        *amounts,
        *phrases.find(page, language, spotted),
    ]
    return found, happened, [*document.totals(page, tallies), *remarks]


def _latin(language: str) -> str:
    """Return the language whose rules read the Latin letters in a text of another script."""
    return "en" if language in scripts.SCRIPT else language


_HEAD = re.compile(
    r"\A[^\n]{0,40}?(?: [\u2014\u2013-]{1,2} |\) ?[\u2014\u2013-]{1,2} ?)", re.MULTILINE
)


def _without_dateline(page: Page, days: list[dates.DateFound]) -> list[dates.DateFound]:
    """Leave out the day at the very head of a text: it is that of the report."""
    head = _HEAD.match(page.text.lstrip()[:120])
    gap = len(page.text) - len(page.text.lstrip())
    figures = (".figures", ".iso")
    return [
        one
        for one in days
        if not (head and one.end <= head.end() + gap)
        and (page.text[: one.start].strip(" \n\t(") or not one.rule.endswith(figures))
    ]


_DATELINE = re.compile(
    r"^\W*(?:\d[\d/.-]+ )?\(?(?P<place>[A-Z][A-Z' -]{2,30}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})"
    r"(?:, [A-Z][\w .]{2,30})?\)?(?: \([\w /]+\))?(?::| ?[\u2014\u2013-]{1,2} |(?<=\)) )",
    re.MULTILINE,
)


def _dateline(page: Page) -> Spotted | None:
    """Return the place a report is written from: MAE SOT: …, (BANGKOK) …, Bangkok — …."""
    from wayhome.documents.reading.gazetteer import candidates

    for match in _DATELINE.finditer(page.text[:1500]):
        options = [one for one in candidates(match["place"]) if one.rank <= 2]
        if options:
            low, high = match.span("place")
            return Spotted(low, high, options[0].name, options[0].country, options[0])
    return None


def _place_facts(
    page: Page, spotted: list[Spotted], others: list[Found], language: str
) -> list[Found]:
    found: list[Found] = []
    seen: set[tuple[str, object]] = set()
    for one in spotted:
        if any(_hides(other, one) for other in others) or _UNIT.match(page.text, one.end):
            continue
        if one.candidate is None and _in_long_list(page.text, one, spotted):
            continue
        key = (one.name.lower(), one.country)
        if key in seen:
            continue
        seen.add(key)
        there = one.candidate
        broad = there is None or COARSE.get(there.kind, 3) == 0 or there.kind == "river"
        values: dict[str, object] = {
            "name": one.name,
            "country": one.country,
            "latitude": None if broad or there is None else there.latitude,
            "longitude": None if broad or there is None else there.longitude,
        }
        rule = "country" if there is None else "gazetteer"
        found.append(Found("place", one.start, one.end, f"{language}.place.{rule}", 0.9, values))
        if there is not None and there.is_site:
            found.append(
                Found("site", one.start, one.end, f"{language}.site.gazetteer", 0.9, dict(values))
            )
    return found


# The Moei Border Patrol is a unit; no place is told by its name.
_UNIT = re.compile(
    r" (?:[A-Z]\w+ )?(?:Border Patrol|Task Force|Battalion|Regiment|Brigade|Company|Volunteers|"
    r"Post|Times|News)\b"
)


def _hides(other: Found, one: Spotted) -> bool:
    """Tell whether a place is only named within a body's name, or a country within a count."""
    inside = other.start <= one.start < other.end
    a_land = one.candidate is None or one.country in ("HK", "MO", "SG")
    return inside and (other.type in ("organisation", "money") or a_land)


def _in_long_list(text: str, one: Spotted, spotted: list[Spotted]) -> bool:
    """Tell whether a country stands in a row of four or more: where people come from."""
    near = [
        other for other in spotted if other.candidate is None and abs(other.start - one.start) < 90
    ]
    row = sorted(near, key=lambda other: other.start)
    joined = sum(
        re.fullmatch(r",? ?(?:and )?(?:the )?", text[a.end : b.start]) is not None
        for a, b in pairwise(row)
    )
    head = text[max(0, row[0].start - 40) : row[0].start]
    origins = re.search(r"\b(?:from|including|such as|like|namely)\b[^.]*$|: ?$", head)
    return joined >= (3 if origins else 5)


def _verified(
    page: Page, found: list[Found], happened: list[events.Event], language: str
) -> tuple[tuple[Fact, ...], tuple[Incident, ...], list[verify.Drop]]:
    facts: list[Fact] = []
    dropped: list[verify.Drop] = []
    for one in sorted(found, key=lambda item: (item.start, item.end, item.type)):
        start, end = page.mapped.span(one.start, one.end)
        quote = page.raw[start:end]
        against = verify.reason_against(page.raw, one.type, start, end, quote, one.values, language)
        if against:
            dropped.append(verify.Drop(one.rule, quote, against))
            continue
        incident = one.notes.get("incident")
        facts.append(
            Fact(
                f"f{len(facts) + 1}",
                one.type,
                start,
                end,
                quote,
                one.rule,
                one.confidence,
                str(incident) if incident else None,
                one.values,
            )
        )
    return tuple(facts), tuple(_incident(page, event) for event in happened), dropped


def _incident(page: Page, event: events.Event) -> Incident:
    sentence = page.sentences[event.sentence]
    start, end = page.mapped.span(sentence.start, sentence.end)
    return Incident(
        event.id,
        event.kind,
        event.date,
        event.place,
        event.country,
        event.latitude,
        event.longitude,
        tuple(event.actors),
        event.status,
        start,
        end,
        page.raw[start:end],
    )
