"""Pairs, decisions and persons for agencies' systems: the same doors as the pages."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError
from ninja.pagination import paginate

from wayhome.accounts.access import signed_in
from wayhome.accounts.models import User
from wayhome.accounts.roles import Role
from wayhome.people import actions, comparing, selectors, services
from wayhome.people.matching import names
from wayhome.people.matching.deciding import Outlook
from wayhome.people.models import Between, Decision, Pair, Record, Verdict
from wayhome.vault.ids import read_reference

router = Router()
Joins = Literal["request-and-found", "two-requests", "two-found"]


class RecordOut(Schema):
    """One source's description of a person, with where it comes from."""

    person: str = Field(alias="person.reference")
    own_person: str = Field(alias="own_person.reference")
    agency: str = Field(alias="agency.reference")
    submission: str = Field(alias="submission.reference")
    row: int | None
    side: str
    current: bool
    details: dict[str, Any]


class PairOut(Schema):
    """Two records that may be one person, as the model saw them."""

    reference: str
    between: Joins
    probability: float
    bits: float
    model: str
    best: bool | None
    verdict: str
    created_at: datetime

    @staticmethod
    def resolve_between(pair: Pair) -> str:
        """Return the word for whom the pair joins."""
        return Between(pair.between).code


class SightOut(Schema):
    """Where a pair would stand, and by which level of a field."""

    code: str
    bits: float
    probability: float
    band: Literal["none", "review", "likely"]


class MissingOut(Schema):
    """A field that was not compared; ``instead_of`` is what is known of it so far, if anything."""

    field: str
    instead_of: str
    decides: bool
    agrees: SightOut
    differs: SightOut


class PairDetail(PairOut):
    """With both records and the reasons of the score, as the reviewer's page shows them.

    ``names`` are the two that say most: which words and letters met, left and right as below;
    ``missing`` is what was not compared, the most deciding first.
    """

    left: RecordOut
    right: RecordOut
    band: Literal["none", "review", "likely"]
    reasons: list[dict[str, Any]]
    names: dict[str, Any] | None
    missing: list[MissingOut]

    @staticmethod
    def resolve_band(pair: Pair) -> str:
        """Return the band of the pair; names alone never make it likely."""
        return comparing.band(pair.probability, pair.reasons)

    @staticmethod
    def resolve_names(pair: Pair) -> dict[str, Any] | None:
        """Return how the names of the pair meet, letter by letter."""
        why = comparing.names_met(pair.reasons)
        return names.seen(why) if why else None

    @staticmethod
    def resolve_missing(pair: Pair) -> list[Outlook]:
        """Return what would decide the pair, and what would not."""
        one_list = pair.left.submission_id == pair.right.submission_id
        return comparing.outlooks(pair.reasons, one_list, selectors.weights_of(pair))


class DecisionIn(Schema):
    """An answer about a pair; ``seen`` is the reference of the decision you saw in force."""

    pair: str
    verdict: Literal["same", "different", "unsure"]
    why: str = Field("", max_length=2000)
    seen: str | None = None


class DecisionOut(Schema):
    """Somebody's word about a pair."""

    reference: str
    pair: str = Field(alias="pair.reference")
    verdict: str
    why: str
    decided_by: str = Field(alias="decided_by.username")
    decided_at: datetime
    undone_at: datetime | None


class PersonOut(Schema):
    """A person: the records that you may see, and whether others have a match."""

    reference: str
    records: list[RecordOut]
    match_elsewhere: Literal["", "proposed", "confirmed"]


@router.get("/pairs", response=list[PairOut])
@paginate
def list_pairs(
    request: HttpRequest,
    verdict: Literal["undecided", "unsure", "same", "different"] = "undecided",
    between: Joins | None = None,
) -> Any:
    """List the pairs that you may review: a request and a found person first, then the likeliest.

    ``between`` narrows the list to pairs that join such two records.
    """
    joins = Between.by_code()[between] if between else None
    return selectors.queue(_reviewer(request), Verdict(verdict), joins)


@router.get("/pairs/{reference}", response=PairDetail)
def get_pair(request: HttpRequest, reference: str) -> Pair:
    """Read a pair with both records; the log keeps that you did."""
    user = _reviewer(request)
    pair = _pair(user, reference)
    services.log_view(user=user, action=actions.PAIR_VIEWED, kind="pair", reference=pair.reference)
    return pair


@router.post("/decisions", response={201: DecisionOut})
def decide(request: HttpRequest, answer: DecisionIn) -> Status[Decision]:
    """Say of a pair: same person, different people, or unsure."""
    user = _reviewer(request)
    try:
        decision = services.decide(
            user=user,
            pair=_pair(user, answer.pair),
            verdict=answer.verdict,
            why=answer.why,
            seen=answer.seen,
        )
    except (services.Clash, services.AnsweredMeanwhile) as trouble:
        raise HttpError(409, str(trouble)) from trouble
    return Status(201, decision)


@router.post("/decisions/{reference}/undo", response=DecisionOut)
def undo(request: HttpRequest, reference: str) -> Decision:
    """Take a decision back; doing it again changes nothing."""
    user = _reviewer(request)
    decision = selectors.decision_by_reference(user, read_reference(reference) or "")
    if decision is None:
        raise Http404
    try:
        return services.undo(user=user, decision=decision)
    except services.Clash as clash:
        raise HttpError(409, str(clash)) from clash


@router.get("/persons/{reference}", response=PersonOut)
def get_person(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Read a person: every record that you may see; the log keeps that you did."""
    user = signed_in(request)
    person = selectors.person_by_reference(user, read_reference(reference) or "")
    if person is None:
        raise Http404
    services.log_view(
        user=user, action=actions.PERSON_VIEWED, kind="person", reference=person.reference
    )
    records: list[Record] = selectors.records_of(user, person)
    states = selectors.matches_elsewhere(user, [r for r in records if r.current]).values()
    state = "confirmed" if "confirmed" in states else "proposed" if "proposed" in states else ""
    return {"reference": person.reference, "records": records, "match_elsewhere": state}


def _reviewer(request: HttpRequest) -> User:
    user = signed_in(request)
    if user.role != Role.REVIEWER:
        raise HttpError(403, "only reviewers read and decide pairs")
    return user


def _pair(user: User, reference: str) -> Pair:
    pair = selectors.pair_by_reference(user, read_reference(reference) or "")
    if pair is None:
        raise Http404
    return pair
