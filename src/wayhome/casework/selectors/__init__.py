"""Reads of casework, for a user."""

from wayhome.casework.selectors.board import (
    Column,
    answered_requests,
    board,
    case_facts,
    case_of,
    cases,
)
from wayhome.casework.selectors.counts import (
    AGE_BANDS,
    cases_by_wait,
    found_since,
    longest_waits,
    requests_by_state,
)
from wayhome.casework.selectors.encounters import (
    Registered,
    encounter_of,
    encounters,
    found_people,
    registered,
    stated_balance,
)
from wayhome.casework.selectors.references import find_reference
from wayhome.casework.selectors.requests import answering_cases, is_answered, request_of, requests
from wayhome.casework.selectors.rows import case_rows, encounter_rows, request_rows

__all__ = [
    "AGE_BANDS",
    "Column",
    "Registered",
    "answered_requests",
    "answering_cases",
    "board",
    "case_facts",
    "case_of",
    "case_rows",
    "cases",
    "cases_by_wait",
    "encounter_of",
    "encounter_rows",
    "encounters",
    "find_reference",
    "found_people",
    "found_since",
    "is_answered",
    "longest_waits",
    "registered",
    "request_of",
    "request_rows",
    "requests",
    "requests_by_state",
    "stated_balance",
]
