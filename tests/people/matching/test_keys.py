import pytest

from wayhome.people.matching.keys import KINDS, MOST_KEYS, index_keys
from wayhome.people.matching.names.keys import KINDS as NAME_KINDS
from wayhome.people.matching.profile import Profile


def shared(left: dict[str, str], right: dict[str, str]) -> set[str]:
    both = index_keys(Profile.from_row(left)) & index_keys(Profile.from_row(right))
    return {key.kind for key in both}


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ({"birth_date": "1990-03-02"}, {"birth_date": "1990-02-03"}, "birth"),
        ({"birth_date": "2533-03-02"}, {"birth_date": "1990-03-02"}, "birth"),
        ({"document_number": "AB1234471"}, {"document_number": "…4471"}, "document_end"),
        ({"document_number": "AB1234471"}, {"document_number": "AB123***"}, "document_start"),
        ({"phone": "+66812345678"}, {"phone": "0812345678"}, "phone"),
        (
            {"full_name": "Somchai Jaidee", "birth_date": "1990-03-02"},
            {"full_name": "สมชาย", "birth_date": "1990"},
            "token_year",
        ),
        (
            {"full_name": "Li Na", "birth_date": "1990-03-02"},
            {"full_name": "Na Li", "birth_date": "1991-03-02"},
            "birth_initials",
        ),
    ],
)
def test_records_that_differ_as_lists_do_still_meet(
    left: dict[str, str], right: dict[str, str], kind: str
) -> None:
    assert kind in shared(left, right)


def test_a_full_record_has_no_more_keys_than_the_index_bears() -> None:
    row = {
        "full_name": "Somchai Jaidee Suksawat Na Ayutthaya",
        "native_name": "สมชาย ใจดี สุขสวัสดิ์",
        "other_names": "Chai; Lek; Somchai Sae-tang; Chen Weiming",
        "birth_date": "1990-03-02",
        "document_number": "AA1234567; BB7654321; CC1111111",
        "phone": "+66812345678; +66898765432",
        "email": "a@example.org; b@example.org",
        "social_account": "@one; @two",
        "postcode": "63110",
    }
    assert 20 < len(index_keys(Profile.from_row(row))) <= MOST_KEYS


def test_every_kind_of_key_is_explained() -> None:
    row = {"full_name": "Li Na", "birth_date": "1990-03-02", "postcode": "1", "phone": "12345678"}
    known = KINDS.keys() | {f"name.{kind}" for kind in NAME_KINDS}
    assert {key.kind for key in index_keys(Profile.from_row(row))} <= known
