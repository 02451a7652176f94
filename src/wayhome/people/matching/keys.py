"""Keys by which two records of one person find each other in an index. A key decides nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from wayhome.people.matching.dates import readings
from wayhome.people.matching.documents import DocumentNumber
from wayhome.people.matching.names import Name, match_keys
from wayhome.people.matching.profile import Profile

MOST_KEYS = 40
_MOST_NAME_KEYS = 22

# Every kind of key, and why it is there. Kinds that start with "name." come from the names.
KINDS = {
    "token_year": "one word's consonants and the birth year: survives a lost or changed word",
    "birth": "the whole birth date: the name may be written in any way",
    "birth_initials": "birth month and day with the initials: a mistyped year",
    "year_initials": "birth year with the initials in any order: a mistyped day or month",
    "document": "the whole number",
    "document_start": "its first five signs: the fragment that a photograph shows",
    "document_end": "its last four signs: the fragment that lists show",
    "phone": "the last eight digits: with or without the country's prefix",
    "email": "the address",
    "email_user": "what stands before the @: the same user with another provider",
    "account": "the name of a social account",
    "postcode_initials": "postcode and initials: lists without birth dates",
    "name_gap": "a word's consonants with one left out: a sound lost or changed between scripts",
}
# Keys of one word say the same thing several times over: they count for less when ranking.
# 0.3 kept recall on FEBRL 2 and 3 and gave the most on Wikidata tokens (benchmarks/matching).
_LESSER = {"name_gap": 0.3}
_LEAST_GAPPED = 3  # consonants; of fewer too little is left


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A kind (see KINDS) and its value; the index stores a keyed hash of both."""

    kind: str
    value: str


def index_keys(profile: Profile) -> frozenset[Key]:
    """At most 40 keys of a record; two records of one person share at least one nearly always.

    The rarer a shared key, the likelier a true pair: rank candidates by the summed log of
    (records / records with the key).
    """
    keys = list(dict.fromkeys([*_strong_keys(profile), *_mixed_keys(profile)]))
    keys = keys[: MOST_KEYS - _MOST_NAME_KEYS]
    named = [Key(f"name.{kind}", value) for kind, value in _name_keys(profile)]
    named.extend(_gap_keys(profile))
    return frozenset((*keys, *named[: MOST_KEYS - len(keys)]))


def key_weight(kind: str) -> float:
    """What a shared key of this kind counts for when candidates are ranked, times its log2 of
    (records / records with the key)."""
    return _LESSER.get(kind, 1.0)


def _strong_keys(profile: Profile) -> Iterable[Key]:
    for number in profile.documents[:3]:
        yield from _document_keys(number)
    for phone in (*profile.phones[:2], *profile.family_phones[:1]):
        yield Key("phone", phone[-8:])
    for email in profile.emails[:2]:
        yield Key("email", email)
        yield Key("email_user", email.split("@")[0])
    for account in profile.accounts[:2]:
        yield Key("account", account)
    if profile.birth and profile.birth.whole:
        yield Key("birth", profile.birth.digits)
        for other in readings(profile.birth):
            yield Key("birth", other.digits)


def _document_keys(number: DocumentNumber) -> Iterable[Key]:
    if number.whole:
        yield Key("document", number.whole)
    start, end = number.whole or number.start, number.whole or number.end
    if len(start) >= 5:
        yield Key("document_start", start[:5])
    if len(end) >= 4:
        yield Key("document_end", end[-4:])


def _mixed_keys(profile: Profile) -> Iterable[Key]:
    names = profile.names[:2]
    years = _years(profile)
    for name in names:
        initials = _initials(name)
        if profile.birth and profile.birth.whole:
            yield Key("birth_initials", profile.birth.digits[4:] + initials)
        if profile.birth:
            yield Key("year_initials", f"{profile.birth.year}{initials}")
        if profile.postcode:
            yield Key("postcode_initials", profile.postcode + initials)
    for name in names:
        for skeleton in _skeletons(name)[:3]:
            for year in years:
                yield Key("token_year", f"{skeleton}{year}")


def _name_keys(profile: Profile) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for name in profile.names[:3]:
        found.update(dict.fromkeys(sorted(match_keys(name), key=_name_key_order)))
    return list(found)


def _name_key_order(key: tuple[str, str]) -> tuple[int, str]:
    """The most telling kinds first, so that a record with many names keeps them."""
    order = ("glued", "pair", "fold", "skeleton")
    return (order.index(key[0]) if key[0] in order else len(order), key[1])


def _gap_keys(profile: Profile) -> Iterable[Key]:
    for name in profile.names[:2]:
        for skeleton in _skeletons(name)[:4]:
            if len(skeleton) >= _LEAST_GAPPED:
                yield Key("name_gap", skeleton)
                for place in range(len(skeleton)):
                    yield Key("name_gap", skeleton[:place] + skeleton[place + 1 :])


def _years(profile: Profile) -> tuple[int, ...]:
    if profile.birth:
        return (profile.birth.year,)
    return profile.years or ()


def _skeletons(name: Name) -> list[str]:
    return [token.skeletons[0] for token in name.tokens if token.skeletons]


def _initials(name: Name) -> str:
    folds = sorted(token.folds[0][:1] for token in name.tokens if token.folds)
    return "".join(folds[:4])
