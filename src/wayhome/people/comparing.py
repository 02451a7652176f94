"""The room's only way to the matching library: what is compared, indexed and searched for.

It knows records and profiles, no database.
"""

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any

from django.utils.translation import gettext_noop

from wayhome.people.matching import deciding, names
from wayhome.people.matching.commonness import Commonness
from wayhome.people.matching.documents import parse_documents
from wayhome.people.matching.fields import nationalities_of, phones_of, sex_of
from wayhome.people.matching.keys import index_keys
from wayhome.people.matching.model import Band, Score, probability_of
from wayhome.people.matching.profile import Profile
from wayhome.people.matching.reason import Reason
from wayhome.people.models import Record
from wayhome.people.weights import SAME_LIST_BITS, SHIPPED, Stored, Weights, model, register_size

# Reasons that no field gives: what stands beside "one person" and "two strangers".
BESIDE = {
    "relatives": gettext_noop("brothers and sisters would agree as well"),
    "namesakes": gettext_noop("others of the same name would agree as well"),
}
Term = tuple[str, str]  # kind and value, to be hashed

PHONE_DIGITS = 8  # the last digits, which stay when prefixes come and go
DOCUMENT_END = 4
_NAME_STARTS = (3, 4)
_SEARCHED_FOLDS = 2
_PART_COUNTS = 0.9  # a part of a name that fits wholly ranks below a whole name that fits


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score in bits, the probability, and the reasons as JSON holds them."""

    bits: float
    probability: float
    reasons: tuple[dict[str, Any], ...]


def review_probability() -> float:
    """Return the probability from which a pair is worth a person's look."""
    return float(model().parameters.bands.review)


def likely_probability() -> float:
    """Return the probability from which the model is confident."""
    return float(model().parameters.bands.likely)


def profile_of(record: Record) -> Profile:
    """Return a record's profile; ages were true on the day the record came."""
    return profile_of_details(record.details, record.created_at.date())


def profile_of_details(details: Mapping[str, Any], as_of: date | None = None) -> Profile:
    """Return the profile of canonical columns."""
    return Profile.from_row({key: str(value) for key, value in details.items()}, as_of=as_of)


def nationality_code(text: str) -> str:
    """Return the first ISO 3166-1 alpha-2 code that the words name; empty where none is known."""
    return next(iter(nationalities_of(text)), "")


def sex_code(text: str) -> str:
    """Return F, M or X; empty where the word is not known."""
    return sex_of(text)


def match_terms(profile: Profile) -> list[Term]:
    """Return the matching keys of a profile, in a fixed order."""
    return [(f"match.{key.kind}", key.value) for key in sorted(index_keys(profile))]


def search_terms(profile: Profile) -> list[Term]:
    """Return what a record can be searched by: parts of its names, documents, phones."""
    terms: dict[Term, None] = {}
    for name in profile.names:
        terms.update(dict.fromkeys(name_terms(name)))
    for number in profile.documents:
        terms.update(dict.fromkeys(document_terms(number.whole, number.end or number.whole)))
    for phone in (*profile.phones, *profile.family_phones):
        terms.update(dict.fromkeys(phone_terms(phone)))
    return list(terms)


def name_terms(name: names.Name) -> Iterable[Term]:
    """Yield the bigrams and beginnings of a name as written and as heard."""
    for text in _spellings(name):
        for bigram in sorted(names.bigrams(text)):
            yield "search.bigram", bigram
        for word in text.casefold().split():
            for length in _NAME_STARTS:
                if len(word) >= length:
                    yield "search.start", word[:length]


def _spellings(name: names.Name) -> Iterable[str]:
    yield name.clean
    for token in name.tokens:
        yield from token.folds[:_SEARCHED_FOLDS]


def searched_terms(query: str) -> tuple[list[Term], list[Term]]:
    """Return the keys by sound and the pieces by letters of a name that somebody typed."""
    name = names.parse(query)
    sound = [(f"match.name.{kind}", value) for kind, value in sorted(names.match_keys(name))]
    return sound, list(dict.fromkeys(name_terms(name)))


def name_likeness(query: str, record: Record) -> float:
    """Return how well a typed name fits the best name of a record, 0..1.

    The whole name counts most; a part of it (one word, or the beginning of one) a little less.
    """
    typed = names.parse(query)
    known = profile_of(record).names
    whole = max((names.compare(typed, name).score for name in known), default=0.0)
    if whole >= _PART_COUNTS:
        return whole
    return max([whole, *(_PART_COUNTS * _part_likeness(typed, name) for name in known)])


def _part_likeness(typed: names.Name, name: names.Name) -> float:
    """Return the mean, over the typed words, of how well each fits its best word in the name."""
    if not typed.tokens:
        return float(typed.clean.casefold() in name.clean.casefold()) if typed.clean else 0.0
    if typed.clean.casefold() in name.clean.casefold():
        return 1.0
    return fmean(max(_word_likeness(one, other) for other in name.tokens) for one in typed.tokens)


def _word_likeness(typed: names.Token, word: names.Token) -> float:
    begun = any(w.startswith(t) for t in typed.folds for w in word.folds if len(t) >= 2)
    return 1.0 if begun else names.compare(_alone(typed), _alone(word)).score


def _alone(token: names.Token) -> names.Name:
    return names.Name(token.text, token.text, token.script, (token,))


def document_terms(whole: str, end: str) -> Iterable[Term]:
    """Yield the whole number, where it is known, and its last four signs."""
    if whole:
        yield "search.document", whole
    if len(end) >= DOCUMENT_END:
        yield "search.document_end", end[-DOCUMENT_END:]


def phone_terms(phone: str) -> Iterable[Term]:
    """Yield the last eight digits of a phone, or all where there are fewer."""
    digits = "".join(character for character in phone if character.isdigit())
    if len(digits) >= 6:
        yield "search.phone", digits[-PHONE_DIGITS:]


def compare(
    profile: Profile,
    others: Sequence[tuple[Profile, bool]],
    *,
    register_size: int,
    common: Commonness | None = None,
    weights: Weights = SHIPPED,
) -> list[Comparison]:
    """Compare a profile with others picked from a register; True marks one of the same list.

    ``common`` says how common values are in the register; without it, what is usual is assumed.
    ``weights`` are the shipped ones or those that reviewers' words taught.
    Where the names could not lift a pair into the review band whatever they say, they are not
    compared: `bits` is then what the pair has at most, and there are no reasons.
    """
    weigher = model(weights).with_commonness(common) if common else model(weights)
    size = max(register_size, 1)
    prior = weigher.prior_bits(size) + weights.shift
    least = review_probability()
    found = []
    for other, same_list in others:
        start = prior + (SAME_LIST_BITS if same_list else 0.0)
        most = weigher.most_bits(profile, other, prior=start)
        if (probability := probability_of(most)) < least:
            found.append(Comparison(most, probability, ()))
        else:
            found.append(_compared(weigher.score(profile, other, register_size=size, prior=start)))
    return found


def _compared(score: Score) -> Comparison:
    reasons = tuple(
        {"code": r.code, "left": r.left, "right": r.right, "bits": round(r.bits, 2)}
        for r in score.reasons
    )
    return Comparison(score.bits, score.probability, reasons)


def turned(comparison: Comparison) -> Comparison:
    """Return the comparison as seen from the other side."""
    reasons = tuple(
        {**reason, "left": reason["right"], "right": reason["left"]}
        for reason in comparison.reasons
    )
    return Comparison(comparison.bits, comparison.probability, reasons)


def reason_says(code: str) -> str:
    """Return the words of a reason's code; the code itself where the model no longer knows it."""
    field, _, level = code.partition(".")
    known = model().parameters.fields.get(field)
    if code in BESIDE:
        return BESIDE[code]
    return next((one.says for one in known.levels if one.name == level), code) if known else code


def band(probability: float, reasons: Sequence[Stored]) -> Band:
    """Return the band of a pair by its stored reasons; a name alone is never likely."""
    return model().band(probability, _read(reasons))


def names_met(reasons: Sequence[Stored], turned: bool = False) -> names.Explanation | None:
    """Return why the two names that weighed most meet or do not; None where none were compared.

    ``turned`` takes the right one first.
    """
    of_names = model().parameters.name_fields
    met = next((r for r in _read(reasons) if r.code.split(".")[0] in of_names), None)
    if met is None:
        return None
    one, other = (met.right, met.left) if turned else (met.left, met.right)
    return names.explain(names.parse(one), names.parse(other))


def outlooks(
    reasons: Sequence[Stored], same_list: bool, weights: Weights = SHIPPED
) -> list[deciding.Outlook]:
    """Return what each field that was not compared would do to a pair, the most deciding first.

    ``weights`` are those that the pair was weighed with.
    """
    read = _read(reasons)
    prior = next((reason.bits for reason in read if reason.code == "prior"), 0.0)
    size = register_size(prior, same_list, weights)
    return deciding.outlooks(model(weights), read, size)


def _read(reasons: Sequence[Stored]) -> tuple[Reason, ...]:
    return tuple(Reason(r["code"], r["left"], r["right"], float(r["bits"])) for r in reasons)


def by_ear(text: str) -> str:
    """Return how a name in another script reads in Latin letters; empty for Latin ones."""
    name = names.parse(text)
    if all(token.script == "latin" for token in name.tokens):
        return ""
    read = (t.text if t.script == "latin" else t.variants[0].latin.title() for t in name.tokens)
    return " ".join(read)


def birth_read(details: Mapping[str, Any]) -> str:
    """Return the birth date as it is understood, YYYY-MM-DD or as much of it as is known."""
    birth = profile_of_details(details).birth
    return str(birth) if birth else ""


def log_odds(probability: float) -> float:
    """Return the bits of a probability above 0 and below 1."""
    return math.log2(probability / (1 - probability))


def read_document(text: str) -> tuple[str, str]:
    """Return the whole number and the visible end of what may be a document number."""
    number = next(iter(parse_documents(latin_digits(text))), None)
    return (number.whole, number.end or number.whole) if number else ("", "")


def read_phones(text: str, country: str = "") -> tuple[str, ...]:
    """Return the phone numbers in a text, in one form."""
    return tuple(phones_of(latin_digits(text), country))


def latin_digits(text: str) -> str:
    """Return the text with the digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text
    )
