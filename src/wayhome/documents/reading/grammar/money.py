"""Amounts of money: range, currency, period as stated; a garbled figure is flagged, not mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wayhome.documents.reading.grammar.found import Found, Page
from wayhome.documents.reading.lexicon.tries import alternatives
from wayhome.documents.reading.lexicon.words import DATA, Words, load_yaml, words
from wayhome.documents.reading.model import Remark

_DIGITS = r"\d[\d,.]*\d|\d"
_PLAIN = re.compile(
    r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"
)


@dataclass(frozen=True, eq=False)
class MoneyGrammar:
    """What money looks like in one language."""

    words: Words
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    code: dict[str, str]
    scale: dict[str, int]
    period: dict[str, str]
    period_after: re.Pattern[str]
    before: re.Pattern[str]
    about: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=8)
def grammar(language: str) -> MoneyGrammar | None:
    """Compile the money rules of a language, or None where it has none."""
    path = DATA / language / "money.yaml"
    if not path.exists():
        return None
    data, lexicon = load_yaml(path), words(language)
    code = {word: iso for iso, forms in data["currencies"].items() for word in forms}
    period = {word: kind for kind, forms in data.get("periods", {}).items() for word in forms}
    return MoneyGrammar(
        lexicon,
        tuple((name, re.compile(pattern)) for name, pattern in _patterns(data, code, lexicon)),
        code,
        data.get("scales", {}),
        period,
        re.compile(rf"\s?(?:in ransom )?(?P<p>{alternatives(period)})(?!\w)"),
        lexicon.compile(data.get("before", r"(?P<q>\b(?i:{QUALIFIER})) $")),
        tuple(
            (name, re.compile(text, re.IGNORECASE)) for name, text in data.get("about", {}).items()
        ),
    )


def _patterns(
    data: dict[str, Any], code: dict[str, str], lexicon: Words
) -> Iterator[tuple[str, str]]:
    signs = alternatives(word for word in code if not word[:1].islower())
    names = alternatives(word for word in code if word[-1:].isalpha() or not word.isascii())
    scales = alternatives(data.get("scales", {}))
    spaced = "" if lexicon.language in ("zh", "th", "my") else r"(?!\w)"
    to = r" ?(?:-|\u2013|\u2014|~|至|到|ถึง| to | and | or ) ?"
    scale = rf"(?: ?(?P<s>{scales}){spaced})?"
    scale2 = rf"(?: ?(?P<s2>{scales}){spaced})?"
    edge = r"(?<![\w$])" if spaced else r"(?<![\d.,$])"
    left = r"(?<![\w.,])" if spaced else r"(?<![\d.,])"
    yield (
        "sign-range",
        (
            rf"{edge}(?P<c>{signs}) ?(?P<n>{_DIGITS}){scale}{to}"
            rf"(?:{signs})? ?(?P<n2>{_DIGITS}){scale2}{spaced}"
        ),
    )
    yield "sign", rf"{edge}(?P<c>{signs}) ?(?P<n>{_DIGITS}){scale}(?!\d)"
    yield (
        "name-range",
        (rf"{left}(?P<n>{_DIGITS}){scale}{to}(?P<n2>{_DIGITS}){scale2}[ -]?(?P<c>{names}){spaced}"),
    )
    yield "name", rf"{left}(?P<n>{_DIGITS}){scale}[ -]?(?P<c>{names}){spaced}"


def find(page: Page, language: str) -> tuple[list[Found], list[Remark]]:
    """Return the amounts of a page and warnings about figures that cannot be trusted."""
    speech = grammar(language)
    if speech is None:
        return [], []
    found: list[Found] = []
    remarks: list[Remark] = []
    for name, pattern in speech.patterns:
        for match in pattern.finditer(page.text):
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            made = _make(page, speech, f"{language}.money.{name}", match)
            found.append(made)
            if made.values["amount_min"] is None:
                start, end = page.mapped.span(match.start(), match.end())
                message = f"the amount '{match[0]}' is garbled; its value is left open"
                remarks.append(Remark("amount-garbled", message, start, end))
    return sorted(found, key=lambda one: one.start), remarks


def _make(page: Page, speech: MoneyGrammar, rule: str, match: re.Match[str]) -> Found:
    groups = match.groupdict()
    low, high = _amounts(groups, speech)
    start, end, period = match.start(), match.end(), None
    before = speech.before.search(page.text[max(0, start - 30) : start])
    if before:
        start -= len(before[0])
    after = speech.period_after.match(page.text, end)
    if after and after["p"] != "salary":
        end, period = after.end(), speech.period[after["p"]]
    sentence = page.sentences[page.sentence_at(start)]
    around = page.text[max(sentence.start, start - 70) : min(sentence.end, end + 50)]
    return Found(
        "money",
        start,
        end,
        rule,
        0.9 if low is not None else 0.4,
        {
            "amount_min": low,
            "amount_max": high,
            "currency": speech.code[groups["c"] or ""],
            "period": period,
            "about": next((n for n, pattern in speech.about if pattern.search(around)), None),
        },
    )


def _amounts(
    groups: dict[str, str | None], speech: MoneyGrammar
) -> tuple[float | None, float | None]:
    own = speech.scale.get(groups.get("s") or "", 0)
    if groups.get("n2") is None:
        value = _value(groups["n"], own or 1)
        return value, value
    shared = speech.scale.get(groups.get("s2") or "", 0)
    low = _value(groups["n"], own or shared or 1)
    high = _value(groups["n2"], shared or own or 1)
    if low is not None and high is not None and low > high and not own:
        low = _value(groups["n"], 1)
    if low is None or high is None or low > high:
        return None, None
    return low, high


def _value(text: str | None, scale: int) -> float | None:
    if not text or not _PLAIN.fullmatch(text.rstrip(".,")):
        return None
    value = float(text.rstrip(".,").replace(",", "")) * scale
    # 2.28 x 10^12 must come out as 2280000000000, not a hair beside it.
    return float(round(value)) if scale > 1 else value
