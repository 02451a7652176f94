from random import Random

import pytest

from wayhome.simulate.names import draw_name, latin_forms, native_form
from wayhome.simulate.resources import data, name_parts

CULTURES = sorted(data("cultures"))


@pytest.mark.parametrize("culture", CULTURES)
def test_every_language_has_enough_parts_for_either_sex(culture):
    rows = name_parts(culture)
    given = [row for row in rows if row.part == "given"]
    assert len(given) >= 80
    assert {row.sex for row in given} >= {"f", "m"}
    uses_families = any(slot["part"] == "family" for slot in data("cultures")[culture]["slots"])
    assert not uses_families or len([row for row in rows if row.part == "family"]) >= 40


@pytest.mark.parametrize("culture", CULTURES)
def test_no_part_stands_twice_and_none_is_empty(culture):
    rows = name_parts(culture)
    keys = [(row.part, row.native, row.sex) for row in rows]
    assert len(keys) == len(set(keys)) or culture.startswith("zh")
    assert all(row.native and all(row.latin) and row.weight > 0 for row in rows)


@pytest.mark.parametrize("culture", CULTURES)
def test_native_names_are_in_the_script_and_latin_names_in_ascii_or_pinyin(culture):
    rng = Random(culture)
    for sex in "fm" * 20:
        name, _ = draw_name(rng, culture, sex)
        latin, native = latin_forms(name)[0], native_form(name)
        assert latin.replace("ü", "u").replace("ï", "i").isascii()
        assert not native or native != latin
        assert bool(native) == (data("cultures")[culture]["native"] is not None)


def test_common_names_are_as_common_as_they_are():
    rng = Random(1)
    drawn = [draw_name(rng, "vi", "m")[0].parts[0].native for _ in range(2000)]
    assert 0.30 < drawn.count("Nguyễn") / 2000 < 0.46


def test_mainland_given_names_are_joined_and_hong_kong_ones_are_not():
    rng = Random(2)
    mainland = [latin_forms(draw_name(rng, "zh", "m")[0])[1] for _ in range(50)]
    abroad = [latin_forms(draw_name(rng, "zh_hk", "m")[0])[1] for _ in range(50)]
    assert not any(" " in given for given in mainland)
    assert any(" " in given for given in abroad)


def test_a_russian_woman_bears_the_feminine_surname_and_her_brother_does_not():
    rng = Random(3)
    sister, shared = draw_name(rng, "ru", "f")
    brother, _ = draw_name(rng, "ru", "m", shared)
    assert latin_forms(sister)[2] == latin_forms(brother)[2] + "a"
    assert native_form(sister).split()[-1] == native_form(brother).split()[-1] + "а"


def test_a_burmese_name_has_no_surname():
    name, shared = draw_name(Random(4), "my", "f")
    full, given, family = latin_forms(name)
    assert (given, family, shared) == (full, "", {})


def test_some_indonesians_have_a_single_name():
    rng = Random(5)
    assert any(" " not in latin_forms(draw_name(rng, "id", "m")[0])[0] for _ in range(60))


def test_malay_names_say_son_or_daughter_of():
    rng = Random(6)
    assert " binti " in latin_forms(draw_name(rng, "ms", "f")[0])[0]
    assert " bin " in latin_forms(draw_name(rng, "ms", "m")[0])[0]


def test_a_brother_does_not_inherit_a_womens_surname():
    rng = Random(7)
    for _ in range(300):
        _, shared = draw_name(rng, "bn", "f")
        brother, _ = draw_name(rng, "bn", "m", shared)
        assert latin_forms(brother)[2] not in ("Akter", "Begum", "Khatun", "")


def test_a_broken_line_is_named_with_its_file_and_number(monkeypatch):
    class Broken:
        def joinpath(self, *_parts):
            return self

        def read_text(self, encoding):
            return "part\tnative\tlatin\tsex\tweight\ngiven\tonly two\n"

    monkeypatch.setattr("wayhome.simulate.resources.files", lambda _package: Broken())
    with pytest.raises(ValueError, match=r"broken\.tsv, line 2: 2 columns"):
        name_parts.__wrapped__("broken")
