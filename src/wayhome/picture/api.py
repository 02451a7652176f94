"""Search and overview for agencies' systems."""

from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Field, Router, Schema

from wayhome.accounts.access import signed_in
from wayhome.agreements.models import CASE_STAFF
from wayhome.picture.overview import overview
from wayhome.picture.search import MOST_LETTERS, search

router = Router()


class FoundOut(Schema):
    """Somebody whose record fits: the person's reference, why and how well (0 to 1)."""

    person: str
    side: str
    agency: str
    name: str
    native_name: str
    nationality: str
    why: str
    score: float


class SearchOut(Schema):
    """The page of the one thing that a reference names, or people who fit."""

    address: str | None
    found: list[FoundOut]


class SearchIn(Schema):
    """What is looked for: a name in any script, a document number, a phone or a reference."""

    words: str = Field(max_length=MOST_LETTERS)


@router.post("/search", response=SearchOut)
def find(request: HttpRequest, search_for: SearchIn) -> dict[str, Any]:
    """Search by name in any script, document number, phone or reference; it is logged.

    The words come in the body: a name in an address would stay in servers' logs.
    """
    user = signed_in(request)
    if user.role not in CASE_STAFF:
        raise PermissionDenied
    answer = search(user, search_for.words)
    found = [
        {
            "person": one.record.person.reference,
            "side": one.record.side,
            "agency": one.record.agency.reference,
            "name": one.record.details.get("full_name", ""),
            "native_name": one.record.details.get("native_name", ""),
            "nationality": one.record.nationality,
            "why": one.why,
            "score": one.score,
        }
        for one in answer.found
    ]
    return {"address": answer.address, "found": found}


@router.get("/overview", response=dict[str, Any])
def today(request: HttpRequest) -> dict[str, Any]:
    """Counts only: what stands where."""
    return asdict(overview(signed_in(request)))
