"""The state of casework, a file a subject."""

from wayhome.casework.models.cases import Case, CaseEvent, CaseRequest, ClockPause
from wayhome.casework.models.encounters import Encounter, FoundPerson, HeadCount
from wayhome.casework.models.requests import Request, RequestEvent, RequestState

__all__ = [
    "Case",
    "CaseEvent",
    "CaseRequest",
    "ClockPause",
    "Encounter",
    "FoundPerson",
    "HeadCount",
    "Request",
    "RequestEvent",
    "RequestState",
]
