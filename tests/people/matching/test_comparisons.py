import pytest

from wayhome.people.matching.comparisons import compare_fields
from wayhome.people.matching.parameters import shipped_parameters
from wayhome.people.matching.profile import Profile


def level(left: dict[str, str], right: dict[str, str]) -> set[str]:
    found = compare_fields(Profile.from_row(left), Profile.from_row(right))
    return {f"{finding.field}.{finding.level}" for finding in found}


@pytest.mark.parametrize(
    ("column", "left", "right", "reached"),
    [
        ("phone", "+66812345678", "+66812345678", "phone.same"),
        ("phone", "+66812345678", "0812345678", "phone.same_ending"),
        ("phone", "+66812345678", "+66812345679", "phone.one_digit"),
        ("phone", "+66812345678", "+66898765432", "phone.other"),
        ("email", "A.B@example.org", "a.b@example.org", "email.same"),
        ("email", "somchai@example.org", "somchai@example.net", "email.same_user"),
        ("email", "somchai@example.org", "maria@example.net", "email.other"),
        ("social_account", "https://t.me/somchai", "@Somchai", "account.same"),
        ("sex", "หญิง", "F", "sex.same"),
        ("nationality", "Myanmar", "MM", "nationality.same"),
        ("nationality", "Myanmar; TH", "Thai", "nationality.same"),
        ("postcode", "63110", "63111", "postcode.one_sign_off"),
        ("postcode", "BS2 0EL", "BS2 9XY", "postcode.same_area"),
        ("place_of_birth", "Mae Sot, Tak", "Tak Mae Sot", "birth_place.same"),
        ("place_of_birth", "Mae Sot", "Mae Sot, Tak province", "birth_place.alike"),
        ("occupation", "nurse", "welder", "occupation.different"),
    ],
)
def test_two_values_reach_their_level(column: str, left: str, right: str, reached: str) -> None:
    assert level({column: left}, {column: right}) == {reached}


@pytest.mark.parametrize(
    "column", ["phone", "email", "sex", "nationality", "birth_date", "document_number", "address"]
)
def test_unknown_is_not_different(column: str) -> None:
    given = {
        "phone": "+66812345678",
        "email": "a@example.org",
        "sex": "F",
        "nationality": "TH",
        "birth_date": "1990-05-17",
        "document_number": "AA1234567",
        "address": "5 Made Up Road",
    }
    assert level({column: given[column]}, {}) == set()


def test_every_level_is_reached_with_a_weight_in_the_data_file() -> None:
    """A level that the file does not know would stop a whole run."""
    fields = shipped_parameters().fields
    texts = ["1990", "1990-05", "1990-05-17", "1990-01-01", "1990-11-17", "1447-05-17", "1961"]
    for left in texts:
        for right in texts:
            for name in level({"birth_date": left}, {"birth_date": right}):
                field, _, reached = name.partition(".")
                assert fields[field].index(reached) >= 0


def test_ages_are_compared_by_the_years_they_allow() -> None:
    seen = {"age": "30", "last_contact_date": "2024-06-01"}
    assert level(seen, {"birth_date": "1994-02-01"}) == {"age.fits"}
    assert level(seen, {"birth_date": "1970-02-01"}) == {"age.different"}
