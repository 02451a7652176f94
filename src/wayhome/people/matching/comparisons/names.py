"""All names of one record against all of another: the pair that says most counts."""

from itertools import product

from wayhome.people.matching.comparisons.finding import Finding
from wayhome.people.matching.names import Frequencies, Name, NameComparison, compare
from wayhome.people.matching.profile import Profile

# Steps of the names' own evidence (bits, common names already discounted) that are levels of
# agreement. parameters.yaml says what each level weighs among real pairs and strangers.
NAME_STEPS = (22.0, 18.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 0.0, -3.0, -6.0)
NAME_LEVELS = (*(f"evidence_{step:.0f}" for step in NAME_STEPS), "contrary")
_MOST_PAIRS = 12  # of names; a record with many names must not take all the time


def compare_names(
    left: Profile, right: Profile, frequencies: Frequencies
) -> tuple[Finding, NameComparison] | None:
    """The best level of any pair of names of the two, or None where one side has no name.

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
    return Finding(field, name_level(compared.bits), a.raw, b.raw), compared


def name_level(bits: float) -> str:
    """The level that the names' evidence (bits) reaches."""
    for step, level in zip(NAME_STEPS, NAME_LEVELS, strict=False):
        if bits >= step:
            return level
    return NAME_LEVELS[-1]


def _pairs(left: Profile, right: Profile) -> list[tuple[Name, Name]]:
    """Names of one script first."""
    pairs = list(product(left.names, right.names))
    if len(pairs) > 1:
        pairs.sort(key=lambda pair: pair[0].script != pair[1].script)
    return pairs[:_MOST_PAIRS]
