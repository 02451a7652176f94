from pathlib import Path

import pytest

from wayhome.people.matching.bulk.engine import opened


def test_an_interrupted_query_ends_the_work_and_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        opened("duckdb", tmp_path / "o.csv") as engine,
    ):
        assert engine.count("SELECT 1") == 1
        assert list(tmp_path.iterdir())
        raise RuntimeError("Query interrupted")
    assert not list(tmp_path.iterdir())
