"""Agreeing on what most share says little; on what few share, much; never without bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.people.matching.commonness import Commonness, counted, named, smoothed, worded
from wayhome.people.matching.model import Model
from wayhome.people.matching.names.frequencies import default
from wayhome.people.matching.profile import Profile

MODEL = Model.load()


def people(nationality: str, number: int, place: str, name: str = "Somebody Else") -> list[Profile]:
    row = {"full_name": name, "nationality": nationality, "last_known_place": place}
    return [Profile.from_row(row) for _ in range(number)]


CROWD = [*people("LK", 90, "Mae Sot"), *people("NP", 10, "Phop Phra")]
COUNTED = counted(CROWD)
FITTED = MODEL.with_commonness(Commonness(COUNTED.names, COUNTED.within, COUNTED.values))


def weight(model: Model, column: str, value: str) -> float:
    one = Profile.from_row({column: value})
    return model.score(one, one, prior=0.0).bits


@pytest.mark.parametrize(
    ("column", "common", "rare"),
    [("nationality", "LK", "NP"), ("last_known_place", "Mae Sot", "Phop Phra")],
)
def test_a_rare_value_says_more_than_a_common_one(column: str, common: str, rare: str) -> None:
    assert weight(FITTED, column, rare) > weight(FITTED, column, common) + 1
    assert weight(FITTED, column, common) >= 0  # agreement never speaks against
    assert abs(weight(FITTED, column, common)) < 1.5


def test_a_value_nobody_has_met_says_no_more_than_ten_bits() -> None:
    assert weight(FITTED, "last_known_place", "Tha Song Yang") < 10


def test_nothing_counted_changes_nothing() -> None:
    empty = MODEL.with_commonness(Commonness(default()))
    assert weight(empty, "nationality", "LK") == weight(MODEL, "nationality", "LK")


def test_a_name_typical_of_a_nationality_does_not_count_twice() -> None:
    """All Nepalis here bear the name: once both are Nepali, it says nothing more."""
    crowd = [*people("LK", 280, "", "Nimal Perera"), *people("NP", 20, "", "Sita Karki")]
    model = MODEL.with_commonness(counted(crowd, default()))
    one = Profile.from_row({"full_name": "Karki", "nationality": "NP"})
    unknown = Profile.from_row({"full_name": "Karki"})
    within = model.commonness.of_names(one, one).bits("karki")
    assert within < model.commonness.of_names(one, unknown).bits("karki")


def test_a_place_is_weighed_among_those_of_its_country() -> None:
    rows = [{"nationality": "LK", "place_of_birth": "Galle"}] * 10
    crowd = [Profile.from_row(row) for row in [*rows, *[{"nationality": "NP"}] * 90]]
    common = counted(crowd)
    alone = common.rarity("birth_place", "galle", 0.03)
    assert common.rarity("birth_place", "galle", 0.03, "LK") <= alone


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.floats(1e-4, 0.5))
def test_a_share_is_a_share_and_grows_with_the_count(a: int, b: int, usual: float) -> None:
    few, many = sorted((a, b))
    total = 10_000
    assert 0 < smoothed(few, total, usual) <= smoothed(many, total, usual) <= 1


def test_few_records_leave_the_usual_shares_nearly_as_they_are() -> None:
    assert named({"perera": 2}, 3, default()).share("perera") < 0.1
    assert named({"perera": 2000}, 3000, default()).share("perera") > 0.5


def test_words_in_another_order_are_one_place() -> None:
    assert worded("tak mae sot") == worded("mae sot tak")
