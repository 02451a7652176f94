"""The review pages: who sees which pair, four answers, the next pair, and the way back."""

import re

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


@pytest.fixture
def mixed(pairs, embassy, patrol):
    """Beside the pairs of a request with found people: two requests, and two found people."""
    asked = [factories.record(embassy, "requested", full_name=f"Asked {n}") for n in (1, 2, 3)]
    found = [factories.record(patrol, "found", full_name=f"Found {n}") for n in (1, 2)]
    factories.as_matched(*asked, *found)
    return {
        "request-and-found": pairs,
        "two-requests": [
            factories.pair(asked[0], asked[1], 0.95),
            factories.pair(asked[1], asked[2], 0.93),
        ],
        "two-found": [factories.pair(*found, 0.97)],
    }


def counts(answer):
    """Return the choices of the page with their counts, as they are read."""
    listed = answer.content.decode().partition('class="choices"')[2].partition("</ul>")[0]
    found = re.findall(r"([\w ]+) <b class=\"n\">(\d+)</b>", listed)
    return {words.strip(): int(number) for words, number in found}


def test_a_request_and_a_found_person_come_before_likelier_pairs_of_one_side(page, mixed):
    text = page.get(url("review")).content.decode()
    order = [text.index(one.reference) for found in mixed.values() for one in found]
    first = page.get(url("next")).headers["Location"]
    assert max(order[:2]) < min(order[2:])
    assert first == url("pair", mixed["request-and-found"][0].reference)


def test_each_choice_says_how_many_it_holds(page, mixed):
    assert counts(page.get(url("review"))) == {
        "All": 5,
        "A request and a found person": 2,
        "Two requests": 2,
        "Two found people": 1,
    }


@pytest.mark.parametrize("show", ["waiting", "unsure", "decided"])
@pytest.mark.parametrize("between", ["request-and-found", "two-requests", "two-found"])
def test_a_choice_shows_its_pairs_and_no_other(page, reviewer, mixed, show, between):
    if show != "waiting":
        verdict = "unsure" if show == "unsure" else "different"
        for found in mixed.values():
            for one in found:
                decide(user=reviewer, pair=one, verdict=verdict)
    shown = page.get(url("review"), {"show": show, "between": between})
    text = shown.content.decode()
    kinds = [name for name, found in mixed.items() for one in found if one.reference in text]
    assert kinds == [between] * len(mixed[between])
    assert counts(shown)["All"] == 5


def test_a_word_that_is_no_choice_narrows_nothing(page, mixed):
    text = page.get(url("review"), {"between": "three-wishes"}).content.decode()
    assert all(one.reference in text for found in mixed.values() for one in found)


def test_the_choice_stays_from_pair_to_pair(page, mixed):
    kept, (first, second) = "?between=two-requests", mixed["two-requests"]
    start = page.get(url("next") + kept)
    assert start.headers["Location"] == url("pair", first.reference) + kept
    shown = page.post(url("answer", first.reference) + kept, {"verdict": "same"}, follow=True)
    assert shown.redirect_chain[-1][0] == url("pair", second.reference) + kept
    back = page.post(url("undo", Decision.unguarded.get().reference) + kept)
    assert back.headers["Location"] == url("pair", first.reference) + kept
    shown = page.post(url("skip", first.reference) + kept, follow=True)
    assert shown.redirect_chain[-1][0] == url("pair", second.reference) + kept


def test_every_way_on_from_a_pair_keeps_the_choice(page, mixed):
    first, second = mixed["two-requests"]
    answer(page, first)
    text = page.get(url("pair", second.reference), {"between": "two-requests"}).content.decode()
    ways = re.findall(r'(?:action|href)="(/people/(?:review|decisions)/[^"]*)"', text)
    bar = {url("review")}  # the room's own link in the bar at the top begins anew
    assert {way for way in ways if "between=two-requests" not in way} <= bar
    assert url("answer", second.reference) + "?between=two-requests" in ways


def test_when_the_choice_is_done_the_list_says_that_others_wait(page, mixed):
    (only,) = mixed["two-found"]
    kept = "?between=two-found"
    done = page.post(url("answer", only.reference) + kept, {"verdict": "same"}, follow=True)
    assert done.redirect_chain[-1][0] == url("review") + kept
    assert "None of these" in done.content.decode()
    assert counts(done)["All"] == 4


def test_an_agency_counts_its_own_pairs_alone(client, mixed, embassy):
    client.force_login(factories.user(embassy, "reviewer"))
    assert counts(client.get(url("review"))) == {
        "All": 2,
        "A request and a found person": 0,
        "Two requests": 2,
        "Two found people": 0,
    }


def test_a_pair_shows_both_sides_and_what_is_not_given(page, pairs):
    text = page.get(url("pair", pairs[0].reference)).content.decode()
    for words in ("ณัฐพงษ์", "Nattapong Sae Tang", "…4471", "AB1234417", "not given"):
        assert words in text


def test_a_probable_pair_that_names_alone_speak_for_is_called_likely_nowhere(page, pairs):
    pair = pairs[0]
    pair.probability = 0.999
    pair.save()
    shown = page.get(url("pair", pair.reference)).content.decode()
    assert "the model: worth a look" in shown
    assert "Names alone never make a pair likely" in shown
    assert ">likely<" not in page.get(url("review")).content.decode()
    pair.reasons = [*pair.reasons, {"code": "birth.same", "left": "", "right": "", "bits": 12.0}]
    pair.save()
    assert "the model: likely" in page.get(url("pair", pair.reference)).content.decode()
    assert ">likely<" in page.get(url("review")).content.decode()


def test_the_letters_of_both_names_and_what_would_decide_stand_on_the_page(page, embassy, patrol):
    asked = factories.record(embassy, "requested", full_name="陳大文", birth_date="1990-01-02")
    found = factories.record(patrol, "found", full_name="Chan Tai Man")
    (pair,) = factories.matched(asked, found)
    shown = page.get(url("pair", pair.reference)).content.decode()
    for words in (
        "can be read chan",
        "spelt as in Hong Kong",
        "a document number",
        "If it differs",
    ):
        assert words in shown


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


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"verdict": "bogus"}, 422), ({"verdict": "same", "seen": "another"}, 409)],
)
def test_a_refused_answer_that_shows_the_pair_is_logged_once(page, reviewer, pairs, sent, status):
    decide(user=reviewer, pair=pairs[0], verdict="unsure")
    before = Entry.objects.count()
    refused = page.post(url("answer", pairs[0].reference), sent)
    assert refused.status_code == status
    assert "Nattapong" in refused.content.decode()
    written = [(one.action, one.subject) for one in Entry.objects.order_by("number")[before:]]
    assert written == [("pair.viewed", pairs[0].reference)]


def test_a_pair_without_names_opens_and_a_name_is_asked_for(page, embassy, patrol):
    asked = factories.record(
        embassy, "requested", full_name="Kasun Perera", document_number="N1234568"
    )
    found = factories.record(patrol, "found", full_name="", document_number="N1234568")
    (pair,) = factories.matched(asked, found)
    shown = page.get(url("pair", pair.reference))
    assert shown.status_code == 200
    assert "a name" in shown.content.decode()
