"""Writes of the room: records come in, people decide who is who, and take it back."""

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
    "add_records",
    "decide",
    "log_view",
    "undo",
]
