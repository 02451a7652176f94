"""Answers teach the weights where they foretell held-back answers; a person can switch it off."""

import random

import pytest
from django.core.exceptions import PermissionDenied
from tests import factories

from wayhome.audit.models import Entry
from wayhome.people import pending, weights
from wayhome.people.models import Calibration, Decision, Pair, Record, Verdict
from wayhome.people.selectors.weights import weights_in_force
from wayhome.people.services import (
    TeachesNothing,
    calibrate_register,
    decide,
    switch_off,
    undo,
)
from wayhome.people.services import calibration as service

pytestmark = pytest.mark.django_db

LEVELS = {
    field: weights.model().parameters.fields[field].levels
    for field in ("name", "birth", "document")
}
KASUN = {"full_name": "Kasun Perera", "birth_date": "1997-01-30", "document_number": "N7744102"}
MISLEADING = {"document": 0.0}


def rows(count, slopes=None, seed=1):
    """Return made-up pairs with answers that follow these slopes."""
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        reached = {field: chance.choice(levels) for field, levels in LEVELS.items()}
        reasons = [(f"{f}.{level.name}", round(level.bits, 2)) for f, level in reached.items()]
        same = chance.random() < 1 / (1 + 2.0 ** -bits_of(reasons, slopes or {}))
        found.append((reasons, "same" if same else "different"))
    return found


def bits_of(reasons, slopes):
    """Return what a pair of `factories.answered` would weigh with these slopes."""
    terms = [("prior", factories.PRIOR), *reasons]
    stored = [{"code": code, "left": "a", "right": "b", "bits": bits} for code, bits in terms]
    seen = weights.evidence_of(stored, weights.SHIPPED, same_list=False)
    return seen.beside + sum(slopes.get(kind, 1.0) * bits for kind, bits in seen.kinds.items())


@pytest.fixture
def few(monkeypatch):
    """Sixty answers do, so that the tests are quick."""
    monkeypatch.setattr(service, "ENOUGH", 60)


def snapshot(pairs):
    """Return what a pair says, by the two records it is about."""
    return {
        (p.left_id, p.right_id): (p.bits, p.probability, p.verdict, p.best, p.model, p.reasons)
        for p in pairs
    }


def open_pairs():
    return Pair.unguarded.exclude(verdict__in=(Verdict.SAME, Verdict.DIFFERENT))


def waiting_world(embassy, patrol):
    """Open pairs: a sure one, one whose document speaks against, one with a name and no more."""
    cousin = {**KASUN, "document_number": "K1112223"}
    for told in (KASUN, cousin, {"full_name": "Kasun Perera"}):
        factories.record(embassy, "requested", **told)
    factories.record(patrol, "found", **KASUN)
    pending.run_pending()


def test_answers_that_the_weights_foretell_ill_bring_learnt_ones_into_force(reviewer):
    factories.answered(reviewer, rows(400, MISLEADING))
    made = calibrate_register(reviewer)
    assert made.wins
    assert made.loss < made.loss_before
    assert made.slopes["document"] < 0.4 < made.slopes["name"]
    assert weights_in_force().version == f"{weights.shipped_version()}+c{made.pk}"
    assert (made.labels, made.made_by) == (400, reviewer)


def test_answers_that_the_shipped_weights_foretell_leave_everything_as_it_is(
    reviewer, embassy, patrol
):
    waiting_world(embassy, patrol)
    factories.answered(reviewer, rows(400))
    before = snapshot(Pair.unguarded.all())
    made = calibrate_register()
    assert not made.wins
    assert weights_in_force() == weights.SHIPPED
    assert pending.waiting() == 0
    assert snapshot(Pair.unguarded.all()) == before


def test_what_waits_is_weighed_anew_and_says_by_which_weights(reviewer, embassy, patrol):
    waiting_world(embassy, patrol)
    before = snapshot(open_pairs())
    factories.answered(reviewer, rows(400, MISLEADING))
    calibrate_register()
    pending.run_pending()
    after = list(open_pairs())
    assert {pair.model for pair in after} == {weights_in_force().version}
    assert snapshot(after) != before
    for pair in after:
        assert sum(r["bits"] for r in pair.reasons) == pytest.approx(pair.bits, abs=0.05)


def test_what_a_person_decided_is_never_weighed_anew(reviewer, embassy, patrol):
    waiting_world(embassy, patrol)
    one, other = open_pairs().order_by("-probability")[:2]
    decide(user=reviewer, pair=one, verdict="same")
    decide(user=reviewer, pair=other, verdict="different")
    factories.answered(reviewer, rows(400, MISLEADING))
    decided = Pair.unguarded.filter(verdict__in=(Verdict.SAME, Verdict.DIFFERENT))
    before = snapshot(decided)
    calibrate_register()
    pending.run_pending()
    switch_off(reviewer)
    pending.run_pending()
    assert snapshot(decided) == before


def test_switching_off_restores_exactly_what_was_before(reviewer, embassy, patrol):
    waiting_world(embassy, patrol)
    factories.answered(reviewer, rows(400, MISLEADING))
    before = snapshot(open_pairs())
    calibrate_register()
    # So much less is believed beforehand that weak proposals are taken back.
    Calibration.objects.update(shift=-40.0)
    Record.unguarded.filter(current=True).update(matched_at=None)
    pending.run_pending()
    assert open_pairs().count() < len(before)
    off = switch_off(reviewer)
    assert off.switched_off_by == reviewer
    pending.run_pending()
    assert snapshot(open_pairs()) == before


def test_a_pair_that_stood_back_behind_a_clear_one_waits_again_when_that_is_clear_no_more(
    reviewer, embassy, patrol
):
    waiting_world(embassy, patrol)
    stood_back = open_pairs().filter(verdict=Verdict.UNDECIDED).order_by("probability").first()
    factories.answered(reviewer, rows(400, MISLEADING))
    calibrate_register()
    pending.run_pending()
    Pair.unguarded.filter(pk=stood_back.pk).update(verdict=Verdict.IMPLIED)
    switch_off(reviewer)
    assert Pair.unguarded.get(pk=stood_back.pk).verdict == Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (rows(59), "Too few answers: 59 of 60"),
        ([(reasons, "same") for reasons, _ in rows(80)], "one-sided"),
        ([([("sex.same", 1.0)], v) for v in ("same", "different") * 40], "nothing to tell"),
        (
            [
                (r, random.Random(n).choice(["same", "different"]))
                for n, (r, _) in enumerate(rows(200))
            ],
            "contradict",
        ),
    ],
    ids=["too few", "one-sided", "all alike", "at random"],
)
def test_answers_that_can_teach_nothing_get_a_clear_answer_and_nothing_is_written(
    few, reviewer, answers, says
):
    factories.answered(reviewer, answers)
    with pytest.raises(TeachesNothing, match=says):
        calibrate_register(reviewer)
    assert not Calibration.objects.exists()
    assert not Entry.objects.filter(action__startswith="weights").exists()


def test_about_three_hundred_answers_are_needed(reviewer):
    assert service.ENOUGH == 300
    factories.answered(reviewer, rows(10))
    with pytest.raises(TeachesNothing, match="10 of 300"):
        calibrate_register()


def test_only_the_word_in_force_counts(reviewer, embassy, patrol):
    first, taken_back, unsure = factories.answered(reviewer, rows(3))
    again = Decision.unguarded.create(
        pair=first.pair,
        left=first.left,
        right=first.right,
        verdict="different" if first.verdict == "same" else "same",
        decided_by=reviewer,
        agency=reviewer.agency,
    )
    undo(user=reviewer, decision=taken_back)
    Decision.unguarded.filter(pk=unsure.pk).update(verdict="unsure")
    labels, left_out = service.labels_of_register()
    assert [label.same for label in labels] == [again.verdict == "same"]
    assert left_out == 0


def test_an_answer_about_reasons_that_nobody_knows_any_more_is_left_out(reviewer):
    factories.answered(reviewer, [([("name.of_old", 9.0)], "same"), *rows(2)])
    labels, left_out = service.labels_of_register()
    assert (len(labels), left_out) == (2, 1)


def test_more_answers_that_say_the_shipped_weights_are_no_worse_end_what_was_in_force(
    few, reviewer
):
    wrong = factories.answered(reviewer, rows(400, MISLEADING))
    assert calibrate_register().wins
    Decision.unguarded.filter(pk__in=[one.pk for one in wrong]).update(verdict="unsure")
    factories.answered(reviewer, rows(400))
    assert not calibrate_register().wins
    assert weights_in_force() == weights.SHIPPED


def test_the_same_answers_teach_nothing_new(few, reviewer):
    factories.answered(reviewer, rows(200, MISLEADING))
    calibrate_register()
    with pytest.raises(TeachesNothing, match="Nothing new"):
        calibrate_register()
    assert Calibration.objects.count() == 1


def test_after_switching_off_the_same_answers_can_bring_them_back(few, reviewer):
    factories.answered(reviewer, rows(200, MISLEADING))
    first = calibrate_register()
    switch_off(reviewer)
    again = calibrate_register(reviewer)
    assert weights_in_force().number == again.pk != first.pk
    assert again.slopes == first.slopes


def test_nothing_to_switch_off_is_no_change(reviewer):
    assert switch_off(reviewer) is None
    assert not Entry.objects.exists()


def test_learnt_weights_of_parameters_of_another_version_are_not_used(few, reviewer):
    factories.answered(reviewer, rows(200, MISLEADING))
    calibrate_register()
    Calibration.objects.update(parameters="1")
    assert weights_in_force() == weights.SHIPPED


@pytest.mark.parametrize("role", ["case-worker", "field-officer", "analyst", "auditor"])
def test_who_only_works_with_the_weights_does_not_change_them(centre, role):
    for act in (calibrate_register, switch_off):
        with pytest.raises(PermissionDenied):
            act(factories.user(centre, role))


def test_a_reviewer_of_one_agency_does_not_change_what_holds_for_all(embassy):
    with pytest.raises(PermissionDenied):
        switch_off(factories.user(embassy, "reviewer"))


def test_the_log_names_who_did_it_and_holds_counts_only(few, reviewer):
    factories.answered(reviewer, rows(200, MISLEADING))
    made = calibrate_register(reviewer)
    switch_off(reviewer)
    taught, off = Entry.objects.filter(action__startswith="weights").order_by("number")
    assert (taught.action, off.action) == ("weights.taught", "weights.off")
    assert {taught.actor, off.actor} == {reviewer.audit_name}
    assert {taught.subject, off.subject} == {str(made)}
    assert set(taught.details) == {"labels", "loss", "loss_before", "error", "wins"}


def test_what_was_weighed_by_weights_that_changed_meanwhile_is_not_kept(
    few, reviewer, embassy, patrol, monkeypatch
):
    factories.record(embassy, "requested", **KASUN)
    factories.record(patrol, "found", **KASUN)
    factories.answered(reviewer, rows(200, MISLEADING))
    real = pending._compare

    def meanwhile(*args):
        found = real(*args)
        monkeypatch.setattr(pending, "_compare", real)
        calibrate_register()
        return found

    monkeypatch.setattr(pending, "_compare", meanwhile)
    pending.run_pending()
    assert {pair.model for pair in open_pairs()} == {str(Calibration.objects.get())}
