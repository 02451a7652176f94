from collections.abc import Callable
from pathlib import Path

import pytest
from tests.people.matching.bulk.lists import people, written

from wayhome.people.matching.bulk.engine import opened
from wayhome.people.matching.bulk.learning import _chance
from wayhome.people.matching.files import link_files


def chance(path: Path, sides: list[int], values: list[str | None], across: bool) -> float:
    with opened("duckdb", path / "o.csv") as engine:
        engine.put("people", {"side": sides, "postcode": values})
        first = range(sides.count(0))
        second = range(len(first), len(sides)) if across else first
        return _chance(engine, "postcode", (first, second))


def test_the_chance_of_equal_values_is_counted_over_all_pairs_that_give_them(
    tmp_path: Path,
) -> None:
    found = chance(tmp_path, [0, 0, 0, 0], ["a", "a", "b", None], across=False)
    assert found == pytest.approx(1 / 3)


def test_the_chance_of_equal_values_in_two_lists_is_over_their_pairs(tmp_path: Path) -> None:
    found = chance(tmp_path, [0, 0, 1, 1, 1], ["a", "b", "a", "a", "c"], across=True)
    assert found == pytest.approx(2 / 6)


def test_a_rare_postcode_says_no_less_for_being_one_of_many(
    tmp_path: Path, in_bulk: Callable[..., None]
) -> None:
    rows = [row | {"postcode": str(20000 + number)} for number, row in enumerate(people(3000))]
    left, right = written(tmp_path / "a.csv", rows, "a"), written(tmp_path / "b.csv", rows, "b")
    link_files(left, right, tmp_path / "o.csv")
    first = (tmp_path / "o.csv").read_text("utf-8").splitlines()[1]
    assert "the same postcode" in first
    assert "how common these values are (-" not in first
