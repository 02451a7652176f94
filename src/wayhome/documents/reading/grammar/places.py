"""Places in texts of Latin letters: found by the gazetteer, kept only with a sign that a place
is meant. A name that several places share goes to the one its company makes likely.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from wayhome.documents.reading.gazetteer import Candidate, candidates
from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.lexicon.tries import alternatives
from wayhome.documents.reading.lexicon.words import Words, words

_TOKEN = re.compile(
    r"[A-ZÀ-Ý][\w\u00c0-\u1ef9]*(?:[-'](?!s\b)[\w\u00c0-\u1ef9]+)*|No\.? ?\d|\d(?=\W)"
)
LONGEST = 6
_KIND_BEFORE = frozenset({"Tambon", "Amphoe", "Ban", "Barangay", "Changwat", "Muang", "Mueang"})
# Spans that a place's name must not reach across.
_JOIN = re.compile(r" |\. (?=\d)|, (?=D\.?C|Tarlac)|'(?=Smach)")


@dataclass(frozen=True)
class Mention:
    """A place named in [start, end) of the reading copy and what it may be."""

    start: int
    end: int
    options: tuple[Candidate, ...]
    country: str | None = None

    @property
    def is_country(self) -> bool:
        """Tell whether a country is named, rather than a place within one."""
        return self.country is not None


@dataclass(frozen=True, eq=False)
class PlaceGrammar:
    """What tells a place in one language."""

    words: Words
    after: re.Pattern[str]
    before: re.Pattern[str]
    country: re.Pattern[str]
    doubtful: frozenset[str]
    unknown: re.Pattern[str]
    site: re.Pattern[str]


@lru_cache(maxsize=8)
def grammar(language: str) -> PlaceGrammar:
    """Compile what tells a place in a language of Latin letters."""
    lexicon = words(language)
    nouns = alternatives(lexicon.data.get("place_words", ("district",)))
    heads = alternatives(lexicon.data.get("site_heads", ("Park",)))
    capital = r"[A-Z][\w'-]*"
    return PlaceGrammar(
        lexicon,
        re.compile(rf" (?i:{nouns})\b|,? [Pp]rovince"),
        re.compile(
            rf"(?:\b(?:{alternatives(lexicon.data.get('place_before', ()))})(?: the)?|'s|,) $"
        ),
        re.compile(rf"\b(?:{alternatives(lexicon.countries.names)})\b"),
        frozenset(lexicon.data.get("not_places", ())),
        re.compile(
            rf"\b(?!The\b|A\b|This\b|That\b)(?P<name>{capital}(?: {capital}){{0,3}}) "
            rf"(?:sub-district|subdistrict|district|township|village|province|commune)\b"
        ),
        re.compile(rf"\b(?!The\b)(?P<name>(?:{capital} ){{1,3}}(?:{heads}))\b"),
    )


def find(page: Page, language: str, start: int, end: int) -> list[Mention]:
    """Return the places named in [start, end), in order, none overlapping."""
    speech = grammar(language)
    found = _countries(page.text, speech, start, end)
    taken = [(one.start, one.end) for one in found]
    for run in _runs(page.text, start, end):
        found += _in_run(page.text, run, speech, taken)
    found.sort(key=lambda one: one.start)
    return found


def _countries(text: str, speech: PlaceGrammar, start: int, end: int) -> list[Mention]:
    found = []
    for match in speech.country.finditer(text, start, end):
        code = speech.words.countries.code(match[0])
        at = match.start() + 4 * match[0].startswith(("the ", "The "))
        tail = text[match.end() : match.end() + 2]
        if code and not (tail[:1] == "-" and tail[1:2].islower()):
            found.append(Mention(at, match.end(), (), code))
    return found


def _runs(text: str, start: int, end: int) -> list[list[re.Match[str]]]:
    runs: list[list[re.Match[str]]] = []
    for token in _TOKEN.finditer(text, start, end):
        joined = runs and _JOIN.fullmatch(text[runs[-1][-1].end() : token.start()])
        if joined:
            runs[-1].append(token)
        elif not token[0][0].isdigit() or token[0].startswith("No"):
            runs.append([token])
    return runs


def _in_run(
    text: str,
    run: list[re.Match[str]],
    speech: PlaceGrammar,
    taken: list[tuple[int, int]],
) -> list[Mention]:
    found: list[Mention] = []
    at = 0
    while at < len(run):
        for size in range(min(LONGEST, len(run) - at), 0, -1):
            low, high = run[at].start(), run[at + size - 1].end()
            if any(
                a < high and low < b and not (low <= a and b <= high and size > 1) for a, b in taken
            ):
                continue
            options = candidates(text[low:high])
            kept = _fit(text, run, at, size, options, speech) if options else ()
            if kept:
                found.append(Mention(low, high, kept))
                taken.append((low, high))
                at += size
                break
        else:
            at += 1
    return found


def _fit(
    text: str,
    run: list[re.Match[str]],
    at: int,
    size: int,
    options: tuple[Candidate, ...],
    speech: PlaceGrammar,
) -> tuple[Candidate, ...]:
    """Return the options that this spelling, in these surroundings, can mean."""
    low, high = run[at].start(), run[at + size - 1].end()
    name = text[low:high]
    if name.isupper() and len(name) > 3:
        return ()
    noun = bool(speech.after.match(text[high : high + 20]))
    if at and run[at - 1][0] in _KIND_BEFORE and text[run[at - 1].end() : low] == " ":
        return options
    cue = noun or bool(speech.before.search(text[max(0, low - 16) : low]))
    crowded = len(run) > size and not noun and not (at + size == len(run) and cue)
    if size == 1 and (name in speech.doubtful or len(name) < 4):
        return (
            options
            if (noun or (cue and not crowded and name not in speech.doubtful))
            and (options[0].rank <= 1 or noun)
            else ()
        )
    best = [o for o in options if o.rank <= 1 or o.population >= 100_000]
    if best:
        return options if not crowded or size > 1 else ()
    if crowded and size == 1:
        return ()
    towns = [o for o in options if o.rank == 2 or (o.rank == 3 and o.population >= 10_000)]
    if towns and (cue or size > 1):
        return options if cue else ()
    return options if noun or _in_chain(text, high) else ()


def _in_chain(text: str, high: int) -> bool:
    """Tell whether a comma and a better known place or country follow: Ban X, Mae Sot."""
    after = re.match(r", (?:in )?((?:[A-Z][\w'-]+ ?){1,3})", text[high : high + 50])
    if after is None:
        return False
    tokens = after[1].split()
    return any(
        option.rank <= 2
        for size in range(len(tokens), 0, -1)
        for option in candidates(" ".join(tokens[:size]))
    )


def unknown(page: Page, language: str, mentions: list[Mention]) -> list[Found]:
    """Return places that call themselves one (… district, … village) and no gazetteer knows."""
    speech = grammar(language)
    found = []
    for match in speech.unknown.finditer(page.text):
        low, high = match.span("name")
        if any(one.start < high and low < one.end for one in mentions):
            continue
        if match["name"].split()[0] in ("In", "At", "From", "Near", "And"):
            continue
        values: dict[str, object] = {
            "name": match["name"],
            "country": None,
            "latitude": None,
            "longitude": None,
        }
        found.append(Found("place", low, high, f"{language}.place.named-by-kind", 0.6, values))
    return found


def choose(mentions: list[Mention]) -> dict[int, Candidate]:
    """Return for each mention, by its number, the option that its company makes likely.

    A mention with several options of different countries and nothing to tell them apart is left
    out only where none of them is known better than the others.
    """
    votes: Counter[str] = Counter()
    for one in mentions:
        if one.country:
            votes[one.country] += 1
        elif len({option.country for option in one.options}) == 1:
            votes[one.options[0].country or ""] += 2
    chosen = {}
    for number, one in enumerate(mentions):
        if one.options:
            chosen[number] = min(one.options, key=lambda o: _unlikely(o, votes))
    return chosen


def _unlikely(option: Candidate, votes: Counter[str]) -> tuple[float, int]:
    favour = min(votes.get(option.country or "", 0), 6) / 6
    known = option.rank - 0.9 * favour - min(option.population, 1_000_000) / 1_000_000
    return known, option.id
