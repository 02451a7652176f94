"""No fact stands whose quote, number or name the text does not hold."""

import pytest

from wayhome.documents.reading.verify import reason_against

TEXT = "Thirty-nine people and **Li Na** paid $18-37 billion."


@pytest.mark.parametrize(
    ("kind", "quote", "values"),
    [
        ("count", "Thirty-nine people", {"n_min": 39, "n_max": 39}),
        ("person", "Li Na", {"name": "Li Na"}),
        ("money", "$18-37 billion", {"amount_min": 18e9, "amount_max": 37e9}),
    ],
)
def test_what_the_text_says_stands(kind, quote, values):
    start = TEXT.index(quote)
    assert reason_against(TEXT, kind, start, start + len(quote), quote, values, "en") is None


@pytest.mark.parametrize(
    ("kind", "start", "end", "quote", "values", "reason"),
    [
        ("count", 0, 18, "Thirty-nine persons", {"n_min": 39}, "not the text"),
        ("count", 0, 18, "Thirty-nine people", {"n_min": 93}, "93 is not in"),
        ("count", 0, 99, "Thirty-nine people", {"n_min": 39}, "not the text"),
        ("person", 25, 30, "Li Na", {"name": "Li Ming"}, "name is not in"),
        ("money", 38, 52, "$18-37 billion", {"amount_min": 1.8e12}, "is not in"),
    ],
)
def test_what_it_does_not_say_is_dropped(kind, start, end, quote, values, reason):
    assert reason in (reason_against(TEXT, kind, start, end, quote, values, "en") or "")
