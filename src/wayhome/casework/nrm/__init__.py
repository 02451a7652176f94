"""The way of a case and its clocks, as pure rules over data files. Knows no database."""

from wayhome.casework.nrm.clocks import CaseFacts, Clock, Pause, clock_codes, clocks
from wayhome.casework.nrm.rules import (
    CLOSED,
    Refusal,
    check,
    default_wait,
    next_states,
    request_follows,
    steps_back,
)
from wayhome.casework.nrm.tables import Way, way

__all__ = [
    "CLOSED",
    "CaseFacts",
    "Clock",
    "Pause",
    "Refusal",
    "Way",
    "check",
    "clock_codes",
    "clocks",
    "default_wait",
    "next_states",
    "request_follows",
    "steps_back",
    "way",
]
