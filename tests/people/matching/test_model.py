import numpy as np
import pytest

from wayhome.people.matching.comparisons import compare_fields
from wayhome.people.matching.comparisons.names import DIFFERS_LADDER, NAME_LADDER, NAME_LEVELS
from wayhome.people.matching.evidence import gather
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
    assert codes == {"prior", "name", "namesakes"}  # the last stands against the name alone


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
        levels = shipped_parameters().fields[field].levels
        for ladder in (NAME_LADDER, DIFFERS_LADDER):
            bits = [round(level.bits, 1) for level in levels if level.name in ladder]
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
        ("1990-05-17", "1994-11-30", "birth.different"),
        ("1990-05-17", "1961-11-30", "birth.far_apart"),
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


REGISTER = 1000
KASUN = {
    "full_name": "Chaminda Thilakaratne",
    "birth_date": "1996-11-25",
    "nationality": "LK",
    "document_type": "passport",
    "document_number": "N77492387",
    "place_of_birth": "Jaffna",
    "sex": "male",
    "family_contact": "mother +94112345678",
}


def probability(**changes: str) -> float:
    left, right = Profile.from_row(KASUN), Profile.from_row(KASUN | changes)
    return MODEL.score(left, right, register_size=REGISTER).probability


def test_a_brother_is_not_his_brother() -> None:
    """One family name, home, telephone of the family and neighbouring passports."""
    brother = {"full_name": "Ranjit Thilakaratne", "birth_date": "2000-06-21"}
    assert probability(**brother, document_number="N77492339") < 0.1
    assert probability(**brother, document_number="N77492388") < 0.5


def test_a_namesake_is_somebody_else() -> None:
    namesake = {"birth_date": "1989-03-02", "document_number": "N12345678"}
    assert probability(**namesake, place_of_birth="Galle", family_contact="") < 0.1


def test_a_new_passport_does_not_make_another_person() -> None:
    assert probability(document_number="N12345678") > 0.95


def test_what_relatives_share_is_said_among_the_reasons() -> None:
    brother = Profile.from_row(KASUN | {"full_name": "Ranjit Thilakaratne", "birth_date": "1999"})
    score = MODEL.score(Profile.from_row(KASUN), brother, register_size=REGISTER)
    assert score.reasons[-1].code == "relatives"
    assert score.reasons[-1].bits < -5
    assert sum(reason.bits for reason in score.reasons) == pytest.approx(score.bits)


def test_a_word_that_is_clearly_another_weighs_against_a_shared_family_name() -> None:
    def bits(left: str, right: str) -> float:
        profiles = (Profile.from_row({"full_name": text}) for text in (left, right))
        return MODEL.score(*profiles, register_size=5000, prior=0.0).bits

    other = bits("Chaminda Thilakaratne", "Harsha Thilakaratne")
    assert other < bits("Thilakaratne", "Harsha Thilakaratne")  # a word missing is no word against
    assert other < bits("C. Thilakaratne", "Chaminda Thilakaratne")
    assert other < bits("Chaminda Thilakaratne", "Chaminda Thilakarathna") - 5


def test_two_of_one_name_and_different_birth_dates_are_namesakes() -> None:
    score = MODEL.score(person(), person(birth_date="1971-11-30"), register_size=1000)
    assert score.reasons[-1].code == "namesakes"
    assert score.probability < 0.1


def test_who_agrees_on_more_than_the_name_is_hardly_a_namesake() -> None:
    score = MODEL.score(person(), person(), register_size=1000)
    assert all(reason.code != "namesakes" or reason.bits > -4 for reason in score.reasons)
    assert score.band == "likely"


def test_evidence_of_many_pairs_weighs_as_the_score_of_one() -> None:
    others = [
        person(),
        person(birth_date="1971-11-30"),
        person(full_name="Nok Suk"),
        Profile.from_row({"birth_date": "1990-02-03"}),
    ]
    places = np.zeros(len(others), dtype=np.int64), np.arange(len(others))
    found = gather(MODEL, [person()], others, places).bits(MODEL.parameters)
    one_by_one = [MODEL.score(person(), x, register_size=len(others), prior=0.0) for x in others]
    # what hardly weighs is not among the reasons of a score
    assert found == pytest.approx([score.bits for score in one_by_one], abs=0.1)


def test_that_two_could_be_twins_is_held_against_a_birth_date_they_share() -> None:
    born = {"birth_date": "1989-08-08", "nationality": "LK", "place_of_birth": "Kandy"}
    one, twin, again = (
        Profile.from_row({"full_name": name, **born})
        for name in ("Mahesh Bandara", "Yasas Bandara", "Mahesh Bandhara")
    )
    off = {
        other: sum(
            r.bits
            for r in MODEL.score(one, other, register_size=1000).reasons
            if r.code == "relatives"
        )
        for other in (twin, again)
    }
    assert off[twin] < off[again] - 2


@pytest.mark.parametrize("letter", ["ก", "k", "😀", "\u200b", "A."])
def test_one_letter_is_no_name_to_be_compared(letter: str) -> None:
    one, other = (Profile.from_row({"full_name": name}) for name in (letter, "Ali Khan"))
    assert [reason.code for reason in MODEL.score(one, other).reasons] == ["prior"]


def test_a_chinese_surname_alone_is_a_name() -> None:
    one, other = (Profile.from_row({"full_name": name}) for name in ("陳", "陳大文"))
    assert any(reason.code.startswith("name.") for reason in MODEL.score(one, other).reasons)
