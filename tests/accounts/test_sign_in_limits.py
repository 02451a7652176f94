"""Tries to sign in are counted once for all workers, and the count tells a thief nothing."""

import pytest
from django.test import Client
from tests import factories

from wayhome.accounts.adapter import client_address
from wayhome.accounts.models import SharedMemory

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"
WRONG = {"login": "made-up", "password": "not-the-password"}
RIGHT = {"login": "made-up", "password": "password"}


@pytest.fixture
def somebody(embassy):
    return factories.user(embassy, username="made-up")


def attempt(form, address=ADDRESS, **headers):
    return Client().post("/sign-in/", form, REMOTE_ADDR=address, headers=headers)


def is_let_in(answer):
    return answer.status_code == 302 and "/sign-in/" not in answer.headers["Location"]


def test_after_five_wrong_tries_the_right_password_has_to_wait(somebody):
    for number in range(5):
        attempt(WRONG, f"203.0.113.{number}")  # from anywhere
    assert not is_let_in(attempt(RIGHT))


def test_fewer_wrong_tries_keep_nobody_out(somebody):
    for _ in range(4):
        attempt(WRONG)
    assert is_let_in(attempt(RIGHT))


def test_eight_wrong_tries_from_one_address_rest_the_name(somebody, settings):
    settings.AXES_ENABLED = True
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(8):
        attempt(WRONG)
    assert attempt(RIGHT).status_code == 429
    assert is_let_in(attempt(RIGHT, "203.0.113.78"))


def test_what_is_remembered_names_no_address_and_nobody(somebody):
    for _ in range(5):
        attempt(WRONG)
    kept = list(SharedMemory.objects.all())
    assert kept
    for row in kept:
        assert len(row.cache_key) == 64
        assert set(row.cache_key) <= set("0123456789abcdef")
        for word in (ADDRESS, "made-up", "allauth", "login"):
            assert word not in row.cache_key + row.value


def test_a_key_of_the_cache_cannot_be_made_without_the_key_file(monkeypatch):
    from wayhome.vault import blind, keys

    mine = blind.cache_key("made up", "", 1)
    other = keys.KeyRing(current=1, masters={1: b"x" * 32})
    monkeypatch.setattr(blind, "key_ring", lambda: other)
    assert blind.cache_key("made up", "", 1) != mine


def test_behind_a_proxy_each_caller_counts_alone(somebody, settings, rf):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forwarded = rf.post("/", headers={"x-forwarded-for": "198.51.100.1, 203.0.113.9"})
    assert client_address(forwarded) == "203.0.113.9"
    for _ in range(10):
        attempt({**WRONG, "login": "nobody"}, **{"x-forwarded-for": "203.0.113.9"})
    assert is_let_in(attempt(RIGHT, **{"x-forwarded-for": "203.0.113.10"}))


def test_without_a_proxy_nobody_chooses_the_address_that_counts(rf):
    asked = rf.post("/", REMOTE_ADDR=ADDRESS, headers={"x-forwarded-for": "198.51.100.1"})
    assert client_address(asked) == ADDRESS
