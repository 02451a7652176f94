"""Side by side: what differs is marked, what nobody gave is said, and every reason has its line."""

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override
from tests import factories

from wayhome.people import comparing, showing, weights

pytestmark = pytest.mark.django_db


def line(pair, label):
    return next(line for line in showing.lines(pair) if str(line.label) == label)


@pytest.fixture
def pair(embassy, patrol):
    found = factories.record(
        patrol, "found", full_name="Nattapong Sae Tang", birth_date="1998-04-12"
    )
    asked = factories.record(
        embassy, "requested", native_name="ณัฐพงษ์ แซ่ตั้ง", birth_date="2542-04-12", email="a@b.th"
    )
    made = factories.pair(found, asked)
    made.reasons = [
        {"code": "prior", "left": "", "right": "", "bits": -9.0},
        {"code": "name.same", "left": "", "right": "", "bits": 12.0},
        {"code": "birth.different", "left": "", "right": "", "bits": -2.5},
    ]
    return made


def test_who_is_looked_for_stands_on_the_left(pair):
    assert showing.sides(pair) == (pair.right, pair.left)
    assert line(pair, "Born").left == "2542-04-12"


@pytest.mark.parametrize(
    ("label", "state"), [("Name", "agrees"), ("Born", "differs"), ("E-mail", "silent")]
)
def test_each_line_says_whether_it_agrees(pair, label, state):
    assert line(pair, label).state == state


def test_what_nobody_gave_is_shown_where_it_is_worth_asking(pair):
    labels = {str(one.label) for one in showing.lines(pair)}
    assert "Phone" in labels
    assert "Occupation" not in labels


def test_a_date_of_another_calendar_and_a_name_in_another_script_are_read_out(pair):
    assert "1999-04-12" in line(pair, "Born").left_read
    assert line(pair, "Born").right_read == ""
    assert line(pair, "Name in own script").left_read


@pytest.mark.parametrize(
    ("said", "language", "shown", "read"),
    [
        ("LK", "en", "Sri Lanka (LK)", ""),
        ("LK", "th", "ศรีลังกา (LK)", ""),
        ("Sri Lankan", "en", "Sri Lankan", "read as Sri Lanka"),
        ("Sri Lanka", "en", "Sri Lanka", ""),
        ("Atlantean", "en", "Atlantean", ""),
        ("", "en", "", ""),
    ],
)
def test_a_code_of_a_country_is_named_and_a_word_for_one_is_read(said, language, shown, read):
    details = {"full_name": "Made Up", "nationality": said}
    with override(language):
        (fact,) = (one for one in showing.facts(details) if one.label == _("Nationality"))
        assert (fact.value, fact.read) == (shown, read)


def test_every_field_that_the_model_weighs_has_a_line():
    shown = {name for field in showing.FIELDS for name in field.weighed}
    assert set(weights.model().parameters.fields) <= shown


def test_every_canonical_column_but_the_number_has_a_line():
    from wayhome.people.matching.profile import CANONICAL_COLUMNS

    shown = {column for field in showing.FIELDS for column in field.columns}
    assert set(CANONICAL_COLUMNS) - {"id"} == shown


def test_the_waterfall_adds_up_to_the_reasons(pair):
    assert sum(bits for _words, bits in showing.waterfall(pair)) == pytest.approx(0.5)


def test_the_waterfall_marks_where_a_pair_is_shown_and_where_the_model_is_confident():
    (_ask, asked), (_sure, sure) = showing.thresholds()
    assert asked == pytest.approx(comparing.log_odds(comparing.review_probability()))
    assert asked < 0 < sure
