"""The page on the weights: plain words for those who judge the matching, and nobody's data."""

import pytest
from django.urls import reverse
from tests import factories

from wayhome.people.models import Calibration
from wayhome.people.services import switch_off
from wayhome.people.weights import shipped_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def taught(db):
    """Learnt weights that won."""
    return Calibration.objects.create(
        parameters=shipped_version(),
        slopes={"name": 0.82, "document": 0.4},
        shift=1.5,
        labels=412,
        same=300,
        loss=0.3,
        loss_before=0.4,
        error=0.021,
        wins=True,
    )


def shown(client, user):
    client.force_login(user)
    answer = client.get(reverse("people:weights"))
    return " ".join(answer.content.decode().split())


def test_without_answers_it_says_how_many_are_needed(client, reviewer):
    text = shown(client, reviewer)
    assert "about 300 answers" in text
    assert "shipped weights" in text


def test_what_was_learnt_is_said_in_numbers_and_plain_words(client, centre, taught):
    text = shown(client, factories.user(centre, "analyst"))
    assert "The learnt weights are in force" in text
    assert "300 same, 112 different" in text
    assert "better: 25.0 % less is lost" in text
    assert "2.1 %" in text
    assert '<td class="num">0.82</td>' in text
    assert '<td class="num">1.00</td>' in text  # a kind that nothing was learnt about


def test_who_switched_it_off_is_named_and_the_shipped_weights_are_shown(client, reviewer, taught):
    switch_off(reviewer)
    text = shown(client, reviewer)
    assert f"{reviewer} switched the learnt ones off" in text
    assert "0.82" not in text


def test_what_does_not_win_is_said_to_be_unused(client, reviewer, taught):
    Calibration.objects.update(wins=False)
    assert "does not foretell answers clearly better" in shown(client, reviewer)


def test_answers_are_counted_for_the_agency_that_may(client, centre, embassy, reviewer):
    factories.answered(reviewer, [([], "same"), ([], "same"), ([], "different")])
    assert "2 same, 1 different" in shown(client, factories.user(centre, "auditor"))
    assert "0 same, 0 different" in shown(client, factories.user(embassy, "reviewer"))


@pytest.mark.parametrize(
    ("role", "start"),
    [
        ("reviewer", "people:review"),
        ("analyst", "picture:overview"),
        ("auditor", "picture:overview"),
    ],
)
def test_those_who_judge_the_matching_are_led_there(client, centre, role, start):
    client.force_login(factories.user(centre, role))
    assert reverse("people:weights") in client.get(reverse(start)).content.decode()


def test_others_are_not_led_to_what_would_refuse_them(client, clerk):
    client.force_login(clerk)
    assert reverse("people:weights") not in client.get("/").content.decode()
