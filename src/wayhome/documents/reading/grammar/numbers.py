"""Numbers as texts write them: 1,200, thirty-nine, a dozen, 1.2 million, 两百, สามสิบสอง."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from wayhome.documents.reading.lexicon.words import Words

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CHINESE = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_CHINESE_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "萬": 10_000,
    "亿": 100_000_000,
    "億": 100_000_000,
}
_THAI = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_THAI_SCALES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}


def value_of(text: str, words: Words) -> float | None:
    """Return the number that text writes, or None where it is none."""
    compact = text.strip()
    match = _DIGITS.match(compact)
    if match:
        base = float(match[0].replace(",", ""))
        rest = compact[match.end() :].strip(" -")
        scale = _scale(rest, words)
        return base * scale if scale else None
    if words.language == "zh":
        return _positional(compact, _CHINESE, _CHINESE_SCALES, 10_000)
    if words.language == "th":
        return _positional(compact, _THAI, _THAI_SCALES, 1_000_000)
    return _spelled(compact.lower(), words.data)


def _scale(rest: str, words: Words) -> float | None:
    if not rest:
        return 1
    scales: dict[str, int] = words.data.get("scales", {})
    if rest.lower() in scales:
        return float(scales[rest.lower()])
    total = 1.0
    for char in rest:
        if char not in _CHINESE_SCALES:
            return None
        total *= _CHINESE_SCALES[char]
    return total


def _spelled(text: str, data: dict[str, Any]) -> float | None:
    numbers, scales = data.get("numbers", {}), data.get("scales", {})
    total, current, seen = 0, 0, False
    for word in re.split(r"[\s-]+", text):
        if word in ("and", "a"):
            continue
        if word in numbers:
            current += numbers[word]
        elif word in scales:
            current = max(current, 1) * scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0
        else:
            return None
        seen = True
    return float(total + current) if seen else None


@lru_cache(maxsize=4096)
def _split(text: str, parts: tuple[str, ...]) -> tuple[str, ...] | None:
    pieces = re.findall("|".join(sorted(parts, key=len, reverse=True)), text)
    return tuple(pieces) if "".join(pieces) == text else None


def _positional(
    text: str, digits: dict[str, int], scales: dict[str, int], big: int
) -> float | None:
    pieces = _split(text, (*digits, *scales))
    if not pieces:
        return None
    total, section, current = 0, 0, 0
    for piece in pieces:
        if piece in digits:
            current = digits[piece]
        elif scales[piece] >= big:
            total, section, current = total + (section + current or 1) * scales[piece], 0, 0
        else:
            section, current = section + (current or 1) * scales[piece], 0
    return float(total + section + current)


def whole(value: float | None) -> int | None:
    """Return value as a whole number of people, or None where it is none."""
    return int(value) if value is not None and value == int(value) and value >= 0 else None


def values_in(text: str, words: Words) -> set[float]:
    """Return every number that text writes: what a quote may be held against."""
    found: set[float] = set()
    for match in _number(words).finditer(text):
        value = value_of(match[0], words)
        if value is not None:
            found.add(value)
        for part in re.split(r"[^\d.,]+", match[0]):
            if _DIGITS.fullmatch(part):
                found.add(float(part.replace(",", "")))
    return found


@lru_cache(maxsize=16)
def _number(words: Words) -> re.Pattern[str]:
    return re.compile(words.number)
