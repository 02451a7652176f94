"""What two records say of each other, field by field, in levels. Weighs nothing itself.

A value that one side does not give yields no finding at all: unknown is not different.
"""

from wayhome.people.matching.comparisons.birth import compare_birth, excluding_dates
from wayhome.people.matching.comparisons.contacts import (
    compare_accounts,
    compare_emails,
    compare_phones,
)
from wayhome.people.matching.comparisons.documents import compare_documents
from wayhome.people.matching.comparisons.finding import Finding
from wayhome.people.matching.comparisons.words import compare_postcodes, compare_words
from wayhome.people.matching.profile import Profile

__all__ = ["Finding", "compare_fields"]


def compare_fields(left: Profile, right: Profile) -> list[Finding]:
    """Findings for every field that both records give, except the name."""
    found = (
        compare_birth(left, right),
        excluding_dates(left, right),
        compare_documents(left.documents, right.documents),
        compare_phones("phone", left.phones, right.phones),
        compare_phones("family_phone", left.family_phones, right.family_phones),
        compare_emails(left.emails, right.emails),
        compare_accounts(left.accounts, right.accounts),
        _codes("sex", (left.sex,), (right.sex,)),
        _codes("nationality", left.nationalities, right.nationalities),
        compare_words("address", left.address, right.address),
        compare_postcodes(left.postcode, right.postcode),
        compare_words("birth_place", left.birth_place, right.birth_place),
        compare_words("occupation", left.occupation, right.occupation),
        compare_words("last_place", left.last_place, right.last_place),
        compare_words("family", left.family_words, right.family_words),
    )
    return [finding for finding in found if finding is not None]


def _codes(field: str, left: tuple[str, ...], right: tuple[str, ...]) -> Finding | None:
    if not (left and right and left[0] and right[0]):
        return None
    shared = next((code for code in left if code in right), "")
    if shared:
        return Finding(field, "same", shared, shared)
    return Finding(field, "different", ";".join(left), ";".join(right))
