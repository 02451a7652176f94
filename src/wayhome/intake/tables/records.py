"""Reads lists of records: JSON and PFIF 1.4 XML. Refuses entities, depth and what is no list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from wayhome.intake.tables.encodings import decode
from wayhome.intake.tables.model import Cell, Limits, Refused, Warning_
from wayhome.intake.tables.workbook import Grid, RawSheet

PFIF_FIELDS: Mapping[str, str] = {
    "person_record_id": "id",
    "full_name": "full_name",
    "given_name": "given_name",
    "family_name": "family_name",
    "alternate_names": "other_names",
    "sex": "sex",
    "date_of_birth": "birth_date",
    "age": "age",
    "home_postal_code": "postcode",
    "profile_urls": "social_account",
    "description": "notes",
}
"""PFIF 1.4 person fields with one canonical column each (PFIF 1.4, person record)."""
PFIF_ADDRESS = ("home_street", "home_neighborhood", "home_city", "home_state", "home_country")
PFIF_AUTHOR = ("author_name", "author_phone", "author_email")
PFIF_COLUMNS = (
    *PFIF_FIELDS.values(),
    "address",
    "family_contact",
    "last_known_place",
)


def read_json(data: bytes, filename: str, limits: Limits) -> tuple[RawSheet, tuple[Warning_, ...]]:
    """A list of objects, or an object with such a list under 'records'. Raises `Refused`."""
    text = decode(data, filename).text.rstrip("\0\x1a \r\n\t")
    try:
        found = json.loads(text, parse_constant=lambda _: None)
    except RecursionError as error:
        raise _no_records(filename, "it is nested too deeply") from error
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        where = f"{filename}, line {line}" if line else filename
        raise _no_records(where, "it is no whole JSON text") from error
    if isinstance(found, dict):
        found = found.get("records")
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise _no_records(filename, "it is no list of objects")
    return _sheet(found, filename, limits)


def _sheet(
    records: list[dict[str, Any]], filename: str, limits: Limits
) -> tuple[RawSheet, tuple[Warning_, ...]]:
    keys = list(dict.fromkeys(key for record in records for key in record))
    if len(records) > limits.rows or len(keys) > limits.columns:
        raise Refused(
            "too_large",
            f"it has {len(records):,} records of {len(keys):,} fields",
            filename,
            f"send at most {limits.rows:,} records of {limits.columns:,} fields at once",
        )
    warnings: list[Warning_] = []
    rows = []
    for number, record in enumerate(records, start=1):
        rows.append(tuple(_value(record.get(key), number, key, warnings) for key in keys))
    grid = [tuple(keys), *rows]
    return RawSheet("", grid, names_every_row=True), tuple(warnings)


def _value(value: Any, number: int, key: str, warnings: list[Warning_]) -> Cell:
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return "; ".join(map(str, value)) or None
    if isinstance(value, list | dict):
        message = f"record {number}: the nested value was kept as text"
        warnings.append(Warning_("nested_value", "", number, key, message))
        return json.dumps(value, ensure_ascii=False)
    return None if value == "" else value


def _no_records(where: str, message: str) -> Refused:
    mend = 'send [{"full_name": "…"}, …] or {"records": […]}'
    return Refused("not_a_list", message, where, mend)


def read_pfif(data: bytes, filename: str, limits: Limits) -> tuple[RawSheet, tuple[Warning_, ...]]:
    """The persons of a PFIF 1.1 to 1.4 file, each with what its newest note says of the place.

    The home country is where somebody lived, so it goes into the address, never into nationality.
    Raises `Refused`: 'document_type' for XML entities, 'damaged', 'not_a_list'.
    """
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused(
            "document_type",
            "the XML defines entities of its own, which PFIF never needs",
            filename,
            "send PFIF without a DOCTYPE",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        message = f"the XML breaks off or is not well formed ({error})"
        raise Refused("damaged", message, filename, "send the whole PFIF file") from error
    if _tag(root) != "pfif":
        message = f"it is XML, but its root is '{_tag(root)}' and not 'pfif'"
        mend = "save the list as .xlsx, .ods or .csv and send that"
        raise Refused("not_a_list", message, filename, mend)
    people = [node for node in root.iter() if _tag(node) == "person"]
    places = _newest_places(node for node in root.iter() if _tag(node) == "note")
    records = [_person(_fields(node), places) for node in people]
    grid: Grid = [PFIF_COLUMNS]
    grid += [tuple([record.get(column) for column in PFIF_COLUMNS]) for record in records]
    if len(records) > limits.rows:
        message = f"it has {len(records):,} persons"
        raise Refused("too_large", message, filename, f"send at most {limits.rows:,} at once")
    return RawSheet("", grid, names_every_row=True), ()


def _tag(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _fields(node: Element) -> dict[str, str]:
    return {_tag(child): (child.text or "").strip() for child in node}


def _newest_places(notes: Iterable[Element]) -> dict[str, str]:
    """Person record id to the place of the newest note that names one (by source_date)."""
    newest: dict[str, tuple[str, str]] = {}
    for note in notes:
        fields = _fields(note)
        place, dated = fields.get("last_known_location", ""), fields.get("source_date", "")
        person = fields.get("person_record_id", "")
        if place and (dated, place) > newest.get(person, ("", "")):
            newest[person] = (dated, place)
    return {person: place for person, (_, place) in newest.items()}


def _person(fields: Mapping[str, str], places: Mapping[str, str]) -> dict[str, str | None]:
    record: dict[str, str | None] = {
        column: fields.get(name) or None for name, column in PFIF_FIELDS.items()
    }
    others = [name.strip() for name in fields.get("alternate_names", "").splitlines()]
    record["other_names"] = ";".join(name for name in others if name) or None
    record["address"] = ", ".join(fields[n] for n in PFIF_ADDRESS if fields.get(n)) or None
    record["family_contact"] = ", ".join(fields[n] for n in PFIF_AUTHOR if fields.get(n)) or None
    record["last_known_place"] = places.get(fields.get("person_record_id", ""))
    return record
