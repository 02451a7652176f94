"""Changes in casework: each in one transaction, with its entry in the log."""

from wayhome.casework.services.cases import (
    StepRefusedError,
    change_case,
    end_pause,
    open_cases,
    pause_clock,
    set_moments,
)
from wayhome.casework.services.encounters import (
    EncounterFacts,
    add_people,
    change_encounter,
    register_encounter,
)
from wayhome.casework.services.requests import change_request, register_request

__all__ = [
    "EncounterFacts",
    "StepRefusedError",
    "add_people",
    "change_case",
    "change_encounter",
    "change_request",
    "end_pause",
    "open_cases",
    "pause_clock",
    "register_encounter",
    "register_request",
    "set_moments",
]
