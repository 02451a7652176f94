"""Matching in the background: finds, keeps, comes back after a crash, and never asks twice."""

import pytest
from tests import factories

from wayhome.people import pending
from wayhome.people.models import Pair

pytestmark = pytest.mark.django_db

NATTAPONG = {"full_name": "Nattapong Saetang", "birth_date": "1999-04-12", "nationality": "TH"}
PERERA = {"full_name": "Kasun Perera", "birth_date": "1997-01-30", "document_number": "N7744102"}


def verdicts():
    return sorted(Pair.unguarded.values_list("verdict", flat=True))


def test_two_descriptions_of_one_person_become_a_pair(embassy, patrol):
    asked = factories.record(embassy, "requested", **NATTAPONG)
    found = factories.record(patrol, "found", **{**NATTAPONG, "full_name": "ณัฐพงษ์ แซ่ตั้ง"})
    factories.record(patrol, "found", **PERERA)

    pending.run_pending()

    pair = Pair.unguarded.get()
    assert {pair.left_id, pair.right_id} == {asked.pk, found.pk}
    assert pair.left_id < pair.right_id
    assert pair.best is True
    assert {"code", "left", "right", "bits"} <= set(pair.reasons[0])
    assert sum(reason["bits"] for reason in pair.reasons) == pytest.approx(pair.bits, abs=0.1)


def test_nothing_waits_afterwards(embassy):
    factories.record(embassy, **NATTAPONG)
    pending.run_pending()
    assert pending.waiting() == 0
