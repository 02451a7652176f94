"""Exports: tables that people open name countries; what systems read keeps the codes."""

import json

import pytest
from django.utils.translation import override
from tests import factories

from wayhome.intake import reading
from wayhome.sharing import services
from wayhome.sharing.services import export
from wayhome.vocabulary import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(embassy):
    return factories.request(embassy, full_name="Made Up", nationality="LK")


@pytest.mark.parametrize(("language", "name"), [("en", "Sri Lanka"), ("th", "ศรีลังกา")])
def test_a_table_names_the_nationality_in_the_language_of_its_reader(asked, clerk, language, name):
    with override(language):
        taken = export(user=clerk, kind="requests", format_="csv")
    assert name in taken.content.decode()
    assert ",LK," not in taken.content.decode()


def test_a_file_for_systems_keeps_the_code(asked, clerk):
    taken = export(user=clerk, kind="requests", format_="json")
    assert json.loads(taken.content)["records"][0]["nationality"] == "LK"


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "th", "zh-hans", "my"])
def test_our_own_door_reads_an_exported_name_as_the_same_code(
    clerk, monkeypatch, format_, language
):
    known = [code.code for code in codes("country")]
    rows = [{"full_name": f"Made Up {n}", "nationality": code} for n, code in enumerate(known)]
    monkeypatch.setitem(services.KINDS, "requests", lambda _user: rows)
    with override(language):
        taken = export(user=clerk, kind="requests", format_=format_)
    read = reading.understand(taken.content, taken.filename, "requests")
    assert [row.values["nationality"] for row in read.reading.accepted] == known


def test_a_word_of_the_source_leaves_as_it_came(clerk, monkeypatch):
    rows = [{"full_name": "Made Up", "nationality": "Lankan or Indian"}]
    monkeypatch.setitem(services.KINDS, "requests", lambda _user: rows)
    taken = export(user=clerk, kind="requests", format_="csv")
    assert "Lankan or Indian" in taken.content.decode()
