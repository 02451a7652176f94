"""Turns a person into a record as one writer would put it down, before and after noise."""

from datetime import date, timedelta

from wayhome.simulate.model import Person, Row
from wayhome.simulate.noise import Noise, disturb


def asked_for(person: Person, contact: bool = True) -> dict[str, str]:
    """What whoever asks for the person knows, in canonical columns, without error."""
    last_contact: date = person.lured_on + timedelta(days=int(person.id[-2:]) % 60 + 3)
    return {
        **_described(person),
        "phone": person.phone,
        "last_known_place": _last_known(person),
        "last_contact_date": last_contact.isoformat(),
        "family_contact": person.family_contact if contact else "",
        "notes": f"Left for a job as {person.lure}",
    }


def found(person: Person, place: str, day: date) -> dict[str, str]:
    """What whoever finds the person can write down: phones were mostly taken away."""
    return {
        **_described(person),
        "last_known_place": place,
        "last_contact_date": day.isoformat(),
    }


def _described(person: Person) -> dict[str, str]:
    return {
        "full_name": person.full_name,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "native_name": person.native_name,
        "sex": person.sex,
        "birth_date": person.birth_date.isoformat(),
        "nationality": person.nationality,
        "document_type": "passport",
        "document_number": person.passport,
        "place_of_birth": person.home_place,
        "occupation": person.occupation,
    }


def _last_known(person: Person) -> str:
    return ("Bangkok", "Mae Sot", "Myawaddy", "", "Thai-Myanmar border")[int(person.id[-3:]) % 5]


def observe(
    values: dict[str, str],
    person: Person,
    *,
    row: str,
    source: str,
    kind: str,
    writer: str,
    noise: Noise,
    seed: int,
    attempt: int = 1,
) -> Row:
    """The record that `writer` makes; `attempt` 2 is a second look at the same row."""
    written = disturb(values, person, noise, seed, writer, f"{row}/{attempt}")
    return Row(row, person.id, source, kind, {"id": row, **written})
