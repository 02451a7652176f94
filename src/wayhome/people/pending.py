"""Matching in the background: every record that waits is indexed, compared, and its pairs kept.

The truth lies in ``Record.matched_at`` and ``Pair.best``: a process that dies anywhere loses
nothing, and the next run goes on.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from wayhome.audit import services as audit
from wayhome.people import actions, comparing
from wayhome.people.assigning import assign_pending
from wayhome.people.candidates import candidates
from wayhome.people.counting import commonness
from wayhome.people.indexing import index_records, register_size
from wayhome.people.matching.profile import Profile
from wayhome.people.models import Between, Pair, Record, Verdict
from wayhome.people.references import unused_references
from wayhome.people.selectors.weights import weights_in_force
from wayhome.people.services.records import seal_ahead
from wayhome.people.services.settling import standing
from wayhome.people.standing_back import rivals_stand_back
from wayhome.people.weights import Weights

logger = logging.getLogger(__name__)
CHUNK = 100  # records matched between two commits
_MOST_PROFILES = 20_000
_IDS_A_QUERY = 500
Progress = Callable[[int], object]
Compare = Callable[[Profile, Sequence[tuple[Profile, bool]]], list[comparing.Comparison]]
Couple = tuple[int, int]  # record ids, the smaller one first


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair as the model sees it now, left.id < right.id."""

    left: Record
    right: Record
    comparison: comparing.Comparison


class Profiles:
    """Profiles by record id: parsing names is the dear part, and candidates come again."""

    def __init__(self) -> None:
        self._known: dict[int, Profile] = {}

    def of(self, record: Record) -> Profile:
        """Return the profile of a record; records never change."""
        if record.pk not in self._known:
            if len(self._known) >= _MOST_PROFILES:
                self._known.clear()
            self._known[record.pk] = comparing.profile_of(record)
        return self._known[record.pk]


def run_pending(progress: Progress | None = None) -> int:
    """Match every waiting record; return how many. ``progress`` is told how many a chunk had."""
    profiles = Profiles()
    _index_all(profiles)
    done = 0
    # The newest first: nobody who comes in waits while the whole register is weighed anew.
    while chunk := list(Record.unguarded.filter(matched_at=None).order_by("-pk")[:CHUNK]):
        _match(chunk[::-1], profiles)
        done += len(chunk)
        if progress:
            progress(len(chunk))
    assign_pending()
    rivals_stand_back()
    return done


def _index_all(profiles: Profiles) -> None:
    """Index everybody who waits before anybody is compared: a list's first rows, too, are held
    against the whole register and its counts."""
    waiting_now = Record.unguarded.filter(matched_at=None)
    last = 0
    while chunk := list(waiting_now.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        try:
            index_records(chunk, {record.pk: profiles.of(record) for record in chunk})
        except DatabaseError:
            raise  # as in _match
        except Exception:
            logger.info("records %s and on wait to be indexed one by one", chunk[0].pk)
        last = chunk[-1].pk


def _match(chunk: Sequence[Record], profiles: Profiles) -> None:
    """Match a chunk; if something in it cannot be compared, the others still are."""
    try:
        match_records(chunk, profiles)
    except DatabaseError:
        raise  # the database is away or busy: the next run goes on here
    except Exception as error:
        if len(chunk) == 1:
            _set_aside(chunk[0], type(error).__name__)
            return
        for record in chunk:
            _match([record], profiles)


def _set_aside(record: Record, error: str) -> None:
    """Leave out a record that cannot be compared, and say so, without what the record says."""
    reference = record.own_person.reference
    logger.error("record of %s (id %s) set aside: %s in matching", reference, record.pk, error)
    with transaction.atomic():
        audit.record(
            action=actions.RECORD_SET_ASIDE,
            actor=None,
            subject_kind="person",
            subject=reference,
            details={"record": record.pk, "error": error},
        )
        Record.unguarded.filter(pk=record.pk).update(matched_at=timezone.now())


def waiting() -> int:
    """Return how many records wait to be matched."""
    return Record.unguarded.filter(matched_at=None).count()


def match_records(records: Sequence[Record], profiles: Profiles | None = None) -> None:
    """Index these records, compare them with the register and keep the pairs worth a look."""
    profiles = profiles or Profiles()
    current = [record for record in records if record.current]
    index_records(records, {record.pk: profiles.of(record) for record in current})
    known = _pairs_of(current)
    weights = weights_in_force()
    proposals = _compare(current, known, profiles, weights)
    _keep(records, proposals, known, weights)


def _pairs_of(records: Sequence[Record]) -> dict[Couple, Pair]:
    ids = [record.pk for record in records]
    pairs = Pair.unguarded.filter(Q(left__in=ids) | Q(right__in=ids))
    return {(pair.left_id, pair.right_id): pair for pair in pairs}


def _compare(
    records: Sequence[Record], known: Iterable[Couple], profiles: Profiles, weights: Weights
) -> dict[Couple, Proposal]:
    """Compare each record with its candidates and with those it was paired with before."""
    wanted = {record.pk: set(candidates(profiles.of(record))) for record in records}
    for left, right in known:
        if left in wanted:
            wanted[left].add(right)
        if right in wanted:
            wanted[right].add(left)
    others = _load(set().union(*wanted.values()))
    size = register_size()
    common = commonness([profiles.of(record) for record in others.values()], size)
    compare = partial(comparing.compare, register_size=size, common=common, weights=weights)
    found: dict[Couple, Proposal] = {}
    for record in records:
        met = [others[pk] for pk in sorted(wanted[record.pk]) if pk in others and pk != record.pk]
        found.update(_compare_one(record, met, profiles, compare))
    return found


def _load(ids: Iterable[int]) -> dict[int, Record]:
    listed = sorted(ids)
    found: dict[int, Record] = {}
    for start in range(0, len(listed), _IDS_A_QUERY):
        part = Record.unguarded.filter(pk__in=listed[start : start + _IDS_A_QUERY], current=True)
        found.update((record.pk, record) for record in part)
    return found


def _compare_one(
    record: Record, met: Sequence[Record], profiles: Profiles, compare: Compare
) -> Iterable[tuple[Couple, Proposal]]:
    others = [other for other in met if other.own_person_id != record.own_person_id]
    rivals = [(profiles.of(o), o.submission_id == record.submission_id) for o in others]
    own = profiles.of(record)
    compared = compare(own, rivals)
    for other, comparison in zip(others, compared, strict=True):
        if record.pk < other.pk:
            yield (record.pk, other.pk), Proposal(record, other, comparison)
        else:
            yield (other.pk, record.pk), Proposal(other, record, comparing.turned(comparison))


def _keep(
    records: Sequence[Record],
    proposals: Mapping[Couple, Proposal],
    known: Mapping[Couple, Pair],
    weights: Weights,
) -> None:
    """Write new pairs, bring open ones up to date, take back those that no longer convince."""
    least = comparing.review_probability()
    fresh = [
        _new_pair(proposal, weights)
        for couple, proposal in proposals.items()
        if couple not in known and proposal.comparison.probability >= least
    ]
    for pair, reference in zip(fresh, unused_references(Pair, "M", len(fresh)), strict=True):
        pair.reference = reference
    renewed = [
        _renewed(pair, proposals[couple].comparison, weights)
        for couple, pair in known.items()
        if couple in proposals and pair.verdict not in (Verdict.SAME, Verdict.DIFFERENT)
    ]
    with transaction.atomic():
        Pair.unguarded.bulk_create(_to_be_proposed(fresh), ignore_conflicts=True)
        _renew(renewed, least)
        ids = [record.pk for record in records]
        Record.unguarded.filter(pk__in=ids).update(matched_at=timezone.now())
        if weights_in_force() != weights:
            # They changed meanwhile: nothing is kept, and the records wait to be weighed by the new
            # ones. Asked after the update, which waits for whoever is changing them.
            transaction.set_rollback(True)


def _new_pair(proposal: Proposal, weights: Weights) -> Pair:
    pair = Pair(
        left=proposal.left,
        right=proposal.right,
        between=Between.of(proposal.left, proposal.right),
        bits=proposal.comparison.bits,
        probability=proposal.comparison.probability,
        model=weights.version,
        reasons=list(proposal.comparison.reasons),
    )
    seal_ahead(pair, "reasons")
    return pair


def _renewed(pair: Pair, comparison: comparing.Comparison, weights: Weights) -> Pair:
    pair.bits, pair.probability = comparison.bits, comparison.probability
    pair.model = weights.version
    pair.reasons = list(comparison.reasons)
    pair.best = None
    seal_ahead(pair, "reasons")
    return pair


def _to_be_proposed(fresh: Sequence[Pair]) -> list[Pair]:
    """Leave out whom a person held apart, and mark what follows from decisions already.

    Read inside the transaction that writes, because decisions may have come since the comparison.
    """
    ids = {pk for pair in fresh for pk in (pair.left_id, pair.right_id)}
    now = _as_they_stand(ids)
    known = standing({record.person_id for record in now.values()})
    kept = []
    for pair in fresh:
        left, right = now[pair.left_id], now[pair.right_id]
        persons = frozenset((left.person_id, right.person_id))
        pair.verdict = known.verdict(left, right)
        if pair.verdict != Verdict.DIFFERENT and persons not in known.apart:
            kept.append(pair)
    return kept


def _as_they_stand(ids: Iterable[int]) -> dict[int, Record]:
    rows = Record.unguarded.only("own_person_id", "person_id", "current")
    listed = sorted(ids)
    found: dict[int, Record] = {}
    for start in range(0, len(listed), _IDS_A_QUERY):
        found.update((r.pk, r) for r in rows.filter(pk__in=listed[start : start + _IDS_A_QUERY]))
    return found


def _renew(pairs: Sequence[Pair], least: float) -> None:
    """Only what is still open is renewed: a pair keeps the evidence that a person decided on."""
    still_open = set(
        Pair.unguarded.filter(pk__in=[pair.pk for pair in pairs])
        .exclude(verdict__in=(Verdict.SAME, Verdict.DIFFERENT))
        .values_list("pk", flat=True)
    )
    pairs = [pair for pair in pairs if pair.pk in still_open]
    convincing = [pair for pair in pairs if pair.probability >= least]
    for pair in convincing:  # one by one: a sealed field cannot be written by a query
        pair.save(update_fields=["bits", "probability", "model", "reasons", "best"])
    weak = [pair.pk for pair in pairs if pair.probability < least]
    Pair.unguarded.filter(
        pk__in=weak, verdict__in=(Verdict.UNDECIDED, Verdict.IMPLIED), decisions=None
    ).delete()
