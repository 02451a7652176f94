"""Other spellings of a reading: rules of a data file, each with what it takes off a weight."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

# Readings with how usual each is held to be (0..1).
Weighted = dict[str, float]
MOST = 12
_RAREST = 0.13  # what a spelling may lose by rules together before it is left out
_AROUND = re.compile(r"\(\?<?[=!][^()]*\)|[\^$]")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is written for a pattern, and what that takes off the weight.

    `letters` stand in every text that the pattern matches: a quick look before the slow one.
    """

    pattern: re.Pattern[str]
    new: str
    loss: float
    letters: str

    @classmethod
    def of(cls, pattern: str, new: str, loss: float = 0.0) -> "Rule":
        """A rule of its pattern as text."""
        plain = _AROUND.sub("", pattern)
        return cls(re.compile(pattern), new, loss, plain if plain.isalpha() else "")

    def apply(self, latin: str) -> str:
        """The text with every match replaced."""
        return self.pattern.sub(self.new, latin) if self.letters in latin else latin


@functools.cache
def rules(file: str, key: str, script: str = "") -> tuple[Rule, ...]:
    """The rules [pattern, replacement, loss] of a script under a key of a data file, compiled;
    without a script, those that stand under the key itself."""
    found = table(file).get(key, {})
    found = found.get(script, ()) if script else found
    return tuple(Rule.of(pattern, new, float(*loss)) for pattern, new, *loss in found)


def respelled(readings: Weighted, changes: Iterable[Rule], most: int = MOST) -> Weighted:
    """The readings and what the rules, one after the other, make of them; the `most` best."""
    found = dict(readings)
    for rule in changes:
        for latin, weight in tuple(found.items()):
            left = weight - rule.loss
            if rule.letters in latin and left > 1 - _RAREST:
                other = rule.pattern.sub(rule.new, latin)
                if found.get(other, 0.0) < left:
                    found[other] = left
        if len(found) > 2 * most:
            found = best(found, most)
    return best(found, most) if len(found) > most else found


def best(readings: Weighted, most: int) -> Weighted:
    """The `most` usual readings, commonest first."""
    ordered = sorted(readings.items(), key=lambda item: -item[1])
    return dict(ordered[:most])


def variants(readings: Weighted, source: str) -> tuple[Variant, ...]:
    """The readings as variants of one source, commonest first."""
    ordered = sorted(readings.items(), key=lambda item: -item[1])
    return tuple(Variant(latin, round(weight, 3), source) for latin, weight in ordered)
