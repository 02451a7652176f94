"""The five real articles that lie beside the project: read as a careful reader would."""

import json
from pathlib import Path

import pytest

from wayhome.documents.reading import read_bytes

SHARED = Path(__file__).parents[4] / "shared"
ARTICLES = sorted((SHARED / "articles").glob("*.txt"))

pytestmark = pytest.mark.skipif(not ARTICLES, reason="../shared/articles is not here")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name[:3])
def test_reading_is_valid_against_the_schema_and_quotes_its_text(path):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((SHARED / "contracts" / "facts.schema.json").read_text(encoding="utf-8"))
    text = path.read_bytes().decode("utf-8")
    reading = read_bytes(path.read_bytes(), path.name).as_dict()
    jsonschema.validate(reading, schema)
    for one in [*reading["facts"], *reading["incidents"]]:
        assert text[one["start"] : one["end"]] == one["quote"]


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="../shared/gold is not here")
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name[:3])
def test_what_a_document_says_of_itself(path):
    gold = json.loads((SHARED / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    document = read_bytes(path.read_bytes(), path.name).as_dict()["document"]
    expected = gold["document"] | {"characters": len(path.read_bytes().decode("utf-8"))}
    assert document == expected


def test_thirty_nine_people_come_from_four_countries():
    path = next(path for path in ARTICLES if path.name.startswith("003"))
    reading = read_bytes(path.read_bytes(), path.name)
    counts = [
        (fact.values["n_min"], fact.values["nationality"])
        for fact in reading.facts
        if fact.type == "count"
    ]
    assert counts == [(39, None), (32, "LK"), (5, "NP"), (1, "MY"), (1, "RU")]
    told = reading.incidents[0]
    assert (told.kind, told.date, told.place, told.country) == (
        "rescue",
        "2024-11-25",
        "Mae Sot",
        "TH",
    )
    assert {fact.incident for fact in reading.facts if fact.type == "count"} == {told.id}
