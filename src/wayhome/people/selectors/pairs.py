"""What waits for a person's word, and what was said. A pair is seen by who sees both records."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from wayhome.accounts.models import User
from wayhome.people.models import Decision, Pair, Record, Verdict

WITH_RECORDS = ("left", "right")
WITH_SOURCES = (
    "left__agency",
    "right__agency",
    "left__submission",
    "right__submission",
    "left__own_person",
    "right__own_person",
    "left__person",
    "right__person",
)


# What a line of the queue says of a pair and its records, on a page or to a system.
_LINE = (
    *("reference", "probability", "bits", "model", "best", "verdict", "created_at"),
    *(f"{side}__{name}" for side in WITH_RECORDS for name in ("details", "side", "agency__name")),
)


def queue(user: User, verdict: str = Verdict.UNDECIDED) -> QuerySet[Pair]:
    """Return the pairs of a verdict that the user may review, the likeliest first."""
    pairs = Pair.objects.visible_to(user).filter(verdict=verdict)
    sources = [f"{side}__agency" for side in WITH_RECORDS]
    lines = pairs.select_related(*sources).only(*WITH_RECORDS, *sources, *_LINE)
    return lines.order_by("-probability", "pk")


def decided(user: User) -> QuerySet[Decision]:
    """Return the decisions that the user may read, newest first, those taken back among them."""
    sources = (f"{side}__{name}" for side in WITH_RECORDS for name in ("agency", "submission"))
    decisions = Decision.objects.visible_to(user).select_related(
        *sources, "pair", "decided_by", "undone_by"
    )
    return decisions.order_by("-pk")


def waiting_count(user: User) -> int:
    """Return how many pairs wait for the user's word."""
    return Pair.objects.visible_to(user).filter(verdict=Verdict.UNDECIDED).count()


def pair_by_reference(user: User, reference: str) -> Pair | None:
    """Return a pair that the user may review, with both records and where they come from."""
    pairs: QuerySet[Pair] = Pair.objects.visible_to(user).select_related(*WITH_SOURCES)
    return pairs.filter(reference=reference).first()


def next_pair(user: User, put_back: Sequence[str] = ()) -> Pair | None:
    """Return the likeliest pair that waits; those put back come last, in the order they were."""
    waiting = Pair.objects.visible_to(user).filter(verdict=Verdict.UNDECIDED)
    likeliest = waiting.exclude(reference__in=put_back).order_by("-probability", "pk")
    first: Pair | None = likeliest.first()
    if first is not None:
        return first
    left = {pair.reference: pair for pair in waiting.filter(reference__in=put_back)}
    return next((left[reference] for reference in put_back if reference in left), None)


def decision_by_reference(user: User, reference: str) -> Decision | None:
    """Return a decision about a pair that the user may review."""
    decisions = Decision.objects.visible_to(user).select_related("pair", "decided_by")
    return decisions.filter(reference=reference).first()


def decisions_about(user: User, *records: Record) -> list[Decision]:
    """Return the decisions about any version of these records that the user may read."""
    owns = [record.own_person_id for record in records]
    about = Q(left__own_person__in=owns) | Q(right__own_person__in=owns)
    decisions = Decision.objects.visible_to(user).filter(about)
    return list(
        decisions.select_related(
            "pair", "decided_by", "undone_by", "left__own_person", "right__own_person"
        ).order_by("-pk")[:50]
    )


def word_about(user: User, pair: Pair) -> Decision | None:
    """Return the word in force about the two people of a pair, as far as the user may read it."""
    left, right = pair.left.own_person_id, pair.right.own_person_id
    about = Q(left__own_person=left, right__own_person=right) | Q(
        left__own_person=right, right__own_person=left
    )
    decisions = Decision.objects.visible_to(user).filter(about, undone_at=None)
    return decisions.select_related("decided_by").order_by("-pk").first()
