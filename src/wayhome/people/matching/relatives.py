"""Brothers and sisters: alike in family name, home and family contact, yet two people.

Beside "one person" and "two strangers" a pair may be two of one family. What they would share is
held against the evidence, so that a shared family contact cannot make one person of two.
"""

import math
from collections.abc import Iterable

from wayhome.people.matching.comparisons import Finding
from wayhome.people.matching.parameters import Parameters

_MOST_BITS = 200.0
_FEWEST = 10  # records: of a handful, nobody is taken for a relative because nobody else is there


def against(findings: Iterable[Finding], parameters: Parameters, register_size: int) -> float:
    """Bits (0 or fewer) that the chance of two relatives takes off.

    With odds o of relatives against strangers, "not one person" is 1 + o times as likely as
    "two strangers" alone, which is what the weights are held against.
    """
    bits = prior_bits(parameters, register_size)
    for finding in findings:
        field = parameters.fields[finding.field]
        bits += field.levels[field.index(finding.level)].relative_bits + (
            finding.rarity if field.related else 0.0
        )
    return -math.log2(1 + 2.0 ** min(bits, _MOST_BITS))


def prior_bits(parameters: Parameters, register_size: int) -> float:
    """Log2 odds that a given record of the register is a brother or sister."""
    return math.log2(parameters.prior.relatives_per_record / max(register_size, _FEWEST))
