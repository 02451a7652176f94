"""The reasons in words: who is looked for on the left, letters by letters, what would decide."""

import pytest
from django.utils.translation import override
from tests import factories

from wayhome.people import comparing, reasons, showing
from wayhome.people.matching import deciding
from wayhome.people.weights import SAME_LIST_BITS

pytestmark = pytest.mark.django_db


@pytest.fixture
def propose(embassy, patrol):
    """Return the pair of a found person and one asked for, with the model's own reasons."""

    def made(found, asked):
        one = factories.record(patrol, "found", **found)
        other = factories.record(embassy, "requested", **asked)
        pair = factories.pair(one, other)
        left, right = (comparing.profile_of_details(side.details) for side in (one, other))
        (compared,) = comparing.compare(left, [(right, False)], register_size=2000)
        pair.reasons, pair.probability = list(compared.reasons), compared.probability
        return pair

    return made


@pytest.fixture
def thai(propose):
    return propose(
        {"full_name": "Mr Natthaphong Saetang", "birth_year": "1998", "nationality": "TH"},
        {"full_name": "ณัฐพงษ์ แซ่ตั้ง", "birth_date": "1998-04-12", "nationality": "TH"},
    )


def test_the_name_looked_for_stands_on_the_left_with_its_own_letters(thai):
    met = reasons.names_met(thai)
    first = met.words[0]
    assert (first.left, first.right, first.left_read) == (
        "ณัฐพงษ์",
        "Natthaphong",
        "natthaphong",
    )
    assert [one.left_own for one in first.letters] == ["ณั", "ฐ", "พ", "ง", "ษ์"]
    assert (first.left_own, first.right_own) == (True, False)


def test_each_state_of_letters_is_said_in_words_beside_its_sign(thai):
    last = reasons.names_met(thai).words[0].letters[-1]
    assert (last.sign, last.says) == ("·", "not sounded")


def test_the_line_of_the_name_reads_it_as_it_met_the_other(propose):
    pair = propose({"full_name": "Chan Tai Man"}, {"full_name": "陳大文"})
    readings = reasons.names_met(pair).readings
    (line,) = (one for one in showing.lines(pair, readings) if str(one.label) == "Name")
    assert line.left_read == "by ear: Chan Tai Man"
    assert line.right_read == ""


def test_a_name_in_zawgyi_is_shown_as_it_was_read(propose):
    pair = propose({"full_name": "Aung Kyaw Moe"}, {"full_name": "ေအာင္ေက်ာ္မိုး"})
    met = reasons.names_met(pair)
    assert met.left == "အောင်ကျော်မိုး"
    assert met.readings == {"ေအာင္ေက်ာ္မိုး": "အောင်ကျော်မိုး · Aung Kyaw Moe"}


def test_the_legend_explains_the_signs_that_are_there_and_no_other(thai):
    assert reasons.names_met(thai).legend == [("=", "the same"), ("·", "not sounded")]


def test_words_written_alike_have_no_letters_to_look_at(propose):
    met = reasons.names_met(propose({"full_name": "Than Nu"}, {"full_name": "Than Nwe"}))
    assert [bool(word.letters) for word in met.words] == [False, True]


def test_what_is_said_of_the_names_as_a_whole_is_one_note(propose):
    met = reasons.names_met(propose({"full_name": "Chan Tai Man"}, {"full_name": "陳大文"}))
    assert met.notes == (("", "spelt as in Hong Kong; spelt as in Malaysia and Singapore"),)


def test_the_line_of_the_name_says_that_one_word_is_another(propose):
    pair = propose({"full_name": "Than Than Nu"}, {"full_name": "Than Than Nwe"})
    whys = {str(line.label): line.why for line in showing.lines(pair)}
    assert "one word is clearly another" in whys["Name"]
    assert not any(why for label, why in whys.items() if label != "Name")


def test_titles_and_words_in_one_name_only_are_noted(propose):
    met = reasons.names_met(
        propose({"full_name": "Mr Ahmad Hassan"}, {"full_name": "Ahmad bin Hassan Ali"})
    )
    notes = dict(met.notes)
    assert notes["Mr"] == "a title, left out"
    assert notes["Ali"] == "only in one name"
    assert notes["bin"].startswith("only in one name;")


def test_a_pair_whose_names_were_not_compared_shows_none(thai):
    thai.reasons = [reason for reason in thai.reasons if not reason["code"].startswith("name")]
    assert reasons.names_met(thai) is None


def test_what_is_missing_says_who_gives_it(thai, propose):
    found = {one.field: one for one in reasons.missing(thai)}
    assert (found["birth"].asked, found["birth"].given) == (
        "the full birth date",
        "only a part is known",
    )
    assert found["document"].given == "neither gives it"
    one_sided = propose({"full_name": "A B", "phone": "0811223344"}, {"full_name": "A B"})
    given = {one.field: str(one.given) for one in reasons.missing(one_sided)}
    assert given["phone"] == f"only {one_sided.left.agency.name} gives it"


def test_a_field_that_both_give_and_nobody_can_read_is_named_so(propose):
    pair = propose({"full_name": "A B", "phone": "lost"}, {"full_name": "A B", "phone": "none"})
    given = {one.field: str(one.given) for one in reasons.missing(pair)}
    assert given["phone"].startswith("both give it")


def test_what_would_decide_and_what_would_not_are_all_that_is_missing(thai):
    found = reasons.missing(thai)
    decides, also = reasons.deciding(found)
    told = [*(one.asked for one in decides), *also, *reasons.idle(found)]
    assert all(one.decides for one in decides)
    assert sorted(map(str, told)) == sorted(str(one.asked) for one in found)


def test_what_is_half_known_is_asked_for_first(propose):
    asked = {"full_name": "Than Than Nu", "nationality": "MM"}
    found = {"full_name": "Than Than Nwe", "nationality": "MM"}
    first = reasons.deciding(reasons.missing(propose(found, asked)))[0][0]
    half = reasons.deciding(reasons.missing(propose({**found, "email": "n@b.mm"}, asked)))[0]
    assert first.field != "email"
    assert [(one.field, one.half_known) for one in half[:2]] == [
        ("email", True),
        (first.field, False),
    ]


def test_what_would_settle_it_ends_with_the_family(thai):
    asked = reasons.would_settle(reasons.missing(thai))
    assert "the full birth date" in asked
    assert asked[-1] == "a photograph shown to the family"


def test_every_field_of_the_model_can_be_asked_for_in_every_language(propose):
    pair = propose({"full_name": "A B"}, {"full_name": "A B"})
    for language in ("en", "th", "zh-hans", "my"):
        with override(language):
            assert all(str(one.asked) and one.agrees_says for one in reasons.missing(pair))


def test_two_rows_of_one_list_are_weighed_against_the_register_that_they_came_from(thai):
    apart = {one.field: one.agrees.bits for one in reasons.missing(thai)}
    thai.right.submission_id = thai.left.submission_id
    thai.reasons[0] = {**thai.reasons[0], "bits": thai.reasons[0]["bits"] + SAME_LIST_BITS}
    together = {one.field: one.agrees.bits for one in reasons.missing(thai)}
    assert together == {
        field: pytest.approx(bits + SAME_LIST_BITS, abs=0.011) for field, bits in apart.items()
    }


def test_every_field_that_could_be_asked_for_has_words():
    asked = {
        field.name
        for field in comparing.model().parameters.fields.values()
        if field.name not in deciding._NOT_ASKED
    }
    assert asked == set(reasons._ASKED)
