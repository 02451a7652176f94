"""All names of one record against all of another: the pair that says most counts."""

from itertools import product

from wayhome.people.matching.comparisons.finding import Finding
from wayhome.people.matching.names import Frequencies, Name, NameComparison, compare
from wayhome.people.matching.profile import Profile
from wayhome.people.matching.reason import Reason

# Steps of the names' own evidence (bits, common names already discounted) that are levels of
# agreement. parameters.yaml says what each level weighs among real pairs and strangers.
NAME_STEPS = (22.0, 18.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 0.0, -3.0, -6.0)
# The same where two whole words that should answer each other are clearly different: brothers and
# strangers of one family name, hardly ever one person.
DIFFERS_STEPS = (11.0, 7.0, 3.0, 0.0, -3.0)
NAME_LADDER = (*(f"evidence_{step:.0f}" for step in NAME_STEPS), "contrary")
DIFFERS_LADDER = tuple(f"word_differs_{step:.0f}" for step in DIFFERS_STEPS)
NAME_LEVELS = (*NAME_LADDER, *DIFFERS_LADDER)
# Bits of a word's meeting from which it is clearly another word: a likeness of about 0.6 or less
# (names/data/weights.yaml, curve and disagreement).
_ANOTHER_WORD = -3.6
_LEAST_WORD = 2  # letters: an initial is no word
_MOST_PAIRS = 12  # of names; a record with many names must not take all the time


def compare_names(
    left: Profile, right: Profile, frequencies: Frequencies
) -> tuple[Finding, NameComparison] | None:
    """The best level of any pair of names of the two, or None where one side has no name, or one
    of a single letter only.

    Names in two scripts are a field apart, because sound carried across scripts agrees less
    well, and by chance more often.
    """
    best: tuple[NameComparison, Name, Name] | None = None
    for a, b in _pairs(left, right):
        compared = compare(a, b, frequencies)
        if best is None or compared.bits > best[0].bits:
            best = compared, a, b
            if compared.bits >= NAME_STEPS[0]:
                break
    if best is None:
        return None
    compared, a, b = best
    field = "name" if a.script == b.script else "name_across_scripts"
    return Finding(field, name_level(compared), a.raw, b.raw), compared


def name_level(compared: NameComparison) -> str:
    """The level that the names' evidence (bits) reaches, on the ladder that fits its words."""
    if any(map(_another_word, compared.reasons)):
        for step, level in zip(DIFFERS_STEPS, DIFFERS_LADDER, strict=True):
            if compared.bits >= step:
                return level
    for step, level in zip(NAME_STEPS, NAME_LADDER, strict=False):
        if compared.bits >= step:
            return level
    return NAME_LADDER[-1]


def _another_word(reason: Reason) -> bool:
    whole = min(len(reason.left), len(reason.right)) >= _LEAST_WORD
    return whole and reason.code == "name.differs" and reason.bits <= _ANOTHER_WORD


def _pairs(left: Profile, right: Profile) -> list[tuple[Name, Name]]:
    """Names of one script first; one letter is no name, unless it is a whole word in Chinese."""
    pairs = [pair for pair in product(left.names, right.names) if all(map(_is_name, pair))]
    if len(pairs) > 1:
        pairs.sort(key=lambda pair: pair[0].script != pair[1].script)
    return pairs[:_MOST_PAIRS]


def _is_name(name: Name) -> bool:
    letters = sum(len(token.text) for token in name.tokens)
    return letters >= _LEAST_WORD or name.script == "han"
