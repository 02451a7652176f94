import pytest

from wayhome.simulate.demonstration import demo_world
from wayhome.simulate.world import World


@pytest.fixture(scope="module")
def demonstration() -> World:
    return demo_world()


def test_the_embassys_list_has_110_names_and_later_500(demonstration: World):
    lists = [each for each in demonstration.lists if each.agency == "embassy-lk"]
    assert [(each.version, len(each.rows)) for each in lists] == [(1, 110), (2, 500)]


def test_the_longer_list_has_new_changed_and_gone_rows(demonstration: World):
    one, two = ({row.id: row.values for row in each.rows} for each in demonstration.lists
                if each.agency == "embassy-lk")  # fmt: skip
    assert one.keys() - two.keys()
    assert two.keys() - one.keys()
    assert any(one[key] != two[key] for key in one.keys() & two.keys())


def test_a_group_of_39_is_found_at_the_river_near_mae_sot(demonstration: World):
    group = demonstration.encounters[0]
    assert group.head_count == {"LK": 32, "NP": 5, "MY": 1, "RU": 1}
    assert group.total == len(group.rows) == 39
    assert "Moei River" in group.place
    assert "Mae Sot" in group.place


def test_some_but_not_all_of_the_group_are_on_a_list(demonstration: World):
    asked = {row.person_id for row in demonstration.requests()}
    on_lists = sum(row.person_id in asked for row in demonstration.encounters[0].rows)
    assert 0 < on_lists < 39


def test_261_people_are_handed_over_at_once(demonstration: World):
    assert demonstration.handovers[0].counted == len(demonstration.handovers[0].rows) == 261
