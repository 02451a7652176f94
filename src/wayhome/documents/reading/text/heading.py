"""What a document says of itself at its head: front matter, title, day of publication."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import yaml

_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^[ \t]*#{1,3}[ \t]+(\S[^\n]*)$", re.MULTILINE)
_END_OF_SENTENCE = re.compile(r"[.!?။。]['\"”’)\]]*$")
_WORD = re.compile(r"\w")
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Head:
    """Title and day of publication as the document states them, or None."""

    title: str | None
    published: date | None
    language: str | None


def head_of(raw: str) -> Head:
    """Read front matter and heading lines of raw."""
    front = _front_matter(raw)
    title = _text(front.get("title")) or _heading(raw)
    return Head(
        title, _day(front.get("date") or front.get("published")), _text(front.get("language"))
    )


def _front_matter(raw: str) -> Mapping[str, object]:
    match = _FRONT.match(raw[:50_000])
    if match is None:
        return {}
    try:
        loaded = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _heading(raw: str) -> str | None:
    front = _FRONT.match(raw)
    body = raw[front.end() :] if front else raw
    heading = _HEADING.search(body[:3000])
    if heading:
        return heading[1].strip("# *_").strip() or None
    lines = [line.strip() for line in body[:5000].splitlines()]
    filled = [line for line in lines if _WORD.search(line) and not line.startswith("![")]
    if len(filled) < 2 or len(filled[0]) > LONGEST_TITLE or _END_OF_SENTENCE.search(filled[0]):
        return None
    after = lines[lines.index(filled[0]) + 1] if lines.index(filled[0]) + 1 < len(lines) else ""
    return filled[0].strip("# *_") if after == "" or len(filled[1]) > len(filled[0]) else None
