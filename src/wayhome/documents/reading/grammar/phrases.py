"""Routes, lures, controls, purposes and commitments: turns of phrase, a rule for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.grammar.spotted import Spotted
from wayhome.documents.reading.lexicon.countries import countries
from wayhome.documents.reading.lexicon.words import DATA, load_yaml, words


@dataclass(frozen=True, eq=False)
class PhraseRule:
    """One turn of phrase."""

    id: str
    type: str
    code: str | None
    pattern: re.Pattern[str]
    stem: re.Pattern[str] | None

    def matches(self, page: Page) -> Iterator[re.Match[str]]:
        """Yield the matches of the rule; only sentences that hold its stem are tried."""
        if self.stem is None:
            yield from self.pattern.finditer(page.text)
            return
        numbers = {page.sentence_at(match.start()) for match in self.stem.finditer(page.text)}
        for number in sorted(numbers):
            sentence = page.sentences[number]
            yield from self.pattern.finditer(page.text, sentence.start, sentence.end)


@lru_cache(maxsize=8)
def grammar(language: str) -> tuple[PhraseRule, ...]:
    """Compile the phrase rules of a language; none where it has none."""
    path = DATA / language / "phrases.yaml"
    if not path.exists():
        return ()
    lexicon = words(language)
    return tuple(
        PhraseRule(
            rule["id"],
            rule["type"],
            rule.get("code"),
            lexicon.compile(rule["pattern"]),
            re.compile(rule["stem"]) if "stem" in rule else None,
        )
        for rule in load_yaml(path)["rules"]
    )


def find(page: Page, language: str, spotted: list[Spotted]) -> list[Found]:
    """Return the turns of phrase of a page; of one type, none overlaps another."""
    found: list[Found] = []
    for rule in grammar(language):
        for match in rule.matches(page):
            made = _make(page, rule, match, spotted)
            if made is None or any(
                one.type == made.type and one.start < made.end and made.start < one.end
                for one in found
            ):
                continue
            found.append(made)
    return sorted(found, key=lambda one: one.start)


def _make(
    page: Page, rule: PhraseRule, match: re.Match[str], spotted: list[Spotted]
) -> Found | None:
    start, end = match.span()
    if rule.type == "route":
        return _route(page, rule, start, end, spotted)
    end -= len(match[0]) - len(match[0].rstrip(" ,:"))
    values: dict[str, object] = {"code": rule.code}
    if rule.type == "commitment":
        who = match.groupdict().get("who") or ""
        values = {
            "parties": _parties(start, who, spotted),
            "about": page.text[max(start + len(who), start) : end].strip()[:200] or None,
        }
    return Found(rule.type, start, end, rule.id, 0.7, values)


def _parties(start: int, who: str, spotted: list[Spotted]) -> list[str]:
    named = [one.name for one in spotted if start <= one.start < start + len(who)]
    table = countries("en")
    for word in re.findall(r"[A-Z]\w+", who):
        code = table.peoples.get(word)
        name = table.standard.get(code) if code else None
        if name and name not in named:
            named.append(name)
    return list(dict.fromkeys(named))


_FROM = re.compile(r"\b(?:from|out of|left|leaving)(?: the)?(?: [\w'-]+){0,2} $")
_VIA = re.compile(
    r"\b(?:via|through|across|crossed|crossing|over)(?: the| immigration at)?(?: [\w'-]+){0,2} $"
)
_TO = re.compile(
    r"\b(?:to|into|enter|entered|reach|reached|towards?|work(?:ing)?(?: \w+){0,4} in)"
    r"(?: the| neighbouring)?(?: [\w'-]+){0,2} $"
)
_SIDE = re.compile(r"\b(?:to|into|onto) the (?P<who>[A-Z]\w+) (?:side|bank)\b")


def _route(
    page: Page, rule: PhraseRule, start: int, end: int, spotted: list[Spotted]
) -> Found | None:
    origin: str | None = None
    destination: str | None = None
    via: list[str] = []
    last = start
    for one in spotted:
        if not start <= one.start < end:
            continue
        before = page.text[max(last, one.start - 45) : one.start]
        kind = _kind(before)
        if kind == "from" and origin is None:
            origin = one.name
        elif kind == "via":
            via.append(one.name)
        elif kind == "to":
            if destination is not None:
                via.append(destination)
            destination = one.name
        else:
            continue
        last = one.end
    side = _SIDE.search(page.text, start, end)
    if side and destination is None:
        code = countries("en").peoples.get(side["who"])
        destination = countries("en").standard.get(code) if code else None
        last = max(last, side.end())
    if destination is None and not (origin and via):
        return None
    if origin is None and not via and rule.id == "en.route.moved-from-to" and last - start > 80:
        return None
    values: dict[str, object] = {"origin": origin, "via": via, "destination": destination}
    return Found("route", start, last if last > start else end, rule.id, 0.7, values)


def _kind(before: str) -> str | None:
    places = {"from": _FROM, "via": _VIA, "to": _TO}
    hits = {kind: match.start() for kind, p in places.items() if (match := p.search(before))}
    return max(hits, key=lambda kind: hits[kind]) if hits else None
