"""Moving a case along; the dates its clocks run from; pauses."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wayhome.casework import nrm
from wayhome.casework.forms.fields import coded_field, not_before_oldest
from wayhome.casework.words import CLOCKS, coded

NOTES = 2000


class CaseForm(forms.Form):
    """State, what it waits for, on whom, the next step; carries the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    state = forms.ChoiceField(label=gettext_lazy("State"))
    waiting_for = coded_field("waiting-for", label=gettext_lazy("Waits for"))
    waiting_on = forms.CharField(
        label=gettext_lazy("Who has to act"), max_length=200, required=False
    )
    next_step = forms.CharField(
        label=gettext_lazy("Next step"),
        max_length=NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    closing_reason = forms.ChoiceField(
        label=gettext_lazy("Why it is closed"),
        help_text=gettext_lazy("only when it is closed"),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Note for the history"),
        help_text=gettext_lazy("needed to go back a step"),
        max_length=NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, current: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = (current, *nrm.next_states(current), *nrm.steps_back(current))
        self.fields["state"].choices = coded("case-state", only=possible)  # type: ignore[attr-defined]  # a choice field
        reasons = coded("closing-reason", only=nrm.way().by_hand)
        self.fields["closing_reason"].choices = [("", _("not closed")), *reasons]  # type: ignore[attr-defined]  # a choice field


def _possible(value: Any) -> None:
    not_before_oldest(value)  # first: a moment of the year 1 cannot even be compared
    if value > timezone.now():
        raise ValidationError(_("This lies in the future; check day and time."))


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        validators=[_possible],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class MomentsForm(forms.Form):
    """The moments that clocks run from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    protected_at = _moment(gettext_lazy("Taken into protection"))
    extended_at = _moment(gettext_lazy("Extended by a court"))
    sheltered_at = _moment(gettext_lazy("Came to the temporary shelter"))
    presumed_at = _moment(gettext_lazy("Presumed or identified as a victim"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on the page beside the case's form: its ids must differ.
        super().__init__(*args, **{"auto_id": "moment_%s", **kwargs})


class PauseForm(forms.Form):
    """A clock stands still or runs again."""

    clock = forms.ChoiceField(choices=[(code, CLOCKS[code]) for code in CLOCKS])
    reason = forms.CharField(label=gettext_lazy("Reason of the pause"), max_length=NOTES)
