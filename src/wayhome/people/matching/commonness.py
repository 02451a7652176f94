"""How common values are among the records at hand: agreeing on what most share says little.

Names are counted within a nationality where both records give the same one, so that a nationality
and a name typical of it do not count twice.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wayhome.people.matching.names import Frequencies, Name
from wayhome.people.matching.names.frequencies import default
from wayhome.people.matching.profile import Profile

# Fields whose agreement is weighed by the share of the value that agrees.
COUNTED = (
    *("nationality", "birth_place", "occupation", "last_place", "family", "address", "postcode"),
)
# What is one person's own, unless a whole shelter gives it: one telephone for a hundred people.
OWNED = ("document", "phone", "family_phone", "email", "account")
_OWN_RECORDS = 5  # records of a list that may all be one person's
_WITHIN_A_COUNTRY = frozenset({"birth_place"})
# The usual share of a value counts like so many records at hand; set by hand: a dozen records
# tell little, a hundred nearly everything.
_USUAL_RECORDS = 10.0
# The same for a word of a name: published or general shares against those at hand.
_USUAL_NAMES = 30.0
_RAREST = 2.0**-10  # no value of a counted field says more than ten bits


@dataclass(frozen=True, slots=True)
class Commonness:
    """Shares of values and of words of names.

    `within` holds the names of one nationality; `values` the share of records that give a value
    of a field, of those that give the field; `usual` the chance that two strangers agree on a
    field, where it was counted together with the values. `crowded` holds the shares of numbers
    and addresses that more records give than one person could have.
    """

    names: Frequencies
    within: Mapping[str, Frequencies] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    usual: Mapping[str, float] = field(default_factory=dict)
    crowded: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of_names(self, left: Profile, right: Profile) -> Frequencies:
        """How common names are among those who could be either of the two."""
        shared = next((code for code in left.nationalities if code in right.nationalities), "")
        return self.within.get(shared, self.names)

    def rarity(self, name: str, value: str, usual: float, nationality: str = "") -> float:
        """Bits that agreeing on this value says more than agreeing on any value of the field.

        `usual` is the chance (u) that the parameters give two strangers to agree; `nationality`
        the one on which the two agree already: nearly all who were born in a place are of its
        country, so that the place is weighed among those.
        """
        known = self.values.get(name)
        if known is None:
            return 0.0
        usual = self.usual.get(name, usual)
        share = max(known.get(value, 0.0), min(usual, _RAREST))
        if name in _WITHIN_A_COUNTRY and nationality:
            share = min(1.0, share / self.values.get("nationality", {}).get(nationality, 1.0))
        return math.log2(usual / share)

    def crowding(self, name: str, value: str, usual: float) -> float:
        """Bits (0 or fewer) that agreeing says less because a crowd gives the same number."""
        share = self.crowded.get(name, {}).get(identifier(value), 0.0)
        return math.log2(usual / share) if share > usual else 0.0


def identifier(text: str) -> str:
    """A number or address without what people write between its signs."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def _owned(profile: Profile) -> Iterable[tuple[str, str]]:
    given = {
        "document": [number.whole for number in profile.documents],
        "phone": profile.phones,
        "family_phone": profile.family_phones,
        "email": profile.emails,
        "account": profile.accounts,
    }
    for name, values in given.items():
        yield from ((name, found) for value in values if (found := identifier(value)))


def valued(profile: Profile) -> Iterable[tuple[str, str]]:
    """Field and value of what is counted in a profile, as comparisons see it."""
    for code in profile.nationalities:
        yield "nationality", code
    words = (
        ("birth_place", profile.birth_place),
        ("occupation", profile.occupation),
        ("last_place", profile.last_place),
        ("family", profile.family_words),
        ("address", profile.address),
    )
    for name, given in words:
        if given:
            yield name, worded(" ".join(given))
    if profile.postcode:
        yield "postcode", profile.postcode


def worded(value: str) -> str:
    """Words in one order: 'Mae Sot, Tak' and 'Tak Mae Sot' are one place."""
    return " ".join(sorted(value.split()))


def smoothed(count: float, total: float, usual: float) -> float:
    """Share of others with a value, of `count` among `total` records the record itself included."""
    others = max(count - 1, 0.0)
    return (others + _USUAL_RECORDS * usual) / (max(total - 1, 0.0) + _USUAL_RECORDS)


def named(counts: Mapping[str, int], total: int, usual: Frequencies) -> Frequencies:
    """Frequencies of names' words by fold, of `total` records; `usual` where few are known."""
    size = max(total - 1, 0) + _USUAL_NAMES
    shares = {
        one: (max(count - 1, 0) + _USUAL_NAMES * usual.share(one)) / size
        for one, count in counts.items()
    }
    return Frequencies(shares, total)


def counted(profiles: Sequence[Profile], names: Frequencies | None = None) -> Commonness:
    """Commonness in a list at hand; `names` are the list's own frequencies where it is long."""
    within: dict[str, list[Name]] = {}
    values: dict[str, Counter[str]] = {}
    owned: dict[str, Counter[str]] = {}
    for profile in profiles:
        for name, value in set(_owned(profile)):
            owned.setdefault(name, Counter())[value] += 1
        for name, value in valued(profile):
            values.setdefault(name, Counter())[value] += 1
        for code in profile.nationalities[:1]:
            within.setdefault(code, []).extend(profile.names[:1])
    shares, usual = {}, {}
    for name, found in values.items():
        total = found.total()
        usual[name] = max(sum((n / total) ** 2 for n in found.values()), _RAREST)
        shares[name] = {v: smoothed(n, total, usual[name]) for v, n in found.items()}
    base = names or default()
    apart = {code: _frequencies(given, base) for code, given in within.items()} if names else {}
    crowded = {
        name: {v: n / len(profiles) for v, n in found.items() if n > _OWN_RECORDS}
        for name, found in owned.items()
    }
    return Commonness(base, apart, shares, usual, crowded)


def _frequencies(names: Sequence[Name], usual: Frequencies) -> Frequencies:
    counts: Counter[str] = Counter()
    for name in names:
        counts.update({token.folds[0] for token in name.tokens if token.folds})
    return named(counts, len(names), usual)
