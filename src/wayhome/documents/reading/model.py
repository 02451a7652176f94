"""What a reading is made of: facts, incidents and warnings, each tied to its exact characters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wayhome.documents.reading.verify import Drop


class Unreadable(ValueError):
    """A file that holds no text we can read; the message says why and what to do."""


@dataclass(frozen=True)
class Context:
    """What is known of a text before it is read."""

    published: date | None = None
    name: str = "text"
    sha256: str | None = None
    language: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class Remark:
    """A warning about a document, tied to a place in it where there is one."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the form of facts.schema.json."""
        return {"code": self.code, "message": self.message, "start": self.start, "end": self.end}


@dataclass(frozen=True)
class Fact:
    """One thing a document says. `values` are the schema's fields for the fact's type."""

    id: str
    type: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    incident: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the form of facts.schema.json."""
        return {
            "id": self.id,
            "type": self.type,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "rule": self.rule,
            "confidence": self.confidence,
            "incident": self.incident,
            **self.values,
        }


@dataclass(frozen=True)
class Incident:
    """One event that the document says has happened or has fixed for a day."""

    id: str
    kind: str
    date: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    actors: tuple[str, ...]
    status: str
    start: int
    end: int
    quote: str

    def as_dict(self) -> dict[str, object]:
        """Return the form of facts.schema.json."""
        return {
            "id": self.id,
            "kind": self.kind,
            "date": self.date,
            "place": self.place,
            "country": self.country,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "actors": list(self.actors),
            "status": self.status,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
        }


@dataclass(frozen=True)
class DateMention:
    """Words that name a date, [start, end) of the text, and the date they name (ISO, partial)."""

    start: int
    end: int
    date: str

    def as_dict(self) -> dict[str, object]:
        """Return plain values, to be stored."""
        return {"start": self.start, "end": self.end, "date": self.date}


@dataclass(frozen=True)
class Reading:
    """A whole document, read: `text` is what every offset points into."""

    name: str
    sha256: str
    language: str | None
    title: str | None
    published: str | None
    text: str
    facts: tuple[Fact, ...]
    incidents: tuple[Incident, ...]
    warnings: tuple[Remark, ...]
    dropped: tuple[Drop, ...] = ()
    dates: tuple[DateMention, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return one object valid against facts.schema.json."""
        return {
            "document": {
                "name": self.name,
                "sha256": self.sha256,
                "language": self.language,
                "title": self.title,
                "published": self.published,
                "characters": len(self.text),
            },
            "incidents": [one.as_dict() for one in self.incidents],
            "facts": [one.as_dict() for one in self.facts],
            "warnings": [one.as_dict() for one in self.warnings],
        }
