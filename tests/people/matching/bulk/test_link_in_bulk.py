from collections.abc import Callable
from pathlib import Path

import numpy as np
from tests.people.matching.bulk.lists import again, people, written

from wayhome.people.matching.assign import Pairs
from wayhome.people.matching.bulk.link import best_for_both
from wayhome.people.matching.files import link_files

Links = Callable[..., dict[tuple[str, str], float]]


def test_the_same_people_of_two_lists_are_linked(tmp_path: Path, links: Links) -> None:
    first = people(1200)
    left = written(tmp_path / "a.csv", first, "a")
    right = written(tmp_path / "b.csv", again(first[:400]) + people(800, seed=9), "b")
    asserted = {pair for pair, probability in links(left, right).items() if probability >= 0.5}
    true = {(f"a{number}", f"b{number}") for number in range(400)}
    assert len(asserted & true) >= 385
    assert len(asserted - true) <= 15


def test_one_to_one_uses_nobody_twice(tmp_path: Path, links: Links) -> None:
    first = people(600)
    left = written(tmp_path / "a.csv", first, "a")
    right = written(tmp_path / "b.csv", [*first[:200], *first[:200]], "b")
    asserted = [pair for pair, probability in links(left, right).items() if probability >= 0.5]
    assert len({one for one, _ in asserted}) == len(asserted)
    many = links(left, right, cardinality="many-to-many")
    assert sum(probability >= 0.5 for probability in many.values()) >= 390


def test_a_link_says_what_agrees_and_weighs_what_it_says(tmp_path: Path, in_bulk: None) -> None:
    import csv
    import re

    first = people(600)
    left, right = written(tmp_path / "a.csv", first, "a"), written(tmp_path / "b.csv", first, "b")
    link_files(left, right, tmp_path / "o.csv")
    with (tmp_path / "o.csv").open(encoding="utf-8") as file:
        best = next(csv.DictReader(file))
    assert "the same birth date" in best["explanation"]
    said = sum(float(number) for number in re.findall(r"\(([+-][\d.]+)\)", best["explanation"]))
    assert abs(said - float(best["bits"])) < 0.5


def test_two_lists_without_a_common_column_are_told_so(tmp_path: Path, in_bulk: None) -> None:
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text("id,full_name\n1,Nok Suk\n2,Moe Aung\n", encoding="utf-8")
    other.write_text("id,phone\n7,0812345678\n8,0898765432\n", encoding="utf-8")
    notes = link_files(one, other, tmp_path / "o.csv").notes
    assert "no column in common that can be compared: left gives full_name" in notes[0]


def test_the_best_for_both_are_taken_first() -> None:
    pairs = Pairs(
        np.array([0, 0, 1, 1]), np.array([10, 11, 10, 11]), np.array([5.0, 4.0, 6.0, -1.0])
    )
    assert best_for_both(pairs).tolist() == [False, True, True, False]
