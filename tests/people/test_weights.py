"""Learnt weights: the same reasons weigh otherwise, and what they weighed as shipped is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.people import comparing, weights
from wayhome.people.selectors.weights import weights_by_version

REGISTER = 5_000
KASUN = {
    "full_name": "Kasun Perera",
    "birth_date": "1997-01-30",
    "document_number": "N7744102",
    "nationality": "LK",
    "sex": "male",
    "last_known_place": "Mae Sot",
}
KINDS = sorted(set(weights.model().parameters.kinds.values()))
slopes = st.fixed_dictionaries({kind: st.floats(0, 3) for kind in KINDS})
shifts = st.floats(-6, 6)


def learnt(slopes, shift=0.0):
    return weights.Weights(7, tuple(sorted(slopes.items())), shift)


def compared(other, used=weights.SHIPPED, same_list=False):
    left, right = (comparing.profile_of_details(each) for each in (KASUN, other))
    (found,) = comparing.compare(left, [(right, same_list)], register_size=REGISTER, weights=used)
    return found


@given(slopes, shifts, st.booleans())
def test_what_a_pair_weighed_as_shipped_is_told_from_its_learnt_reasons(found, shift, same_list):
    other = {**KASUN, "full_name": "Kasun Pereira", "birth_date": "1997-01-03"}
    used = learnt(found, shift)
    plain = compared(other, same_list=same_list)
    bits = compared(other, used, same_list)
    if not bits.reasons:  # too weak by these weights to be proposed at all
        return
    told = weights.evidence_of(bits.reasons, used, same_list)
    shipped = weights.evidence_of(plain.reasons, weights.SHIPPED, same_list)
    assert told.kinds == pytest.approx(shipped.kinds)
    assert told.beside == pytest.approx(shipped.beside, abs=0.05)


def test_evidence_sums_to_the_pair_s_bits():
    found = compared({**KASUN, "sex": "female"})
    told = weights.evidence_of(found.reasons, weights.SHIPPED, same_list=False)
    assert sum(told.kinds.values()) + told.beside == pytest.approx(found.bits, abs=0.05)


@given(slopes, shifts)
def test_the_waterfall_of_learnt_weights_is_a_sum(found, shift):
    bits = compared(KASUN, learnt(found, shift))
    if bits.reasons:
        assert sum(r["bits"] for r in bits.reasons) == pytest.approx(bits.bits, abs=0.05)


@given(st.floats(1, 6), st.floats(0, 60))
def test_a_name_alone_is_never_likely_whatever_was_learnt(slope, shift):
    used = learnt(dict.fromkeys(KINDS, slope), shift)
    found = compared({"full_name": "Kasun Perera"}, used)
    assert comparing.band(found.probability, found.reasons) != "likely"


def test_without_slopes_everything_weighs_as_shipped():
    ones = learnt(dict.fromkeys(KINDS, 1.0))
    plain, same = compared(KASUN), compared(KASUN, ones)
    assert same.bits == pytest.approx(plain.bits, abs=1e-9)


def test_a_field_weighs_by_the_slope_of_its_kind():
    half = compared(KASUN, learnt({"birth": 0.5}))
    plain = {r["code"]: r["bits"] for r in compared(KASUN).reasons}
    found = {r["code"]: r["bits"] for r in half.reasons}
    birth = next(code for code in plain if code.startswith("birth."))
    assert found[birth] == pytest.approx(plain[birth] / 2, abs=0.02)
    assert {c: b for c, b in found.items() if c != birth} == {
        c: b for c, b in plain.items() if c != birth
    }


def test_what_would_decide_is_worked_out_by_the_weights_of_the_pair():
    other = {"full_name": "Kasun Perera", "birth_date": "1997-01-30"}
    used = learnt({"document": 0.5}, shift=2.0)
    found = {o.field: o for o in comparing.outlooks(compared(other, used).reasons, False, used)}
    plain = {o.field: o for o in comparing.outlooks(compared(other).reasons, False)}
    now = sum(r["bits"] for r in compared(other, used).reasons)
    before = sum(r["bits"] for r in compared(other).reasons)
    assert found["document"].agrees.bits - now == pytest.approx(
        (plain["document"].agrees.bits - before) / 2, abs=0.1
    )


def test_of_reasons_of_another_version_only_the_levels_are_taken():
    reasons = compared(KASUN).reasons
    changed = [{**r, "bits": 99.0} if "." in r["code"] else r for r in reasons]
    told = weights.evidence_of(changed, None, same_list=False)
    known = weights.evidence_of(reasons, weights.SHIPPED, same_list=False)
    assert told.kinds == known.kinds


@pytest.mark.parametrize(
    ("version", "parts"),
    [("2", ("2", None)), ("2+c5", ("2", 5)), ("made up", ("made up", None)), ("", ("", None))],
)
def test_a_pair_s_model_names_parameters_and_calibration(version, parts):
    assert weights.parts_of(version) == parts


def test_shipped_weights_are_known_without_asking_the_database():
    # No database is allowed here: a statement would raise.
    ours = weights.shipped_version()
    assert weights_by_version([ours, "of old"]) == {ours: weights.SHIPPED, "of old": None}
