"""Ranking and keys: the right candidate is found, whatever its script."""

from pathlib import Path

import pytest

from wayhome.people.matching import names

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data" / "names"


def test_the_best_comes_first_and_no_more_than_asked():
    (one,) = names.rank(["สมชาย ใจดี"], ["Aleksei Ivanov", "Somchai Jaidee", "Maria Lopez"], top=2)
    assert one.matches[0].index == 1
    assert len(one.matches) == 2
    assert one.matches[0].score >= one.matches[1].score


def test_queries_keep_their_order_and_empty_ones_their_place():
    found = list(names.rank(["", "Maria"], ["Maria"], top=1))
    assert [one.query for one in found] == ["", "Maria"]


def test_no_candidates_give_no_matches():
    (one,) = names.rank(["Maria"], [], top=3)
    assert one.matches == ()


def test_progress_is_told():
    told: list[tuple[int, int]] = []
    list(names.rank(["a b", "c d"], ["a b"], progress=lambda done, of: told.append((done, of))))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    "pair",
    [
        ("ณัฐพงษ์ แซ่ตั้ง", "Natthaphong Saetang"),
        ("陳大文", "Chan Tai Man"),
        ("အောင်ကျော်မိုး", "Aung Kyaw Moe"),
        ("ተስፋዬ በቀለ", "Tesfaye Bekele"),
        ("محمد حسين", "Mohammad Hussain"),
        ("Nattha Phong", "Natthaphong"),
        ("Алексей Иванов", "Ivanov Aleksei"),
    ],
)
def test_names_worth_comparing_share_a_key(pair):
    left, right = (names.match_keys(names.parse(text)) for text in pair)
    assert left & right


def test_two_chinese_characters_are_enough_to_search():
    assert names.bigrams("大文") <= names.bigrams("陳大文")


def test_search_sees_past_case_and_marks():
    assert names.bigrams("NGUYỄN") == names.bigrams("nguyen")


@pytest.mark.parametrize(
    ("file", "least"), [("th_given_dev.tsv", 0.93), ("my_zawgyi_dev.tsv", 0.93)]
)
def test_real_names_are_found_across_scripts(file, least):
    if not (SHARED / file).exists():
        pytest.skip("../shared/data/names is not here")
    lines = (SHARED / file).read_text(encoding="utf-8").splitlines()[::8][:200]
    pairs = [line.split("\t") for line in lines]
    candidates = [latin.split("|")[-1] for _, latin in pairs]
    ranked = names.rank([native for native, _ in pairs], candidates, top=1)
    hits = [
        one.matches[0].candidate in latin.split("|")
        for one, (_, latin) in zip(ranked, pairs, strict=True)
    ]
    assert sum(hits) / len(hits) >= least


def test_a_burmese_name_of_two_syllables_meets_the_word_written_together_and_apart():
    candidates = ["Thiha Paing", "Thi Ha Paing"]
    scores = [match.score for match in next(names.rank(["သီဟပိုင်"], candidates)).matches]
    assert min(scores) > 0.97


def test_a_burmese_syllable_too_many_costs_more_than_another_spelling():
    found = next(names.rank(["ဖြိုးအောင်"], ["Phyoe Aung Zaw", "Phyoe Ong"]))
    assert found.matches[0].candidate == "Phyoe Ong"


def test_another_order_costs_also_where_syllables_are_joined():
    found = next(names.rank(["ကြည်ရတနာ"], ["Yadanar Kyee", "Kyee Yadanar"]))
    assert found.matches[0].candidate == "Kyee Yadanar"
