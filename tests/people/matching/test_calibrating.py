import numpy as np
import pytest

from wayhome.people.matching.calibrating import (
    ENOUGH_LABELS,
    calibrate,
    loss_of_guessing,
    scaled,
)
from wayhome.people.matching.parameters import shipped_parameters

SIZE = 300


def labelled(seed: int, slopes: dict[str, float], size: int = SIZE):
    """Bits of pairs and words that follow the given slopes."""
    chance = np.random.default_rng(seed)
    bits = {kind: chance.normal(0, 4, size) for kind in slopes}
    odds = sum(bits[kind] * slope for kind, slope in slopes.items())
    same = chance.random(size) < 1 / (1 + np.exp2(-odds))
    return bits, np.zeros(size), same.tolist()


def test_few_labels_teach_nothing() -> None:
    bits, beside, same = labelled(1, {"name": 1.0}, ENOUGH_LABELS - 1)
    assert calibrate(bits, beside, same) is None


def test_labels_of_one_kind_teach_nothing() -> None:
    bits, beside, _ = labelled(1, {"name": 1.0})
    assert calibrate(bits, beside, [True] * SIZE) is None


def test_weights_that_are_right_stay() -> None:
    found = calibrate(*labelled(2, {"name": 1.0, "birth": 1.0}))
    assert found is not None
    assert found.slopes == pytest.approx({"name": 1.0, "birth": 1.0}, abs=0.35)
    assert found.loss == pytest.approx(found.loss_before, abs=0.02)


def test_evidence_that_misleads_loses_its_weight_and_wins_on_held_back_labels() -> None:
    found = calibrate(*labelled(3, {"name": 1.0, "document": 0.0}))
    assert found is not None
    assert found.wins
    assert found.loss < found.loss_before
    assert found.slopes["document"] < 0.3 < found.slopes["name"]


def test_more_agreement_never_lowers_the_probability() -> None:
    found = calibrate(*labelled(4, {"name": 1.0, "document": -1.0}))
    assert found is not None
    assert min(found.slopes.values()) >= 0


def test_random_words_do_not_make_the_weights_surer() -> None:
    bits, beside, _ = labelled(5, {"name": 1.0, "birth": 1.0})
    words = np.random.default_rng(6).random(SIZE) < 0.5
    found = calibrate(bits, beside, words.tolist())
    assert found is not None
    assert max(found.slopes.values()) < 0.3
    assert found.loss == pytest.approx(1.0, abs=0.1)  # one bit a word: nothing can be foretold


def test_the_stated_error_is_small_where_words_follow_the_weights() -> None:
    found = calibrate(*labelled(7, {"name": 1.0, "birth": 0.5}, 3000))
    assert found is not None
    assert found.error < 0.02


def test_how_the_pairs_were_chosen_moves_the_shift_and_not_the_slopes() -> None:
    bits, beside, same = labelled(8, {"name": 1.0}, 4000)
    kept = [place for place, one in enumerate(same) if one or place % 8 == 0]
    found = calibrate({"name": bits["name"][kept]}, beside[kept], [same[place] for place in kept])
    assert found is not None
    assert found.slopes["name"] == pytest.approx(1.0, abs=0.15)
    assert found.shift == pytest.approx(3.0, abs=0.6)  # eight times as many "same": three bits


def test_scaled_parameters_weigh_each_field_by_the_slope_of_its_kind() -> None:
    shipped = shipped_parameters()
    changed = scaled(shipped, {"birth": 0.5})
    for name in ("birth", "birth_year"):
        before = [level.bits for level in shipped.fields[name].levels]
        assert [x.bits for x in changed.fields[name].levels] == pytest.approx(
            [bits / 2 for bits in before]
        )
    assert changed.fields["name"] == shipped.fields["name"]


def test_every_field_is_of_one_kind_of_evidence() -> None:
    shipped = shipped_parameters()
    assert all(shipped.kind_of(name) for name in shipped.fields)


def test_evidence_that_is_the_same_in_every_pair_teaches_nothing() -> None:
    bits = {"name": np.full(SIZE, 3.0)}
    assert calibrate(bits, np.zeros(SIZE), [True, False] * (SIZE // 2)) is None


def test_evidence_that_never_varies_stays_in_the_sum() -> None:
    bits, beside, same = labelled(9, {"name": 1.0}, 2000)
    found = calibrate({**bits, "sex": np.full(2000, 3.0)}, beside - 3.0, same, prior_known=True)
    assert found is not None
    assert found.shift == pytest.approx(0.0, abs=0.4)
    assert "sex" not in found.slopes


def test_a_prior_that_is_wrong_is_a_fault_of_weights_whose_prior_is_known() -> None:
    bits, beside, same = labelled(10, {"name": 1.0}, 2000)
    granted = calibrate(bits, beside - 4.0, same)
    held = calibrate(bits, beside - 4.0, same, prior_known=True)
    assert granted is not None
    assert held is not None
    assert held.wins
    assert held.shift == pytest.approx(4.0, abs=0.4)
    assert granted.loss_before < held.loss_before


def test_guessing_loses_a_bit_where_words_are_even_and_none_where_they_are_one() -> None:
    assert loss_of_guessing([True, False]) == 1.0
    assert loss_of_guessing([True, True]) == 0.0
