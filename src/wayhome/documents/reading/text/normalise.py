"""The reading copy of a text: mark-up, broken encodings and odd characters made plain.

The copy serves recognition only; what is quoted always comes from the original.
"""

from __future__ import annotations

import html
import re
import unicodedata

from wayhome.documents.reading.text.mapped import Mapped

_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\s]*(?:\s+\"[^\"\n]*\")?\)")
_LINK = re.compile(r"\[(?P<keep>[^\]\n]+)\]\((?:https?:|mailto:|/|#)[^)\s]*(?:\s+\"[^\"\n]*\")?\)")
_AUTOLINK = re.compile(r"<?https?://[^\s>)\]]+>?")
_HEADING = re.compile(r"^[ \t]*(?:#{1,6}[ \t]*|>[ \t]?)+", re.MULTILINE)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,!?])_{1,3}(?!\w)|`{1,3}|~~")
_CAPTION = re.compile(
    r"^[^\n]*\((?:Photos?|Pictures?|File photo|Image|ภาพ|图|圖)[^()\n]*\)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_TAG = re.compile(r"<!--.*?-->|<(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>", re.DOTALL)
_UNSEEN = re.compile(
    r"<(script|style|head|nav|footer|aside|form|noscript|svg|template)\b", re.IGNORECASE
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section|article|header|main|blockquote|"
    r"figcaption|figure|hr)\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
# What UTF-8 looks like after it was read as Windows-1252: a lead letter and its followers.
_FOLLOW = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
    "\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][{_FOLLOW}]{{1,3}}")
_WIDE = re.compile("[\ufb00-\ufb06\u2026\u3300-\u33ff]")
_WRAP = re.compile(r"(?<=[^\n.!?:;\"'\u201d。！？]{40})(?<![.!?:;])\r?\n(?=[a-z(])")


def _one_for_one() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for zero in (0x0E50, 0x1040, 0x1090, 0x17E0, 0x0ED0, 0x0966, 0x0660, 0x06F0):
        table |= {zero + n: str(n) for n in range(10)}
    table |= dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F, 0x3000, 0x0B, 0x0C), " ")
    table |= dict.fromkeys((0x2018, 0x2019, 0x02BC, 0x00B4), "'")
    table |= dict.fromkeys((0x201C, 0x201D, 0x00AB, 0x00BB), '"')
    table |= dict.fromkeys((0x2010, 0x2011, 0x2212), "-")
    return table


_PLAIN = _one_for_one()


def _unbreak(match: re.Match[str]) -> str:
    piece = match[0]
    raw = bytearray()
    for char in piece:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return piece
            raw.append(ord(char))
    for length in range(len(raw), 1, -1):
        try:
            return raw[:length].decode("utf-8") + piece[length:]
        except UnicodeDecodeError:
            continue
    return piece


def _block_or_nothing(match: re.Match[str]) -> str:
    return "\n\n" if _BLOCK.match(match[0]) else ""


_LOWER = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


def _unseen(text: str) -> list[tuple[int, int]]:
    """Return the spans of a page that nobody sees: scripts, styles, menus, forms.

    Goes once through the page, so that a page of unclosed tags costs no more than another.
    """
    lowered, at = text.translate(_LOWER), 0
    spans: list[tuple[int, int]] = []
    never_closed: set[str] = set()
    for match in _UNSEEN.finditer(lowered):
        tag = match[1]
        if match.start() < at or tag in never_closed:
            continue
        close = lowered.find(f"</{tag}", match.end())
        if close < 0:
            never_closed.add(tag)
            continue
        end = lowered.find(">", close)
        at = len(text) if end < 0 else end + 1
        spans.append((match.start(), at))
    return spans


def without_html(mapped: Mapped) -> Mapped:
    """Leave what a reader of the page sees: no tags, scripts, menus or entities."""
    mapped = mapped.cut(_unseen(mapped.text))
    mapped = mapped.sub(_TAG, _block_or_nothing)
    return mapped.sub(_ENTITY, lambda m: html.unescape(m[0]))


def normalise(raw: str, *, is_html: bool = False) -> Mapped:
    """Return the reading copy of raw, mapped back to it."""
    mapped = Mapped.whole(raw).sub(_FRONT, "\n")
    if is_html:
        mapped = without_html(mapped)
    for pattern in (_IMAGE, _AUTOLINK if "](" not in mapped.text else _LINK, _HEADING, _EMPHASIS):
        mapped = mapped.sub(pattern, " " if pattern is _AUTOLINK else "")
    mapped = mapped.sub(_MOJIBAKE, _unbreak).sub(_HIDDEN, "")
    mapped = mapped.sub(_WIDE, lambda m: unicodedata.normalize("NFKC", m[0]))
    mapped = mapped.translate(_PLAIN).sub(_CAPTION, "")
    return mapped.sub(_WRAP, " ")


_SIMPLE = re.compile(r"[A-Za-z0-9 ,.$'-]*")


def plain(piece: str) -> str:
    """Return the reading copy of a quote, for comparing it with what was read."""
    if piece.isascii() and _SIMPLE.fullmatch(piece):
        return piece
    return normalise(piece).text
