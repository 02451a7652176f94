from datetime import date
from pathlib import Path

import pytest
from tests.people.matching.bulk.lists import again, people, written

from wayhome.people.matching import files
from wayhome.people.matching.bulk.blocking import find_pairs
from wayhome.people.matching.bulk.engine import opened
from wayhome.people.matching.bulk.preparing import prepare
from wayhome.people.matching.bulk.reading import read


def candidates(path: Path) -> set[tuple[int, int]]:
    with opened("duckdb", path.with_name("o.csv")) as engine:
        given = read(engine, [files._source(path, {})])
        columns = prepare(engine, given, date(2026, 1, 1))
        size = engine.count("SELECT count(*) FROM listed")
        list(find_pairs(engine, columns, size, across=False))
        found = engine.fetch("SELECT join_key_l, join_key_r FROM pairs")
    return set(zip(found["join_key_l"].tolist(), found["join_key_r"].tolist(), strict=True))


@pytest.mark.parametrize("lost", ["birth_date", "postcode", "given_name"])
def test_true_pairs_meet_whatever_column_one_side_lost(tmp_path: Path, lost: str) -> None:
    first = people(400)
    rows = [*first, *(row | {lost: ""} for row in again(first))]
    found = candidates(written(tmp_path / "l.csv", rows))
    true = {(number, 400 + number) for number in range(400)}
    assert len(found & true) >= 0.95 * len(true)


def test_strangers_hardly_ever_meet(tmp_path: Path) -> None:
    assert len(candidates(written(tmp_path / "l.csv", people(2000)))) < 2000


def test_a_list_without_birth_dates_is_blocked_by_what_it_gives(tmp_path: Path) -> None:
    first = [{k: v for k, v in row.items() if k != "birth_date"} for row in people(400)]
    found = candidates(written(tmp_path / "l.csv", [*first, *first]))
    assert len({(n, 400 + n) for n in range(400)} & found) >= 380
