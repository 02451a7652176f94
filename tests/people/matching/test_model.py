import pytest

from wayhome.people.matching.comparisons import compare_fields
from wayhome.people.matching.comparisons.names import NAME_LEVELS
from wayhome.people.matching.model import Model
from wayhome.people.matching.parameters import read_parameters, shipped_parameters
from wayhome.people.matching.profile import Profile

MODEL = Model.load()
PERSON = {"full_name": "Somchai Jaidee", "birth_date": "1990-02-03", "nationality": "TH"}


def person(**changes: str) -> Profile:
    return Profile.from_row(PERSON | changes)


def test_the_reasons_are_a_waterfall_from_the_prior_to_the_score() -> None:
    score = MODEL.score(person(), person(birth_date="1990-03-02"), register_size=1000)
    assert score.reasons[0].code == "prior"
    assert sum(reason.bits for reason in score.reasons) == pytest.approx(score.bits)


def test_a_missing_value_weighs_nothing() -> None:
    full, bare = person(), person(birth_date="", nationality="")
    codes = {reason.code.split(".")[0] for reason in MODEL.score(full, bare).reasons}
    assert codes == {"prior", "name"}


def test_both_ways_round_weigh_the_same() -> None:
    one, two = person(), person(full_name="Somchay Chaidi", birth_date="1991-02-03")
    assert MODEL.score(one, two).bits == pytest.approx(MODEL.score(two, one).bits)


def test_a_name_alone_is_for_review_and_never_likely() -> None:
    name = Profile.from_row({"full_name": "Natthaphong Saetang Wongsuwan"})
    assert MODEL.score(name, name, register_size=2).band == "review"


def test_name_and_birth_date_and_passport_are_likely() -> None:
    one = person(document_number="AA1234567")
    assert MODEL.score(one, one, register_size=100_000).band == "likely"


def test_a_stranger_is_no_candidate() -> None:
    stranger = Profile.from_row({"full_name": "Maria Lopez", "birth_date": "1971-11-30"})
    assert MODEL.score(person(), stranger, register_size=100).band == "none"


def test_a_larger_register_asks_for_more_evidence() -> None:
    small = MODEL.score(person(), person(), register_size=100)
    large = MODEL.score(person(), person(), register_size=1_000_000)
    assert small.bits > large.bits


def test_many_are_scored_as_one_by_one() -> None:
    others = [person(), person(full_name="Nok Suk")]
    many = MODEL.score_many(person(), others, register_size=50)
    assert many == [MODEL.score(person(), other, register_size=50) for other in others]


def test_every_level_that_a_comparison_can_reach_has_its_weight() -> None:
    fields = shipped_parameters().fields
    for field in ("name", "name_across_scripts"):
        assert tuple(level.name for level in fields[field].levels) == NAME_LEVELS


def test_better_name_evidence_never_weighs_less() -> None:
    for field in ("name", "name_across_scripts"):
        bits = [level.bits for level in shipped_parameters().fields[field].levels]
        assert bits == sorted(bits, reverse=True)


def test_sex_and_nationality_hardly_move_a_score() -> None:
    for field in ("sex", "nationality"):
        assert all(abs(level.bits) < 5 for level in shipped_parameters().fields[field].levels)


def test_a_faulty_parameter_is_named(tmp_path) -> None:
    text = (
        "version: 1\nname_fields: []\nprior: {}\nbands: {}\nfields:\n  sex:\n    title: s\n"
        "    source: none\n    levels: [[same, 2, 0.5, x]]\n"
    )
    path = tmp_path / "p.yaml"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"sex\.same: m and u"):
        read_parameters(path)


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("1990-05-17", "1990-05-17", "birth.same"),
        ("1990-01-01", "1990-01-01", "birth_year.same_first_of_january"),
        ("1990-05-07", "1990-07-05", "birth.day_and_month_swapped"),
        ("1990-05-17", "1990-05-11", "birth.one_digit"),
        ("1990-05-17", "1990-01-01", "birth_year.year_same"),
        ("1990-05-17", "1990", "birth_year.year_same"),
        ("1990-05-17", "1991", "birth_year.year_near"),
        ("1990-05-17", "1447-05-17", "birth.other_era"),
        ("1990-05-17", "1961-11-30", "birth.different"),
    ],
)
def test_birth_dates_reach_their_level(left: str, right: str, level: str) -> None:
    rows = ({"birth_date": left}, {"birth_date": right})
    profiles = [Profile.from_row(row) for row in rows]
    (finding,) = compare_fields(*profiles)
    assert f"{finding.field}.{finding.level}" == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("AA1234567", "AA 1234567", "same"),
        ("AA1234567", "AA1234568", "one_sign_off"),
        ("AA1234567", "***4567", "fits"),
        ("AA1234567", "AA12", "fits"),
        ("AA1234567", "***567", "short_fits"),
        ("AA1234567", "CC7654321", "other"),
    ],
)
def test_document_numbers_reach_their_level(left: str, right: str, level: str) -> None:
    profiles = [Profile.from_row({"document_number": text}) for text in (left, right)]
    (finding,) = compare_fields(*profiles)
    assert finding.level == level


def test_two_passports_of_different_number_are_a_conflict() -> None:
    one = Profile.from_row({"document_number": "AA1234567", "document_type": "passport"})
    two = Profile.from_row({"document_number": "CC7654321", "document_type": "passport"})
    (finding,) = compare_fields(one, two)
    assert finding.level == "conflict"


def test_somebody_heard_of_before_the_other_was_born_speaks_against() -> None:
    one = Profile.from_row({"full_name": "Li Na", "last_contact_date": "1999-05-01"})
    two = Profile.from_row({"full_name": "Li Na", "birth_date": "2004-05-01"})
    assert "dates.exclude" in {reason.code for reason in MODEL.score(one, two).reasons}
