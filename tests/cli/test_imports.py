"""`wayhome import` says what it did, and did what it says."""

import json

import pytest

NUMBERS = """
from wayhome.casework.models import Request
print(json.dumps([one.record.details.get("phone", "") for one in Request.unguarded.all()]))
"""


@pytest.fixture
def take_in(node, tmp_path):
    """Take one made-up list in by a map; return what was told of its changes."""
    path = tmp_path / "list.csv"
    path.write_text("Name,Home phone,Mobile\nZorvelin Quaskabar,0811,0922\n", encoding="utf-8")

    def call(phone, *more):
        chosen = tmp_path / "map.yaml"
        chosen.write_text(f"full_name: Name\nphone: {phone}\n", encoding="utf-8")
        told = node.run("import", "requests", path, "--agency", "A", "--map", chosen, *more)
        assert told.returncode == 0, told.stderr
        return {name: n for name, n in json.loads(told.stdout)["changes"].items() if n}

    return call


def test_the_same_file_by_another_map_changes_what_it_says_it_changes(node, take_in):
    assert take_in("Home phone") == {"new": 1}
    assert take_in("Mobile", "--dry-run") == {"changed": 1}
    assert take_in("Mobile") == {"changed": 1}
    assert node.ask(NUMBERS)[0].endswith("922")
    assert take_in("Mobile", "--dry-run") == take_in("Mobile") == {"unchanged": 1}
