"""Short ways to made-up agencies, users and records."""

from itertools import count
from typing import Any

from django.utils.text import slugify

_numbers = count(1)
PRIOR = -10.0  # bits, of the pairs that somebody answered


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


def answered(user: Any, rows: Any, model: str = "") -> list[Any]:
    """Return the decisions about made-up pairs, one a row of (reasons by code and bits, verdict).

    The records are superseded and stand outside the index; a prior is added.
    """
    from django.utils import timezone

    from wayhome.people.models import Between, Decision, Pair, Person, Record
    from wayhome.people.weights import shipped_version

    lists = [submission(user.agency), submission(user.agency)]
    made = []
    for reasons, verdict in rows:
        sides = []
        for sent in lists:
            person = Person.unguarded.create()
            sides.append(
                Record.unguarded.create(
                    agency=user.agency,
                    submission=sent,
                    side="found",
                    details={"full_name": "Made Up"},
                    own_person=person,
                    person=person,
                    matched_at=timezone.now(),
                    current=False,
                    synthetic=True,
                )
            )
        terms = [("prior", PRIOR), *reasons]
        bits = sum(weight for _code, weight in terms)
        pair = Pair.unguarded.create(
            left=sides[0],
            right=sides[1],
            between=Between.TWO_FOUND,
            probability=1 / (1 + 2.0**-bits),
            bits=bits,
            model=model or shipped_version(),
            reasons=[{"code": c, "left": "a", "right": "b", "bits": w} for c, w in terms],
            best=False,
            verdict=verdict,
        )
        made.append(
            Decision.unguarded.create(
                pair=pair,
                left=sides[0],
                right=sides[1],
                verdict=verdict,
                decided_by=user,
                agency=user.agency,
                bits=bits,
                probability=pair.probability,
                model=pair.model,
            )
        )
    return made
