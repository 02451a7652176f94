from wayhome.simulate.evaluation import pairs, true_pairs
from wayhome.simulate.resources import data
from wayhome.simulate.world import World


def test_a_pair_is_the_same_person_exactly_where_the_truth_says_so(small_world: World):
    drawn = pairs(small_world)
    for pair in drawn:
        assert pair.same == (pair.request.person_id == pair.found.person_id)
    assert {(p.request.id, p.found.id) for p in drawn if p.same} == true_pairs(small_world)


def test_misleading_pairs_are_of_one_nationality_and_at_most_three_a_request(small_world: World):
    nationality = {person.id: person.nationality for person in small_world.people}
    misleading = [pair for pair in pairs(small_world) if not pair.same]
    assert misleading
    for pair in misleading:
        assert nationality[pair.request.person_id] == nationality[pair.found.person_id]
    requests = [pair.request.id for pair in misleading]
    assert max(requests.count(request) for request in set(requests)) <= 3


def test_pairs_are_the_same_each_time(small_world: World):
    assert pairs(small_world) == pairs(small_world)


def test_figures_are_reported_on_three_worlds_that_the_demonstration_is_not_one_of():
    seeds = data("evaluation")["seeds"]
    assert len(set(seeds)) == 3
    assert data("demonstration")["seed"] not in seeds
