"""The document as a whole: what one sentence leaves open and another tells.

Role, nationality and sex are carried only within one group of people; totals are held against
their parts, and a sum that does not come out is a warning, never a correction.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wayhome.documents.reading.grammar.events import Event
from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.lexicon.words import Words, words
from wayhome.documents.reading.model import Remark

_PART = re.compile(
    r"\b(?:[Oo]f (?:the \d[\d,]*|them|those|whom|the group|these)|"
    r"[Aa]mong (?:them|those|the group)|"
    r"[Tt]hey (?:were|are|include\w*|comprise\w*)|[Ii]ncluding|[Cc]ompris\w+|[Cc]onsist\w+|"
    r"made up of|[Tt]he group (?:included|comprised|was|were)|of whom|[Tt]he (?:victims|others) "
    r"(?:included|comprised|were)|namely|were from|[Tt]hose rescued|breakdown)\b|[:(\u2014]"
    r"|เป็น|ประกอบด้วย|ในจำนวนนี้|ได้แก่|其中|包括|分别|分別"
)
# Words that say of which sex or age people of one group are, not whence they come.
_SEX_OR_AGE = re.compile(
    r"\b(?:men|women|minors?|children|girls?|boys?|teenagers|adults|males?|females?)$"
    r"|^(?:เป็น)?(?:ชาย|หญิง|ผู้ชาย|ผู้หญิง|เด็ก)|^(?:男|女)|(?:男|女|男子|女子|男性|女性|妇女|儿童)$"
)


@lru_cache(maxsize=8)
def _cues(language: str) -> dict[str, re.Pattern[str]]:
    lexicon = words(language)
    edge = r"\b" if language in ("en", "vi", "id") else ""
    return {
        role: re.compile(edge + "(?:" + "|".join(patterns) + ")" + edge, re.IGNORECASE)
        for role, patterns in lexicon.data.get("cues", {}).items()
    }


def settle_counts(page: Page, counts: list[Found], language: str) -> None:
    """Give counts the role, nationality and sex that their surroundings tell."""
    lexicon = words(language)
    for number, count in enumerate(counts):
        group = antecedent(page, counts, number)
        if count.values["role"] in (None, "other") and group is not None and _told(group):
            count.values["role"] = group.values["role"]
        if count.values["role"] in (None, "other"):
            count.values["role"] = (
                _role(page, count, language) or (group.values["role"] if group else None) or "other"
            )
        if count.values["nationality"] is None and not count.notes["known"]:
            count.values["nationality"] = _carried(page, counts, number, group, lexicon)
        if count.values["sex"] is None and count.values["n_max"] == 1:
            count.values["sex"] = _pronoun(page, count, counts, lexicon)


def _told(group: Found) -> bool:
    return group.values["role"] in ("victim", "suspect")


def antecedent(page: Page, counts: list[Found], number: int) -> Found | None:
    """Return the group that a count is a part of: the last bigger one up to two sentences back.

    A group of another nationality stands beside the count, not above it.
    """
    count = counts[number]
    size = _size(count)
    here = page.sentence_at(count.start)
    linked = _PART.search(page.text, page.sentences[here].start, count.end) is not None
    before: list[Found] = []
    for other in reversed(counts[:number]):
        away = here - page.sentence_at(other.start)
        if away > 2:
            break
        nation, group = count.values["nationality"], other.values["nationality"]
        if group is not None and nation not in (None, group):
            continue
        if _size(other) > size and away == 0:
            return other
        if _size(other) > size and linked:
            before.append(other)
    if not before:
        return None
    # "Of them" means the last group; a list by nationality breaks down the whole.
    return before[0] if count.values["nationality"] is None else max(before, key=_size)


def _size(count: Found) -> int:
    size = count.values["n_min"] or count.values["n_max"]
    return size if isinstance(size, int) else 0


def _role(page: Page, count: Found, language: str) -> str | None:
    sentence = page.sentences[page.sentence_at(count.start)]
    best, nearest = None, 10_000
    for role, pattern in _cues(language).items():
        for match in pattern.finditer(page.text, sentence.start, sentence.end):
            if match.start() < count.start:
                gap = count.start - match.end()
                # "freeing 64 people and detaining nine": the verb right before is theirs.
                distance = gap if gap <= 12 else gap + 15
            else:
                distance = max(0, match.start() - count.end)
            if distance < nearest:
                best, nearest = role, distance
    return best


def _mixed(page: Page, counts: list[Found], count: Found, group: Found) -> bool:
    """Tell whether "them" means people of several nationalities, named before in one sentence."""
    there = page.sentence_at(group.start)
    between = page.text[group.end : count.start]
    if "(" in between and ")" not in between:
        return False  # 15 Kenyans (10 men and 5 women) and 7 Nepalis
    nations = {
        other.values["nationality"]
        for other in counts
        if page.sentence_at(other.start) == there
        and other.values["nationality"]
        and (other.start < count.start)
    }
    return len(nations) > 1


_OWN = re.compile(r"\b(?:citizens|nationals|compatriots|countrymen)$")
_HOME = (
    r"(?P<who>{PEOPLES})(?:'s (?:\w+ )?(?:embassy|government|authorities|ministry))?"
    r" (?:has |have |had |also |\w+ly )*"
    r"(?:repatriated|evacuated|brought (?:home|back)|flew (?:home|back)|"
    r"rescued|received|airlifted|welcomed|said|says|confirmed|helped|freed)\b[^.;]{0,30}$"
)


def _carried(
    page: Page, counts: list[Found], number: int, group: Found | None, lexicon: Words
) -> object:
    count = counts[number]
    if count.notes.get("beside") and number:
        last = counts[number - 1]
        same = page.sentence_at(last.start) == page.sentence_at(count.start)
        return last.values["nationality"] if same else None
    if count.notes["carries"] and group is not None:
        return None if _mixed(page, counts, count, group) else group.values["nationality"]
    quote = page.text[count.start : count.end]
    if group is not None and _SEX_OR_AGE.search(quote) and not _mixed(page, counts, count, group):
        beside = re.fullmatch(
            r",? (?:and )?|、|和| ?(?:และ)? ?", page.text[group.end : count.start]
        )
        if beside or _PART.search(page.text, group.end, count.end):
            return group.values["nationality"]
    if count.notes["definite"]:
        for other in counts[:number]:
            if all(other.values[key] == count.values[key] for key in ("n_min", "role")):
                return other.values["nationality"]
    if _OWN.search(page.text[count.start : count.end]):
        return _own_nation(page, count, lexicon)
    return None


def _own_nation(page: Page, count: Found, lexicon: Words) -> str | None:
    """Return whose citizens: of the country that speaks or acts, where it is the only one named."""
    sentence = page.sentences[page.sentence_at(count.start)]
    head = page.text[sentence.start : count.start]
    home = _home(lexicon.language).search(head)
    if home:
        return lexicon.countries.code(home["who"])
    if not re.search(r"\b(?:its|their)\b", page.text[count.start - 12 : count.end]):
        return None
    named = {lexicon.countries.code(name) for name in _nation(lexicon.language).findall(head)}
    return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=8)
def _home(language: str) -> re.Pattern[str]:
    return words(language).compile(_HOME)


@lru_cache(maxsize=8)
def _nation(language: str) -> re.Pattern[str]:
    return words(language).compile(r"\b{PEOPLES}\b")


def _pronoun(page: Page, count: Found, counts: list[Found], lexicon: Words) -> str | None:
    here = page.sentence_at(count.start)
    sexes = lexicon.data.get("sex", {})
    spoken = {
        **dict.fromkeys(sexes.get("she", ()), "female"),
        **dict.fromkeys(sexes.get("he", ()), "male"),
    }
    last = min(here + 2, len(page.sentences) - 1)
    end = page.sentences[last].end
    for other in counts:
        if other.start > count.end:
            end = min(end, other.start)
            break
    for word in re.findall(r"[A-Za-z]+", page.text[count.end : end]):
        if word.lower() in spoken:
            return spoken[word.lower()]
    return None


def tie_counts(page: Page, counts: list[Found], events: list[Event]) -> list[Event | None]:
    """Return for each count the event it belongs to: told beside it, or by its group."""
    tied: list[Event | None] = []
    for number, count in enumerate(counts):
        own = [event for event in events if number in event.counts]
        if own:
            tied.append(min(own, key=lambda event: abs(event.start - count.start)))
            continue
        group = antecedent(page, counts, number)
        tied.append(tied[counts.index(group)] if group is not None else None)
    return tied


def totals(page: Page, counts: list[Found]) -> list[Remark]:
    """Return a warning for every group whose parts by nationality do not add up to it."""
    parts: dict[int, list[Found]] = {}
    for number, count in enumerate(counts):
        group = antecedent(page, counts, number)
        if group is None or count.values["qualifier"] != "exact" or not count.values["nationality"]:
            continue
        if group.values["nationality"] is None and group.values["qualifier"] == "exact":
            parts.setdefault(counts.index(group), []).append(count)
    found = []
    for number, group_parts in parts.items():
        stated = counts[number].values["n_min"]
        added = sum(p.values["n_min"] for p in group_parts if isinstance(p.values["n_min"], int))
        some = re.search(
            r"\b(?:[Ii]nclud|among|mostly|mainly|majority)",
            page.text[counts[number].start : group_parts[-1].end],
        )
        if (
            isinstance(stated, int)
            and len(group_parts) > 1
            and (added > stated or (added < stated and not some))
        ):
            start, end = page.mapped.span(counts[number].start, group_parts[-1].end)
            found.append(
                Remark(
                    "counts-do-not-add-up",
                    f"{stated} people are stated, but the parts by nationality add up to {added}",
                    start,
                    end,
                )
            )
    return found


_AUTHORITIES = re.compile(
    r"\b(?:(?:Thai|Chinese|Myanmar|Cambodian|Lao|Laotian|Vietnamese|Hong Kong|Indian|Indonesian|"
    r"Philippine|Malaysian|Kenyan|Taiwanese|Japanese|[Ll]ocal|[Mm]ilitary|[Ii]mmigration|"
    r"[Pp]rovincial) "
    r"(?:police|authorities|officials|officers|army|soldiers|embassy|military|troops))\b"
)


def add_actors(page: Page, events: list[Event], people: list[Found], bodies: list[Found]) -> None:
    """Name those who act in each event: persons and bodies of its sentence, else of the next."""
    for event in events:
        sentence = page.sentences[event.sentence]
        event.actors = _actors(page, sentence.start, sentence.end, people, bodies)


def _actors(
    page: Page, start: int, end: int, people: list[Found], bodies: list[Found]
) -> list[str]:
    text = page.text[start:end]
    named = [
        (text.find(name), str(one.values["name"]))
        for one in (*people, *bodies)
        for name in _ways_to_say(one)
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    named += [(match.start(), match[0]) for match in _AUTHORITIES.finditer(text)]
    return list(dict.fromkeys(name for _, name in sorted(named)))[:8]


def _ways_to_say(one: Found) -> list[str]:
    name = str(one.values["name"])
    if one.type == "organisation":
        aliases = one.values["aliases"]
        return [name, *(aliases if isinstance(aliases, list) else [])]
    return [name, *(part for part in (name.split()[0], name.split()[-1]) if len(part) > 3)]
