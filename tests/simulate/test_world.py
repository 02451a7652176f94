from collections import Counter
from dataclasses import replace

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.simulate.found import GroupWanted
from wayhome.simulate.model import Person
from wayhome.simulate.noise import Noise
from wayhome.simulate.people import quotas
from wayhome.simulate.resources import data
from wayhome.simulate.world import Scene, World, world


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**9), people=st.integers(1, 60))
def test_the_same_seed_gives_the_same_world_of_the_size_asked_for(seed, people):
    first = world(seed, people)
    assert first == world(seed, people)
    assert len(first.people) == people


def test_another_seed_gives_other_people():
    assert world(1, 50).people != world(2, 50).people


def test_a_world_without_people_is_refused_with_the_mend():
    with pytest.raises(ValueError, match="give at least 1"):
        world(1, 0)


@given(
    people=st.integers(0, 5000),
    shares=st.dictionaries(st.text(min_size=1), st.integers(1, 100), min_size=1),
)
def test_quotas_add_up_and_are_never_off_by_a_whole_person(people, shares):
    counted = quotas(people, shares)
    assert sum(counted.values()) == people
    whole = sum(shares.values())
    assert all(abs(counted[code] - people * shares[code] / whole) < 1 for code in shares)


def test_about_as_many_are_asked_for_and_found_as_the_parameters_say():
    made = world(3, 6000)
    asked = sum(person.requested_on is not None for person in made.people) / 6000
    out = sum(person.way_out != "" for person in made.people) / 6000
    both = sum(person.way_out != "" and person.requested_on is not None for person in made.people)
    assert abs(asked - 0.60) < 0.03
    assert abs(out - 0.40) < 0.03
    assert abs(both / 6000 - 0.30) < 0.03


def test_every_found_person_has_a_record_and_nobody_else_has_one(small_world: World):
    recorded = {row.person_id for row in small_world.found()}
    assert recorded == {person.id for person in small_world.people if person.way_out}


def test_every_requested_person_has_a_record_and_nobody_else_has_one(small_world: World):
    gone = {row.person_id for each in small_world.lists if each.version == 1 for row in each.rows}
    newest = {row.person_id for row in small_world.requests()}
    assert newest | gone == {p.id for p in small_world.people if p.requested_on}


def test_some_people_are_asked_for_by_two_sources(small_world: World):
    asked = Counter(row.person_id for row in small_world.requests())
    assert 2 in asked.values()


def test_row_ids_name_one_row_of_one_source(small_world: World):
    ids = [(row.source, row.id) for row in small_world.rows()]
    assert len(ids) == len(set(ids))


def test_head_counts_add_up_to_the_people_written_down(small_world: World):
    nationality = {person.id: person.nationality for person in small_world.people}
    for group in (*small_world.encounters, *small_world.handovers):
        assert Counter(nationality[row.person_id] for row in group.rows) == group.head_count
    assert small_world.encounters


def test_nobody_comes_out_before_being_lured_or_after_the_last_day(small_world: World):
    last = data("world")["last_day"]
    for person in small_world.people:
        if person.found_on:
            assert person.lured_on < person.found_on <= last


def test_the_truth_knows_the_day_and_site_of_the_first_group(small_world: World):
    people = {person.id: person for person in small_world.people}
    for encounter in small_world.encounters:
        for row in encounter.rows:
            assert people[row.person_id].found_on == encounter.time.date()
            assert people[row.person_id].site_id == encounter.site_id


def _households(people: tuple[Person, ...]) -> list[list[Person]]:
    homes: dict[str, list[Person]] = {}
    for person in people:
        homes.setdefault(person.family_id, []).append(person)
    return [home for home in homes.values() if len(home) > 1]


def test_brothers_and_sisters_share_the_beginning_of_their_passport_numbers():
    homes = _households(world(5, 2000).people)
    assert homes
    for home in homes:
        assert len({person.passport for person in home}) == len(home)
        assert len({person.home_place for person in home}) == 1
        starts = {person.passport.rstrip("ABCDEFGHJKLMNPRSTUVWXYZ")[:-3] for person in home}
        assert len(starts) == 1


def test_brothers_share_their_surname_where_the_culture_has_one():
    homes = _households(world(5, 2000).people)
    for home in homes:
        plain = [p for p in home if p.nationality in ("VN", "RU", "CN") and p.sex == "male"]
        sharing = Counter(person.family_name for person in plain)
        assert len(sharing) <= 2  # a namesake heads a family under another name


def test_no_phone_of_a_made_up_person_can_ring():
    for person in world(9, 1500).people:
        number = phonenumbers.parse(person.phone)
        assert not phonenumbers.is_valid_number(number), person.phone
        assert phonenumbers.is_possible_number(number), person.phone


def test_a_scene_is_filled_exactly():
    scene = Scene(
        shares={"LK": 60, "NP": 20, "RU": 5},
        list_sizes={"LK": (11, 30)},
        groups=(GroupWanted({"LK": 6, "RU": 1}, "Mae Sot"),),
        handovers=(13,),
    )
    made = world(2, 85, scene=scene)
    sizes = [len(each.rows) for each in made.lists if each.agency == "embassy-lk"]
    assert sizes == [11, 30]
    assert made.encounters[0].head_count == {"LK": 6, "RU": 1}
    assert made.handovers[0].counted == 13


def test_a_scene_that_the_people_cannot_fill_is_refused():
    with pytest.raises(ValueError, match="make more people"):
        world(2, 10, scene=Scene(shares={"LK": 1}, list_sizes={"LK": (5, 30)}))


def test_noise_never_touches_the_truth():
    quiet, loud = world(4, 200, Noise.none()), world(4, 200, Noise().scaled(3))
    assert quiet.people == loud.people
    assert quiet.rows() != loud.rows()


def test_without_noise_a_request_says_what_is_true():
    made = world(4, 200, Noise.none())
    people = {person.id: person for person in made.people}
    for row in made.requests():
        person = people[row.person_id]
        assert row.values["full_name"] == person.full_name
        assert row.values["document_number"] == person.passport
        assert row.values["birth_date"] == person.birth_date.isoformat()


def test_switching_one_channel_off_moves_no_other():
    noise = Noise()
    without = replace(noise, typo=replace(noise.typo, on=False))
    first = {(row.source, row.id): row for row in world(6, 300, noise).rows()}
    second = {(row.source, row.id): row for row in world(6, 300, without).rows()}
    kept = ("birth_date", "document_number", "phone")
    assert first.keys() == second.keys()
    for key, row in first.items():
        assert [row.values.get(c) for c in kept] == [second[key].values.get(c) for c in kept]


def test_an_organisation_lists_some_people_twice_under_two_references():
    made = world(3, 3000)
    newest = [each for each in made.lists if each.version == 2 and each.agency.startswith("ngo")]
    twice = [
        person
        for each in newest
        for person, times in Counter(row.person_id for row in each.rows).items()
        if times > 1
    ]
    assert twice
