"""Forms of the door: what is sent, and which of its columns means what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.intake.services.receiving import DEFAULT_SERIES
from wayhome.intake.tables import CANONICAL_COLUMNS

KINDS = [
    ("requests", _("People we look for")),
    ("encounter", _("People found in an encounter")),
    ("cases", _("Cases we already have")),
]
COLUMN_LABELS = {
    "id": _("Reference of the sender"),
    "full_name": _("Full name"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "other_names": _("Other names"),
    "native_name": _("Name in its own script"),
    "sex": _("Sex"),
    "birth_date": _("Date of birth"),
    "birth_year": _("Year of birth"),
    "age": _("Age"),
    "nationality": _("Nationality"),
    "document_type": _("Kind of document"),
    "document_number": _("Document number"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "social_account": _("Account in a network"),
    "address": _("Address"),
    "postcode": _("Postcode"),
    "place_of_birth": _("Place of birth"),
    "occupation": _("Occupation"),
    "last_known_place": _("Last known place"),
    "last_contact_date": _("Last contact"),
    "family_contact": _("Contact of the family"),
    "notes": _("Notes"),
}


class UploadForm(forms.Form):
    """A list: the file, what it holds and which list it is a version of."""

    kind = forms.ChoiceField(label=_("The list holds"), choices=KINDS)
    file = forms.FileField(
        label=_("File"), help_text=_("Excel (.xlsx), OpenDocument (.ods), CSV, JSON or PFIF")
    )
    series = forms.SlugField(
        label=_("Name of the list"),
        required=False,
        help_text=_("Next week's version goes under the same name: only what changed is taken in."),
    )
    target = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def clean_series(self) -> str:
        """Return the list's name; an agency with one list need not name it."""
        return str(self.cleaned_data.get("series") or DEFAULT_SERIES)


class MappingForm(forms.Form):
    """Which header of the file feeds which canonical column."""

    def __init__(
        self,
        header: Sequence[str],
        *args: Any,
        chosen: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("not in this file")), *((name, name) for name in dict.fromkeys(header))]
        for column in CANONICAL_COLUMNS:
            self.fields[column] = forms.ChoiceField(
                label=COLUMN_LABELS[column],
                choices=choices,
                required=False,
                initial=(chosen or {}).get(column, ""),
            )

    def columns(self) -> dict[str, str]:
        """Return canonical column to header, of those that were chosen."""
        return {name: header for name, header in self.cleaned_data.items() if header}
