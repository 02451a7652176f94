"""A person who cannot read the script sees which letters met, what differs and what helped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.people.matching import names
from wayhome.people.matching.names import letters, originals
from wayhome.people.matching.names.data import table


def explain(left, right):
    return names.explain(names.parse(left), names.parse(right))


def shown(word):
    """Return the columns of a word pair: own letters, Latin ones of both, state."""
    return [
        (
            column.left or column.right,
            "".join(step.left for step in column.steps),
            "".join(step.right for step in column.steps),
            column.state,
        )
        for column in word.columns
    ]


LETTERS = [
    (
        "ณัฐพงษ์",
        "Natthaphong",
        ["ณั na na same", "ฐ ttha ttha same", "พ pho pho same", "ง ng ng same", "ษ์   silent"],
    ),
    ("แซ่ตั้ง", "Saetang", ["แซ่ sae sae same", "ตั้ ta ta same", "ง ng ng same"]),
    ("ተስፋዬ", "Tesfaye", ["ተ te te same", "ስ s s same", "ፋ fa fa same", "ዬ ye ye same"]),
    ("محمد", "Mohammad", ["م mo mo same", "ح ha ha same", "م mma mma same", "د d d same"]),
    ("အောင်", "Aung", ["အောင် aung aung same"]),
    ("पुष्पा", "Pushpa", ["पु pu pu same", "ष्पा shpa shpa same"]),
    ("Nwe", "Nu", [" n n same", " w  missing", " e u different"]),
    ("Jaidee", "Chaidi", [" j ch close", " a a same", " i i same", " d d same", " ee i close"]),
]


@pytest.mark.parametrize(("left", "right", "columns"), LETTERS)
def test_letters_stand_over_those_that_answer_them(left, right, columns):
    (word,) = explain(left, right).words
    assert [" ".join(column) for column in shown(word)] == columns


def test_chinese_characters_are_held_against_each_other_as_written():
    words = explain("陈大文", "陳太文").words
    assert [word.columns[0].state for word in words] == ["close", "different", "same"]
    assert all(word.helps[0] == "characters" for word in words)


def test_another_letter_of_the_same_sound_is_close_not_the_same():
    (word,) = explain("สมชาย", "สมชัย").words
    assert [column.state for column in word.columns] == ["same", "same", "close", "same"]


HELPS = [
    ("Bill Gates", "William Gates", "diminutive"),
    ("S Jaidee", "Somchai Jaidee", "initial"),
    ("محمد", "Mohammad", "in_use"),
    ("Than Nu", "Than Nwe", "short"),
    ("Than Nu", "Than Nwe", "common"),
    ("Nattha Phong", "Natthaphong", "joined"),
    ("김영삼 씨", "Kim Youngsam", "in_use"),
]


@pytest.mark.parametrize(("left", "right", "code"), HELPS)
def test_the_rule_that_helped_is_named(left, right, code):
    assert any(code in word.helps for word in explain(left, right).words)


def test_a_rare_word_is_not_called_common():
    (word,) = explain("Saetang", "Saetang").words
    assert word.helps == ()


def test_a_word_known_by_its_forms_has_no_letters_to_compare():
    (word,) = explain("Bill", "William").words
    assert word.columns == ()


@pytest.mark.parametrize(
    ("chinese", "latin", "place"),
    [
        ("陳大文", "Chan Tai Man", "place_hong_kong"),
        ("王小明", "Wang Xiaoming", "place_mandarin"),
        ("阮文安", "Nguyen Van An", "place_vietnam"),
    ],
)
def test_a_chinese_name_says_where_it_is_spelt_so(chinese, latin, place):
    assert place in explain(chinese, latin).helps
    assert place in explain(latin, chinese).helps


def test_a_chinese_name_that_does_not_fit_is_spelt_as_nowhere():
    assert not any(code.startswith("place_") for code in explain("陳大文", "Maria Lopez").helps)


def test_a_name_is_read_as_it_meets_the_other():
    assert explain("陳大文", "Chan Tai Man").left.read == "Chan Tai Man"
    assert explain("陳大文", "Chen Dawen").left.read == "Chen Da Wen"
    assert explain("陳大文", "Chen Dawen").right.read == ""


def test_a_name_in_zawgyi_is_shown_in_unicode():
    assert explain("ေအာင္ေက်ာ္မိုး", "Aung Kyaw Moe").left.clean == "အောင်ကျော်မိုး"


def test_words_in_another_order_are_paired_and_it_is_said():
    why = explain("Nguyễn Văn An", "Van An Nguyen")
    assert why.helps == ("order",)
    assert {(word.left, word.right) for word in why.words} >= {("Nguyễn", "Nguyen")}


def test_titles_stand_apart_from_the_name():
    why = explain("นายสมชาย ใจดี", "Mr. Somchai Jaidee")
    assert (why.left.titles, why.right.titles) == (("นาย",), ("Mr",))


def test_a_word_without_a_counterpart_is_named_and_a_particle_told_from_a_name():
    why = explain("Ahmad bin Hassan Ali", "Ahmad Hassan")
    assert {(one.text, one.particle) for one in why.left.alone} == {("bin", True), ("Ali", False)}
    assert why.right.alone == ()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ေအာင္ေက်ာ္မိုး", "zawgyi"),
        ("Pаvel Ivanov", "lookalikes"),
        ("Maria Lopez @ Aung Kyaw Moe", "alias"),
    ],
)
def test_what_was_put_right_before_comparing_is_said(written, code):
    other = "Pavel Ivanov" if code == "lookalikes" else "Aung Kyaw Moe"
    assert code in explain(written, other).left.helps
    assert code not in explain(written, other).right.helps


def test_a_name_without_letters_has_no_pairs_and_no_error():
    why = explain("123", "Aung")
    assert (why.words, why.comparison.verdict) == ((), "unsure")


def test_every_code_has_words():
    said = table("explaining.yaml")
    places = {f"place_{place}" for place in table("han.yaml")["places"]}
    assert places <= set(said["helps"])
    assert set(letters.GRAVITY) | {"silent"} == set(said["letters"])


WRITTEN = st.sampled_from(
    [name for left, right, *_rest in LETTERS for name in (left, right)]
    + [
        "陳大文",
        "Chan Tai Man",
        "محمد حسين",
        "김영삼",
        "タナカ",
        "Tanaka",
        "Nguyễn",
        "សុខា",
        "123",
        "",
    ]
)


@settings(deadline=None, max_examples=80)
@given(WRITTEN, WRITTEN)
def test_the_explanation_repeats_the_comparison_and_no_letter_is_lost(left, right):
    a, b = names.parse(left), names.parse(right)
    why = names.explain(a, b)
    assert why.comparison == names.compare(a, b)
    for word in why.words:
        if any(column.steps for column in word.columns):
            ours = "".join(step.left for column in word.columns for step in column.steps)
            theirs = "".join(step.right for column in word.columns for step in column.steps)
            assert word.left_read in {"", ours}
            assert word.right_read in {"", theirs}


SPELLINGS = st.text("abcdefghijklmnopqrstuvwxyz", max_size=12)


@given(SPELLINGS, SPELLINGS)
def test_letters_laid_out_are_both_spellings_again_and_turn_with_them(left, right):
    steps = letters.lay(left, right)
    assert "".join(step.left for step in steps) == left
    assert "".join(step.right for step in steps) == right
    assert all((step.state == "same") == (step.left == step.right) for step in steps)


@given(st.text("ณัฐพงษ์แซ่ตั้งโไะ", max_size=12), SPELLINGS)
def test_letters_of_a_script_are_spread_over_all_the_latin_ones(text, latin):
    parts = originals.spread(text, "thai", latin)
    assert "".join(own for own, _latin in parts) == text
    assert "".join(piece for _own, piece in parts) in {latin, ""}
