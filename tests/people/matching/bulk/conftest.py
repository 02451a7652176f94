from collections.abc import Callable
from pathlib import Path

import pytest

from wayhome.people.matching import files
from wayhome.people.matching.files import dedupe_files, link_files

Rows = list[dict[str, str]]


@pytest.fixture
def in_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on lists of any length as on long ones."""
    monkeypatch.setattr(files, "SHORT_LIST", 0)


@pytest.fixture
def clusters(tmp_path: Path, in_bulk: None) -> Callable[..., dict[str, str]]:
    """Deduplicate a written list in bulk and read its clusters."""

    def run(path: Path, **options: object) -> dict[str, str]:
        out = tmp_path / "clusters.csv"
        dedupe_files(path, out, **options)  # type: ignore[arg-type]
        lines = out.read_text("utf-8").splitlines()
        assert lines[0] == "id,cluster_id"
        return dict(line.split(",") for line in lines[1:])

    return run


@pytest.fixture
def links(tmp_path: Path, in_bulk: None) -> Callable[..., dict[tuple[str, str], float]]:
    """Link two written lists in bulk and read the probability of every pair."""
    import csv

    def run(left: Path, right: Path, **options: object) -> dict[tuple[str, str], float]:
        out = tmp_path / "links.csv"
        link_files(left, right, out, **options)  # type: ignore[arg-type]
        with out.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {(r["left_id"], r["right_id"]): float(r["probability"]) for r in rows}

    return run
