import random
from datetime import date

import pytest

from wayhome.people.matching.link import at_hand, link
from wayhome.people.matching.model import Model
from wayhome.people.matching.parameters import shipped_parameters
from wayhome.people.matching.profile import Profile

SYLLABLES = ("ka", "mo", "shi", "ren", "tol", "vu", "dar", "phi", "lun", "bei", "gor", "nas")


def made_up(number: int, size: int) -> list[dict[str, str]]:
    """Invented people of one nationality, so that agreeing on it says nothing."""
    chance = random.Random(number)
    words = [chance.choice(SYLLABLES) + chance.choice(SYLLABLES) for _ in range(2 * size)]
    return [
        {
            "id": str(i),
            "full_name": f"{words[2 * i]} {words[2 * i + 1]}",
            "birth_date": str(date.fromordinal(chance.randint(715_000, 732_000))),
            "nationality": "MM",
        }
        for i in range(size)
    ]


def weight(found, code: str) -> float:
    return next(r.bits for x in found.links for r in x.reasons if r.code == code)


def test_a_tiny_list_moves_nothing_far() -> None:
    rows = made_up(1, 5)
    field = shipped_parameters().fields["birth"]
    shipped = field.levels[field.index("same")].bits
    assert weight(link(rows, rows), "birth.same") == pytest.approx(shipped, abs=1.0)


def test_a_value_that_everybody_has_loses_its_weight() -> None:
    rows = made_up(2, 300)
    field = shipped_parameters().fields["nationality"]
    assert field.levels[field.index("same")].bits > 1
    assert abs(weight(link(rows, rows), "nationality.same")) < 0.2


def test_two_lists_of_strangers_are_not_forced_together() -> None:
    left, right = made_up(3, 200), made_up(4, 200)
    assert len(link(left, right).asserted) <= 2


def test_a_list_and_its_copy_find_each_other() -> None:
    rows = made_up(5, 200)
    found = link(rows, rows).asserted
    assert sum(x.left_id == x.right_id for x in found) >= 198
    assert all(x.left_id == x.right_id for x in found)


def test_names_are_counted_only_where_there_are_enough() -> None:
    model = Model.load()
    few = [Profile.from_row(row) for row in made_up(6, 20)]
    many = [Profile.from_row(row) for row in made_up(6, 250)]
    assert at_hand(model, few).frequencies is model.frequencies
    assert at_hand(model, many).frequencies.total == 250
