"""What may be called the same name, and what may not."""

import pytest

from wayhome.people.matching import names


def verdict(left: str, right: str) -> str:
    return names.compare(names.parse(left), names.parse(right)).verdict


def test_equal_names_are_the_same():
    assert verdict("Aung Min", "Aung Min") == "same"


def test_strangers_are_different():
    assert verdict("Aung Min", "John Smith") == "different"


@pytest.mark.parametrize(
    "pair", [("Than Than Nu", "Than Than Nwe"), ("Somchai Jaidee", "Somsak Jaidee")]
)
def test_a_near_miss_is_never_the_same(pair):
    assert verdict(*pair) != "same"


@pytest.mark.parametrize("empty", ["", " ", "😀", "\u200b", "123"])
def test_a_name_without_letters_weighs_nothing(empty):
    comparison = names.compare(names.parse(empty), names.parse("Somchai"))
    assert (comparison.bits, comparison.verdict) == (0.0, "unsure")
