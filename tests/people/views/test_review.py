"""The review pages: who sees which pair, four answers, the next pair, and the way back."""

import pytest
from django.urls import reverse
from tests import factories

from wayhome.audit.models import Entry
from wayhome.people.models import Decision, Pair
from wayhome.people.services import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairs(embassy, patrol):
    asked = factories.record(embassy, "requested", full_name="ณัฐพงษ์ แซ่ตั้ง", document_number="…4471")
    found = [
        factories.record(patrol, "found", full_name=name, document_number="AB1234417")
        for name in ("Nattapong Sae Tang", "Natthawut Saeli")
    ]
    factories.as_matched(asked, *found)
    return [factories.pair(asked, found[0], 0.9), factories.pair(asked, found[1], 0.4)]


@pytest.fixture
def page(client, reviewer):
    client.force_login(reviewer)
    return client


def url(name, *references):
    return reverse(f"people:{name}", args=references)


def answer(client, pair, verdict="same", **more):
    return client.post(url("answer", pair.reference), {"verdict": verdict, **more})


def test_the_queue_shows_the_likeliest_first(page, pairs):
    text = page.get(url("review")).content.decode()
    assert text.index(pairs[0].reference) < text.index(pairs[1].reference)


def test_a_pair_shows_both_sides_and_what_is_not_given(page, pairs):
    text = page.get(url("pair", pairs[0].reference)).content.decode()
    for words in ("ณัฐพงษ์", "Nattapong Sae Tang", "…4471", "AB1234417", "not given"):
        assert words in text


def test_opening_a_pair_is_logged_by_reference(page, pairs, reviewer):
    page.get(url("pair", pairs[0].reference))
    entry = Entry.objects.get(action="pair.viewed")
    assert (entry.subject, entry.actor) == (pairs[0].reference, reviewer.audit_name)


def test_an_answer_leads_to_the_next_pair_with_an_undo(page, pairs):
    shown = page.post(
        url("answer", pairs[0].reference), {"verdict": "same", "why": "a scar"}, follow=True
    )
    decision = Decision.unguarded.get()
    assert shown.request["PATH_INFO"] == url("pair", pairs[1].reference)
    assert url("undo", decision.reference) in shown.content.decode()


def test_undo_comes_back_to_the_pair(page, pairs):
    answer(page, pairs[0])
    decision = Decision.unguarded.get()
    shown = page.post(url("undo", decision.reference))
    assert shown.headers["Location"] == url("pair", pairs[0].reference)
    assert Decision.unguarded.get().undone_at is not None


def test_a_skipped_pair_comes_last(page, pairs):
    shown = page.post(url("skip", pairs[0].reference), follow=True)
    assert shown.request["PATH_INFO"] == url("pair", pairs[1].reference)
    shown = page.post(url("skip", pairs[1].reference), follow=True)
    assert shown.request["PATH_INFO"] == url("pair", pairs[0].reference)


@pytest.mark.parametrize(
    ("verdict", "shown"), [("unsure", "unsure"), ("same", "decided"), ("different", "decided")]
)
def test_each_answer_is_found_under_its_filter(page, pairs, verdict, shown):
    answer(page, pairs[0], verdict)
    assert pairs[0].reference in page.get(url("review"), {"show": shown}).content.decode()


def test_without_an_answer_nothing_is_kept(page, pairs):
    assert answer(page, pairs[0], "perhaps").status_code == 422
    assert not Decision.unguarded.exists()


def test_the_second_of_two_reviewers_is_told_and_nothing_is_kept(page, pairs, centre):
    other = factories.user(centre, "reviewer", username="colleague")
    theirs = decide(user=other, pair=pairs[0], verdict="different")
    shown = answer(page, pairs[0], "same", seen="", why="my own reason")
    assert shown.status_code == 409
    assert theirs.reference in shown.content.decode()
    assert "my own reason" in shown.content.decode()
    assert Decision.unguarded.count() == 1


def test_a_clash_is_shown_with_the_decision_in_the_way(page, embassy, patrol, reviewer):
    records = [factories.record(agency, full_name="X Y") for agency in (embassy, patrol, patrol)]
    a, b, c = factories.as_matched(*records)
    decide(user=reviewer, pair=factories.pair(a, b), verdict="same")
    apart = decide(user=reviewer, pair=factories.pair(a, c), verdict="different")
    shown = answer(page, factories.pair(b, c), "same")
    assert shown.status_code == 409
    assert apart.reference in shown.content.decode()


def test_a_reviewer_of_one_side_does_not_learn_of_a_pair_across_agencies(client, pairs, embassy):
    client.force_login(factories.user(embassy, "reviewer"))
    assert client.get(url("pair", pairs[0].reference)).status_code == 404
    assert answer(client, pairs[0]).status_code == 404
    assert pairs[0].reference not in client.get(url("review")).content.decode()


@pytest.mark.parametrize("role", ["case-worker", "field-officer", "analyst", "auditor"])
def test_only_reviewers_review(client, pairs, centre, role):
    client.force_login(factories.user(centre, role))
    assert client.get(url("review")).status_code == 403
    assert client.get(url("pair", pairs[0].reference)).status_code == 403


def test_nobody_signed_in_is_sent_to_sign_in(client, pairs):
    assert client.get(url("pair", pairs[0].reference)).status_code == 302


def test_a_reference_that_is_none_is_not_found(page):
    assert page.get(url("pair", "M-0000000")).status_code == 404


def test_the_page_asks_a_fixed_number_of_questions(
    page, pairs, embassy, patrol, django_assert_max_num_queries
):
    for number in range(6):
        left = factories.record(embassy, full_name=f"One {number}")
        factories.pair(left, factories.record(patrol, "found", full_name=f"Two {number}"))
    with django_assert_max_num_queries(20):
        page.get(url("review"))
    assert Pair.unguarded.count() == 8
