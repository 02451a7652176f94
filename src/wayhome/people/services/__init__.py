"""Writes of the room: records come in, people decide who is who, and take it back."""

from wayhome.people.services.calibration import (
    TeachesNothing,
    calibrate_register,
    switch_off,
)
from wayhome.people.services.decisions import (
    AnsweredMeanwhile,
    Clash,
    NotBothSides,
    decide,
    undo,
)
from wayhome.people.services.records import NewRecord, add_records
from wayhome.people.services.viewing import log_view

__all__ = [
    "AnsweredMeanwhile",
    "Clash",
    "NewRecord",
    "NotBothSides",
    "TeachesNothing",
    "add_records",
    "calibrate_register",
    "decide",
    "log_view",
    "switch_off",
    "undo",
]
