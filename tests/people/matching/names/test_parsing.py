"""A raw name becomes tokens: cleaned, split, honorifics off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.people.matching import names
from wayhome.people.matching.names.zawgyi import looks_zawgyi, to_unicode


def texts(name: str) -> list[str]:
    return [token.text for token in names.parse(name).tokens]


def variants(name: str) -> set[str]:
    return {variant.latin for token in names.parse(name).tokens for variant in token.variants}


@pytest.mark.parametrize(
    ("raw", "tokens", "dropped"),
    [
        ("Mr. Somchai Jaidee", ["Somchai", "Jaidee"], ("Mr",)),
        ("นางสาวมาลี ใจดี", ["มาลี", "ใจดี"], ("นางสาว",)),
        ("Daw Khin Khin", ["Khin", "Khin"], ("Daw",)),
        ("श्री राम थापा", ["राम", "थापा"], ("श्री",)),
        ("อาจารย์", ["อาจารย์"], ()),
    ],
)
def test_honorifics_are_kept_apart_and_never_empty_a_name(raw, tokens, dropped):
    name = names.parse(raw)
    assert [token.text for token in name.tokens] == tokens
    assert name.dropped == dropped


def test_invisible_signs_change_nothing():
    assert texts("Som\u200bchai\u202e") == ["Somchai"]


def test_a_chinese_name_is_cut_after_its_surname():
    assert texts("陳大文") == ["陳", "大", "文"]
    assert texts("欧阳娜娜") == ["欧阳", "娜", "娜"]


def test_a_foreign_name_in_chinese_characters_stays_whole():
    assert texts("赫雷别利亚诺维奇") == ["赫雷别利亚诺维奇"]


def test_a_burmese_name_is_cut_into_syllables():
    assert texts("အောင်ကျော်မိုး") == ["အောင်", "ကျော်", "မိုး"]


def test_zawgyi_becomes_unicode():
    assert names.parse("ေအာင္ေက်ာ္မိုး").clean == "အောင်ကျော်မိုး"


@pytest.mark.parametrize(
    "unicode_text", ["အောင်ကျော်မိုး", "သန္တာမြင့်", "ခင်ရွှေဝင်း", "အိရွှေစင်", "ဥမ္မာစန်း", "မင်္ဂလာ", "ဗုဒ္ဓ"]
)
def test_unicode_burmese_is_not_taken_for_zawgyi(unicode_text):
    assert not looks_zawgyi(unicode_text)


@pytest.mark.parametrize("zawgyi", ["ေဇာ္", "ခ်စ္တီး", "ျမင့္", "ထြန္း", "ခင္ထား", "လွေဌး"])
def test_zawgyi_is_told_from_unicode(zawgyi):
    assert looks_zawgyi(zawgyi)
    assert not looks_zawgyi(to_unicode(zawgyi))


def test_aliases_are_read_apart():
    name = names.parse("Chan Tai Man @ 陳大文 (Ah Man)")
    assert [alias.clean for alias in name.aliases] == [name.clean] * 2
    assert [len(name.tokens), *(len(alias.tokens) for alias in name.aliases)] == [3, 3, 2]


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("สมชาย", "somchai"),
        ("จันทร์", "chan"),
        ("ชาติ", "chat"),
        ("วัฒนา", "watthana"),
        ("เสถียร", "sathian"),
        ("ทรัพย์", "sap"),
        ("มองโกล", "mongkon"),
        ("ထွန်း", "htun"),
        ("မြင့်", "myint"),
        ("လှ", "hla"),
        ("陳", "chan"),
        ("陳", "tan"),
        ("曾", "zeng"),
        ("張", "chang"),
        ("이", "lee"),
        ("محمد", "mohammed"),
        ("कुमार", "kumar"),
        ("পারভেজ", "parbhej"),
        ("ආනන්ද", "ananda"),
        ("செல்வி", "selvi"),
        ("សុភា", "sophea"),
        ("ສົມສັກ", "somsak"),
        ("Щербаков", "shcherbakov"),
    ],
)
def test_a_spelling_in_use_is_among_the_variants(native, latin):
    assert latin in variants(native)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_parsed(text):
    name = names.parse(text)
    assert all(token.variants and token.folds and token.skeletons for token in name.tokens)


def test_parsing_is_repeatable():
    assert names.parse("陳大文") == names.parse("陳大文")
