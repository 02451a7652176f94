from wayhome.people.matching.blocking import MOST_MEETINGS, find_candidates
from wayhome.people.matching.profile import Profile


def profiles(*rows: dict[str, str]) -> list[Profile]:
    return [Profile.from_row(row) for row in rows]


def pairs(left: list[Profile], right: list[Profile] | None = None) -> list[tuple[int, int]]:
    found = find_candidates(left, right)
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


def test_records_that_share_a_key_are_candidates_and_strangers_are_not() -> None:
    left = profiles({"full_name": "สมชาย ใจดี"}, {"document_number": "AA1234567"})
    right = profiles({"document_number": "***4567"}, {"full_name": "Somchai Jaidee"})
    assert set(pairs(left, right)) == {(0, 1), (1, 0)}


def test_within_one_list_a_pair_is_given_once_and_nobody_meets_himself() -> None:
    names = profiles(*({"full_name": "Aung Kyaw Moe"} for _ in range(4)))
    found = pairs(names)
    assert len(found) == len(set(found)) == 6
    assert all(a < b for a, b in found)


def test_the_best_candidate_comes_first() -> None:
    left = profiles({"full_name": "Nimal Perera", "birth_date": "1990-05-06"})
    crowd = [{"full_name": f"Nimal Silva{c}"} for c in "abcdefghijkl"]
    right = profiles(*crowd, {"full_name": "Nimal Perera", "birth_date": "1990-05-06"})
    assert pairs(left, right)[0] == (0, 12)


def test_what_agrees_beside_the_keys_puts_a_candidate_before_others_of_the_name() -> None:
    left = profiles({"full_name": "Nimal Perera", "place_of_birth": "Galle", "age": "30"})
    crowd = [{"full_name": "Nimal Perera", "place_of_birth": "Kandy"} for _ in range(12)]
    right = profiles(*crowd, {"full_name": "Nimal Perera", "place_of_birth": "Galle district"})
    assert pairs(left, right)[0] == (0, 12)


def test_who_stands_many_times_in_one_list_meets_all_of_himself() -> None:
    best = {"full_name": "Nimal Perera", "birth_date": "1990-05-06", "document_number": "N1234567"}
    found = pairs(profiles(best, best, *({"full_name": "N. Perera"} for _ in range(12))))
    assert {(0, place) for place in range(1, 14)} <= set(found)


def test_keys_that_too_many_share_are_left_out_and_counted() -> None:
    crowd = profiles(*({"full_name": "Mohamed Ahmed"} for _ in range(2)))
    many = crowd * (int(MOST_MEETINGS**0.5) // 2 + 500)
    found = find_candidates(many, per_record=1)
    assert found.left_out > 0


def test_an_empty_list_has_no_candidates() -> None:
    assert pairs([], profiles({"full_name": "Li Na"})) == []


def test_who_has_nothing_to_be_found_by_is_nobodys_candidate() -> None:
    assert pairs(profiles(*({"sex": "F", "nationality": "BR"} for _ in range(5)))) == []
