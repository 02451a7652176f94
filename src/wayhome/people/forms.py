"""What people send in this room: an answer about a pair."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.people.models import Verdict

ANSWERS = [
    (Verdict.SAME, _("Same")),
    (Verdict.DIFFERENT, _("Different")),
    (Verdict.UNSURE, _("Unsure")),
]


class AnswerForm(forms.Form):
    """Same, different or unsure, and why; ``seen`` is the decision that stood there before."""

    verdict = forms.ChoiceField(choices=ANSWERS)
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("What made you sure: a mark, a call with the family, a photograph."),
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
