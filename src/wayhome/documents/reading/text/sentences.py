"""Sentences of the reading copy, and the language each is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATION = re.compile(
    r"(?:\b(?:Pol|Lt|Gen|Maj|Col|Capt|Sgt|Brig|Cmdr|Adm|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|St|No|Nos|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|vs|etc|Co|Ltd|"
    r"Inc|Jr|Sr|approx|Rs|Tk|a\.m|p\.m|U\.S|U\.N|U\.K|e\.g|i\.e)|\b[A-Z])\.$"
)
_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|[。！？]+[”』」)\"']*|[။]|\n+")
_STOP = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "was",
            "were",
            "that",
            "for",
            "on",
            "by",
            "with",
            "from",
            "who",
            "have",
            "said",
            "their",
        ]
    ),
    "vi": frozenset(
        [
            "của",
            "và",
            "là",
            "các",
            "những",
            "được",
            "người",
            "cho",
            "trong",
            "không",
            "này",
            "với",
            "đã",
            "một",
            "có",
            "tại",
        ]
    ),
    "id": frozenset(
        [
            "yang",
            "dan",
            "di",
            "dari",
            "untuk",
            "dengan",
            "ini",
            "itu",
            "pada",
            "telah",
            "adalah",
            "ke",
            "para",
            "oleh",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "et",
            "est",
            "dans",
            "pour",
            "par",
            "sur",
            "une",
            "qui",
            "que",
            "ont",
            "été",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "y",
            "de",
            "que",
            "en",
            "por",
            "con",
            "una",
            "para",
            "fueron",
            "ha",
            "han",
            "su",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "ist",
            "in",
            "den",
            "von",
            "mit",
            "sich",
            "des",
            "auf",
            "für",
            "nicht",
            "wurden",
        ]
    ),
}
_SCRIPTS = (
    ("th", "\u0e00", "\u0e7f"),
    ("my", "\u1000", "\u109f"),
    ("km", "\u1780", "\u17ff"),
    ("lo", "\u0e80", "\u0eff"),
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("zh", "\u4e00", "\u9fff"),
    ("ru", "\u0400", "\u04ff"),
    ("ar", "\u0600", "\u06ff"),
    ("am", "\u1200", "\u137f"),
    ("si", "\u0d80", "\u0dff"),
    ("ne", "\u0900", "\u097f"),
    ("bn", "\u0980", "\u09ff"),
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Sentence:
    """A sentence [start, end) of the reading copy; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


def sentences(text: str) -> list[Sentence]:
    """Split text at sentence ends and line breaks; abbreviations and initials do not end one."""
    found: list[Sentence] = []
    start, paragraph = 0, 0
    for match in _END.finditer(text):
        if match[0] == "." and _ABBREVIATION.search(text, max(start, match.end() - 8), match.end()):
            continue
        if match[0] == "." and "\u0e00" <= text[match.start() - 1 : match.start()] <= "\u0e7f":
            continue  # Thai ends no sentence so; its full stop marks a shortened word
        if match[0] == "." and text[match.end() : match.end() + 3].strip()[:1].islower():
            continue
        low, high = _trim(text, start, match.end())
        if low < high:
            found.append(Sentence(low, high, paragraph))
        start = match.end()
        paragraph += match[0][0] == "\n"
    low, high = _trim(text, start, len(text))
    if low < high:
        found.append(Sentence(low, high, paragraph))
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language most of text is written in, or None.

    The script decides where it can; languages in Latin letters are told by their commonest
    words, and a text with too few of them is left unknown.
    """
    sample = text[:20_000]
    counts = dict.fromkeys((code for code, _, _ in _SCRIPTS), 0)
    latin = 0
    for char in sample:
        if char < "\u0370":
            latin += char.isalpha()
            continue
        for code, low, high in _SCRIPTS:
            if low <= char <= high:
                counts[code] += 1
                break
    if counts["ja"] > 0.05 * (counts["zh"] + counts["ja"]):
        counts["ja"], counts["zh"] = counts["ja"] + counts["zh"], 0
    best = max(counts, key=lambda code: counts[code])
    # One Thai or Chinese character carries about as much as three Latin letters.
    if counts[best] * 3 > latin and counts[best] > 0:
        return best
    return _latin(sample)


def _latin(sample: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(sample)]
    scores = {code: sum(word in stop for word in words) for code, stop in _STOP.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] * 12 >= len(words) and scores[best] > 0 else None
