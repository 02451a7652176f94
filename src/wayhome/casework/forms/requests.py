"""Asking for a person, and saying how far a request has come."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wayhome.casework import nrm
from wayhome.casework.forms.fields import coded_field, country, partial_day
from wayhome.casework.words import coded

NOTES = 2000


class RequestForm(forms.Form):
    """One person who is looked for, by the canonical columns of a list."""

    full_name = forms.CharField(
        label=gettext_lazy("Name, as in the passport"), max_length=200, required=False
    )
    native_name = forms.CharField(
        label=gettext_lazy("Name in its own script"), max_length=200, required=False
    )
    other_names = forms.CharField(
        label=gettext_lazy("Other names"),
        help_text=gettext_lazy("nicknames, earlier names; a semicolon between two"),
        max_length=200,
        required=False,
    )
    nationality = country(label=gettext_lazy("Nationality"))
    sex = coded_field("sex", gettext_lazy("not given"), label=gettext_lazy("Sex"), required=False)
    birth_date = partial_day(label=gettext_lazy("Date of birth"))
    document_number = forms.CharField(
        label=gettext_lazy("Number of passport or identity card"), max_length=100, required=False
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=100, required=False)
    social_account = forms.CharField(
        label=gettext_lazy("Account in a network"), max_length=200, required=False
    )
    last_known_place = forms.CharField(
        label=gettext_lazy("Last known place"), max_length=200, required=False
    )
    last_contact_date = partial_day(label=gettext_lazy("Last contact"))
    family_contact = forms.CharField(
        label=gettext_lazy("Contact of the family"), max_length=300, required=False
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"), max_length=NOTES, required=False, widget=forms.Textarea
    )

    def clean(self) -> dict[str, Any]:
        """Refuse somebody without any name."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not (said.get("full_name") or said.get("native_name")):
            self.add_error("full_name", _("Write the name as it is known, in any script."))
        return said

    def values(self) -> Mapping[str, str]:
        """Return canonical column to what was written."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class RequestStateForm(forms.Form):
    """How far a request has come, by hand; carries the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    state = forms.ChoiceField(label=gettext_lazy("State"))
    closing_reason = forms.ChoiceField(
        label=gettext_lazy("Why it is closed"),
        help_text=gettext_lazy("only when it is closed"),
        required=False,
    )
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("needed to go back a step"),
        max_length=NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note to this request"),
        max_length=NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, current: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = (
            current,
            *nrm.next_states(current, "request"),
            *nrm.steps_back(current, "request"),
        )
        self.fields["state"].choices = coded("request-state", only=possible)  # type: ignore[attr-defined]  # a choice field
        reasons = coded("closing-reason", only=nrm.way("request").by_hand)
        self.fields["closing_reason"].choices = [("", _("not closed")), *reasons]  # type: ignore[attr-defined]  # a choice field
