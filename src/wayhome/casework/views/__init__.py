"""Pages of casework."""

from wayhome.casework.views.cases import board, case, case_clocks, case_list, case_pause
from wayhome.casework.views.encounters import (
    encounter,
    encounter_edit,
    encounter_from_document,
    encounter_new,
    encounter_people,
    encounters,
)
from wayhome.casework.views.requests import request_new, request_page, requests

__all__ = [
    "board",
    "case",
    "case_clocks",
    "case_list",
    "case_pause",
    "encounter",
    "encounter_edit",
    "encounter_from_document",
    "encounter_new",
    "encounter_people",
    "encounters",
    "request_new",
    "request_page",
    "requests",
]
