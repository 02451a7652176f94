"""Personas and short ways for casework."""

import datetime as dt

import pytest
from django.utils import timezone
from tests import factories

from wayhome.casework.services import EncounterFacts, add_people, register_encounter
from wayhome.intake.services import confirm, import_submission, receive_file


@pytest.fixture
def case_worker(patrol):
    """Case worker of the agency that finds people."""
    return factories.user(patrol, "case-worker")


@pytest.fixture
def centre_worker(centre):
    """Case worker of the centre: sees every agency's cases."""
    return factories.user(centre, "case-worker")


@pytest.fixture
def encounter(officer):
    """A group of three that was found yesterday."""
    facts = EncounterFacts(
        found_on=timezone.localdate() - dt.timedelta(days=1),
        place="Made-up river bank",
        country="TH",
        head_count=3,
        counts={"LK": 2, "NP": 1},
    )
    return register_encounter(user=officer, facts=facts)


@pytest.fixture
def send(db):
    """Send a list as rows of text; the header is the first row."""

    def sent(sender, rows, kind="requests", target="", series="main"):
        data = "\n".join(",".join(row) for row in rows).encode()
        submission, new = receive_file(
            agency=sender.agency,
            sender=sender,
            kind=kind,
            filename="made-up.csv",
            data=data,
            series=target or series,
            target=target,
        )
        if new:
            confirm(submission=submission, user=sender, columns=None, wake=False)
            submission = import_submission(submission, actor=sender)
        return submission

    return sent


@pytest.fixture
def found(officer, encounter):
    """Add one person to the encounter; returns the case."""
    from wayhome.casework.models import Case

    def added(**values):
        add_people(encounter=encounter, user=officer, rows=[values])
        return Case.unguarded.latest("id")

    return added
