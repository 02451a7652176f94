"""Taking lists in: what became of one is told truly, and what was typed cannot be guessed."""

import json
from hashlib import sha256

import pytest
from django.db import OperationalError
from tests import factories

from wayhome.casework.models import Request
from wayhome.intake.kinds import get
from wayhome.intake.models import Original, Submission
from wayhome.intake.services import confirm, import_submission, receive_file, receive_form
from wayhome.intake.tasks import import_queued_lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(embassy):
    """Queue a list of one made-up person under a name."""

    def sent(series="main"):
        kept, _new = receive_file(
            agency=embassy,
            sender=None,
            kind="requests",
            filename="made-up.csv",
            data=f"full_name,nationality\nMade Up {series},LK\n".encode(),
            series=series,
        )
        confirm(submission=kept, user=None, columns=None, wake=False)
        return Submission.unguarded.get(pk=kept.pk)

    return sent


def test_a_list_is_taken_in_by_the_columns_that_were_confirmed(embassy):
    kept, _new = receive_file(
        agency=embassy,
        sender=None,
        kind="requests",
        filename="made-up.csv",
        data=b"Who,Nat\nMade Up,LK\n",
    )
    columns = {"full_name": "Who", "nationality": "Nat"}
    confirm(submission=kept, user=None, columns=columns, wake=False)
    import_submission(kept, actor=None)  # the very row that was kept, not read anew
    assert Request.unguarded.get().record.details["full_name"] == "Made Up"


def failing(monkeypatch, error, names):
    """Let the lists of these names fail; afterwards the others are taken in as ever."""
    kind = get("requests")
    taking_in = type(kind).apply

    def apply(self, *, submission, **rest):
        if submission.series in names:
            raise error
        return taking_in(self, submission=submission, **rest)

    monkeypatch.setattr(type(kind), "apply", apply)


def state(submission):
    return Submission.unguarded.get(pk=submission.pk).state


def test_a_busy_or_full_database_leaves_the_list_queued(queued, monkeypatch):
    waiting = queued()
    failing(monkeypatch, OperationalError("database is locked"), {"main"})
    with pytest.raises(OperationalError):
        import_submission(waiting, actor=None)
    assert state(waiting) == "queued"


def test_a_list_that_another_worker_took_in_is_not_called_refused(queued, monkeypatch):
    mine = queued()
    import_submission(Submission.unguarded.get(pk=mine.pk), actor=None)
    monkeypatch.setattr(
        "wayhome.intake.services.importing._take_in",
        lambda *_: (_ for _ in ()).throw(RuntimeError("made up")),
    )
    with pytest.raises(RuntimeError):
        import_submission(mine, actor=None)  # its state here is still the one that was read
    assert state(mine) == "imported"
    assert Request.unguarded.count() == 1


def test_a_list_that_fails_stops_none_behind_it(queued, monkeypatch):
    broken, behind = queued("broken"), queued("behind")
    failing(monkeypatch, RuntimeError("made up"), {"broken"})
    import_queued_lists.func()
    assert (state(broken), state(behind)) == ("refused", "imported")


def test_what_was_typed_cannot_be_guessed_from_its_digest(embassy):
    rows = [{"full_name": "Made Up", "nationality": "LK"}]
    twice = [
        receive_form(
            agency=embassy,
            sender=factories.user(embassy),
            kind="requests",
            rows=rows,
            series="typed",
        )
        for _ in range(2)
    ]
    assert len({one.sha256 for one in twice}) == 2
    content = bytes(Original.objects.get(submission=twice[0]).content)
    assert twice[0].sha256 == sha256(content).hexdigest()
    assert json.loads(content)["records"] == rows
    assert Request.unguarded.count() == 1


def test_a_list_that_another_worker_took_in_is_not_read_again(queued):
    mine = queued()
    import_submission(Submission.unguarded.get(pk=mine.pk), actor=None)
    before = Submission.unguarded.get(pk=mine.pk).summary
    taken = import_submission(mine, actor=None)  # its state here is still the one that was read
    assert (taken.state, taken.summary) == ("imported", before)
