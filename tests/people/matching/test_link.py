from dataclasses import replace

import pytest

from wayhome.people.matching.errors import WrongInput
from wayhome.people.matching.link import link
from wayhome.people.matching.model import Model


def asserted(left: list[dict[str, str]], right: list[dict[str, str]]) -> set[tuple[str, str]]:
    return {(x.left_id, x.right_id) for x in link(left, right).asserted}


def test_a_person_is_found_across_scripts_and_a_partial_date_is_not_forced() -> None:
    left = [
        {"id": "L0", "full_name": "สมชาย ใจดี", "birth_date": "1990-02-03", "nationality": "TH"},
        {"id": "L1", "full_name": "Nok Suk", "birth_date": "1988", "nationality": "TH"},
    ]
    right = [
        {"id": "R0", "full_name": "Nok Sook", "birth_date": "1988-05-01", "nationality": "TH"},
        {"id": "R1", "full_name": "Somchai Jaidee", "birth_date": "1990-02-03"},
    ]
    found = asserted(left, right)
    assert ("L0", "R1") in found
    assert ("L0", "R0") not in found


def test_nobody_is_used_twice() -> None:
    left = [{"id": str(i), "full_name": "Mohamed Ahmed", "birth_date": "1990"} for i in range(4)]
    found = asserted(left, left[:2])
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)


def test_the_reasons_add_up_to_the_bits() -> None:
    left = [{"id": "a", "full_name": "Aung Kyaw Moe", "birth_date": "1995-01-02"}]
    right = [
        {"id": "b", "full_name": "Aung Kyaw Moe", "birth_date": "1995-01-02"},
        {"id": "c", "full_name": "Aung Kyaw Moe", "birth_date": "1995-01-02"},
    ]
    for found in link(left, right).links:
        assert sum(r.bits for r in found.reasons) == pytest.approx(found.bits, abs=0.06)
        assert found.explanation


def test_lists_without_a_common_column_say_so() -> None:
    result = link([{"id": "1", "full_name": "Li Na"}], [{"id": "1", "phone": "+66812345678"}])
    assert result.links == ()
    assert "no column in common" in result.notes[0]


def test_a_doubled_id_is_refused_with_its_rows() -> None:
    with pytest.raises(WrongInput, match=r"row 2, column 'id': 'x' stands in row 1"):
        link([{"id": "x"}, {"id": "x"}], [])


def test_a_column_of_constants_weighs_next_to_nothing() -> None:
    names = ["Li Na", "Aung Min", "Maria Lopez", "Tesfaye Bekele", "Ivan Petrov", "Nimal Perera"]
    left = [{"id": n, "full_name": n, "nationality": "MM", "sex": "M"} for n in names * 1]
    right = [{"id": n, "full_name": n, "nationality": "MM", "sex": "M"} for n in names]
    for found in link(left, right).links:
        constant = [r.bits for r in found.reasons if r.code in {"nationality.same", "sex.same"}]
        assert sum(constant) < 1.0


def test_ten_thousand_namesakes_end_soon_and_assert_nobody() -> None:
    crowd = [{"id": str(i), "full_name": "Mohamed Ahmed"} for i in range(10_000)]
    result = link(crowd, crowd[:50])
    assert result.asserted == ()


def test_that_nobody_else_is_left_decides_nothing() -> None:
    """Five sure pairs do not make a pair of the two that remain."""
    sure = ["Nimal Perera", "Somchai Jaidee", "Tesfaye Bekele", "Maria Lopez", "Aung Kyaw Moe"]
    left = [{"id": n, "full_name": n} for n in [*sure, "Than Than Nu"]]
    right = [{"id": n, "full_name": n} for n in [*sure, "Than Than Nwe"]]
    assert asserted(left, right) == {(n, n) for n in sure}


def test_a_link_that_is_not_sure_enough_is_left_to_a_person_and_says_so() -> None:
    rows = [{"id": "1", "full_name": "Somchai Jaidee", "birth_date": "1990-02-03"}]
    shipped = Model.load()
    bands = replace(shipped.parameters.bands, asserted=1.0)
    strict = shipped.with_parameters(replace(shipped.parameters, bands=bands))
    (sure,) = link(rows, rows).links
    (left_open,) = link(rows, rows, model=strict).links
    assert sure.probability >= shipped.parameters.bands.asserted
    assert left_open.probability == pytest.approx(0.4999)
    assert left_open.reasons[-1].code == "unsure"
    assert sum(reason.bits for reason in left_open.reasons) == pytest.approx(left_open.bits)
    assert "not sure enough to be called one" in left_open.explanation
