import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wayhome.people.matching.bulk.words import described, slots
from wayhome.people.matching.names import parse
from wayhome.people.matching.names.fold import fold, folds


def test_a_words_fold_is_the_one_the_names_library_gives() -> None:
    words = ["aung", "jaidee", "phongphan", "mohamed", "สมชาย"]
    made = described(words, np.ones(5), 5)
    assert made["fold"] == [parse(word).tokens[0].folds[0] for word in words]


@given(st.lists(st.text("aeiouhcgstkdxyzqw", min_size=1, max_size=12)))
def test_words_folded_at_once_fold_as_one_by_one(words: list[str]) -> None:
    assert folds(words) == [fold(word) for word in words]


def test_spellings_of_one_sound_share_fold_and_rarity() -> None:
    made = described(["mohamed", "mohammed", "perera"], np.array([6, 2, 1]), 8)
    assert made["sound"][0] == made["sound"][1] != made["sound"][2]
    assert made["rare"].tolist() == [0.0, 0.0, 3.0]


def test_exchanged_letters_have_the_same_letters() -> None:
    made = described(["kanok", "kaonk", "kanop"], np.ones(3), 3)
    assert made["letters"][0] == made["letters"][1] != made["letters"][2]


def test_a_name_has_its_first_its_last_and_what_stands_between() -> None:
    assert slots("နန်းခင်") != [(None, None, None)]
    assert slots("Maria Clara dela Cruz") == [("maria", "clara", "cruz")]
    assert slots("Suharto") == [("suharto", None, None)]
    assert slots("—") == [(None, None, None)]
    assert slots("Nok Suk alias Moe Aung") == [("nok", None, "suk"), ("moe", None, "aung")]


def test_a_name_that_places_read_otherwise_is_there_in_each_reading() -> None:
    found = slots("陳大文")
    assert found[0] == ("陳", "大", "文")
    assert ("chan", "tai", "man") in found
    assert ("tran", "dai", "van") in found
    assert len(slots("สมชาย ใจดี")) == 1
