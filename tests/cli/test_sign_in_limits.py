"""Tries to sign in count for the node, whichever of its processes they reach."""

import pytest

MAKE = """
from wayhome.accounts.models import Agency
from wayhome.accounts.services import add_user
add_user(username="made-up", agency=Agency.objects.get(name="A"), role="case-worker",
         password="made-up-river-2026", actor=None)
"""
TRY = """
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
{settings}
from django.test import Client
def let_in(password):
    answer = Client().post("/sign-in/", {{"login": "made-up", "password": password}})
    return answer.status_code == 302
wrong = [let_in("not-the-password") for _ in range({wrong})]
print(json.dumps([*wrong, *([let_in("made-up-river-2026")] if {right} else [])]))
"""


@pytest.fixture
def attempt(node):
    """Try to sign in, in a process of its own: so often wrongly, then perhaps rightly."""
    node.ask(MAKE)

    def tried(wrong, right, settings=""):
        return node.ask(TRY.format(wrong=wrong, right=right, settings=settings))

    return tried


def test_wrong_tries_in_one_process_hold_in_another(attempt):
    assert attempt(4, right=False) == [False] * 4
    assert attempt(1, right=False) == [False]
    assert attempt(0, right=True) == [False]


def test_the_right_password_is_let_in_by_any_process(attempt):
    attempt(2, right=False)
    assert attempt(0, right=True) == [True]


def test_a_name_that_rests_rests_in_every_process(attempt):
    alone = "settings.ACCOUNT_RATE_LIMITS = False"  # the library's other counter
    assert attempt(8, right=False, settings=alone) == [False] * 8
    assert attempt(0, right=True, settings=alone) == [False]
