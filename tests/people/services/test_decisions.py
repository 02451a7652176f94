"""The newest human word counts; what it makes of persons and pairs can be taken back exactly."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied
from tests import factories

from wayhome.audit.models import Entry
from wayhome.people import pending, signals
from wayhome.people.models import Decision, Pair, Record, Verdict
from wayhome.people.services import Clash, decide, undo

pytestmark = pytest.mark.django_db

NOBODY = {"full_name": "Made Up"}


@pytest.fixture
def three(embassy, patrol):
    """Three records, each pair of which was proposed."""
    records = [factories.record(agency, **NOBODY) for agency in (embassy, patrol, patrol)]
    factories.as_matched(*records)
    return records, [factories.pair(*two) for two in itertools.combinations(records, 2)]


def state():
    return (
        sorted(Record.unguarded.values_list("pk", "person_id")),
        sorted(Pair.unguarded.values_list("pk", "verdict")),
    )


def persons(records):
    return [Record.unguarded.get(pk=record.pk).person_id for record in records]


def verdict_of(pair):
    return Pair.unguarded.get(pk=pair.pk).verdict


def test_same_makes_them_one_person_the_one_that_was_there_first(three, reviewer):
    records, (first, _second, _third) = three
    decide(user=reviewer, pair=first, verdict="same")
    together = records[0].own_person_id
    assert persons(records) == [together, together, records[2].own_person_id]


def test_what_follows_from_others_is_not_asked(three, reviewer):
    _, (first, second, third) = three
    decide(user=reviewer, pair=first, verdict="same")
    decide(user=reviewer, pair=second, verdict="same")
    assert verdict_of(third) == Verdict.IMPLIED


def test_who_is_held_apart_from_one_is_held_apart_from_his_other_records(three, reviewer):
    _, (first, second, third) = three
    decide(user=reviewer, pair=first, verdict="same")
    decide(user=reviewer, pair=second, verdict="different")
    assert verdict_of(third) == Verdict.IMPLIED


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_undo_restores_exactly(three, reviewer, verdict):
    _, (first, second, _) = three
    decide(user=reviewer, pair=first, verdict="same")
    before = state()
    undo(user=reviewer, decision=decide(user=reviewer, pair=second, verdict=verdict))
    assert state() == before


def test_undo_brings_the_word_before_back_into_force(three, reviewer):
    _, (first, _, _) = three
    decide(user=reviewer, pair=first, verdict="same")
    before = state()
    undo(user=reviewer, decision=decide(user=reviewer, pair=first, verdict="different"))
    assert state() == before


def test_a_different_inside_one_person_is_refused_naming_what_is_in_the_way(three, reviewer):
    records, (first, second, third) = three
    decide(user=reviewer, pair=first, verdict="same")
    apart = decide(user=reviewer, pair=second, verdict="different")
    before = state()
    with pytest.raises(Clash) as clash:
        decide(user=reviewer, pair=third, verdict="same")
    assert apart.reference in clash.value.decisions
    assert apart.reference in str(clash.value)
    assert records[0].own_person.reference in str(clash.value)
    assert state() == before


def test_an_undo_that_would_contradict_later_decisions_is_refused(three, reviewer):
    _, (first, second, third) = three
    decide(user=reviewer, pair=first, verdict="different")
    late = decide(user=reviewer, pair=first, verdict="unsure")
    decide(user=reviewer, pair=second, verdict="same")
    decide(user=reviewer, pair=third, verdict="same")
    with pytest.raises(Clash):
        undo(user=reviewer, decision=late)


def test_undoing_twice_changes_and_logs_nothing_more(three, reviewer):
    _, (first, _, _) = three
    decision = decide(user=reviewer, pair=first, verdict="same")
    undo(user=reviewer, decision=decision)
    before, logged = state(), Entry.objects.count()
    undo(user=reviewer, decision=decision)
    assert (state(), Entry.objects.count()) == (before, logged)


def test_only_a_reviewer_who_sees_both_records_decides(three, embassy, patrol, centre):
    _, (across, _, within_patrol) = three
    outsiders = [
        factories.user(embassy, "reviewer"),
        factories.user(patrol, "field-officer"),
        factories.user(centre, "case-worker"),
    ]
    for user in outsiders:
        with pytest.raises(PermissionDenied):
            decide(user=user, pair=across, verdict="same")
    decide(user=factories.user(patrol, "reviewer"), pair=within_patrol, verdict="same")


def test_a_decision_keeps_the_evidence_it_was_made_on(three, reviewer):
    _, (first, _, _) = three
    decision = decide(user=reviewer, pair=first, verdict="same", why="the scar on the chin")
    kept = Decision.unguarded.get(pk=decision.pk)
    assert (kept.bits, kept.probability, kept.model) == (first.bits, first.probability, first.model)
    assert kept.why == "the scar on the chin"


def test_the_log_names_references_and_nobody(three, reviewer):
    _, (first, _, _) = three
    decision = decide(user=reviewer, pair=first, verdict="same", why="his mother knew him")
    entry = Entry.objects.get(action="pair.decided")
    assert entry.subject == first.reference
    assert entry.details["decision"] == decision.reference
    assert "mother" not in str(entry.details)


@pytest.fixture
def heard():
    told = []

    def same(sender, left, right, decision, user, **_kwargs):
        told.append(("same", left.pk, right.pk, decision.pk))

    def undone(sender, left, right, decision, user, **_kwargs):
        told.append(("undone", left.pk, right.pk, decision.pk))

    signals.same_decided.connect(same)
    signals.same_undone.connect(undone)
    yield told
    signals.same_decided.disconnect(same)
    signals.same_undone.disconnect(undone)


def test_later_rooms_hear_when_two_become_one_and_when_no_longer(three, reviewer, heard):
    _, (first, _, _) = three
    same = decide(user=reviewer, pair=first, verdict="same")
    other = decide(user=reviewer, pair=first, verdict="different")
    undo(user=reviewer, decision=other)
    undo(user=reviewer, decision=same)
    about = (first.left_id, first.right_id, same.pk)
    assert heard == [("same", *about), ("undone", *about), ("same", *about), ("undone", *about)]


def test_saying_the_same_again_is_no_news(three, reviewer, heard):
    _, (first, _, _) = three
    decide(user=reviewer, pair=first, verdict="same")
    decide(user=reviewer, pair=first, verdict="same")
    assert len(heard) == 1


def test_a_receiver_that_fails_undoes_the_decision_as_a_whole(three, reviewer):
    _, (first, _, _) = three
    before = state()

    def fails(**_kwargs):
        raise RuntimeError("made up")

    signals.same_decided.connect(fails)
    try:
        with pytest.raises(RuntimeError):
            decide(user=reviewer, pair=first, verdict="same")
    finally:
        signals.same_decided.disconnect(fails)
    assert state() == before
    assert not Entry.objects.filter(action="pair.decided").exists()


def test_different_is_never_proposed_again(embassy, patrol, reviewer):
    alike = {"full_name": "Kasun Perera", "birth_date": "1997-01-30"}
    records = [
        factories.record(embassy, "requested", **alike),
        factories.record(patrol, "found", **alike),
    ]
    pending.run_pending()
    decide(user=reviewer, pair=Pair.unguarded.get(), verdict="different")
    for record in records:
        Record.unguarded.filter(pk=record.pk).update(matched_at=None)
    pending.run_pending()
    assert [p.verdict for p in Pair.unguarded.all()] == [Verdict.DIFFERENT]


def test_after_a_different_is_undone_the_pair_is_asked_again(three, reviewer):
    _, (first, _, _) = three
    decision = decide(user=reviewer, pair=first, verdict="different")
    undo(user=reviewer, decision=decision)
    assert verdict_of(first) == Verdict.UNDECIDED
