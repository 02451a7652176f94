"""What the parts of casework's API share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Field, Schema

from wayhome.accounts.access import signed_in
from wayhome.accounts.models import User

NAME = 200


class PersonIn(Schema):
    """What is known of a person, by the canonical columns of a list; leave out what is not."""

    id: str = Field("", max_length=100)
    full_name: str = Field("", max_length=NAME)
    given_name: str = Field("", max_length=NAME)
    family_name: str = Field("", max_length=NAME)
    other_names: str = Field("", max_length=NAME)
    native_name: str = Field("", max_length=NAME)
    sex: str = Field("", max_length=20)
    birth_date: str = Field("", max_length=40)
    birth_year: str = Field("", max_length=10)
    age: str = Field("", max_length=10)
    nationality: str = Field("", max_length=100)
    document_type: str = Field("", max_length=100)
    document_number: str = Field("", max_length=200)
    phone: str = Field("", max_length=100)
    email: str = Field("", max_length=200)
    social_account: str = Field("", max_length=200)
    address: str = Field("", max_length=500)
    postcode: str = Field("", max_length=20)
    place_of_birth: str = Field("", max_length=NAME)
    occupation: str = Field("", max_length=NAME)
    last_known_place: str = Field("", max_length=NAME)
    last_contact_date: str = Field("", max_length=40)
    family_contact: str = Field("", max_length=500)
    notes: str = Field("", max_length=5000)

    def given(self) -> dict[str, str]:
        """Return the columns that say something."""
        return {name: value for name, value in self.dict().items() if value}


def fields_of(found: object, schema: type[Schema]) -> dict[str, Any]:
    """Return the attributes of a row that a schema names."""
    return {name: getattr(found, name) for name in schema.model_fields}


def let_in(request: HttpRequest, allowed: tuple[str, ...]) -> User:
    """Return the caller. Raises PermissionDenied where the role may not do this."""
    user = signed_in(request)
    if not user.has_role(*allowed):
        raise PermissionDenied
    return user
