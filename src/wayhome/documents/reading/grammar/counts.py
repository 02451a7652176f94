"""How many people, of which nationality, in which role: the rules of data/<language>/counts.yaml.

A number that no rule ties to people is left alone; a nationality is given only where the text
gives one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.grammar.nationality import nationalities
from wayhome.documents.reading.grammar.numbers import value_of, whole
from wayhome.documents.reading.lexicon.words import DATA, Words, load_yaml, words

_AGE = re.compile(r"\b\d{1,2}-years?-old\b|\baged \d{1,2}\b|^,? ?\d{1,2}, ")


@dataclass(frozen=True, eq=False)
class CountRule:
    """One rule: where it starts, what it matches, what must stand before it."""

    id: str
    at: str
    pattern: re.Pattern[str]
    after: re.Pattern[str] | None
    carries: bool
    needs: str | None
    beside: bool


@dataclass(frozen=True, eq=False)
class CountGrammar:
    """All count rules of one language and where they may start."""

    words: Words
    rules: tuple[CountRule, ...]
    starts: dict[str, re.Pattern[str]]
    before: re.Pattern[str]
    nationality: re.Pattern[str]
    range: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


@lru_cache(maxsize=16)
def grammar(language: str) -> CountGrammar:
    """Compile the count rules of a language."""
    lexicon = words(language)
    data = load_yaml(DATA / language / "counts.yaml")
    rules = tuple(
        CountRule(
            rule["id"],
            rule["at"],
            lexicon.compile(rule["pattern"]),
            lexicon.compile(rule["after"]) if "after" in rule else None,
            rule.get("carries", False),
            rule.get("needs"),
            rule.get("beside", False),
        )
        for rule in data["rules"]
    )
    starts = data.get("starts") or _ENGLISH_STARTS
    return CountGrammar(
        lexicon,
        rules,
        {kind: lexicon.compile(pattern) for kind, pattern in starts.items()},
        lexicon.compile(
            data.get("qualifier_before", r"\b(?P<q>(?i:{QUALIFIER}))(?: a total of)? $")
        ),
        lexicon.compile(data.get("nationality", r"\b{PEOPLES}\b")),
        lexicon.compile(data["range_before"]) if "range_before" in data else None,
        lexicon.compile(data["not_after"]) if "not_after" in data else None,
    )


_ENGLISH_STARTS = {
    "number": r"(?:(?<![\w.,$€£¥฿-])|(?<=\d[-–]))(?={NUMBER}\b)",
    "nationality": r"\b(?={PEOPLES}\b)",
    "article": r"\b(?=(?:an?|another|An?|Another) )",
    "vague": r"\b(?={VAGUE}\b)",
}


def find(page: Page, language: str, start: int, end: int) -> list[Found]:
    """Return every count in [start, end) of the reading copy, none overlapping another."""
    speech = grammar(language)
    found: list[Found] = []
    for kind, pattern in speech.starts.items():
        rules = [rule for rule in speech.rules if rule.at == kind]
        for place in pattern.finditer(page.text, start, end):
            found += _first(page, speech, rules, place.start(), end)
    return _without_overlaps(found)


def _first(
    page: Page, speech: CountGrammar, rules: list[CountRule], at: int, end: int
) -> list[Found]:
    best: list[Found] = []
    head = page.text[max(0, at - 420) : at].rpartition("\n")[2]
    numbered = bool(rules) and rules[0].at == "number" and speech.not_after
    if numbered and numbered.search(head[-45:]):
        return []
    for order, rule in enumerate(rules):
        match = rule.pattern.match(page.text, at, end)
        if match is None or match.end() == match.start():
            continue
        before = rule.after.search(head) if rule.after else None
        if rule.after and not before:
            continue
        made = list(_make(page, speech, rule, match))
        if before and before.lastindex:
            _widen(made, speech, at - len(head) + before.start(1), before[1])
        for one in made:
            one.notes["order"] = order
        # Of rules that start at one place the first that finds something wins, except that a
        # rule which carries its nationality gives way to one that reads it.
        if made and (not best or (best[0].notes["carries"] and not rule.carries)):
            best = made
    return best


def _make(
    page: Page, speech: CountGrammar, rule: CountRule, match: re.Match[str]
) -> Iterator[Found]:
    groups = match.groupdict()
    if rule.needs and not _has_nationality_or_age(speech, match):
        return
    amount = _amount(page, speech, groups, match)
    if amount is None:
        return
    n_min, n_max, qualifier, start = amount
    codes, known = nationalities(page, speech.words, speech.nationality, groups, match)
    for code in codes:
        person = groups.get("people")
        yield Found(
            "count",
            start,
            match.end(),
            rule.id,
            0.9 if code else 0.8,
            {
                "n_min": n_min,
                "n_max": n_max,
                "qualifier": qualifier,
                "nationality": code,
                "role": speech.words.role_of.get(person.lower()) if person else None,
                "sex": _sex(speech, match),
            },
            {
                "beside": rule.beside,
                "carries": rule.carries,
                "known": known,
                "definite": _definite(page.text, start),
            },
        )


def _widen(made: list[Found], speech: CountGrammar, start: int, person: str) -> None:
    for one in made:
        one.start = start
        one.values["role"] = speech.words.role_of.get(person.lower())


def _definite(text: str, start: int) -> bool:
    return bool(
        re.search(r"\b(?:the|these|those|all|The|These|All) $", text[max(0, start - 8) : start])
    )


def _amount(
    page: Page, speech: CountGrammar, groups: dict[str, str | None], match: re.Match[str]
) -> tuple[int | None, int | None, str, int] | None:
    if groups.get("vague"):
        return None, None, "vague", match.start()
    if groups.get("article"):
        if re.search(r"\d", groups.get("mods") or "") and not _AGE.search(match[0]):
            return None
        return 1, 1, "exact", match.start()
    n = whole(value_of(groups["n"] or "", speech.words))
    if n is None or _year_like(groups["n"] or "", page.text, match):
        return None
    low = _low_end(speech, page.text[max(0, match.start() - 40) : match.start()], n)
    if low is not None:
        return low[0], n, "exact", match.start() - low[1]
    before = speech.before.search(page.text[max(0, match.start() - 40) : match.start()])
    if before is None:
        own = groups.get("q2") or groups.get("pre") or ""
        kind = speech.words.qualifier_of.get(own.strip())
        return (*_bounds(n, kind), match.start())
    word = " ".join(before["q"].lower().split())
    kind = speech.words.qualifier_of.get(word)
    return (
        *_bounds(n, kind),
        match.start() - (len(before[0]) - before.start("q") + before.start()),
    )


def _low_end(speech: CountGrammar, head: str, high: int) -> tuple[int, int] | None:
    """Return the lower number of a range that ends here, and how far before it begins."""
    range_ = speech.range and speech.range.search(head)
    if not range_:
        return None
    low = whole(value_of(range_["low"] or range_["low2"], speech.words))
    return (low, len(head) - range_.start()) if low is not None and 1 < low < high else None


def _year_like(text: str, page_text: str, match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:19|20|25)\d\d", text)) and bool(
        re.search(
            r"(?:\b(?:in|since|of|the|by|from|[A-Z][a-z]{2,8}\.?|\d{1,2},?)|年) ?$",
            page_text[max(0, match.start() - 14) : match.start()],
        )
    )


def _bounds(n: int, kind: str | None) -> tuple[int | None, int | None, str]:
    if kind == "min":
        return n, None, "min"
    if kind == "max":
        return None, n, "max"
    return n, n, kind or "exact"


def _has_nationality_or_age(speech: CountGrammar, match: re.Match[str]) -> bool:
    whole_match = match[0]
    return bool(
        speech.nationality.search(whole_match)
        or _AGE.search(whole_match)
        or _AGE.match(match.string[match.end() : match.end() + 12])
    )


def _sex(speech: CountGrammar, match: re.Match[str]) -> str | None:
    for word in reversed(re.findall(r"[\w-]+", match[0])):
        sex = speech.words.sex_of.get(word)
        if sex:
            return sex
    return None


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Keep the longer of two that overlap; counts of one "each" share their place."""
    kept: list[Found] = []
    ordered = sorted(
        found, key=lambda one: (bool(one.notes["carries"]), one.start - one.end, one.start)
    )
    for one in ordered:
        clash = [other for other in kept if other.start < one.end and one.start < other.end]
        if all(
            (other.start, other.end, other.rule) == (one.start, one.end, one.rule)
            for other in clash
        ):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))
