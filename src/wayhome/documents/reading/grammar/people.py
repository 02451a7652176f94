"""Named persons: rank, title, post or word of speech beside a name; never a name alone.

A later bare surname or first name belongs to the first full mention and is no new person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.grammar.spotted import Spotted
from wayhome.documents.reading.lexicon.tries import alternatives
from wayhome.documents.reading.lexicon.words import DATA, Words, load_yaml, words

_PART = (
    r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff\u0101-\u017f\u1ea0-\u1eff]+(?:[-'](?!s\b)[A-Za-z][a-z]+)*"
)
_SMALL = r"(?:bin|binti|bt|al|de|van|von|da|dos|Ul|ul|Mc[A-Z][a-z]+|[A-Z]\.)"
NAME = rf"{_PART}(?: (?:{_SMALL} )?{_PART}){{0,3}}"
FULL = rf"{_PART}(?: (?:{_SMALL} )?{_PART}){{1,3}}"
_RANK = re.compile(
    r"(?:Pol|Lt|Gen|Maj|Col|Capt|Sgt|Brig|Lieutenant|General|Major|Colonel|Captain|Brigadier|"
    r"Lieutenant-General|Major-General|Senior|Snr|Acting|Sub|Sub-Lt|Sr|Jr|Mr|Mrs|Ms|Dr|Daw)\.?"
)
# Offices whose names end in capitals before the person's own: Minister of Public Security X Y.
_PORTFOLIO = (
    r"(?:Foreign|Home|Public|Internal|External|Social|Legal|Consular|Religious|Border|Labou?r|"
    r"National)"
    r"(?: (?:Affairs|Security|Welfare|Development|Defence|Defense|Relations))?|Justice|Defence|"
    r"Defense|"
    r"Interior|Police|Immigration|Tourism|Commerce|Finance|Transport|Information|Health|Education"
)


# Months that are nobody's name (April, May, June, Mar and Jan may be).
_MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "July",
        "September",
        "October",
        "November",
        "December",
        "Oct",
        "Nov",
        "Dec",
        "Feb",
        "Sept",
        "Sep",
        "Aug",
    ]
)
_PORTFOLIO_WORDS = frozenset(re.findall(r"[A-Z]\w+", _PORTFOLIO))


@dataclass(frozen=True, eq=False)
class PeopleGrammar:
    """What tells a person's name in English."""

    rules: tuple[tuple[str, float, re.Pattern[str]], ...]
    never: frozenset[str]
    burmese: re.Pattern[str]
    posts: re.Pattern[str]


@lru_cache(maxsize=2)
def grammar(language: str) -> PeopleGrammar:
    """Compile the rules for people's names."""
    data = load_yaml(DATA / language / "people.yaml")
    lexicon = words(language)
    macros = {**words(language).macros, **_macros(data, lexicon)}
    rules = tuple(
        (
            rule["id"],
            rule["confidence"],
            re.compile(re.sub(r"\{([A-Z]+)\}", lambda m: macros[m[1]], rule["pattern"])),
        )
        for rule in data["rules"]
    )
    heads = load_yaml(DATA / "organisations.yaml")["heads"].values()
    bodies = [word for listed in heads for word in listed if " " not in word]
    burmese = rf"(?:{'|'.join(data['burmese'])})"
    return PeopleGrammar(
        rules,
        frozenset([*data["never"], *_MONTHS, *_PORTFOLIO_WORDS, *bodies]),
        re.compile(rf"\b(?P<name>{burmese}(?: {burmese}){{1,3}})\b"),
        re.compile(macros["POST"]),
    )


def _macros(data: dict[str, Any], lexicon: Words) -> dict[str, str]:
    lowered = frozenset(data["lower_only"])
    posts = [
        form
        for word in data["post"]
        for form in ((word,) if word in lowered else (word, word.title(), word.capitalize()))
    ]
    land = alternatives([*lexicon.countries.names, *lexicon.countries.peoples])
    return {
        "NAME": NAME,
        "FULL": FULL,
        "RANK": data["rank"],
        "HONORIFIC": data["honorific"],
        "SPEECH": data["speech"],
        "PASSIVE": data["passive"],
        "POST": rf"\b{alternatives([*posts, 'MP', 'CEO'])}\b",
        "LAND": land,
        "PORTFOLIO": f"(?:{_PORTFOLIO})",
        "OF": rf"(?: (?:of|for|to|in) (?:the )?(?:{land}|{_PORTFOLIO})(?: and (?:{_PORTFOLIO}))*)",
        "ASIDE": r"(?:,? \(?(?:aged )?\d{1,2}\)?(?: years old)?,?)",
    }


def find(page: Page, language: str, spotted: list[Spotted]) -> list[Found]:
    """Return each named person once, with the rank, post and agency that any mention gives."""
    if not (DATA / language / "people.yaml").exists():
        return []
    speech = grammar(language)
    people: list[Found] = []
    for rule, confidence, pattern in speech.rules:
        for match in pattern.finditer(page.text):
            _add(page, people, f"{language}.person.{rule}", confidence, match, speech, spotted)
    for match in speech.burmese.finditer(page.text):
        _add(page, people, f"{language}.person.burmese", 0.8, match, speech, spotted)
    kept = [one for one in people if not _is_part_of_another(one, people)]
    return sorted(kept, key=lambda one: one.start)


def _add(
    page: Page,
    people: list[Found],
    rule: str,
    confidence: float,
    match: re.Match[str],
    speech: PeopleGrammar,
    spotted: list[Spotted],
) -> None:
    trimmed = _trim(match, speech, page.text)
    if trimmed is None:
        return
    start, end = trimmed
    if any(one.start < end and start < one.end for one in spotted):
        if rule.rpartition(".")[2] not in ("rank", "honorific", "burmese"):
            return
        if any(one.start <= start and end <= one.end for one in spotted):
            return
    name = page.text[start:end]
    role = _role(match)
    known = next((one for one in people if _same(str(one.values["name"]), name)), None)
    rank = match.groupdict().get("rank")
    if known is not None:
        known.values["rank"] = known.values["rank"] or rank
        known.confidence = max(known.confidence, confidence)
        known.values["role"] = known.values["role"] or role
        if len(name.split()) > len(str(known.values["name"]).split()):
            known.values["name"], known.start, known.end = name, start, end
        return
    people.append(
        Found(
            "person",
            start,
            end,
            rule,
            confidence,
            {"name": name, "rank": rank, "role": role, "agency": _agency(role)},
        )
    )


def _role(match: re.Match[str]) -> str | None:
    role = match.groupdict().get("role")
    return " ".join(role.removeprefix("who ").split())[:120].strip(" ,") or None if role else None


def _agency(role: str | None) -> str | None:
    if role is None:
        return None
    of = re.search(
        r"\b(?:of|at) (?:the )?([A-Z][\w' -]+(?:(?: of| in| and| for) [A-Z][\w' -]+)*)", role
    )
    if of and not re.match(_PORTFOLIO, of[1]):
        return of[1].strip()
    return None


def _trim(match: re.Match[str], speech: PeopleGrammar, text: str) -> tuple[int, int] | None:
    """Cut from both ends what no name holds; None where too little is left."""
    start, end = match.span("name")
    parts = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    while parts and _is_no_name(text[slice(*parts[0])], speech):
        parts.pop(0)
    for number, part in enumerate(parts):
        if text[slice(*part)] in speech.never:
            parts = parts[:number]
            break
    lone = "rank" in match.groupdict() or "honorific" in match.groupdict()
    if len(parts) < (1 if lone else 2):
        return None
    honorific = match.groupdict().get("honorific")
    if honorific in ("U", "Ko") and len(parts) < 2:
        return None
    if _is_of_a_country(text[slice(*parts[0])]) or len(text[slice(*parts[0])]) < 2:
        parts = parts[1:]
    if len(parts) < (1 if lone else 2):
        return None
    return parts[0][0], parts[-1][1]


def _is_no_name(word: str, speech: PeopleGrammar) -> bool:
    return word in speech.never or bool(speech.posts.fullmatch(word) or _RANK.fullmatch(word))


def _is_of_a_country(word: str) -> bool:
    return words("en").countries.code(word) is not None


def _same(one: str, other: str) -> bool:
    few, many = sorted((one.split(), other.split()), key=len)
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


def _is_part_of_another(one: Found, people: list[Found]) -> bool:
    mine = str(one.values["name"]).split()
    return any(
        other is not one
        and len(mine) < len(str(other.values["name"]).split())
        and _same(str(one.values["name"]), str(other.values["name"]))
        for other in people
    ) or (len(mine) == 1 and one.values["rank"] is None and "honorific" not in one.rule)
