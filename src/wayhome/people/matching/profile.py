"""One record's description of a person, brought to the form that is compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wayhome.intake.tables.codes import is_error_cell, is_placeholder
from wayhome.people.matching import fields
from wayhome.people.matching.dates import PartialDate, birth_years, parse_date
from wayhome.people.matching.documents import DocumentNumber, parse_documents
from wayhome.people.matching.names import Name, parse

_NAMES = ("id", "full_name", "given_name", "family_name", "other_names", "native_name")
_BIRTH = ("sex", "birth_date", "birth_year", "age", "nationality")
_PAPERS = ("document_type", "document_number", "phone", "email", "social_account")
_PLACES = ("address", "postcode", "place_of_birth", "occupation", "last_known_place")
_REST = ("last_contact_date", "family_contact", "notes")
# The columns of a list, as the fixed commands name them.
CANONICAL_COLUMNS = (*_NAMES, *_BIRTH, *_PAPERS, *_PLACES, *_REST)

_LONGEST_NAME = 300  # signs; longer cells hold a story, not a name
_MOST_OTHER_NAMES = 6


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one person; an empty value means unknown and weighs nothing.

    `names` are all names, the full one first, without repetitions; `birth` is the birth date as
    far as it is known; `years` the birth years an age allows.
    """

    id: str = ""
    full: Name | None = None
    native: Name | None = None
    others: tuple[Name, ...] = ()
    names: tuple[Name, ...] = ()
    sex: str = ""
    birth: PartialDate | None = None
    years: tuple[int, int] | None = None
    nationalities: tuple[str, ...] = ()
    documents: tuple[DocumentNumber, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    postcode: str = ""
    birth_place: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    last_place: tuple[str, ...] = ()
    last_contact: PartialDate | None = None
    family_phones: tuple[str, ...] = ()
    family_words: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name to show for this record."""
        return self.names[0].raw if self.names else "(no name given)"

    @classmethod
    def from_row(cls, row: Mapping[str, str | None], as_of: date | None = None) -> "Profile":
        """A profile from canonical columns, any of which may be missing or empty.

        `as_of` is the day on which ages were true; without it an age is taken on the day of
        last contact, and left out if that is not known either. Nothing is refused: what cannot
        be read is unknown.
        """
        given = {k: str(v).strip() for k, v in row.items() if k in _COLUMNS and v is not None}
        cell = {k: v for k, v in given.items() if k == "id" or not _says_nothing(v)}
        nationalities = fields.nationalities_of(cell.get("nationality", ""))
        return cls(
            id=cell.get("id", ""),
            sex=fields.sex_of(cell.get("sex", "")),
            nationalities=nationalities,
            **_names_in(cell),
            **_dates_in(cell, as_of),
            **_contacts_in(cell, nationalities[0] if nationalities else ""),
            **_places_in(cell),
        )


def _names_in(cell: Mapping[str, str]) -> dict[str, Any]:
    full, native = _full_name(cell), _name(cell.get("native_name", ""))
    others = _other_names(cell.get("other_names", ""))
    names = tuple({n.raw: n for n in (full, native, *others) if n}.values())
    return {"full": full, "native": native, "others": others, "names": names}


def _dates_in(cell: Mapping[str, str], as_of: date | None) -> dict[str, Any]:
    last_contact = parse_date(cell.get("last_contact_date", ""))
    birth = parse_date(cell.get("birth_date", "")) or parse_date(cell.get("birth_year", ""))
    years = None if birth else _years(cell.get("age", ""), _day(last_contact) or as_of)
    return {"birth": birth, "years": years, "last_contact": last_contact}


def _contacts_in(cell: Mapping[str, str], country: str) -> dict[str, Any]:
    family = cell.get("family_contact", "")
    return {
        "documents": parse_documents(
            cell.get("document_number", ""), cell.get("document_type", "")
        ),
        "phones": fields.phones_of(cell.get("phone", ""), country),
        "emails": fields.emails_of(cell.get("email", "")),
        "accounts": fields.accounts_of(cell.get("social_account", "")),
        "family_phones": fields.phones_of(family, country),
        "family_words": fields.place_words("".join(c for c in family if not c.isdigit())),
    }


def _places_in(cell: Mapping[str, str]) -> dict[str, Any]:
    return {
        "address": fields.place_words(cell.get("address", "")),
        "postcode": "".join(fields.fold(cell.get("postcode", "")).split()),
        "birth_place": fields.place_words(cell.get("place_of_birth", "")),
        "occupation": fields.place_words(cell.get("occupation", "")),
        "last_place": fields.place_words(cell.get("last_known_place", "")),
    }


_COLUMNS = frozenset(CANONICAL_COLUMNS)


def _says_nothing(cell: str) -> bool:
    """What people write where they know nothing is nothing that two records share."""
    return is_placeholder(cell) or is_error_cell(cell)


def _full_name(cell: Mapping[str, str]) -> Name | None:
    parts = (cell.get("given_name", ""), cell.get("family_name", ""))
    return _name(cell.get("full_name", "") or " ".join(p for p in parts if p))


def _name(text: str) -> Name | None:
    name = parse(text[:_LONGEST_NAME]) if text else None
    return name if name and name.tokens else None


def _other_names(text: str) -> tuple[Name, ...]:
    parts = [_name(part.strip()) for part in text.split(";")]
    return tuple(n for n in parts if n)[:_MOST_OTHER_NAMES]


def _years(age: str, on: date | None) -> tuple[int, int] | None:
    if on is None or not age.isdecimal() or len(age) > 3 or not 0 < int(age) < 120:
        return None
    return birth_years(int(age), on)


def _day(partial: PartialDate | None) -> date | None:
    if partial is None or not partial.real:
        return None
    return date(partial.year, partial.month or 7, partial.day or 1)
