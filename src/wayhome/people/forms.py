"""What people send in this room: an answer about a pair, and filters of lists."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.people.models import RecordSide, Verdict
from wayhome.vocabulary import choices

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


class PeopleFilter(forms.Form):
    """Narrows the list of people."""

    side = forms.ChoiceField(
        label=_("Looked for or found"),
        required=False,
        choices=[
            ("", _("all")),
            (RecordSide.REQUESTED, _("looked for")),
            (RecordSide.FOUND, _("found")),
        ],
    )
    nationality = forms.ChoiceField(label=_("Nationality"), required=False)

    def __init__(self, *args: object, language: str = "en", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["nationality"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  it is declared so above
        field.choices = [("", _("all")), *choices("country", language)]
