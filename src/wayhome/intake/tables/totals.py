"""Finds the counts a list states of itself: total rows, cover lines, counts by nationality or sex.

A total row is never a person; a person is never taken for a total without a number beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

import yaml

from wayhome.intake.tables.codes import nationality_code, sex_code
from wayhome.intake.tables.model import Cell
from wayhome.intake.tables.text import ascii_digits, clean

LINE = 400
"""Characters; a longer text is a paragraph, and its numbers are not read as totals."""
FEW = 4
"""A total row fills few cells; a row of a person fills more or holds no total word."""

_GROUPED = re.compile(r"(?<=\d)[,  ](?=\d{3}(?!\d))")
_BREAKS = re.compile(r"[,;+|&=()（）\n，、；。\u2022]|\s-\s|\band\b|\bและ\b", re.IGNORECASE)
_WORD_NUMBER = re.compile(r"([^\d]+?)\s*[:：\-–]?\s*(\d{1,7})(?!\d)")
_NUMBER_WORD = re.compile(r"(\d{1,7})(?!\d)\s*([^\d]+)")


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], frozenset[str], frozenset[str], frozenset[str]]:
    text = files(__package__).joinpath("data/total_words.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    total = sorted({_form(word) for word in data["total"]}, key=len, reverse=True)
    # A word ends where no letter or mark follows: 'รวม 110' is a total, 'รวมพร' is a name.
    alternatives = "|".join(map(re.escape, total))
    starts = re.compile(rf"(?:{alternatives})(?![^\W\d_]|[\u0e31-\u0e4e\u102b-\u103e])")
    people = frozenset(map(_form, data["people"]))
    noise = frozenset(map(_form, data["noise"]))
    return starts, frozenset(total), people, noise


def _form(text: str) -> str:
    text = unicodedata.normalize("NFKC", ascii_digits(clean(text))).casefold()
    return " ".join(text.split()).strip(" :.-–—*#")


def is_total_row(cells: Sequence[Cell]) -> bool:
    """True where a row begins with a word for a total and holds nothing that a person's would.

    'Total | 110' is one, 'Total | Made Up | 25' is a person of that name.
    """
    filled = [cell for cell in cells if cell not in (None, "")]
    if not filled or len(filled) > FEW or not isinstance(filled[0], str):
        return False
    form = _form(filled[0])
    match = _words()[0].match(form)
    if not match or not all(_counts(cell) for cell in filled[1:]):
        return False
    rest = form[match.end() :].strip(" :.-=")
    if match.group() == "共":  # too short to stand without its number
        return bool(re.match(r"\d", rest))
    return not rest or any(c.isdigit() for c in form) or bool(_subject(form))


def _counts(cell: Cell) -> bool:
    """A number, or words of counting beside or without one."""
    if not isinstance(cell, str):
        return True
    words = re.sub(r"[\d.,:=()]+", " ", _form(cell)).split()
    return not words or _subject(" ".join(words)) is not None


def stated_in_row(cells: Sequence[Cell]) -> list[tuple[str, int]]:
    """Subject and count of each total in a row; see `stated_in_text`."""
    filled = [cell for cell in cells if cell not in (None, "") and not isinstance(cell, bool)]
    if len(filled) > FEW:
        return []
    return stated_in_text(" ".join(str(cell) for cell in filled))


def stated_in_text(text: str) -> list[tuple[str, int]]:
    """Subject ('people', 'nationality:LK', 'sex:female') and count of each total in a line.

    Reads '39 = 32 LK + 5 NP', 'ชาย 60 หญิง 50', 'Total: 110', '合计110人', 'List of 12 persons'.
    """
    if len(text) > LINE or not any(c.isdecimal() for c in text):
        return []
    text = _GROUPED.sub("", _form(text))
    found: list[tuple[str, int]] = []
    for segment in _BREAKS.split(text):
        for phrase, number in _pairs(segment.strip()):
            subject = _subject(phrase)
            if subject:
                found.append((subject, number))
    whole = re.match(r"(?:[^\d]*\s)?(\d+)\s*=", text)
    parts = sum(number for subject, number in found if subject != "people")
    if whole and parts and not any(subject == "people" for subject, _ in found):
        found.insert(0, ("people", int(whole.group(1))))
    return list(dict.fromkeys(found))


def _pairs(segment: str) -> Iterator[tuple[str, int]]:
    numbers = re.findall(r"(?<![a-z])\d+", segment)
    if len(numbers) == 1:
        before, after = (part.strip(" :-–") for part in segment.split(numbers[0], 1))
        for phrase in (f"{before} {after}".strip(), before, after):
            if phrase and _subject(phrase):
                yield phrase, int(numbers[0])
                return
    elif len(numbers) > 1:
        following = [(_leading(phrase), int(n)) for n, phrase in _NUMBER_WORD.findall(segment)]
        leading = [(phrase.strip(), int(n)) for phrase, n in _WORD_NUMBER.findall(segment)]
        number_first = segment[:1].isdigit()
        first, second = (following, leading) if number_first else (leading, following)
        yield from first if any(_subject(phrase) for phrase, _ in first) else second


def _leading(phrase: str) -> str:
    """The longest run of first words that is counted: 'missing persons as of' gives two."""
    words = phrase.split()[:4]
    runs = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    return next((run for run in runs if _subject(run)), "")


@lru_cache(maxsize=2048)
def _subject(phrase: str) -> str | None:
    """What a phrase beside a number counts."""
    starts, _, people, noise = _words()
    match = starts.search(phrase)
    rest = (phrase[: match.start()] + " " + phrase[match.end() :]).strip() if match else phrase
    rest = " ".join(word for word in rest.split() if word not in noise).strip(" :-–")
    if rest in people:
        return "people"
    if code := sex_code(rest) or sex_code(_singular(rest)):
        return f"sex:{code}" if len(rest) > 1 else None
    bare = " ".join(word for word in rest.split() if word not in people) or rest
    if code := nationality_code(bare) or nationality_code(_singular(bare)):
        return f"nationality:{code}"
    if match:
        return "people"
    last = rest.split()[-1] if rest.split() else ""
    return "people" if last in people and rest.startswith(("missing", "found")) else None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word.isascii() else word
