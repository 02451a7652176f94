"""Clocks and steps of a case in words for its page."""

from dataclasses import dataclass
from math import ceil, floor

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework import nrm
from wayhome.casework.models import Case
from wayhome.casework.words import CLOCKS, MOMENTS, Label
from wayhome.casework.words import label as code_label

SOON = 3.0  # days before it is due that a clock is shown in amber


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A clock with its words; ``tone`` is danger once overdue, wait when soon due."""

    clock: nrm.Clock
    label: Label
    left: str
    begins: Label
    waits_for: str
    tone: str


def clock(running: nrm.Clock) -> ClockShown:
    """Return a clock with what the page says of it."""
    return ClockShown(
        clock=running,
        label=CLOCKS.get(running.code, running.code),
        left=_left(running),
        begins=MOMENTS.get(running.runs_from, running.runs_from),
        waits_for=code_label("waiting-for", running.waits_for),
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
        return ngettext("overdue by %(n)d day", "overdue by %(n)d days", late) % {"n": late}
    whole = floor(days)
    if whole == 0:
        return _("due within a day")
    return ngettext("%(n)d day left", "%(n)d days left", whole) % {"n": whole}


def _tone(running: nrm.Clock) -> str:
    if running.paused or running.days_left is None:
        return ""
    if running.overdue:
        return "danger"
    return "wait" if running.days_left <= SOON else ""


def steps(case: Case) -> dict[str, str]:
    """Return, by state, the day on which a case came into it."""
    notes = {case.state: date_format(case.state_since, "j M")}
    for event in case.events.all():
        if event.code in {"state", "opened", "imported"} and event.after != case.state:
            moment = case.state_since if event.after == case.state else event.at
            notes[event.after] = date_format(moment, "j M")
    return notes
