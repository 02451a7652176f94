"""What waits for a person's word, and what was said. A pair is seen by who sees both records."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, Q, QuerySet

from wayhome.accounts.models import User
from wayhome.people.models import Between, Decision, Pair, Record, Verdict

# Requests with found people before the pairs that tidy lists up, and the likeliest first of each.
FIRST = ("between", "-probability", "pk")
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
    *("reference", "between", "probability", "bits", "reasons", "model", "best", "verdict"),
    "created_at",
    *(f"{side}__{name}" for side in WITH_RECORDS for name in ("details", "side", "agency__name")),
)


def queue(
    user: User, verdict: str = Verdict.UNDECIDED, between: Between | None = None
) -> QuerySet[Pair]:
    """Return the pairs of a verdict that the user may review, in the order they are asked about.

    ``between`` narrows them to those that join such two records.
    """
    pairs = _between(Pair.objects.visible_to(user).filter(verdict=verdict), between)
    sources = [f"{side}__agency" for side in WITH_RECORDS]
    lines = pairs.select_related(*sources).only(*WITH_RECORDS, *sources, *_LINE)
    return lines.order_by(*FIRST)


def _between(pairs: QuerySet[Pair], between: Between | None) -> QuerySet[Pair]:
    return pairs if between is None else pairs.filter(between=between)


def decided(user: User, between: Between | None = None) -> QuerySet[Decision]:
    """Return the decisions that the user may read, newest first, those taken back among them."""
    sources = (f"{side}__{name}" for side in WITH_RECORDS for name in ("agency", "submission"))
    decisions = Decision.objects.visible_to(user).select_related(
        *sources, "pair", "decided_by", "undone_by"
    )
    if between is not None:
        decisions = decisions.filter(pair__between=between)
    return decisions.order_by("-pk")


def pairs_count(user: User, verdict: str = Verdict.UNDECIDED) -> dict[Between, int]:
    """Return how many pairs of a verdict the user may review, by whom they join."""
    pairs = Pair.objects.visible_to(user).filter(verdict=verdict)
    return _counted(pairs.values_list("between").annotate(n=Count("pk")).order_by())


def decided_count(user: User) -> dict[Between, int]:
    """Return how many decisions the user may read, by whom their pairs join."""
    decisions = Decision.objects.visible_to(user)
    return _counted(decisions.values_list("pair__between").annotate(n=Count("pk")).order_by())


def _counted(rows: Iterable[tuple[int, int]]) -> dict[Between, int]:
    found = dict(rows)
    return {one: found.get(one, 0) for one in Between}


def waiting_count(user: User) -> int:
    """Return how many pairs wait for the user's word."""
    return Pair.objects.visible_to(user).filter(verdict=Verdict.UNDECIDED).count()


def pair_by_reference(user: User, reference: str) -> Pair | None:
    """Return a pair that the user may review, with both records and where they come from."""
    pairs: QuerySet[Pair] = Pair.objects.visible_to(user).select_related(*WITH_SOURCES)
    return pairs.filter(reference=reference).first()


def next_pair(
    user: User, put_back: Sequence[str] = (), between: Between | None = None
) -> Pair | None:
    """Return the first pair that waits; those put back come last, in the order they were."""
    waiting = _between(Pair.objects.visible_to(user).filter(verdict=Verdict.UNDECIDED), between)
    first: Pair | None = waiting.exclude(reference__in=put_back).order_by(*FIRST).first()
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
