from wayhome.people.matching.model import Model
from wayhome.people.matching.profile import Profile
from wayhome.people.matching.strangers import meet, random_pairs

MODEL = Model.load()


def crowd(size: int, *codes: str) -> list[Profile]:
    """So many people, of the nationalities in turn."""
    names = ("Aung Min", "Nok Suk", "Ram Thapa", "Li Wei", "Ana Cruz", "Abel Bekele")
    return [
        Profile.from_row({"full_name": names[i % len(names)], "nationality": codes[i % len(codes)]})
        for i in range(size)
    ]


def test_names_are_counted_among_people_of_one_nationality() -> None:
    people = crowd(100, "MM", "TH", "NP", "")
    found = meet(MODEL, people, people)
    assert found.compatriots is not None
    pairs = zip(found.compatriots.left, found.compatriots.right, strict=True)
    assert all(people[i].nationalities == people[j].nationalities != () for i, j in pairs)
    assert found.share == 3 * 25 * 25 / 100**2


def test_names_are_counted_among_all_where_no_nationality_is_given() -> None:
    people = crowd(100, "")
    assert meet(MODEL, people, people).compatriots is None


def test_a_handful_of_compatriots_is_not_counted() -> None:
    people = crowd(30, "MM", "TH", "NP", "LK", "KE", "")
    assert meet(MODEL, people, people).compatriots is None


def test_nobody_is_met_by_himself_within_one_list() -> None:
    people = crowd(60, "MM")
    found = meet(MODEL, people, people)
    assert found.compatriots is not None
    for evidence in (found.anybody, found.compatriots):
        assert evidence.left.size > 0
        assert (evidence.left != evidence.right).all()


def test_the_same_pairs_are_drawn_in_every_run() -> None:
    one, two = random_pairs(50, 70), random_pairs(50, 70)
    assert (one[0] == two[0]).all()
    assert (one[1] == two[1]).all()
