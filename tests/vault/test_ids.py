"""Row numbers rise; references forgive a reader and catch a wrong letter."""

from hypothesis import given
from hypothesis import strategies as st

from wayhome.vault.ids import new_id, new_reference, read_reference


def test_row_numbers_rise_and_fit_the_column():
    numbers = [new_id() for _ in range(10_000)]
    assert numbers == sorted(set(numbers))
    assert 0 < numbers[0] <= numbers[-1] < 2**63


def test_references_differ():
    assert len({new_reference("R") for _ in range(1000)}) == 1000


@given(st.integers(0, 3))
def test_a_reference_is_read_however_it_was_typed(way):
    reference = new_reference("R")
    typed = [reference.lower(), reference.replace("-", " "), f" {reference} ", reference][way]
    assert read_reference(typed) == reference


def test_o_and_i_are_read_as_digits():
    reference = next(
        r for r in iter(lambda: new_reference("C"), None) if "0" in r[2:] and "1" in r[2:]
    )
    assert (
        read_reference(reference[:2] + reference[2:].replace("0", "O").replace("1", "I"))
        == reference
    )


@given(st.integers(2, 8), st.sampled_from("23456789ABCDEFGH"))
def test_one_wrong_letter_is_noticed(place, letter):
    reference = new_reference("E")
    wrong = reference[:place] + letter + reference[place + 1 :]
    assert wrong == reference or read_reference(wrong) is None


def test_what_is_no_reference_is_none():
    assert [read_reference(text) for text in ("", "R", "สมชาย", "12345678901", "R-ÅÅÅÅÅÅÅÅ")] == [
        None
    ] * 5
