"""Rivals of a clear pair wait for nobody's word, until the clear pair is put in doubt."""

import pytest
from tests import factories

from wayhome.people import pending
from wayhome.people.models import Pair, Verdict
from wayhome.people.services import decide
from wayhome.people.standing_back import explained_away

UNDECIDED, SAME, DIFFERENT = Verdict.UNDECIDED, Verdict.SAME, Verdict.DIFFERENT
CLEAR_PAIR = (1, 10, 20, 0.999, UNDECIDED, True)  # request 10 is clearly found person 20
RIVAL = (2, 10, 21, 0.1, UNDECIDED, False)


def test_a_weak_rival_of_a_clear_pair_stands_back():
    assert explained_away([CLEAR_PAIR, RIVAL]) == [2]


@pytest.mark.parametrize(
    "clear",
    [
        (1, 10, 20, 0.9, UNDECIDED, True),
        (1, 10, 20, 0.999, UNDECIDED, False),
        (1, 10, 20, 0.999, DIFFERENT, True),
    ],
    ids=["not sure enough", "not the list's choice", "called different"],
)
def test_it_waits_where_nothing_clear_stands_against_it(clear):
    assert explained_away([clear, RIVAL]) == []


def test_it_waits_where_the_rival_may_be_the_clear_one_again():
    """Found twice: by the patrol and at the desk."""
    assert explained_away([CLEAR_PAIR, RIVAL, (3, 20, 21, 0.8, UNDECIDED, False)]) == []


def test_a_likely_rival_waits():
    assert explained_away([CLEAR_PAIR, (2, 10, 21, 0.6, UNDECIDED, False)]) == []


KASUN = {"full_name": "Kasun Perera", "birth_date": "1997-01-30", "document_number": "N7744102"}
NAMESAKE = {"full_name": "Kasun Perera", "birth_date": "1997"}


@pytest.mark.django_db
def test_the_rival_waits_again_when_the_clear_pair_is_called_different(embassy, patrol, reviewer):
    asked = factories.record(embassy, "requested", **KASUN)
    found = factories.record(patrol, "found", **KASUN)
    other = factories.record(patrol, "found", **NAMESAKE)
    pending.run_pending()
    pairs = {frozenset((p.left_id, p.right_id)): p for p in Pair.unguarded.all()}
    clear, rival = pairs[frozenset((asked.pk, found.pk))], pairs[frozenset((asked.pk, other.pk))]
    Pair.unguarded.filter(pk=rival.pk).update(probability=0.1)
    Pair.unguarded.filter(pk=pairs[frozenset((found.pk, other.pk))].pk).update(probability=0.1)
    pending.run_pending()
    rival.refresh_from_db()
    assert rival.verdict == Verdict.IMPLIED

    decide(user=reviewer, pair=clear, verdict="different")
    pending.run_pending()

    rival.refresh_from_db()
    assert rival.verdict == UNDECIDED
