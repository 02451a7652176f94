"""Made-up news in several styles and languages, read as a careful reader would."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from wayhome.documents.reading import Context, read

HERE = Path(__file__).parent
PARAGRAPHS = [
    paragraph
    for path in [HERE / "paragraphs.yaml", *sorted((HERE / "paragraphs").glob("*.yaml"))]
    for paragraph in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def facts(reading, kind, *fields):
    found = [fact.values for fact in reading.facts if fact.type == kind]
    return [
        [int(v) if isinstance(v, float) and v == int(v) else v for v in (one[f] for f in fields)]
        for one in found
    ]


def found(reading, key):
    kinds = {
        "counts": ("count", "n_min", "n_max", "nationality"),
        "money": ("money", "amount_min", "amount_max", "currency"),
        "routes": ("route", "origin", "destination"),
    }
    if key in kinds:
        return facts(reading, *kinds[key])
    if key in ("people", "organisations", "places"):
        kind = {"people": "person", "organisations": "organisation", "places": "place"}[key]
        below = [
            f for f in reading.facts if f.type == kind and not f.rule.endswith("place.country")
        ]
        return [fact.values["name"] for fact in below]
    if key == "controls":
        return [fact.values["code"] for fact in reading.facts if fact.type == "control"]
    if key == "warnings":
        return [warning.code for warning in reading.warnings]
    return [[one.kind, one.date, one.place] for one in reading.incidents]


def _marks(paragraph, key):
    """What the reader does not reach yet is written down as such (`beyond`: key and why)."""
    why = paragraph.get("beyond", {}).get(key)
    return [pytest.mark.xfail(reason=why, strict=True)] if why else []


def cases():
    keys = (
        "counts",
        "money",
        "people",
        "organisations",
        "places",
        "incidents",
        "warnings",
        "routes",
        "controls",
    )
    return [
        pytest.param(paragraph, key, id=f"{paragraph['id']}-{key}", marks=_marks(paragraph, key))
        for paragraph in PARAGRAPHS
        for key in keys
        if key in paragraph
    ]


@pytest.mark.parametrize(("paragraph", "key"), cases())
def test_paragraph(paragraph, key):
    published = paragraph.get("published")
    context = Context(
        published=published and date.fromisoformat(str(published)),
        language=paragraph.get("language"),
    )
    expected = [
        [str(v) if isinstance(v, date) else v for v in one] if isinstance(one, list) else one
        for one in paragraph[key]
    ]
    seen = found(read(paragraph["text"], context), key)
    if key in ("routes", "controls"):
        assert all(one in seen for one in expected), seen
    else:
        assert sorted(map(str, seen)) == sorted(map(str, expected))
