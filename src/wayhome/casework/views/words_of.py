"""Clocks and steps of a case in words for its page."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework import nrm
from wayhome.casework.models import Case
from wayhome.casework.services.linking import found_moment
from wayhome.casework.words import CLOCKS, MOMENTS, PARTIES, Label
from wayhome.casework.words import label as code_label
from wayhome.intake.forms import COLUMN_LABELS
from wayhome.people.models import Record

CODED = {"nationality": "country", "sex": "sex", "document_type": "document-type"}
ARRIVALS = frozenset({"state", "opened", "imported", "reopened"})
SOON = 3.0  # days before it is due that a clock is shown in amber


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A clock with its words; ``tone`` is danger once overdue, wait when soon due."""

    clock: nrm.Clock
    label: Label
    left: str
    begins: Label
    waits_for: Label
    owner: Label
    tone: str


def clock(running: nrm.Clock) -> ClockShown:
    """Return a clock with what the page says of it."""
    return ClockShown(
        clock=running,
        label=CLOCKS.get(running.code, running.code),
        left=_left(running),
        begins=MOMENTS.get(running.runs_from, running.runs_from),
        waits_for=PARTIES.get(running.waits_for) or code_label("waiting-for", running.waits_for),
        owner=PARTIES.get(running.owner, running.owner),
        tone=_tone(running),
    )


def _left(running: nrm.Clock) -> str:
    days = running.days_left
    if running.paused:
        return _("stands still")
    if days is None:
        return _("not running: nobody entered when it begins")
    if days < 0:
        late = ceil(-days)
        if running.assumed:
            words = ngettext("may be overdue by %(n)d day", "may be overdue by %(n)d days", late)
            return words % {"n": late}
        return ngettext("overdue by %(n)d day", "overdue by %(n)d days", late) % {"n": late}
    whole = floor(days)
    if whole == 0:
        return _("due within a day")
    return ngettext("%(n)d day left", "%(n)d days left", whole) % {"n": whole}


def _tone(running: nrm.Clock) -> str:
    if running.paused or running.days_left is None:
        return ""
    if running.overdue and not running.assumed:
        return "danger"
    return "wait" if running.days_left <= SOON else ""


def steps(case: Case) -> dict[str, str]:
    """Return, by state, the day on which a case came into it."""
    moments = {event.after: event.at for event in case.events.all() if event.code in ARRIVALS}
    if case.encounter:
        moments["found"] = found_moment(case.encounter)
    moments[case.state] = case.state_since
    return {state: date_format(localtime(moment), "j M") for state, moment in moments.items()}


def details(record: Record) -> list[tuple[Any, str]]:
    """Return what a record says, in the order of a list's columns, codes in words."""
    said = record.details
    return [
        (COLUMN_LABELS[name], code_label(CODED[name], said[name]) if name in CODED else said[name])
        for name in COLUMN_LABELS
        if said.get(name)
    ]
