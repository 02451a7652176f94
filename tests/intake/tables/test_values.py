"""One cell at a time: its canonical string, and everything that must be said of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.intake.tables import CANONICAL_COLUMNS
from wayhome.intake.tables.burmese import from_zawgyi, zawgyi_verdict
from wayhome.intake.tables.codes import document_type_code, nationality_code, sex_code
from wayhome.intake.tables.numbers import document_number, phone_number
from wayhome.intake.tables.text import unguarded
from wayhome.intake.tables.values import Context, normalise

TODAY = dt.date(2026, 3, 1)


def _read(column, cell, **more):
    return normalise(cell, Context(column, TODAY, **more))


def _said(outcome):
    return {code for code, _ in outcome.said}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Nepali", "NP"), ("NEPAL", "NP"), ("NPL", "NP"), ("np", "NP"), ("Burma", "MM"),
        ("ชาวพม่า", "MM"), ("เมียนมา", "MM"), ("ไทย", "TH"), ("สัญชาติไทย", "TH"), ("中国", "CN"),
        ("缅甸籍", "MM"), ("越南人", "VN"), ("臺灣", "TW"), ("မြန်မာ", "MM"), ("ထိုင်းနိုင်ငံသား", "TH"),
        ("Sri Lankan", "LK"), ("ශ්‍රී ලංකා", "LK"), ("नेपाली", "NP"), ("người Việt", "VN"),
        ("Filipina", "PH"), ("U.S.A.", "US"), ("UK", "GB"), ("Côte d'Ivoire", "CI"),
        ("Россия", "RU"), ("المغرب", "MA"), ("Moroccan", "MA"), ("ኢትዮጵያ", "ET"),
        ("Indian national", "IN"), ("Kenya (KE)", "KE"), ("ไทย / Thai", "TH"), ("Niger", "NE"),
        ("Nigerian", "NG"), ("South Korean", "KR"), ("Indonesia", "ID"),
    ],
)  # fmt: skip
def test_a_nationality_in_any_language_becomes_its_country_code(written, code):
    assert nationality_code(written) == code


@pytest.mark.parametrize("written", ["Atlantis", "Thai / Lao", "?", "12", "Shan", "unknown"])
def test_what_is_no_one_country_is_not_guessed(written):
    assert nationality_code(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("F", "female"), ("หญิง", "female"), ("女", "female"), ("မ", "female"), ("nữ", "female"),
        ("perempuan", "female"), ("Ж", "female"), ("أنثى", "female"), ("महिला", "female"),
        ("m", "male"), ("ชาย", "male"), ("男", "male"), ("ကျား", "male"), ("nam", "male"),
        ("L", "male"), ("муж.", "male"), ("ذكر", "male"), ("පුරුෂ", "male"),
        ("Female / หญิง", "female"), ("X", "other"), ("M/F", None), ("yes", None),
    ],
)  # fmt: skip
def test_sex_in_many_languages(written, code):
    assert sex_code(written) == code


def test_an_unknown_word_is_kept_as_a_note_and_said():
    outcome = _read("nationality", "Atlantis")

    assert outcome.value == ""
    assert outcome.aside == "nationality: Atlantis"
    assert "'Atlantis'" in outcome.said[0][1]


def test_kinds_of_documents_have_codes():
    assert document_type_code("หนังสือเดินทาง") == "passport"
    assert document_type_code("身份证") == "national_id"
    assert _read("document_type", "Seaman's book").value == "Seaman's book"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("aa 123 456", "AA123456"),
        ("ＡＡ１２３４５６", "AA123456"),
        ("๑๒๓๔", "1234"),
        (1100501234567, "1100501234567"),
        ("12/oukama(n)123456", "12/OUKAMA(N)123456"),
        ("A1; b2", "A1;B2"),
        ("A1\nB2", "A1;B2"),
    ],
)
def test_document_numbers_are_upper_case_without_spaces(written, number):
    assert _read("document_number", written).value == number


@pytest.mark.parametrize("written", [1.1005012345670123e16, "1.1005E+12", "1,1E+12"])
def test_a_number_whose_digits_the_spreadsheet_lost_is_not_passed_on(written):
    outcome = _read("document_number", written)

    assert outcome.value == ""
    assert _said(outcome) == {"digits_lost"}
    assert outcome.aside


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+66 81-234 5678", "+66812345678"),
        ("0066 81 234 5678", "+66812345678"),
        ("+66 (0)81 234 5678", "+66812345678"),
        ("'+66812345678", "+66812345678"),
        ("081-234 5678", "081-234 5678"),
        (66812345678, "66812345678"),
        ("+๖๖ ๘๑ ๒๓๔ ๕๖๗๘", "+66812345678"),
        ("ask mother", "ask mother"),
    ],
)
def test_phones_are_e164_only_where_the_country_is_plain(written, number):
    assert _read("phone", written).value == number


@pytest.mark.parametrize(
    ("written", "age"),
    [("25", "25"), (25.0, "25"), ("25 ปี", "25"), ("25岁", "25"), ("၂၅ နှစ်", "25"), ("0", "0")],
)
def test_ages_in_many_languages(written, age):
    assert _read("age", written).value == age


@pytest.mark.parametrize("written", ["20-25", "121", "-3", "adult", "25 cats"])
def test_an_impossible_age_is_left_empty_and_quoted(written):
    outcome = _read("age", written)

    assert outcome.value == ""
    assert written in outcome.said[0][1]


def test_a_whole_date_in_a_column_of_years_is_not_lost():
    outcome = _read("birth_year", "3/2/1990")

    assert (outcome.value, outcome.birth_date) == ("1990", "1990-02-03")


@pytest.mark.parametrize("written", ["-", "N/A", "ไม่ทราบ", "不详", "unknown", "မသိ", "  "])
@pytest.mark.parametrize("column", ["full_name", "birth_date", "nationality", "phone", "notes"])
def test_words_for_not_known_are_empty(column, written):
    assert _read(column, written).value == ""
    assert _read(column, written).said == ()


def test_a_failed_formula_is_empty_and_said():
    assert _said(_read("full_name", "#REF!")) == {"error_cell"}


def test_marks_that_nobody_sees_are_removed_and_said():
    outcome = _read("full_name", "\u200fMade\u200b  Up\ufeff")

    assert outcome.value == "Made Up"
    assert _said(outcome) == {"invisible_marks"}


def test_joiners_that_spell_sinhala_stay():
    assert _read("full_name", "ශ්\u200dරී").value == "ශ්\u200dරී"
    assert _read("full_name", "Ma\u200dde").value == "Made"


def test_names_are_composed():
    assert _read("full_name", "Jose\u0301").value == "José"


def test_a_name_of_500_characters_refuses_its_row_with_the_reason():
    outcome = _read("full_name", "a" * 500)

    assert "500 characters" in outcome.refused


def test_a_name_without_a_letter_is_no_name():
    assert _read("full_name", "12345").value == ""
    assert _said(_read("full_name", "12345")) == {"no_name"}


ZAWGYI = [("ေအာင္ေက်ာ္မိုး", "အောင်ကျော်မိုး"), ("ခင္စိုး", "ခင်စိုး"), ("ျမင့္ျမင့္", "မြင့်မြင့်")]


@pytest.mark.parametrize(("zawgyi", "unicode"), ZAWGYI)
def test_zawgyi_is_recognised_and_converted(zawgyi, unicode):
    outcome = _read("full_name", zawgyi)

    assert outcome.value == unicode
    assert _said(outcome) == {"zawgyi"}


@pytest.mark.parametrize("unicode", [*(u for _, u in ZAWGYI), "အင်္ဂလန်", "သန္တာ", "ဦးဘ", "လှလှ"])
def test_unicode_burmese_is_left_alone(unicode):
    assert _read("full_name", unicode).value == unicode


def test_what_reads_well_either_way_follows_its_file():
    assert _read("full_name", "လွလွ", zawgyi=False).value == "လွလွ"
    assert _read("full_name", "လွလွ", zawgyi=True).value == "လှလှ"


def test_no_real_zawgyi_name_is_taken_for_unicode_nor_the_reverse():
    names = Path("../shared/data/names/my_zawgyi_dev.tsv")
    if not names.exists():
        pytest.skip(f"{names} is not there")
    lines = names.read_text(encoding="utf-8").splitlines()
    verdicts = [zawgyi_verdict(line.split("\t")[0]) for line in lines]
    back = [zawgyi_verdict(from_zawgyi(line.split("\t")[0])) for line in lines]

    assert False not in verdicts
    assert True not in back
    assert verdicts.count(True) > 0.95 * len(lines)


@given(
    st.sampled_from(CANONICAL_COLUMNS),
    st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.dates()),
)
def test_no_cell_breaks_a_column_and_what_was_read_reads_the_same_again(column, cell):
    once = _read(column, cell)

    assert once.refused or _read(column, once.value).value == once.value


@given(st.text(max_size=20))
def test_document_and_phone_forms_are_stable(text):
    assert document_number(document_number(text)) == document_number(text)
    assert phone_number(phone_number(text)) == phone_number(text)


def test_only_a_guard_is_taken_off():
    assert unguarded("'=1+1") == "=1+1"
    assert unguarded("'s-Gravenhage") == "'s-Gravenhage"
    assert unguarded("O'=x") == "O'=x"
