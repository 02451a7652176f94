"""A text's script is told from its letters, never guessed from its Latin ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.web.scripts import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ณัฐพงษ์ แซ่ตั้ง", "th"),
        ("အောင်ကျော်မိုး", "my"),
        ("王小明", "zh"),
        ("さくら 山田", "ja"),
        ("නිමල්", "si"),
        ("محمد علي", "und-Arab"),
        ("Иванов", "und-Cyrl"),
        ("सुनिल थापा (Sunil)", "und-Deva"),
        ("Nguyễn Thị Hương", ""),
        ("A 王", ""),
        ("R-0412", ""),
        ("1999-04-12", ""),
        ("", ""),
    ],
)
def test_the_script_of_most_letters_counts(text, language):
    assert language_of(text) == language


@given(st.text())
def test_any_text_has_an_answer(text):
    assert isinstance(language_of(text), str)
