"""Forms of casework."""

from wayhome.casework.forms.cases import CaseForm, MomentsForm, PauseForm
from wayhome.casework.forms.encounters import EncounterForm, head_counts, people_rows
from wayhome.casework.forms.requests import RequestForm, RequestStateForm

__all__ = [
    "CaseForm",
    "EncounterForm",
    "MomentsForm",
    "PauseForm",
    "RequestForm",
    "RequestStateForm",
    "head_counts",
    "people_rows",
]
