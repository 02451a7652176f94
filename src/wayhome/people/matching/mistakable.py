"""Two people who are easily taken for one: brothers and sisters, and namesakes.

Relatives are alike in family name, home and family contact; namesakes in their name and what goes
with it. Beside "one person" and "two strangers" a pair may be two such people. What they would
share is held against the evidence, so that neither a shared family contact nor a shared name can
make one person of two.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wayhome.people.matching.comparisons import Finding
from wayhome.people.matching.parameters import Parameters

_MOST_BITS = 200.0
_FEWEST = 10  # records: of a handful, nobody is taken for another because nobody else is there


@dataclass(frozen=True, slots=True)
class Against:
    """Bits (0 or fewer) that the chance of two relatives and of two namesakes take off."""

    relatives: float
    namesakes: float


def against(findings: Sequence[Finding], parameters: Parameters, register_size: int) -> Against:
    """What relatives and namesakes take off a score.

    With odds o of such people against strangers, "not one person" is 1 + o times as likely as
    "two strangers" alone, which is what the weights are held against.
    """
    relatives, namesakes = prior_bits(parameters, register_size)
    for finding in findings:
        field = parameters.fields[finding.field]
        level = field.levels[field.index(finding.level)]
        relatives += level.relative_bits + (finding.rarity if field.related else 0.0)
        if field.name in parameters.namesake_fields:
            namesakes += level.bits + finding.rarity
    if not any(finding.field in parameters.name_fields for finding in findings):
        namesakes = -_MOST_BITS
    kin, both = _odds(relatives), _odds(relatives) + _odds(namesakes)
    return Against(-math.log2(1 + kin), math.log2(1 + kin) - math.log2(1 + both))


def prior_bits(parameters: Parameters, register_size: int) -> tuple[float, float]:
    """Log2 odds that a given record of the register is a relative's, and a namesake's."""
    size, prior = max(register_size, _FEWEST), parameters.prior
    return (
        math.log2(prior.relatives_per_record / size),
        math.log2(prior.namesakes_per_record / size),
    )


def _odds(bits: float) -> float:
    return float(2.0 ** min(bits, _MOST_BITS))
