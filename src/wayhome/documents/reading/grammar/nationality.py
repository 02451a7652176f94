"""Which nationality a count is of: the people it names, never the country they were held in."""

from __future__ import annotations

import re

from wayhome.documents.reading.grammar.found import Page
from wayhome.documents.reading.lexicon.words import Words

# Where people are held: "victims from Myanmar" says where they were brought out, not who they are.
HOSTS = frozenset({"MM", "KH", "LA", "TH"})
_MOVED = re.compile(
    r"\b(?:repatriat|transfer|hand(?:ed|ing) over|evacuat|rescu|fle[de]|escap|return|brought|"
    r"deport|flown|cross|freed|releas|extradit|sent|mov|receiv|extract|taken|arriv)\w*",
    re.IGNORECASE,
)


def nationalities(
    page: Page,
    lexicon: Words,
    nation: re.Pattern[str],
    groups: dict[str, str | None],
    match: re.Match[str],
) -> tuple[list[str | None], bool]:
    """Return the nationalities a match tells, one count for each, and whether it tells any."""
    code = lexicon.countries.code
    if groups.get("list"):
        names = nation.findall(groups["list"] or "")
        return [code(name) for name in names] or [None], True
    if groups.get("nat"):
        return [code(groups["nat"] or "")], True
    inside = {
        code(name) for part in ("mods", "people") for name in nation.findall(groups.get(part) or "")
    }
    if inside:
        own = inside.pop() if len(inside) == 1 else _right_before(lexicon, nation, groups)
        return [own], True
    if groups.get("country") and not groups.get("more"):
        found = code(groups["country"] or "")
        return [None if found in HOSTS and _is_moved(page, match) else found], True
    return [None], bool(groups.get("more"))


def _right_before(
    lexicon: Words, nation: re.Pattern[str], groups: dict[str, str | None]
) -> str | None:
    """Return the people named right before the noun; Chinese may say before whither they went."""
    mods = groups.get("mods") or ""
    names = list(nation.finditer(mods))
    if lexicon.language != "zh" or not names or mods[names[-1].end() :] not in ("", "籍", "的"):
        return None
    return lexicon.countries.code(names[-1][0])


def _is_moved(page: Page, match: re.Match[str]) -> bool:
    if "from" in match.re.groupindex and match["from"] is None:
        return False
    sentence = page.sentences[page.sentence_at(match.start())]
    return bool(_MOVED.search(page.text, sentence.start, sentence.end))
