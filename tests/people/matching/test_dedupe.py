import pytest

from wayhome.people.matching.dedupe import Label, dedupe
from wayhome.people.matching.errors import WrongInput

ROWS = [
    {"id": "a", "full_name": "Aung Kyaw Moe", "birth_date": "1995-01-02"},
    {"id": "b", "full_name": "Aung Kyaw Moe", "birth_date": "1995-01-02"},
    {"id": "c", "full_name": "Li Na", "birth_date": "2001-07-08"},
]


def test_twins_of_a_list_come_together_and_the_stranger_stays_apart() -> None:
    assert dedupe(ROWS).clusters == {"a": "a", "b": "a", "c": "c"}


def test_a_reviewers_different_is_obeyed() -> None:
    clusters = dedupe(ROWS, [Label("a", "b", same=False)]).clusters
    assert clusters["a"] != clusters["b"]


def test_a_reviewers_same_is_obeyed() -> None:
    clusters = dedupe(ROWS, [Label("a", "c", same=True)]).clusters
    assert clusters["a"] == clusters["c"]


def test_one_pair_called_both_is_refused() -> None:
    labels = [Label("a", "b", True, "line 2"), Label("b", "a", False, "line 3")]
    with pytest.raises(WrongInput, match=r"line 3: 'b' and 'a' are called the same"):
        dedupe(ROWS, labels)


def test_labels_that_contradict_each_other_in_a_ring_are_refused() -> None:
    labels = [Label("a", "b", True), Label("b", "c", True), Label("a", "c", False)]
    with pytest.raises(WrongInput, match="contradict each other"):
        dedupe(ROWS, labels)


def test_a_label_of_a_stranger_to_the_list_is_refused() -> None:
    with pytest.raises(WrongInput, match="'z' does not stand in the list"):
        dedupe(ROWS, [Label("a", "z", True, "line 2")])


def test_an_empty_list_has_no_clusters() -> None:
    assert dedupe([]).clusters == {}
