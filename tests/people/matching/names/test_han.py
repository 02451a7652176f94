"""Chinese characters are read as people of each place spell them, one place at a time."""

import zlib
from collections import defaultdict
from pathlib import Path

import pytest

from wayhome.people.matching import names
from wayhome.people.matching.names.data import rows, table
from wayhome.people.matching.names.readings import readings
from wayhome.people.matching.names.scripts.han import split
from wayhome.people.matching.names.scripts.han_readings import SYSTEMS, spelled, spellings

PEOPLE = Path(__file__).parent / "han_people.tsv"


def people() -> dict[str, list[tuple[str, list[str]]]]:
    """Real public persons by group: native form and Latin forms."""
    found = defaultdict(list)
    for line in PEOPLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            native, latin, group = line.split("\t")
            found[group].append((native, latin.split("|")))
    return found


def score(native: str, latin: str) -> float:
    return names.compare(names.parse(native), names.parse(latin)).score


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("陈志强", "Tan Chee Keong"),
        ("陈志强", "Chan Chee Keong"),
        ("陈志强", "Chin Chee Keong"),
        ("陈志强", "Chen Zhiqiang"),
        ("陳大文", "Peter Chan Tai-man"),
        ("陳大文", "Chan Taiman"),
        ("朴槿惠", "Park Geun-hye"),
        ("朴槿惠", "Park Geunhye"),
        ("李承燁", "Lee Seung-yeop"),
        ("李承燁", "Yi Sŭng-yŏp"),
        ("李承燁", "Rhee Seung Yup"),
        ("林權澤", "Im Kwon-taek"),
        ("王建民", "Wang Chien-ming"),
        ("蔡英文", "Tsai Ing-wen"),
        ("阮文明", "Nguyễn Văn Minh"),
        ("钟福兴", "Chung Fook Hing"),
        ("黄美玲", "Ng Bee Leng"),
        ("林鄭月娥", "Lam Cheng Yuet-ngor"),
    ],
)
def test_a_name_is_met_in_the_spelling_of_each_place(native, latin):
    assert score(native, latin) > 0.88


@pytest.mark.parametrize(
    ("native", "right", "wrong"),
    [
        ("李家超", "Lee Ka-chiu", "Lee Chiu-ka"),
        ("朴正熙", "Park Chung-hee", "Park Hee-chung"),
        ("何俊仁", "Albert Ho Chun-yan", "Albert Ho Yan-chun"),
    ],
)
def test_the_syllables_of_a_given_name_keep_their_order(native, right, wrong):
    assert score(native, wrong) < score(native, right) - 0.1


def test_the_surname_may_stand_last():
    assert score("鄭明勳", "Myung-hoon Chung") > 0.88


def test_syllables_of_different_countries_are_no_name():
    assert score("陳大文", "Tran Dae Moon") < score("陳大文", "Tran Dai Van") - 0.1


def test_a_name_is_read_once_for_each_place():
    read = readings(names.parse("陳大文"))
    assert len(read) >= 5
    for one in read:
        systems = [set(variant.sources) for token in one.tokens for variant in token.variants]
        places = (set(systems_there) for systems_there in table("han.yaml")["places"].values())
        assert any(all(place & each for each in systems) for place in places)


def test_a_latin_name_has_one_reading():
    name = names.parse("Chan Tai Man")
    assert readings(name) == (name,)


@pytest.mark.parametrize(
    ("native", "parts"),
    [
        ("林鄭月娥", ("林", "鄭", "月", "娥")),
        ("陳方安生", ("陳", "方", "安", "生")),
        ("马丁内斯", ("马丁内斯",)),
        ("歐陽震華", ("歐陽", "震", "華")),
        ("鄺俊宇", ("鄺", "俊", "宇")),
    ],
)
def test_a_married_name_is_cut_and_a_foreign_one_is_not(native, parts):
    assert split(native) == parts


@pytest.mark.parametrize(
    ("system", "reading", "spelling"),
    [
        ("cantonese", "zoeng", "cheung"),
        ("cantonese", "hoeng", "heung"),
        ("cantonese", "jyun", "yuen"),
        ("malayan", "fuk", "fook"),
        ("malayan", "joeng", "yeong"),
        ("hokkien", "kiong", "keong"),
        ("hokkien", "hui", "hwee"),
        ("hokkien", "bing", "beng"),
        ("korean", "현", "hyun"),
        ("korean", "영", "young"),
    ],
)
def test_a_formal_syllable_is_spelled_as_people_spell_it(system, reading, spelling):
    assert spelling in spelled(system, reading)


@pytest.mark.parametrize("pair", ["陈陳", "国國", "钟鍾", "伟偉", "龙龍", "丽麗", "惠惠"])
def test_simplified_and_traditional_forms_are_spelled_alike(pair):
    simplified, traditional = (spellings(character) for character in pair)
    shared = [set(simplified[one]) & set(traditional[one]) for one in SYSTEMS]
    assert all(shared)


def test_a_character_has_a_bounded_number_of_variants():
    for characters, *_ in list(rows("han_characters.tsv"))[::97]:
        (token,) = names.parse(characters[0]).tokens or (None,)
        assert token is None or len(token.variants) <= 18


def test_every_row_of_the_table_has_all_its_columns():
    lengths = {len(row) for row in rows("han_characters.tsv")}
    assert lengths == {7}


@pytest.mark.parametrize(
    ("group", "least"),
    [
        ("malaysia", 0.85),
        ("hong kong", 0.85),
        ("korea", 0.9),
        ("taiwan", 0.85),
        ("mainland", 0.95),
        ("vietnam", 0.85),
    ],
)
def test_people_are_found_by_their_chinese_names(group, least):
    known = sorted(people()[group], key=lambda person: zlib.crc32(person[0].encode()))[:60]
    candidates = [forms[0] for each in people().values() for _, forms in each][::4]
    candidates += [forms[0] for _, forms in known]
    ranked = names.rank([native for native, _ in known], candidates, top=1)
    hits = [
        one.matches[0].candidate in forms for one, (_, forms) in zip(ranked, known, strict=True)
    ]
    assert sum(hits) / len(hits) >= least
