"""What is missing is asked for by what it would do to the pair, as the model itself weighs it."""

import pytest

from wayhome.people.matching.deciding import STANDS_IN, outlooks, register_size_of
from wayhome.people.matching.model import Model
from wayhome.people.matching.profile import Profile
from wayhome.people.matching.reason import Reason

MODEL = Model.load()
SIZE = 20_000
THAI = {"full_name": "ณัฐพงษ์ แซ่ตั้ง", "nationality": "TH"}
LATIN = {"full_name": "Natthaphong Saetang", "nationality": "TH"}


def score(left, right, size=SIZE):
    return MODEL.score(Profile.from_row(left), Profile.from_row(right), register_size=size)


def looks(left, right, size=SIZE):
    found = outlooks(MODEL, score(left, right, size).reasons, size)
    return {one.field: one for one in found}


@pytest.mark.parametrize(
    ("field", "agree", "differ"),
    [
        (
            "document",
            ({"document_number": "AB1234567", "document_type": "passport"},) * 2,
            tuple(
                {"document_number": number, "document_type": "passport"}
                for number in ("AB1234567", "KX9998881")
            ),
        ),
        (
            "birth",
            ({"birth_date": "1998-04-12"},) * 2,
            ({"birth_date": "1998-04-12"}, {"birth_date": "1991-11-30"}),
        ),
        ("sex", ({"sex": "F"},) * 2, ({"sex": "F"}, {"sex": "M"})),
        (
            "family_phone",
            ({"family_contact": "0817734951"},) * 2,
            ({"family_contact": "0817734951"}, {"family_contact": "0920011223"}),
        ),
    ],
)
def test_it_says_what_the_model_would_say_if_the_field_were_given(field, agree, differ):
    found = looks(THAI, LATIN)[field]
    for sight, (left, right) in ((found.agrees, agree), (found.differs, differ)):
        given = score(THAI | left, LATIN | right)
        assert sight.bits == pytest.approx(given.bits, abs=0.05)
        assert sight.band == given.band


def test_a_field_decides_only_where_it_takes_the_pair_out_of_its_band():
    found = looks(THAI, LATIN)
    assert found["document"].proves
    assert not found["last_place"].decides
    for one in found.values():
        assert one.proves == (one.agrees.band == "likely" and one.now != "likely")
        assert one.decides == (one.proves or one.differs.band != one.now)


def test_what_would_decide_comes_first_and_agreement_never_speaks_against():
    found = list(looks(THAI, LATIN).values())
    decides = [one.decides for one in found]
    assert decides == sorted(decides, reverse=True)
    assert all(one.agrees.bits >= one.differs.bits for one in found)


def test_what_both_give_is_not_asked_for():
    assert "nationality" not in looks(THAI, LATIN)
    assert not {"name", "name_across_scripts", "dates"} & set(looks(THAI, LATIN))


def test_a_pair_that_names_alone_speak_for_is_not_sure_and_it_is_said():
    found = looks(THAI, LATIN, 1)["sex"].agrees
    assert (found.names_alone, found.band) == (True, "review")
    assert not looks(THAI, LATIN, 1)["document"].agrees.names_alone


def test_a_year_asks_for_the_whole_date_and_takes_its_place():
    found = looks(THAI | {"birth_year": "1998"}, LATIN | {"birth_date": "1998-04-12"})
    whole = score(THAI | {"birth_date": "1998-04-12"}, LATIN | {"birth_date": "1998-04-12"})
    assert found["birth"].instead_of == "birth_year"
    assert found["birth"].agrees.bits == pytest.approx(whole.bits, abs=0.05)
    assert not set(found) & {name for weak in STANDS_IN.values() for name in weak}


def test_relatives_are_weighed_anew():
    home = {"address": "12 Moo 4 Ban Nong Kham", "family_contact": "mother 0817734951"}
    before = score(THAI | home, LATIN | home, 50)
    assert any(reason.code == "relatives" for reason in before.reasons)
    born = {"birth_date": "1998-04-12"}
    found = looks(THAI | home, LATIN | home, 50)["birth"]
    given = score(THAI | home | born, LATIN | home | born, 50)
    assert found.agrees.bits == pytest.approx(given.bits, abs=0.05)


def test_namesakes_are_weighed_anew():
    before = score(THAI, LATIN, 200_000)
    assert any(reason.code == "namesakes" for reason in before.reasons)
    paper = {"document_number": "AB1234567", "document_type": "passport"}
    found = looks(THAI, LATIN, 200_000)["document"]
    given = score(THAI | paper, LATIN | paper, 200_000)
    assert found.agrees.bits == pytest.approx(given.bits, abs=0.05)


def test_a_reason_of_another_version_keeps_its_bits():
    reasons = score(THAI, LATIN).reasons
    old = [reasons[0], Reason("name.same", "", "", 12.0)]
    found = {one.field: one for one in outlooks(MODEL, old, SIZE)}
    sex = next(v for v in MODEL.parameters.fields["sex"].levels if v.name == "same")
    assert found["sex"].agrees.bits == pytest.approx(old[0].bits + 12.0 + sex.bits, abs=0.05)


@pytest.mark.parametrize("size", [1, 300, 20_000, 1_000_000])
def test_the_prior_tells_how_many_records_there_were(size):
    assert register_size_of(MODEL, MODEL.prior_bits(size)) == size
