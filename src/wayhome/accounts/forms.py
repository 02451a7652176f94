"""Forms of an agency's administrator."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wayhome.accounts.roles import Role
from wayhome.vocabulary import choices


def _role_choices() -> list[tuple[str, str]]:
    given = {role.value for role in Role} - {Role.PLATFORM_OPERATOR.value}
    return [(code, label) for code, label in choices("role") if code in given]


class NewUserForm(forms.Form):
    """Somebody new."""

    username = forms.CharField(label=_("Sign-in name"), max_length=50)
    role = forms.ChoiceField(label=_("Role"), choices=_role_choices)
    password = forms.CharField(
        label=_("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Twelve characters or more. Hand it over in person; it can be changed."),
    )


class UserForm(forms.Form):
    """Role and access of somebody."""

    role = forms.ChoiceField(label=_("Role"), choices=_role_choices)
    active = forms.BooleanField(label=_("May sign in"), required=False)


class NewTokenForm(forms.Form):
    """A key to the API."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    role = forms.ChoiceField(label=_("Role"), choices=_role_choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the form for somebody new, which has a role too.
        super().__init__(*args, **{"auto_id": "id_token_%s", **kwargs})
