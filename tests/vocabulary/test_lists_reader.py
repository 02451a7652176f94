"""Code lists: complete in every language, and strict about what they do not know."""

import pytest

from wayhome.vocabulary import LANGUAGES, UnknownCodeError, UnknownListError, choices, codes, names
from wayhome.vocabulary.lists_reader import read

EXPECTED = {
    "agency-kind": (
        "police immigration border embassy ngo shelter prosecutor hotline international centre"
    ),
    "request-state": "open acknowledged located out home closed",
    "decision-verdict": "same different unsure undecided",
    "case-state": "found screened identification services return home closed",
    "waiting-for": (
        "screening interpreter identity-document guarantee-letter embassy-verification "
        "police-statement mdt-decision shelter-place medical-care ticket exit-permit "
        "family-contact reception nothing"
    ),
    "role": (
        "agency-administrator case-worker field-officer reviewer analyst auditor platform-operator"
    ),
    "tlp": "red amber+strict amber green clear",
    "pap": "red amber green clear",
    "source-reliability": "a b c d e f g",
    "information-credibility": "1 2 3 4 5 6",
    "screening-answer": "yes no not-asked",
}
TONES = {"wait", "danger", "good", "river"}


@pytest.mark.parametrize("name", names())
def test_every_list_says_its_version_and_source(name):
    found = codes(name)
    assert found.id == name
    assert found.version
    assert found.source


@pytest.mark.parametrize("name", names())
def test_labels_of_one_language_are_told_apart(name):
    for language in LANGUAGES:
        labels = [label for _code, label in choices(name, language)]
        assert len(set(labels)) == len(labels), language


@pytest.mark.parametrize(
    ("language", "low", "high"),
    [("th", "\u0e00", "\u0e7f"), ("zh", "\u4e00", "\u9fff"), ("my", "\u1000", "\u109f")],
)
@pytest.mark.parametrize("name", names())
def test_a_label_is_in_the_script_of_its_language(name, language, low, high):
    for code, label in choices(name, language):
        assert any(low <= letter <= high for letter in label), (code, label)


@pytest.mark.parametrize("name", names())
def test_tones_are_those_the_pages_know(name):
    assert {entry.extra["tone"] for entry in codes(name) if "tone" in entry.extra} <= TONES


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_codes_and_their_order_are_fixed(name, expected):
    assert list(codes(name).entries) == expected.split()


@pytest.mark.parametrize("language", ["zh", "zh-hans", "zh_Hans", "ZH-CN"])
def test_a_regional_tag_means_its_language(language):
    assert codes("case-state").label("home", language) == "已到家"


def test_a_language_we_do_not_have_is_answered_in_english():
    assert codes("case-state").label("home", "fr") == "Home"


def test_an_unknown_code_is_refused_and_the_nearest_named():
    with pytest.raises(UnknownCodeError, match=r"case-state.*'founded'.*found"):
        codes("case-state").label("founded")


@pytest.mark.parametrize("name", ["case-states", "../role", ""])
def test_an_unknown_list_is_refused(name):
    with pytest.raises(UnknownListError, match="no code list"):
        codes(name)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id: x\nversion: 1\nentries: [{code: a, en: A, th: A, zh: A, my: A}]", "lacks source"),
        ("id: x\nversion: 1\nsource: s\nentries: [{code: a, en: A, th: A, zh: A}]", "lacks my"),
        ("id: x\nversion: 1\nsource: s\nentries: [{code: no, en: A, th: A, zh: A, my: A}]", "code"),
        (
            (
                "id: x\nversion: 1\nsource: s\nentries: [{code: a, en: A, th: A, zh: A, my: A},"
                " {code: a, en: B, th: B, zh: B, my: B}]"
            ),
            "twice",
        ),
    ],
)
def test_an_incomplete_list_is_refused_by_name(tmp_path, text, problem):
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"x\.yaml.*{problem}"):
        read(path)
