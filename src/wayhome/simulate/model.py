"""What a made-up world consists of, as frozen dataclasses. Holds no rule and draws no chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

Values = Mapping[str, str]
"""One record in canonical columns; a column left out or empty was not given."""


@dataclass(frozen=True, slots=True)
class NamePart:
    """One part of a name: its own script, its spelling in the passport, and other romanisations."""

    role: str
    native: str
    latin: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name in its culture's order."""

    culture: str
    parts: tuple[NamePart, ...]
    nickname: str


@dataclass(frozen=True, slots=True)
class Person:
    """The truth about one made-up human being."""

    id: str
    name: PersonName
    full_name: str
    given_name: str
    family_name: str
    native_name: str
    sex: str
    birth_date: date
    nationality: str
    passport: str
    phone: str
    home_place: str
    occupation: str
    family_id: str
    family_contact: str
    lure: str
    lured_on: date
    site_id: str
    requested_on: date | None = None
    way_out: str = ""
    found_on: date | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A made-up compound near a real town."""

    id: str
    name: str
    near: str
    country: str
    latitude: float
    longitude: float
    opposite: str


@dataclass(frozen=True, slots=True)
class Row:
    """One source's record of one person; `kind` is request or found."""

    id: str
    person_id: str
    source: str
    kind: str
    values: Values


@dataclass(frozen=True, slots=True)
class RequestList:
    """One version of an agency's list of missing people. `stated_total` None: no total row."""

    file: str
    agency: str
    agency_name: str
    country: str
    version: int
    as_of: date
    layout: str
    stated_total: int | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Encounter:
    """A group found at a place and time. `head_count` is by nationality and adds up to the rows."""

    id: str
    file: str
    agency: str
    time: datetime
    place: str
    province: str
    country: str
    latitude: float
    longitude: float
    river: str
    units: tuple[str, ...]
    head_count: Mapping[str, int]
    papers_carried: str
    search_found: str
    statement: str
    site_id: str
    rows: tuple[Row, ...]

    @property
    def total(self) -> int:
        """People in the group."""
        return sum(self.head_count.values())


@dataclass(frozen=True, slots=True)
class Handover:
    """People who passed from one custodian to another. `counted` equals the rows."""

    id: str
    file: str
    day: date
    place: str
    province: str
    given_by: str
    taken_by: str
    counted: int
    head_count: Mapping[str, int]
    site_id: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class StatedFact:
    """Something a document says, with its place in the text (code points, end exclusive)."""

    type: str
    value: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Document:
    """A made-up article or letter and the facts it states; `about` is an encounter or handover."""

    file: str
    language: str
    published: date
    about: str
    text: str
    facts: tuple[StatedFact, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """Calls, payments and advertisements, as rows ready to write."""

    calls: tuple[Values, ...]
    payments: tuple[Values, ...]
    advertisements: tuple[Values, ...]
