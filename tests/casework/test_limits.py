"""What is mistyped beyond all measure is refused in words, by page and by API alike."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from wayhome.accounts.services import add_token
from wayhome.casework.models import Encounter

pytestmark = pytest.mark.django_db
GROUP = {"found_on": "2026-02-12", "place": "Made-up river bank", "country": "TH"}


@pytest.fixture
def registering(patrol):
    """Register a group over HTTP; return the answer."""
    token = add_token(agency=patrol, name="made up", role="case-worker", actor=None)

    def send(**changed):
        return Client(raise_request_exception=False).post(
            "/api/v1/encounters",
            json.dumps({**GROUP, **changed}),
            content_type="application/json",
            headers={"authorization": f"Bearer {token}"},
        )

    return send


@pytest.mark.parametrize(
    "wrong",
    [
        {"counts": {"LK": 10**30}},
        {"counts": {"LK": 10**400}},
        {"counts": {"LK": 100_001}},
        {"counts": {"LK": -1}},
        {"place": "\ud800"},
        {"said": "\udfff"},
        {"units": "u" * 301},
        {"found_on": "0001-01-01", "people": [{"full_name": "Made Up", "nationality": "LK"}]},
        {"found_on": "1899-12-31"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_group_that_cannot_be_is_refused_and_nothing_is_kept(registering, wrong):
    answer = registering(**wrong)
    assert answer.status_code == 422
    assert not Encounter.unguarded.exists()


def test_a_moment_of_the_first_year_is_refused(client, found, case_worker):
    case = found(full_name="Made Up", nationality="LK")
    client.force_login(case_worker)
    address = reverse("casework:case_clocks", args=[case.reference])
    sent = {"version": case.version, "protected_at": "0001-01-01T00:00"}
    assert client.post(address, sent).status_code == 422
