"""What the database may hold is what the code lists can name."""

import pytest

from wayhome.accounts.roles import Role
from wayhome.people.models import RecordSide
from wayhome.vocabulary import codes


@pytest.mark.parametrize(
    ("name", "values"),
    [("role", [role.value for role in Role]), ("record-side", RecordSide.values)],
)
def test_every_stored_code_has_its_words(name, values):
    assert set(codes(name).entries) == set(values)
