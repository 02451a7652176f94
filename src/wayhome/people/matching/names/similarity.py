"""How alike two tokens are: the best meeting of their variants, by letters, fold and skeleton."""

import functools
import heapq
from dataclasses import dataclass

from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein

from . import channel, vectors
from .data import table
from .fold import fold, light, skeleton
from .honorifics import is_burmese_syllable
from .model import Token, Variant
from .scripts.arabic import without_article
from .scripts.han import simplified

_CLOSE_LOOKS = 3
_FOREIGN = 3  # syllables from which a word in Hangul is mostly a foreign name
_ARTICLES = ("al", "el", "a")  # how a Latin spelling with the Arabic article may begin
# Sources of variants that are tables of spellings in use.
_IN_USE = frozenset(
    {
        "known",
        "surname",
        "cantonese",
        "malayan",
        "hokkien",
        "hakka",
        "korean",
        "vietnamese",
        "wadegiles",
    }
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The best meeting of two tokens: similarity 0..1, the variants that met, and how they met."""

    similarity: float
    left: Variant
    right: Variant
    code: str


@functools.cache
def _shares() -> tuple[float, float, float, float, float]:
    weights = table("weights.yaml")
    shares = weights["similarity"]
    return shares["plain"], shares["light"], shares["fold"], shares["skeleton"], weights["initial"]


@functools.lru_cache(maxsize=524288)
def latin_similarity(left: str, right: str) -> float:
    """Two a-z spellings, 0..1; 1 only where they are equal."""
    if left == right:
        return 1.0
    by_plain, by_light, by_fold, by_skeleton, _ = _shares()
    left_fold, right_fold = fold(left), fold(right)
    letters = JaroWinkler.similarity(light(left), light(right))
    folds = Levenshtein.normalized_similarity(left_fold, right_fold)
    folds = (folds + JaroWinkler.similarity(left_fold, right_fold)) / 2
    skeletons = Indel.normalized_similarity(skeleton(left), skeleton(right))
    plain = JaroWinkler.similarity(left, right)
    return min(
        0.995, by_plain * plain + by_light * letters + by_fold * folds + by_skeleton * skeletons
    )


@functools.lru_cache(maxsize=524288)
def meet(left: Token, right: Token, letters: bool = True) -> Meeting:
    """The best meeting over all variants of two tokens that have at least one each.

    Without `letters` the learned letters are not asked, which is quicker: for a first look.
    """
    if len(left.text) == 1 or len(right.text) == 1:
        initial = _initial(left, right)
        if initial:
            return initial
    if left.script == right.script == "han":
        return _characters(left, right)
    best, pair = _best_variants(left, right)
    similarity = _with_learned(best, left, right, pair, letters)
    if _another_syllable(left, right):
        similarity *= _weight("another_syllable")
    if _is_short(left) and _is_short(right):
        similarity = _short(similarity, *pair)
    one_name = _one_name(left, right)
    if similarity < one_name:
        return Meeting(one_name, *pair, "name.diminutive")
    return Meeting(similarity, *pair, _code(left, right, *pair))


def _best_variants(left: Token, right: Token) -> tuple[float, tuple[Variant, Variant]]:
    best, pair = -1.0, (left.variants[0], right.variants[0])
    for weight, ours, theirs in _promising(left, right):
        if weight > best:
            score = weight * latin_similarity(ours.latin, theirs.latin)
            if score > best:
                best, pair = score, (ours, theirs)
    return best, pair


def _promising(left: Token, right: Token) -> list[tuple[float, Variant, Variant]]:
    """Pairs of variants worth a close look, with their weight: the nearest by fold, where many."""
    pairs = [
        ((ours.weight * theirs.weight) ** 0.3, ours, theirs)
        for ours in left.variants
        for theirs in right.variants
    ]
    if len(pairs) <= _CLOSE_LOOKS:
        return pairs
    return heapq.nlargest(_CLOSE_LOOKS, pairs, key=_nearness)


def _nearness(pair: tuple[float, Variant, Variant]) -> float:
    weight, ours, theirs = pair
    if ours.latin == theirs.latin:
        return 1 + weight
    return weight * JaroWinkler.similarity(fold(ours.latin), fold(theirs.latin))


def _with_learned(
    by_rule: float, left: Token, right: Token, pair: tuple[Variant, Variant], letters: bool
) -> float:
    """The rules' similarity moved towards the learned ones, where the script was learned.

    What stands in a table of spellings in use is never lowered by what was learned.
    """
    if (left.script == "latin") == (right.script == "latin") or by_rule > 0.999:
        return by_rule
    native, latin = (right, left) if left.script == "latin" else (left, right)
    if by_rule < _weight("learned_from"):
        return by_rule * _learned_shares()[0]
    learned = _learned(by_rule, native, latin.variants[0].latin, letters)
    trusted = any(source in _IN_USE for one in pair for source in one.sources)
    # These leave little open: what a rule spells exactly is one spelling of it.
    if native.script == "cyrillic" or (native.script == "hangul" and len(native.text) < _FOREIGN):
        trusted = by_rule >= _weight("near")
    if native.script == "han":  # many readings: only a near hit is one in use
        near = "near" if len(native.text) > 1 else "near_syllable"
        trusted = trusted and by_rule >= _weight(near)
    return max(by_rule, learned) if trusted else learned


def _learned(by_rule: float, native: Token, latin: str, letters: bool) -> float:
    """The weighted mean of what rules, vectors and letters say, as far as they know the word."""
    by_share, vector_share, letters_share = _learned_shares()
    text = native.text
    if native.script == "arabic" and not latin.startswith(_ARTICLES):
        text = without_article(text)
    vector = vectors.similarity(text, native.script, latin)
    found, shares = by_share * by_rule, by_share
    if vector is not None:
        found, shares = found + vector_share * vector, shares + vector_share
    if letters and found >= _weight("letters_from") * shares:
        spelled = channel.similarity(text, native.script, latin)
        if spelled is not None:
            found, shares = found + letters_share * spelled, shares + letters_share
    return found / shares


@functools.cache
def _weight(key: str) -> float:
    return float(table("weights.yaml")[key])


@functools.cache
def _learned_shares() -> tuple[float, float, float]:
    shares = table("weights.yaml")["learned"]
    return shares["rule"], shares["vector"], shares["letters"]


def _another_syllable(left: Token, right: Token) -> bool:
    """Whether a Latin word is a Burmese syllable, but no spelling of the one beside it."""
    if {left.script, right.script} != {"latin", "myanmar"}:
        return False
    native, latin = (right, left) if left.script == "latin" else (left, right)
    spelling = latin.variants[0].latin
    return is_burmese_syllable(latin.text, "latin") and not any(
        one.latin == spelling for one in native.variants
    )


def _is_short(one: Token) -> bool:
    """Whether every letter may count: a Latin word, or one Chinese character."""
    return one.script == "latin" or (one.script == "han" and len(one.text) == 1)


def _short(similarity: float, ours: Variant, theirs: Variant) -> float:
    """Of a short token every letter counts: Wei and Wai, Ali and Alia are often two people."""
    shorter = min(len(ours.latin), len(theirs.latin))
    if shorter <= _weight("short_letters") and light(ours.latin) != light(theirs.latin):
        return similarity * _weight("short")
    return similarity


@dataclass(frozen=True, slots=True)
class _Given:
    """The given names that a form may stand for: in full, and as a short form of them."""

    full: frozenset[int] = frozenset()
    short: frozenset[int] = frozenset()


@functools.cache
def _given_names() -> dict[str, _Given]:
    found: dict[str, tuple[set[int], set[int]]] = {}
    for number, forms in enumerate(table("diminutives.yaml")["groups"]):
        for place, key in enumerate(("full", "short")):
            for form in forms[key]:
                found.setdefault(form, (set(), set()))[place].add(number)
    return {
        form: _Given(frozenset(full), frozenset(short)) for form, (full, short) in found.items()
    }


def _one_name(left: Token, right: Token) -> float:
    """How sure two words are forms of one given name: Bill and William, Mohd and Muhammad; else 0.

    A short form of several names says less; two short forms of one name are only near.
    """
    ours, theirs = _given(left), _given(right)
    weights = table("weights.yaml")["given"]
    found = 0.0
    if not ours.full.isdisjoint(theirs.full):
        found = weights["full"]
    for full, short in ((ours.full, theirs.short), (theirs.full, ours.short)):
        if not full.isdisjoint(short):
            less = weights["ambiguous"] * (len(short) - 1)
            found = max(found, weights["short"] - less, weights["least"])
    if not found and not ours.short.isdisjoint(theirs.short):
        found = weights["between"]
    return float(found)


@functools.lru_cache(maxsize=65536)
def _given(one: Token) -> _Given:
    known = _given_names()
    found = [known[variant.latin] for variant in one.variants[:4] if variant.latin in known]
    return _Given(
        frozenset().union(*(name.full for name in found)),
        frozenset().union(*(name.short for name in found)),
    )


def _characters(left: Token, right: Token) -> Meeting:
    """Chinese characters met by Chinese characters: one sound has many, so sound says little."""
    ours, theirs = left.variants[0], right.variants[0]
    if left.text == right.text or simplified(left.text) == simplified(right.text):
        return Meeting(1.0, ours, theirs, "name.equal")
    shared = Levenshtein.normalized_similarity(simplified(left.text), simplified(right.text))
    sound = latin_similarity(ours.latin, theirs.latin)
    return Meeting(
        0.55 * max(shared, sound) + 0.25 * min(shared, sound), ours, theirs, "name.sound"
    )


def _code(left: Token, right: Token, ours: Variant, theirs: Variant) -> str:
    if left.text.casefold() == right.text.casefold():
        return "name.equal"
    if left.script == right.script == "latin":
        return "name.spelling"
    return "name.sound" if ours.latin != theirs.latin else "name.romanised"


def _initial(left: Token, right: Token) -> Meeting | None:
    ours, theirs = left.variants[0], right.variants[0]
    both = left.script == right.script == "latin"
    if both and ours.latin[:1] == theirs.latin[:1] and len(ours.latin) != len(theirs.latin):
        return Meeting(_shares()[4], ours, theirs, "name.initial")
    return None
