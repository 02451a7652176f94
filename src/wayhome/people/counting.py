"""How common names, places and nationalities are in the register, from counts of keyed hashes.

No record is opened for it.
"""

from collections.abc import Iterable, Mapping, Sequence

from wayhome.people import comparing
from wayhome.people.matching import names
from wayhome.people.matching.commonness import Commonness, named, smoothed, valued
from wayhome.people.matching.parameters import Field
from wayhome.people.matching.profile import Profile
from wayhome.people.models import KeyCount
from wayhome.people.weights import model
from wayhome.vault.blind import blind_all

Term = comparing.Term
_HASHES_A_QUERY = 500
# Given so often that the register's size stands for how many give it.
_WHOLE_REGISTER = frozenset({"nationality"})


def count_terms(profile: Profile) -> list[Term]:
    """Return what is counted of a record, so that agreeing on a common value says little."""
    terms: dict[Term, None] = {}
    for field, value in valued(profile):
        terms[f"count.{field}", value] = None
        if field not in _WHOLE_REGISTER:
            terms["count.given", field] = None
    for code in profile.nationalities[:1]:
        terms.update(dict.fromkeys((f"count.name.{code}", fold) for fold in _folds(profile)))
    return list(terms)


def counted_terms(profiles: Iterable[Profile]) -> list[Term]:
    """Return the terms whose counts ``commonness`` asks for."""
    terms: dict[Term, None] = {}
    for profile in profiles:
        terms.update(dict.fromkeys(count_terms(profile)))
        terms.update(dict.fromkeys(("match.name.fold", fold) for fold in _folds(profile)))
    return list(terms)


def commonness(profiles: Sequence[Profile], register: int) -> Commonness:
    """Return how common the values of these profiles are among ``register`` records."""
    terms = counted_terms(profiles)
    hashes = blind_all(terms)
    counts: dict[int, int] = {}
    for start in range(0, len(hashes), _HASHES_A_QUERY):
        part = KeyCount.objects.filter(hash__in=hashes[start : start + _HASHES_A_QUERY])
        counts.update(part.values_list("hash", "records"))
    known = {term: counts.get(hashed, 0) for term, hashed in zip(terms, hashes, strict=True)}
    return _commonness(profiles, known, register)


def _commonness(
    profiles: Iterable[Profile], counts: Mapping[Term, int], register: int
) -> Commonness:
    """Shares from counts by term (see ``counted_terms``)."""
    folds: dict[str, set[str]] = {"": set()}
    values: dict[str, dict[str, float]] = {}
    fields = model().parameters.fields
    for profile in profiles:
        for field, value in valued(profile):
            given = counts.get(("count.given", field), 0)
            total = register if field in _WHOLE_REGISTER else given
            share = smoothed(counts.get((f"count.{field}", value), 0), total, _usual(fields[field]))
            values.setdefault(field, {})[value] = share
        for code in ("", *profile.nationalities[:1]):
            folds.setdefault(code, set()).update(_folds(profile))
    usual = model().frequencies
    base = _named(counts, folds.pop(""), "match.name.fold", register, usual)
    within = {
        code: _named(
            counts, known, f"count.name.{code}", counts.get(("count.nationality", code), 0), base
        )
        for code, known in folds.items()
    }
    return Commonness(base, within, values)


def _usual(field: Field) -> float:
    return field.levels[0].u


def _named(
    counts: Mapping[Term, int],
    folds: Iterable[str],
    kind: str,
    total: int,
    usual: names.Frequencies,
) -> names.Frequencies:
    return named({fold: counts.get((kind, fold), 0) for fold in folds}, total, usual)


def _folds(profile: Profile) -> list[str]:
    """Return how the words of a record's names are heard first."""
    tokens = (token for name in profile.names[:3] for token in name.tokens)
    return list(dict.fromkeys(token.folds[0] for token in tokens if token.folds))
