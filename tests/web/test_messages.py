"""The catalogues: what the base page says is said in every language, with its places kept."""

import re
import string

import pytest
from babel.messages.mofile import read_mo

from wayhome.web import messages

OWN = messages.SOURCE / "web"
PLACES = re.compile(r"%\([a-z_]+\)[sd]")


def forms(message):
    return message.string if isinstance(message.string, (list, tuple)) else [message.string]


def ids(message):
    return message.id if isinstance(message.id, (list, tuple)) else [message.id]


@pytest.fixture(scope="module")
def own():
    return messages.collect(OWN)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_everything_the_base_page_says_is_translated(own, language):
    assert messages.missing(messages.load(language), own) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_places_for_values_survive_translation(language):
    for message in messages.load(language):
        wanted = set(PLACES.findall(ids(message)[-1])) if message.id else set()
        for form in forms(message):
            if form and message.id:
                assert set(PLACES.findall(form)) == wanted, message.id


@pytest.mark.parametrize(
    ("language", "low", "high"),
    [("th", "\u0e00", "\u0e7f"), ("zh_Hans", "\u3400", "\u9fff"), ("my", "\u1000", "\u109f")],
)
def test_a_translation_is_in_the_script_of_its_language(language, low, high):
    letters = set(string.ascii_letters)
    for message in messages.load(language):
        for form in forms(message):
            if form and message.id and letters & set(PLACES.sub("", ids(message)[0])):
                assert any(low <= c <= high for c in form) or not letters & set(
                    PLACES.sub("", form)
                ), form


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_sources(language):
    with messages.po_path(language).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    for message in messages.load(language):
        if message.id and all(forms(message)):
            known = compiled.get(ids(message)[0], message.context)
            assert known is not None, message.id
            assert list(forms(known)) == list(forms(message))


def test_what_pages_and_code_say_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    page = tmp_path / "room" / "templates" / "room" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        "<p>\n  {% load i18n %}{% trans \"One 'quoted' word\" %}</p>\n {% blocktrans trimmed %}\n"
        "  Two {{ name }}\n   lines{% endblocktrans %}\n(unclosed",
        encoding="utf-8",
    )
    code = "_('Three')\n_lazy('Four')\nngettext('%(n)d day', '%(n)d days', 2)\n"
    (tmp_path / "room" / "views.py").write_text(code, encoding="utf-8")
    found = {message.id for message in messages.collect(tmp_path / "room") if message.id}
    assert found == {
        "One 'quoted' word",
        "Two %(name)s lines",
        "Three",
        "Four",
        ("%(n)d day", "%(n)d days"),
    }


def test_what_the_model_says_of_levels_and_names_is_collected():
    from wayhome.people import weights
    from wayhome.people.matching import names

    wanted = {message.id for message in messages.collect() if message.id}
    fields = weights.model().parameters.fields.values()
    assert {level.says for field in fields for level in field.levels} <= wanted
    assert names.said("letters", "silent") in wanted
