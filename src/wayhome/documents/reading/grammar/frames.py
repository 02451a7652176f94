"""Events told by a number of people and a verb: found them, they were met, they reached a town.

The verbs stand in data/<language>/events.yaml under `frames`. A sentence that an event pattern
has read already is left alone, and so are people who act for an authority.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wayhome.documents.reading.grammar import events
from wayhome.documents.reading.grammar.events import Event
from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.lexicon.words import DATA, load_yaml, words

# Kinds that tell of the same people being met, freed or moved: one of them in a sentence is enough.
_KIN = frozenset({"rescue", "encounter", "transfer_repatriation"})
# Between a verb and the people it befalls nothing may stand but the words that bring in a number.
_TO_OBJECT = re.compile(
    r"(?:,? ?(?:a|an|the|another|all|some|up|at|least|further|nearly|group|groups|batch|total|"
    r"first|second|third|last|next|convoy|bus|flight|of|with|carrying|in|over|safely|also|more|"
    r"than|out|back|home|these|those|its|their|about|around|exhausted|custody|to|for|from|\w+ly)\b"
    r"|\(made up\))*[ ,]*"
)
_TO_PASSIVE = re.compile(
    r"[^.;]{0,100}?\b(?:was|were|been|being)"
    r"(?: \w+ly| also| later| then| all| safely| first| at last| quickly)*? "
)
_TO_ACT = re.compile(r"[^.;]{0,90}?[ ,]")


@dataclass(frozen=True, eq=False)
class Frame:
    """The verbs of one kind of event: what is done to people, and what they do themselves."""

    kind: str
    active: re.Pattern[str] | None
    passive: re.Pattern[str] | None
    acts: re.Pattern[str] | None
    around: re.Pattern[str] | None


@lru_cache(maxsize=8)
def grammar(language: str) -> tuple[Frame, ...]:
    """Compile the frames of a language; none where it has none."""
    data = load_yaml(DATA / language / "events.yaml")
    lexicon = words(language)

    def verbs(entry: dict[str, list[str]], name: str) -> re.Pattern[str] | None:
        if name not in entry:
            return None
        edge = r"\b" if language == "en" else ""
        return lexicon.compile(f"{edge}(?:{'|'.join(entry[name])}){edge}")

    return tuple(
        Frame(
            entry["kind"], *(verbs(entry, name) for name in ("active", "passive", "acts", "around"))
        )
        for entry in data.get("frames", ())
    )


def find(page: Page, language: str, counts: list[Found], known: list[Event]) -> list[Event]:
    """Return known with the events that numbers of people and verbs tell besides, in order."""
    frames = grammar(language) if (DATA / language / "events.yaml").exists() else ()
    if not frames:
        return known
    speech = events.grammar(language)
    found = list(known)
    for number, people in _by_sentence(page, counts):
        sentence = page.sentences[number]
        told = {one.kind for one in found if one.sentence == number}
        if speech.generic.search(page.text, sentence.start, sentence.end):
            continue
        for frame in frames:
            if frame.kind in told or (frame.kind in _KIN and told & _KIN):
                continue
            event = _first(page, frame, people, number, speech)
            if event is not None:
                found.append(event)
                told.add(event.kind)
    return sorted(found, key=lambda one: (one.sentence, one.start))


def _by_sentence(page: Page, counts: list[Found]) -> Iterator[tuple[int, list[Found]]]:
    grouped: dict[int, list[Found]] = {}
    for count in counts:
        if count.values["n_max"] != 1 and count.values["role"] != "official":
            grouped.setdefault(page.sentence_at(count.start), []).append(count)
    yield from sorted(grouped.items())


def _first(
    page: Page, frame: Frame, people: list[Found], number: int, speech: events.EventGrammar
) -> Event | None:
    start, end = page.sentences[number].start, page.sentences[number].end
    hits = [match for one in people for match in _hits(page.text, frame, one, people, start, end)]
    for match in sorted(hits, key=lambda one: one.start()):
        before = page.text[start : match.start()]
        if speech.not_events.search(before):
            continue
        status = events.status(before[-60:], speech)
        return Event(frame.kind, number, match.start(), match.end(), status, framed=True)
    return None


def _hits(
    text: str, frame: Frame, one: Found, people: list[Found], start: int, end: int
) -> Iterator[re.Match[str]]:
    if frame.around:
        yield from frame.around.finditer(text, start, end)
    if frame.active:
        for match in frame.active.finditer(text, start, one.start):
            if _TO_OBJECT.fullmatch(text, match.end(), one.start):
                yield match
    until = min((other.start for other in people if other.start >= one.end), default=end)
    for pattern, way in ((frame.passive, _TO_PASSIVE), (frame.acts, _TO_ACT)):
        for match in pattern.finditer(text, one.end, until) if pattern else ():
            if way.fullmatch(text, one.end, match.start()):
                yield match
