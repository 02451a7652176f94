"""Forms of casework."""

from wayhome.casework.forms.cases import CaseForm, MomentsForm, PauseForm
from wayhome.casework.forms.encounters import (
    COUNT_ROWS,
    MOST_COUNTS,
    ROWS_TAKEN,
    EncounterForm,
    head_counts,
    more_head_counts,
    more_people_rows,
    people_rows,
)
from wayhome.casework.forms.requests import RequestForm, RequestStateForm

__all__ = [
    "COUNT_ROWS",
    "MOST_COUNTS",
    "ROWS_TAKEN",
    "CaseForm",
    "EncounterForm",
    "MomentsForm",
    "PauseForm",
    "RequestForm",
    "RequestStateForm",
    "head_counts",
    "more_head_counts",
    "more_people_rows",
    "people_rows",
]
