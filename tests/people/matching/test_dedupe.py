import random
from collections.abc import Iterable, Mapping
from datetime import date
from statistics import fmean

import pytest

from wayhome.people.matching.dedupe import Label, dedupe
from wayhome.people.matching.errors import WrongInput

SYLLABLES = ("ka", "mo", "shi", "ren", "tol", "vu", "dar", "phi", "lun", "bei", "gor", "nas")
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


def _misdated(size: int) -> list[dict[str, str]]:
    """People written down twice, by a clerk who put any day where the birth date belongs."""
    chance = random.Random(11)
    rows = []
    for number in range(size):
        name = " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(2))
        for time in "ab":
            born = date.fromordinal(chance.randint(715_000, 732_000))
            rows.append({"id": f"{number}{time}", "full_name": name, "birth_date": str(born)})
    return rows


def _found(clusters: Mapping[str, str], numbers: Iterable[int]) -> float:
    return fmean(clusters[f"{n}a"] == clusters[f"{n}b"] for n in numbers)


def test_labels_teach_about_pairs_that_nobody_labelled() -> None:
    rows, told = _misdated(200), range(80)
    labels = [Label(f"{n}a", f"{n}b", same=True) for n in told]
    labels += [Label(f"{n}a", f"{n + 1}b", same=False) for n in told]
    before, after = dedupe(rows), dedupe(rows, labels)
    others = range(80, 200)
    assert _found(before.clusters, others) < 0.5
    assert _found(after.clusters, others) > 0.9
    assert any("160 labels taught this list" in note for note in after.notes)


def test_a_few_labels_are_obeyed_and_the_reader_told_that_they_teach_nothing() -> None:
    result = dedupe(ROWS, [Label("a", "b", same=False)])
    assert any("labels given: 1; they are obeyed" in note for note in result.notes)


@pytest.mark.parametrize(
    ("column", "value"), [("phone", "+66812345670"), ("document_number", "AA1234567")]
)
def test_a_number_that_a_whole_shelter_gives_makes_nobody_one(column: str, value: str) -> None:
    chance = random.Random(7)
    rows = [
        {
            "id": str(number),
            "full_name": " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(2)),
            "birth_date": str(date.fromordinal(chance.randint(715_000, 732_000))),
            column: value,
        }
        for number in range(100)
    ]
    assert len(set(dedupe(rows).clusters.values())) >= 98


def test_the_same_number_of_a_few_records_still_says_who_they_are() -> None:
    rows = [
        {"id": "a", "full_name": "Aung Kyaw Moe", "phone": "+66812345670"},
        {"id": "b", "full_name": "Aung K. Moe", "phone": "081 234 5670", "nationality": "TH"},
        *({"id": str(n), "full_name": f"{s.title()} {s * 2}"} for n, s in enumerate(SYLLABLES)),
    ]
    rows[0]["nationality"] = "TH"
    clusters = dedupe(rows).clusters
    assert clusters["a"] == clusters["b"]
