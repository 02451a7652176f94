"""The matching benchmark: its arithmetic, its made-up lists, and that no figure slips."""

import pytest
from benchmarks.matching import baseline, lists, run, truth, verdict_pairs
from benchmarks.matching.chart import chart
from benchmarks.matching.figures import Figure, gap, over_units, share, wilson
from benchmarks.matching.page import page
from benchmarks.matching.places import DATA

needs_shared = pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} is not there")


def figure(value, *, system="Wayhome", lower_is_better=False):
    return Figure("names", "Thai", "recall@1", system, value, value - 0.02, value + 0.02, 100,
                  lower_is_better=lower_is_better)  # fmt: skip


def test_a_share_has_the_interval_that_wilson_gave_it():
    value, low, high = wilson(81, 263)  # Newcombe 1998, table I: .2553, .3662

    assert (round(value, 4), round(low, 4), round(high, 4)) == (0.3080, 0.2553, 0.3662)


def test_f1_over_people_adds_up_their_pairs():
    units = [(1, 1, 1), (0, 1, 1), (1, 1, 2)]

    f1, precision, recall = over_units("lists", "made up", "Wayhome", units)

    assert (round(f1.value, 4), round(precision.value, 4), recall.value) == (0.5714, 0.6667, 0.5)
    assert f1.low <= f1.value <= f1.high


def test_probabilities_that_say_what_is_true_have_no_gap():
    stated = [(0.75, True), (0.75, True), (0.75, True), (0.75, False)]

    assert gap("lists", "made up", "gap", "Wayhome", stated).value == 0


def test_a_wrong_merge_counts_for_both_people_and_a_missed_pair_for_its_own():
    clusters = {"D0": "a", "D1": "a", "D2": "a", "D3": "b"}
    people = {"D0": "1", "D1": "1", "D2": "2", "D3": "2"}

    units = truth.cluster_units(clusters, people)

    assert units == [(1, 2, 1), (0, 1, 1)]


def test_a_peer_gets_the_threshold_that_suits_it_best():
    people = {"L0": "1", "R0": "1", "L1": "2", "R1": "2", "R2": "3"}
    pairs = [("L0", "R0", 0.9), ("L1", "R1", 0.6), ("L0", "R2", 0.3)]

    assert truth.best_threshold(pairs, people) == 0.6


def test_a_figure_below_its_baseline_by_more_than_the_half_width_is_told():
    before = {figure(0.9).key: {"value": 0.9, "half_width": 0.02}}

    assert baseline.slipped([figure(0.87)], before)[0].startswith("names | Thai | recall@1")
    assert baseline.slipped([figure(0.89), figure(0.95)], before) == []


def test_an_error_that_grew_by_more_than_the_half_width_is_told():
    before = {figure(0.9).key: {"value": 0.03, "half_width": 0.01, "lower_is_better": True}}

    assert len(baseline.slipped([figure(0.05, lower_is_better=True)], before)) == 1
    assert baseline.slipped([figure(0.01, lower_is_better=True)], before) == []


def test_a_peer_that_falls_is_no_slip_of_ours():
    before = {figure(0.9, system="uroman").key: {"value": 0.9, "half_width": 0.02}}

    assert baseline.slipped([figure(0.1, system="uroman")], before) == []


def test_the_chart_has_no_script_and_no_style_and_names_every_system():
    drawn = chart([figure(0.9), figure(0.5, system="uroman + Jaro-Winkler")])

    assert "<script" not in drawn
    assert "style" not in drawn
    assert "uroman + Jaro-Winkler: 0.500" in drawn
    assert "Wayhome: 0.900" in drawn


def test_the_page_says_by_how_much_a_goal_is_missed():
    missed = share("names", "Thai given names", "recall@1", "Wayhome", 90, 100)

    assert "short by 0.070" in page([missed], peers_installed=False)
    assert "not installed" in page([missed], peers_installed=False)


@needs_shared
def test_lists_are_the_same_in_every_run():
    assert lists.two_lists(3, "high", 60) == lists.two_lists(3, "high", 60)
    assert lists.one_list(3, "low", 60) == lists.one_list(3, "low", 60)


@needs_shared
def test_ids_and_order_tell_nothing_of_who_is_who():
    made = lists.two_lists(3, "low", 200)

    same_place = sum(
        made.truth[a["id"]] == made.truth[b["id"]]
        for a, b in zip(made.left, made.right, strict=True)
    )

    assert same_place < 10
    assert all("person" not in column for row in made.left for column in row)


@needs_shared
def test_people_have_names_in_seventeen_scripts():
    assert len({person.called.script for person in lists.people(3, 800)}) == 17


@needs_shared
def test_more_noise_leaves_less_written_down():
    def given(level):
        rows = lists.two_lists(3, level, 300).right
        return sum(bool(value) for row in rows for value in row.values())

    assert given("low") > given("medium") > given("high")


@needs_shared
def test_a_third_of_the_pairs_is_true_and_no_false_pair_is_spelled_alike():
    made = verdict_pairs.pairs(300)

    false = [pair for pair in made if not pair.same]
    assert not [pair for pair in false if pair.left.casefold() == pair.right.casefold()]
    assert sum(pair.same for pair in made) == 100


@needs_shared
@pytest.mark.parametrize("part", run.QUICK)
def test_no_figure_of_the_quick_run_falls_below_its_baseline(part):
    """`python -m benchmarks.matching --quick --keep` makes a baseline anew; say why it fell."""
    before = {
        key: was for key, was in baseline.kept(baseline.QUICK).items() if key.startswith(part)
    }
    measured = run.quick([part])

    assert {one.key for one in measured} >= set(before) != set()
    assert baseline.slipped(measured, before) == []
