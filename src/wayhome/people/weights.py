"""The weights in use: the shipped ones, or these times what reviewers' words taught.

It knows reasons as pairs keep them, no database.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wayhome.people.matching import deciding, mistakable
from wayhome.people.matching.calibrating import scaled
from wayhome.people.matching.comparisons import Finding
from wayhome.people.matching.model import Model
from wayhome.people.matching.parameters import Level, Parameters

Stored = Mapping[str, Any]  # a reason as a pair keeps it: code, left, right, bits

# Two rows of one list are one person far less often than two rows of two lists: assumed, one in
# thirty-two of what the register would suggest, until reviewed lists say better.
SAME_LIST_BITS = -5.0
_WORKED_OUT = frozenset({"relatives", "namesakes"})  # from the other reasons
_VERSION = re.compile(r"(?P<parameters>.+)\+c(?P<number>\d{1,18})")


@dataclass(frozen=True, slots=True)
class Weights:
    """The shipped weights (no number), or these with the slopes and the shift of a calibration."""

    number: int | None = None
    slopes: tuple[tuple[str, float], ...] = ()
    shift: float = 0.0

    @property
    def version(self) -> str:
        """What a pair keeps of it: the parameters' version, and the calibration's number."""
        shipped = shipped_version()
        return shipped if self.number is None else f"{shipped}+c{self.number}"


SHIPPED = Weights()


def model(weights: Weights = SHIPPED) -> Model:
    """Return the model that weighs so."""
    return _model(weights)


@lru_cache(maxsize=8)
def _model(weights: Weights) -> Model:
    shipped = Model.load()
    if not weights.slopes:
        return shipped
    return shipped.with_parameters(scaled(shipped.parameters, dict(weights.slopes)))


def shipped_version() -> str:
    """Return the version of the shipped parameters."""
    return str(model().parameters.version)


def parts_of(version: str) -> tuple[str, int | None]:
    """Return the parameters' version and the calibration's number of a pair's model."""
    found = _VERSION.fullmatch(version)
    return (found["parameters"], int(found["number"])) if found else (version, None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a pair's reasons weigh by today's shipped parameters: by kind, and all else."""

    kinds: Mapping[str, float]
    beside: float


def evidence_of(
    reasons: Sequence[Stored], used: Weights | None, same_list: bool
) -> Evidence | None:
    """Return what stored reasons weigh without slopes; None where one is not known any more.

    ``used`` are the weights that the pair was weighed with. What the rarity of a value adds is what
    the stored bits have more than the level weighs in ``used``, exact to the hundredth of a bit
    that pairs keep. None stands for parameters of another version: then only the codes are known,
    and rarity counts as none. Relatives and namesakes are worked out anew.
    """
    shipped = model().parameters
    then = model(used).parameters if used else None
    start, findings = 0.0, []
    for reason in reasons:
        code, bits = str(reason["code"]), float(reason["bits"])
        if code == "prior":
            start = bits - (used.shift if used else 0.0)
        elif code not in _WORKED_OUT:
            weighed = _level(then, code)
            finding = _finding(shipped, reason, bits - weighed.bits if weighed else 0.0)
            if finding is None:
                return None
            findings.append(finding)
    return _evidence(findings, start, same_list) if findings else None


def _finding(parameters: Parameters, reason: Stored, rarity: float) -> Finding | None:
    code = str(reason["code"])
    field, _, level = code.partition(".")
    if _level(parameters, code) is None:
        return None
    return Finding(field, level, str(reason["left"]), str(reason["right"]), rarity)


def _level(parameters: Parameters | None, code: str) -> Level | None:
    name, _, level = code.partition(".")
    field = parameters.fields.get(name) if parameters else None
    return next((one for one in field.levels if one.name == level), None) if field else None


def _evidence(findings: Sequence[Finding], start: float, same_list: bool) -> Evidence:
    parameters = model().parameters
    kinds: dict[str, float] = {}
    for found in findings:
        field = parameters.fields[found.field]
        kind = parameters.kind_of(found.field)
        kinds[kind] = kinds.get(kind, 0.0) + field.levels[field.index(found.level)].bits
    size = register_size(start, same_list)
    against = mistakable.against(findings, parameters, size)
    rarity = sum(found.rarity for found in findings)
    return Evidence(kinds, start + rarity + against.relatives + against.namesakes)


def register_size(prior: float, same_list: bool, weights: Weights = SHIPPED) -> int:
    """Return how many records a pair's candidate was picked from, told by its prior in bits."""
    without = prior - weights.shift - (SAME_LIST_BITS if same_list else 0.0)
    return deciding.register_size_of(model(), without)
