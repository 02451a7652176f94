"""Countries: every ISO 3166-1 code, no grouping, in four languages."""

import pytest

from wayhome.vocabulary import codes


def test_there_are_as_many_countries_as_in_iso_3166_1():
    # ISO 3166-1 has had 249 codes since South Sudan joined in 2011.
    assert len(codes("country")) == 249


@pytest.mark.parametrize("code", ["EU", "UN", "XK", "ZZ", "150", "AC"])
def test_groupings_and_reservations_are_no_countries(code):
    assert code not in codes("country")


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Sri Lanka"), ("th", "ศรีลังกา"), ("zh", "斯里兰卡"), ("my", "သီရိလင်္ကာ")],
)
def test_names_come_in_the_four_languages(language, name):
    assert codes("country").label("LK", language) == name
