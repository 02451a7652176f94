"""Named bodies: those of the vocabulary, and names that end in a word for a body.

"Police", "Thai authorities" and news media are none; a ministry in somebody's title neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wayhome.documents.reading.gazetteer import candidates
from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.grammar.spotted import Spotted
from wayhome.documents.reading.lexicon.tries import alternatives
from wayhome.documents.reading.lexicon.words import DATA, load_yaml, words

_CAP = r"[A-Z][\w-]*(?:'(?!s\b)\w+)?"
_RUN = re.compile(
    rf"{_CAP}(?:(?: (?:of|for|on|in|and|to|against|&|with)(?: the)?)? {_CAP})*(?: \d+\b)?"
)
_JOINT = re.compile(
    r" and (?:the )?| on (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)|"
    r" in (?:the )?| for (?:the )?| to (?:the )?| with (?:the )?"
)
_ACRONYM = re.compile(r"\s?\((?:the |or )?(?P<a>[A-Z][A-Za-z&-]{1,9})\)")
_TITLE = re.compile(
    r" (?:spokes\w+|minister|officials?|officers?|sources?|chief|secretary|data|statement|website|"
    r"deputy|director|commander|inspector|Commander|Chief|Deputy|Minister|permanent)\b"
)
_STARTS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "To",
        "Of",
        "And",
        "But",
        "As",
        "If",
        "When",
        "While",
        "After",
        "Before",
        "Since",
        "According",
        "His",
        "Her",
        "Their",
        "Its",
        "Both",
        "All",
        "This",
        "That",
        "These",
        "Those",
        "With",
        "During",
        "Meanwhile",
        "Under",
        "Deputy",
        "Acting",
        "Commander",
        "Director",
        "Chief",
        "Officers",
        "However",
    ]
)


@dataclass(frozen=True, eq=False)
class OrganisationGrammar:
    """The vocabulary of bodies and the words their names end in."""

    known: re.Pattern[str]
    entry: dict[str, dict[str, Any]]
    heads: dict[str, str]
    media: frozenset[str]
    embassy: re.Pattern[str]


@lru_cache(maxsize=8)
def grammar(language: str) -> OrganisationGrammar:
    """Compile the vocabulary for one language."""
    data = load_yaml(DATA / "organisations.yaml")
    entry: dict[str, dict[str, Any]] = {}
    for body in data["organisations"]:
        for name in [*body["names"], *body.get(language, ())]:
            entry[name] = body
    heads = {word: kind for kind, listed in data["heads"].items() for word in listed}
    lexicon = words("en")
    land = alternatives([*lexicon.countries.names, *lexicon.countries.peoples])
    edge = r"(?<![A-Za-z])", r"(?![A-Za-z])"
    return OrganisationGrammar(
        re.compile(edge[0] + alternatives(entry) + edge[1]),
        entry,
        heads,
        frozenset(data["media"]),
        re.compile(
            rf"\b(?:(?:{land}) (?:[Ee]mbassy|[Cc]onsulate(?:[- ][Gg]eneral)?)"
            rf"(?: in (?:{land}|{_CAP}(?: {_CAP})?))?|"
            rf"[Ee]mbassy of (?:the )?(?:(?:\w+ ){{0,3}}(?:Republic|Kingdom|Union) of (?:the )?)?"
            rf"{_CAP}(?: {_CAP})?(?: in (?:{land}|{_CAP}(?: {_CAP})?))?)\b"
        ),
    )


def find(page: Page, language: str, people: list[Found], spotted: list[Spotted]) -> list[Found]:
    """Return each body once, with its acronym as an alias."""
    speech = grammar(language)
    found: list[Found] = []
    taken = [(one.start, one.end) for one in people]
    for match in speech.embassy.finditer(page.text):
        _add(page, found, taken, match.start(), match.end(), "embassy", "embassy", speech)
    for match in _RUN.finditer(page.text):
        for low, high in _pieces(page.text, match, speech, spotted):
            kind = _kind(page.text[low:high], speech)
            if kind is None and _is_spelled_out(page.text[low:high], page.text[high : high + 14]):
                kind = "other"
            if kind and not (kind == "agency" and _TITLE.match(page.text[high : high + 20])):
                _add(page, found, taken, low, high, kind, "name", speech)
    for match in speech.known.finditer(page.text):
        body = speech.entry[match[0]]
        if body.get("alone", True) or len(match[0].split()) > 1:
            _add(page, found, taken, match.start(), match.end(), body["kind"], "vocabulary", speech)
    return sorted(found, key=lambda one: one.start)


def _is_spelled_out(name: str, after: str) -> bool:
    """Tell whether an acronym in brackets spells a name: Awareness Against … (HAART)."""
    acronym = _ACRONYM.match(after)
    if (
        acronym is None
        or re.match(r" [A-Z]", after[acronym.end() :])
        or len(name.split()) < 2
        or len(acronym["a"]) < 3
    ):
        return False
    initials = [word[0].upper() for word in re.findall(r"[\w]+", name)]
    wanted = iter(initials)
    return acronym["a"][0].upper() == initials[0] and (
        sum(letter in wanted for letter in acronym["a"].upper()[:4]) >= 2
    )


def _pieces(
    text: str, match: re.Match[str], speech: OrganisationGrammar, spotted: list[Spotted]
) -> list[tuple[int, int]]:
    """Cut a run of capitals into the names in it."""
    low, high = match.span()
    while True:
        word = re.match(r"\w+ (?:(?:to|of|for|in|on|with) )?(?:the )?", text[low:high])
        if word is None or word[0].split()[0] not in _STARTS:
            break
        low += word.end()
    pieces, start = [], low
    for joint in _JOINT.finditer(text[low:high]):
        left, right = text[start : low + joint.start()], text[low + joint.end() : high]
        if joint[0].startswith(" in"):
            ends = any(one.start == low + joint.end() for one in spotted)
        elif joint[0].startswith(" and"):
            ends = bool(_kind(left, speech)) and (
                bool(_kind(right, speech)) or joint[0] == " and the "
            )
            ends = ends and left.split()[0] not in ("Ministry", "Department", "Office")
            ends = ends or joint[0] == " and the "
        else:
            ends = joint[0].startswith((" to", " with", " on"))
        if ends:
            pieces.append((start, low + joint.start()))
            start = low + joint.end()
    return [*pieces, (start, high)]


def _kind(name: str, speech: OrganisationGrammar) -> str | None:
    name = name.strip()
    parts = name.split()
    if len(parts) < 2 or name in speech.media:
        return None
    for size in (3, 2, 1):
        tail = " ".join(parts[-size:])
        if size < len(parts) and tail in speech.heads:
            if size > 1 and len(parts) == size + 1:
                return speech.heads[tail]  # Indian Air Force: a name, where Thai Police is none
            return speech.heads[tail] if _is_proper(parts[:-size]) else None
    # Emergency Unit Kowloon West: a place may stand behind the head.
    for size in (2, 1):
        if (
            len(parts) > size + 1
            and parts[-size - 1] in ("Unit", "Division", "Region", "Command")
            and (any(one.rank <= 1 for one in candidates(" ".join(parts[-size:]))))
        ):
            return "agency"
    # Ministry of …, Office on …, … Network for …: the head stands before a preposition.
    match = re.match(r"(?P<head>(?:[\w'-]+ )*?[\w'-]+) (?:of|for|on|against) (?:the )?[A-Z]", name)
    if match:
        last = match["head"].split()[-1]
        if last in speech.heads:
            return speech.heads[last]
    return None


def _is_proper(before: list[str]) -> bool:
    """Tell whether the words before a head make a name: "Thai Police" is none."""
    if len(before) == 1:
        code = words("en").countries.code(before[0])
        return code is None and before[0] not in (
            "Local",
            "Provincial",
            "Border",
            "Military",
            "State",
        )
    return True


def _add(
    page: Page,
    found: list[Found],
    taken: list[tuple[int, int]],
    low: int,
    high: int,
    kind: str,
    rule: str,
    speech: OrganisationGrammar,
) -> None:
    text = page.text
    name = text[low:high].removesuffix(" Headquarters")
    high = low + len(name)
    if any(a < high and low < b for a, b in taken) or name in speech.media:
        return
    body = speech.entry.get(name)
    acronym = _ACRONYM.match(text[high : high + 16])
    alias = acronym["a"] if acronym else None
    known = next((one for one in found if _is_same(one, name, body, speech)), None)
    taken.append((low, high))
    if known is not None:
        if name != known.values["name"] and name not in _aliases(known):
            _aliases(known).append(name)
        return
    kind = body["kind"] if body else kind
    found.append(
        Found(
            "organisation",
            low,
            high,
            f"en.organisation.{rule}",
            0.85,
            {"name": name, "aliases": [alias] if alias else [], "organisation_kind": kind},
        )
    )


def _aliases(one: Found) -> list[str]:
    aliases = one.values["aliases"]
    return aliases if isinstance(aliases, list) else []


def _is_same(
    one: Found, name: str, body: dict[str, Any] | None, speech: OrganisationGrammar
) -> bool:
    own = str(one.values["name"])
    if own == name or name.upper() in {alias.upper() for alias in _aliases(one)}:
        return True
    return body is not None and speech.entry.get(own) is body
