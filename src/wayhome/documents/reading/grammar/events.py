"""What happened: sentences that tell of an event, by the patterns of data/<language>/events.yaml.

Exercises, wishes, plans without a day and things that always happen are no events.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from wayhome.documents.reading.grammar.found import Page
from wayhome.documents.reading.lexicon.words import DATA, load_yaml, words


@dataclass
class Event:
    """An event told in sentence number `sentence`, by the words [start, end)."""

    kind: str
    sentence: int
    start: int
    end: int
    status: str = "happened"
    date: str | None = None
    date_at: int | None = None
    place: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    actors: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    framed: bool = False
    several: bool = False
    id: str = ""


@dataclass(frozen=True, eq=False)
class Kind:
    """The patterns of one kind: a sentence must hold `what` and one of `stems` to be tried."""

    kind: str
    patterns: tuple[re.Pattern[str], ...]
    what: re.Pattern[str] | None
    stems: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class EventGrammar:
    """The event patterns of one language."""

    kinds: tuple[Kind, ...]
    not_events: re.Pattern[str]
    generic: re.Pattern[str]
    denied: re.Pattern[str]
    alleged: re.Pattern[str]
    ahead: re.Pattern[str]


@lru_cache(maxsize=8)
def grammar(language: str) -> EventGrammar:
    """Compile the event patterns of a language."""
    lexicon = words(language)
    data = load_yaml(DATA / language / "events.yaml")
    kinds = tuple(
        Kind(
            entry["kind"],
            tuple(lexicon.compile(pattern) for pattern in entry["patterns"]),
            lexicon.compile(entry["what"]) if "what" in entry else None,
            tuple(entry.get("stem", ())),
        )
        for entry in data["kinds"]
    )
    ahead = "|".join(re.escape(word) for word in lexicon.data.get("ahead", ["\x00"]))
    edge = r"\b" if language == "en" else ""
    return EventGrammar(
        kinds,
        lexicon.compile(data["not_events"]),
        lexicon.compile(data["generic"]),
        lexicon.compile(data["denied"]),
        lexicon.compile(data["alleged"]),
        re.compile(rf"{edge}(?:{ahead}){edge}"),
    )


def find(page: Page, language: str) -> list[Event]:
    """Return the events of a page, in order; at most one of a kind in a sentence."""
    if not (DATA / language / "events.yaml").exists():
        return []
    speech = grammar(language)
    found: list[Event] = []
    for number, sentence in enumerate(page.sentences):
        text = page.text[sentence.start : sentence.end]
        if len(text) < 12 or speech.generic.search(text):
            continue
        lowered = text.lower()
        for kind in speech.kinds:
            if (kind.stems and not any(stem in lowered for stem in kind.stems)) or (
                kind.what and not kind.what.search(text)
            ):
                continue
            event = _one(text, kind.kind, kind.patterns, speech, number, sentence.start)
            if event is not None:
                found.append(event)
    return sorted(found, key=lambda one: (one.sentence, one.start))


def _one(
    text: str,
    kind: str,
    patterns: tuple[re.Pattern[str], ...],
    speech: EventGrammar,
    number: int,
    offset: int,
) -> Event | None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if match.end() == match.start() or speech.not_events.search(before):
                continue
            return Event(
                kind,
                number,
                offset + match.start(),
                offset + match.end(),
                status(before[-60:], speech),
            )
    return None


def status(before: str, speech: EventGrammar) -> str:
    """Return whether an event happened, is planned, alleged or denied, by the words before it."""
    if speech.denied.search(before[-25:]):
        return "denied"
    if speech.ahead.search(before[-30:]):
        return "planned"
    if speech.alleged.search(before):
        return "alleged"
    return "happened"
