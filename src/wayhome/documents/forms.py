"""The form that puts a document in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DocumentForm(forms.Form):
    """A file, or text that was copied from somewhere; and when it was published, where known."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Text, Markdown, HTML, PDF, Word or e-mail")
    )
    text = forms.CharField(
        label=_("Or its text"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    published = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("“Monday” is the latest Monday up to this day."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of file and text."""
        said = super().clean() or {}
        if bool(said.get("file")) == bool(said.get("text", "").strip()):
            raise forms.ValidationError(_("Give a file, or paste its text."))
        return said

    def content(self) -> tuple[str, bytes]:
        """Return a file name and the bytes."""
        sent = self.cleaned_data["file"]
        if sent:
            return str(sent.name), bytes(sent.read())
        return "pasted.txt", str(self.cleaned_data["text"]).encode()
