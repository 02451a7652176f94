"""How well a typed name fits: the whole name, a part of it, in any script; nothing but names."""

import pytest

from wayhome.people.likeness import Typed, names_of
from wayhome.people.matching.profile import Profile


@pytest.mark.parametrize(
    ("typed", "record", "least"),
    [
        ("Kasun Perera", {"full_name": "Kasun Perera"}, 1.0),
        ("perera kasun", {"given_name": "Kasun", "family_name": "Perera"}, 0.9),
        ("Kasun", {"full_name": "Kasun Perera"}, 0.9),
        ("Kas", {"full_name": "Kasun Perera"}, 0.9),
        ("Somchai", {"native_name": "สมชาย ใจดี"}, 0.68),
        ("Sandaru", {"full_name": "Kasun Perera", "other_names": "Kasu; Sandaru"}, 1.0),
    ],
)
def test_the_best_name_of_a_record_counts(typed, record, least):
    assert Typed(typed).likeness(record) >= least


def test_the_whole_name_counts_more_than_a_part_of_it():
    typed = Typed("Kasun")
    assert typed.likeness({"full_name": "Kasun"}) > typed.likeness({"full_name": "Kasun Perera"})


@pytest.mark.parametrize("record", [{}, {"full_name": "…"}, {"phone": "Kasun"}])
def test_nobody_fits_without_a_name(record):
    assert Typed("Kasun").likeness(record) == 0.0


def test_a_name_is_held_against_each_record_anew():
    typed = Typed("Kasun")
    fits = [typed.likeness({"full_name": name}) for name in ("Kasun", "Anna", "Kasun")]
    assert fits[0] == fits[2] > fits[1]


@pytest.mark.parametrize(
    "record",
    [
        {"full_name": " Kasun Perera ", "native_name": "කසුන්", "other_names": "Kasu;; K. P. ;"},
        {"given_name": "Kasun", "family_name": "", "native_name": "Kasun"},
        {"given_name": "Kasun", "family_name": "Perera", "full_name": None},
        {"full_name": "?", "other_names": ";".join(f"Name{chr(97 + n)}" for n in range(9))},
        {"full_name": "Kasun " * 90},
    ],
)
def test_names_are_those_of_the_profile_that_the_index_is_made_of(record):
    assert names_of(record) == list(Profile.from_row(record).names)
