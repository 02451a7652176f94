"""What a document says fills the form about a group; nothing is saved before somebody says so."""

import re

import pytest
from django.urls import reverse
from tests import factories

from wayhome.casework import prefill
from wayhome.casework.models import Encounter
from wayhome.documents.models import Document
from wayhome.documents.services import add_document

TEXT = (
    "Mae Sot, 12 February 2026. Thirty-nine foreign nationals were rescued in Mae Sot on "
    "12 February 2026. Of them, 32 were from Sri Lanka, five came from Nepal and one each from "
    "Malaysia and Russia, border patrol police said. This text is made up."
)


def count(n, nationality=None, incident="i1", **other):
    return {
        "type": "count",
        "n_min": n,
        "n_max": n,
        "qualifier": "exact",
        "nationality": nationality,
        "incident": incident,
        "quote": f"{n} {nationality}",
        "role": "victim",
        **other,
    }


def incident(number, kind="rescue", date="2026-02-12", **other):
    return {
        "id": number,
        "kind": kind,
        "date": date,
        "place": "Made-up bank",
        "country": "TH",
        "actors": [],
        "status": "happened",
        **other,
    }


def filled(facts, *incidents):
    document = Document(reference="D-0", incidents=list(incidents), text="", title="")
    return prefill.from_document(document, facts)


def rows(found):
    return {row["nationality"]: row["people"] for row in found.counts}


def test_counts_total_date_and_place_are_proposed():
    facts = [count(39), count(32, "LK"), count(5, "NP"), count(1, "MY"), count(1, "RU")]
    found = filled(facts, incident("i1"))
    assert rows(found) == {"LK": 32, "NP": 5, "MY": 1, "RU": 1}
    assert found.initial["head_count"] == 39
    assert (found.initial["found_on"], found.initial["country"]) == ("2026-02-12", "TH")


def test_the_incident_with_the_most_nationalities_is_taken():
    facts = [count(7, "CN", "i1"), count(2, "LK", "i2"), count(3, "NP", "i2")]
    assert rows(filled(facts, incident("i1"), incident("i2"))) == {"LK": 2, "NP": 3}


@pytest.mark.parametrize(
    "fact",
    [
        count(300, "CN", qualifier="approx"),
        count(4, "TH", role="official"),
        count(4, "CN", role="suspect"),
        count(10, "LK", sex="male"),
    ],
)
def test_what_is_no_plain_count_of_the_group_is_left_out(fact):
    assert rows(filled([fact], incident("i1"))) == {}


def test_of_two_figures_for_one_nationality_the_first_is_proposed():
    assert rows(filled([count(53, "CN"), count(60, "CN")], incident("i1"))) == {"CN": 53}


@pytest.mark.parametrize("date", ["--02-12", "2026-02", "2026-02-10/2026-02-12", None])
def test_a_date_known_in_part_is_left_to_the_officer(date):
    assert filled([], incident("i1", date=date)).initial["found_on"] == ""


def test_what_is_only_planned_is_no_encounter():
    planned = incident("i1", status="planned")
    assert filled([count(5, "LK")], planned).initial["found_on"] == ""


@pytest.fixture
def document(patrol, officer):
    made, _new = add_document(
        agency=patrol, sender=officer, filename="made-up.txt", data=TEXT.encode()
    )
    return made


@pytest.mark.django_db
def test_one_click_opens_the_filled_form_and_saving_it_makes_the_encounter(
    client, officer, document
):
    client.force_login(officer)
    page = client.post(reverse("casework:encounter_from_document", args=[document.reference]))
    text = page.content.decode()
    assert not Encounter.unguarded.exists()
    fields = dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', text))
    assert fields["document"] == document.reference
    fields |= page.context["form"].initial
    for number, row in enumerate(page.context["counts"].initial):
        fields[f"count-{number}-nationality"] = row["nationality"]
        fields[f"count-{number}-people"] = row["people"]
    sent = {name: value for name, value in fields.items() if value not in (None, "")}
    answer = client.post(reverse("casework:encounter_new"), sent)
    assert answer.status_code == 302
    made = Encounter.unguarded.get()
    assert made.document == document
    assert {c.nationality: c.people for c in made.counts.all()} == {
        "LK": 32,
        "NP": 5,
        "MY": 1,
        "RU": 1,
    }


@pytest.mark.django_db
def test_a_document_of_another_agency_fills_nothing(client, embassy, document):
    client.force_login(factories.user(embassy, "field-officer"))
    where = reverse("casework:encounter_from_document", args=[document.reference])
    assert client.post(where).status_code == 404


@pytest.mark.django_db
def test_the_document_s_page_offers_it(client, officer, document):
    client.force_login(officer)
    page = client.get(reverse("documents:document", args=[document.reference])).content.decode()
    assert reverse("casework:encounter_from_document", args=[document.reference]) in page


def test_a_documents_words_are_never_put_into_the_groups_mouth():
    control = {"type": "control", "quote": "had been beaten", "incident": "i1"}
    initial = filled([count(39), control], incident("i1")).initial
    assert "said" not in initial
    assert initial["note"] == "Document D-0 says:\n“had been beaten”"


@pytest.mark.django_db
def test_a_filled_head_count_grows_on_the_page_that_saves_it(client, officer, document):
    client.force_login(officer)
    filled = client.post(reverse("casework:encounter_from_document", args=[document.reference]))
    new = reverse("casework:encounter_new")
    assert f'formaction="{new}#id_count-10-nationality"' in filled.content.decode()
    rows = {"count-TOTAL_FORMS": "10", "count-INITIAL_FORMS": "4", "count-0-nationality": "LK"}
    grown = client.post(new, {"document": document.reference, "more": "6", **rows})
    page = grown.content.decode()
    assert f'name="document" value="{document.reference}"' in page
    assert 'value="Sri Lanka"' in page
