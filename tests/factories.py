"""Short ways to made-up agencies, users and records."""

from itertools import count
from typing import Any

from django.utils.text import slugify

_numbers = count(1)


def agency(name: str = "", kind: str = "ngo", country: str = "TH") -> Any:
    """Return a new agency."""
    from wayhome.accounts.models import Agency

    name = name or f"Agency {next(_numbers)}"
    return Agency.objects.create(name=name, code=slugify(name)[:32], kind=kind, country=country)


def user(agency: Any, role: str = "case-worker", username: str = "") -> Any:
    """Return a new user of an agency (None: the platform operator); the password is 'password'."""
    from wayhome.accounts.models import User

    made = User(username=username or f"user{next(_numbers)}", agency=agency, role=role)
    made.set_password("password")
    made.save()
    return made


def submission(agency: Any, kind: str = "requests", sender: Any = None) -> Any:
    """Return a stored submission of a few bytes."""
    from wayhome.intake.models import Submission

    return Submission.unguarded.create(
        agency=agency,
        sender=sender,
        kind=kind,
        channel="form",
        filename="made up",
        size=1,
        sha256="0" * 64,
        state="imported",
        synthetic=True,
    )


def record(agency: Any, side: str = "requested", **details: str) -> Any:
    """Return a record with its own person, not yet indexed or matched."""
    from wayhome.people.models import Person, Record

    person = Person.unguarded.create()
    return Record.unguarded.create(
        agency=agency,
        submission=submission(agency),
        side=side,
        details=details,
        nationality=details.get("nationality", ""),
        sex=details.get("sex", ""),
        own_person=person,
        person=person,
        synthetic=True,
    )


def pair(one: Any, other: Any, probability: float = 0.9) -> Any:
    """Return the proposed pair of two records, as the matching would have written it."""
    from wayhome.people.models import Between, Pair

    left, right = sorted((one, other), key=lambda record: record.pk)
    return Pair.unguarded.create(
        left=left,
        right=right,
        between=Between.of(left, right),
        probability=probability,
        bits=3.2,
        model="made up",
        reasons=[
            {"code": "prior", "left": "", "right": "", "bits": -6.0},
            {"code": "name.same", "left": left.name, "right": right.name, "bits": 9.2},
        ],
    )


def matched(*records: Any) -> list[Any]:
    """Index and match these records and whatever else waits; return the pairs that came of it."""
    from django.db.models import Q

    from wayhome.people.models import Pair
    from wayhome.people.pending import run_pending

    run_pending()
    ids = [record.pk for record in records]
    return list(Pair.unguarded.filter(Q(left__in=ids) | Q(right__in=ids)).order_by("-probability"))


def indexed(*records: Any) -> list[Any]:
    """Put these records into the index without matching them; return them."""
    from wayhome.people.indexing import index_records

    index_records(records)
    return list(records)


def everybody() -> list[Any]:
    """Return every current record there is."""
    from wayhome.people.models import Record

    return list(Record.unguarded.filter(current=True))


def as_matched(*records: Any) -> list[Any]:
    """Mark these records as if they had been matched with nothing found; return them."""
    from django.utils import timezone

    from wayhome.people.models import Record

    now = timezone.now()
    Record.unguarded.filter(pk__in=[one.pk for one in records]).update(matched_at=now)
    return list(records)


def request(agency: Any, **details: str) -> Any:
    """Return an open request of an agency, on its main list."""
    from django.utils import timezone

    from wayhome.casework.models import Request

    made = record(agency, "requested", **(details or {"full_name": "Made Up"}))
    return Request.unguarded.create(
        agency=agency,
        record=made,
        series="main",
        row_key=made.pk,
        state_since=timezone.now(),
        synthetic=True,
    )
