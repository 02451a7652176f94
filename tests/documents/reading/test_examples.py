"""Every rule of the data files finds what its own examples say."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import wayhome.documents.reading as reading_package
from wayhome.documents.reading import Context, read
from wayhome.documents.reading.grammar import dates
from wayhome.documents.reading.grammar.found import Page
from wayhome.documents.reading.text.normalise import normalise
from wayhome.documents.reading.text.sentences import sentences

DATA = Path(reading_package.__file__).parent / "data"


def examples(name):
    found = []
    for path in sorted(DATA.glob(f"*/{name}.yaml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            for number, example in enumerate(rule["examples"]):
                found.append(
                    pytest.param(path.parent.name, rule["id"], example, id=f"{rule['id']}-{number}")
                )
    return found


@pytest.mark.parametrize(("language", "rule", "example"), examples("counts"))
def test_counts_rule(language, rule, example):
    facts = read(example["text"], Context(language=language)).facts
    counts = [fact for fact in facts if fact.type == "count"]
    found = [
        [fact.values["n_min"], fact.values["n_max"], fact.values["nationality"]] for fact in counts
    ]
    assert found == example["counts"]
    assert rule in {fact.rule for fact in counts}


@pytest.mark.parametrize(("language", "rule", "example"), examples("dates"))
def test_dates_rule(language, rule, example):
    published = example.get("published")
    mapped = normalise(example["text"])
    page = Page(
        example["text"],
        mapped,
        sentences(mapped.text),
        language,
        date.fromisoformat(published) if published else None,
    )
    found = dates.find(page, language, 0, len(mapped.text))
    assert [one.value for one in found] == example["dates"]
    assert {one.rule for one in found} <= {rule}
