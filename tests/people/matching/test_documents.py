import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wayhome.people.matching.documents import fits, parse_documents

NUMBERS = st.text("ABCDEFGHJ0123456789", min_size=6, max_size=12)


def test_several_numbers_are_parted_and_brought_to_one_form() -> None:
    found = parse_documents("aa 123-4567; BB7654321")
    assert [number.whole for number in found] == ["AA1234567", "BB7654321"]


@pytest.mark.parametrize("text", ["…4471", "****4471", "xxx4471", "...4471", "___4471"])
def test_a_visible_ending_is_a_fragment(text: str) -> None:
    (number,) = parse_documents(text)
    assert (number.whole, number.end) == ("", "4471")


def test_two_visible_digits_are_no_evidence() -> None:
    assert parse_documents("******71") == ()


@given(NUMBERS, st.integers(3, 5))
def test_a_number_fits_its_own_fragments(number: str, visible: int) -> None:
    assume(parse_documents(number))  # 000000 fills a form
    (whole,) = parse_documents(number)
    for text in (f"***{number[-visible:]}", f"{number[:visible]}***"):
        (fragment,) = parse_documents(text)
        assert fits(fragment, whole)
        assert fits(whole, fragment)


def test_fragments_that_contradict_do_not_fit() -> None:
    (one,) = parse_documents("***4471")
    (two,) = parse_documents("***4472")
    (start,) = parse_documents("AB12***")
    assert not fits(one, two)
    assert not fits(one, start)
