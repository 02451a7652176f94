"""Matching in the background: finds, keeps, comes back after a crash, and never asks twice."""

from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import OperationalError
from tests import factories

from wayhome.audit.models import Entry
from wayhome.people import comparing, pending, weights
from wayhome.people.models import Between, Pair, Record, Verdict
from wayhome.people.services import decide

pytestmark = pytest.mark.django_db

NATTAPONG = {"full_name": "Nattapong Saetang", "birth_date": "1999-04-12", "nationality": "TH"}
PERERA = {"full_name": "Kasun Perera", "birth_date": "1997-01-30", "document_number": "N7744102"}


def pairs():
    return {(p.left_id, p.right_id): p for p in Pair.unguarded.all()}


def world(embassy, patrol, size=6):
    """Requests and finds, one of each for everybody."""
    birth = [f"{1980 + number}-0{1 + number}-1{number}" for number in range(size)]
    names = [
        "Kasun Perera",
        "Anna Nowak",
        "Somchai Jaidee",
        "Aung Kyaw Moe",
        "Wang Wei",
        "Ali Musa",
    ]
    people = [{"full_name": n, "birth_date": b} for n, b in zip(names, birth, strict=False)]
    asked = [factories.record(embassy, "requested", **person) for person in people]
    found = [factories.record(patrol, "found", **person) for person in people]
    return {(a.pk, f.pk) for a, f in zip(asked, found, strict=True)}


def test_two_descriptions_of_one_person_become_a_pair(embassy, patrol):
    asked = factories.record(embassy, "requested", **NATTAPONG)
    found = factories.record(patrol, "found", **{**NATTAPONG, "full_name": "ณัฐพงษ์ แซ่ตั้ง"})
    factories.record(patrol, "found", **PERERA)

    pending.run_pending()

    pair = Pair.unguarded.get()
    assert (pair.left_id, pair.right_id) == tuple(sorted((asked.pk, found.pk)))
    assert pair.best is True
    assert {"code", "left", "right", "bits"} <= set(pair.reasons[0])
    assert sum(reason["bits"] for reason in pair.reasons) == pytest.approx(pair.bits, abs=0.1)


@pytest.mark.parametrize(
    ("sides", "between"),
    [
        (("requested", "found"), Between.REQUEST_AND_FOUND),
        (("found", "requested"), Between.REQUEST_AND_FOUND),
        (("requested", "requested"), Between.TWO_REQUESTS),
        (("found", "found"), Between.TWO_FOUND),
    ],
)
def test_a_pair_knows_whom_it_joins(embassy, patrol, sides, between):
    told = {"full_name": "Kasun Perera", "birth_date": "1999-04-12", "document_number": "N7741935"}
    agencies = (embassy, patrol)
    records = [factories.record(*both, **told) for both in zip(agencies, sides, strict=True)]
    (pair,) = factories.matched(*records)
    assert pair.between == between


def test_nobody_like_it_is_an_answer(embassy, patrol):
    factories.record(embassy, "requested", **NATTAPONG)
    factories.record(patrol, "found", **PERERA)
    pending.run_pending()
    assert not Pair.unguarded.exists()
    assert pending.waiting() == 0


def test_the_values_that_were_compared_are_kept_in_the_order_of_the_records(embassy, patrol):
    asked = factories.record(embassy, "requested", **NATTAPONG)
    factories.record(patrol, "found", **{**NATTAPONG, "full_name": "Natthapong Sae Tang"})
    pending.run_pending()
    pair = Pair.unguarded.get()
    named = next(reason for reason in pair.reasons if reason["code"].startswith("name"))
    left = asked if asked.pk == pair.left_id else Record.unguarded.get(pk=pair.left_id)
    assert named["left"] == left.details["full_name"]


def test_matching_again_changes_nothing(embassy, patrol):
    world(embassy, patrol)
    pending.run_pending()
    before = {couple: (p.reference, p.verdict, p.best) for couple, p in pairs().items()}
    Record.unguarded.update(matched_at=None)
    pending.run_pending()
    assert {couple: (p.reference, p.verdict, p.best) for couple, p in pairs().items()} == before


@pytest.mark.parametrize("place", ["index_records", "_compare", "_keep", "assign_pending"])
@pytest.mark.parametrize("after", [0, 2])
def test_a_run_that_is_killed_loses_nothing(embassy, patrol, monkeypatch, place, after):
    expected = world(embassy, patrol)
    monkeypatch.setattr(pending, "CHUNK", 3)
    real = getattr(pending, place)
    calls = []

    def killed(*args, **kwargs):
        calls.append(place)
        if len(calls) > after:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(pending, place, killed)
    for _attempt in range(after + 1):
        with suppress(KeyboardInterrupt):
            pending.run_pending()
    assert len(calls) > after
    monkeypatch.setattr(pending, place, real)
    pending.run_pending()

    assert set(pairs()) == expected
    assert all(pair.best for pair in pairs().values())
    assert pending.waiting() == 0


def test_progress_is_told_of_every_record(embassy, patrol, monkeypatch):
    world(embassy, patrol)
    monkeypatch.setattr(pending, "CHUNK", 5)
    told = []
    assert pending.run_pending(progress=told.append) == 12
    assert told == [5, 5, 2]


def test_who_was_decided_different_is_not_proposed_through_another_record(
    embassy, patrol, reviewer
):
    asked = factories.record(embassy, "requested", **PERERA)
    factories.record(patrol, "found", **PERERA)
    pending.run_pending()
    decide(user=reviewer, pair=Pair.unguarded.get(), verdict="different")
    again = factories.record(embassy, "requested", **PERERA)
    pending.run_pending()
    two_requests = pairs()[tuple(sorted((asked.pk, again.pk)))]
    decide(user=reviewer, pair=two_requests, verdict="same")

    Record.unguarded.update(matched_at=None)
    pending.run_pending()

    assert not Pair.unguarded.filter(verdict=Verdict.UNDECIDED).exists()


def test_a_decided_pair_keeps_the_evidence_it_was_decided_on(
    embassy, patrol, reviewer, monkeypatch
):
    world(embassy, patrol, size=1)
    pending.run_pending()
    pair = Pair.unguarded.get()
    decide(user=reviewer, pair=pair, verdict="same")
    monkeypatch.setattr(weights, "shipped_version", lambda: "another")
    Record.unguarded.update(matched_at=None)
    pending.run_pending()
    assert Pair.unguarded.get().model == pair.model


def test_an_open_pair_is_weighed_anew(embassy, patrol, monkeypatch):
    world(embassy, patrol, size=1)
    pending.run_pending()
    monkeypatch.setattr(weights, "shipped_version", lambda: "another")
    Record.unguarded.update(matched_at=None)
    pending.run_pending()
    assert Pair.unguarded.get().model == "another"


def test_a_pair_that_no_longer_convinces_is_taken_back_unless_somebody_answered(
    embassy, patrol, reviewer, monkeypatch
):
    world(embassy, patrol, size=2)
    pending.run_pending()
    kept, _gone = Pair.unguarded.order_by("pk")
    decide(user=reviewer, pair=kept, verdict="unsure")
    real = comparing.compare
    monkeypatch.setattr(
        comparing,
        "compare",
        lambda *args, **more: [replace(c, probability=0.0) for c in real(*args, **more)],
    )
    Record.unguarded.update(matched_at=None)
    pending.run_pending()
    assert list(Pair.unguarded.all()) == [kept]


def test_of_two_finds_one_is_the_best_for_a_row_of_a_list(embassy, patrol):
    factories.record(embassy, "requested", **PERERA)
    himself = factories.record(patrol, "found", **PERERA)
    cousin = factories.record(patrol, "found", **{**PERERA, "document_number": ""})
    pending.run_pending()
    best = {
        pk: pair.best
        for couple, pair in pairs().items()
        for pk in (himself.pk, cousin.pk)
        if pk in couple and not {himself.pk, cousin.pk} <= set(couple)
    }
    assert best == {himself.pk: True, cousin.pk: False}


def test_two_rows_of_one_list_are_rarely_one_person(embassy):
    one = factories.record(embassy, "requested", **NATTAPONG)
    other = factories.record(embassy, "requested", **NATTAPONG)
    third = factories.record(embassy, "requested", **NATTAPONG)
    Record.unguarded.filter(pk=other.pk).update(submission=one.submission)
    pending.run_pending()
    within = pairs()[tuple(sorted((one.pk, other.pk)))]
    between = pairs()[tuple(sorted((one.pk, third.pk)))]
    assert within.bits == pytest.approx(between.bits + weights.SAME_LIST_BITS)


def test_a_record_that_cannot_be_compared_does_not_hold_up_the_others(embassy, patrol, monkeypatch):
    expected = world(embassy, patrol)
    broken = factories.record(embassy, "requested", full_name="Broken Record")
    real = comparing.profile_of

    def fails(record):
        if record.pk == broken.pk:
            raise RuntimeError("made up")
        return real(record)

    monkeypatch.setattr(comparing, "profile_of", fails)
    pending.run_pending()
    assert set(pairs()) == expected
    assert pending.waiting() == 0
    assert Entry.objects.get(action="record.set-aside").subject == broken.own_person.reference


def test_a_database_that_is_away_sets_nobody_aside(embassy, monkeypatch):
    factories.record(embassy, **PERERA)

    def away(*_args):
        raise OperationalError("made up")

    monkeypatch.setattr(pending, "match_records", away)
    with pytest.raises(OperationalError):
        pending.run_pending()
    assert pending.waiting() == 1
