"""What two records do not give and could: how far it would take the pair, if it agreed or differed.

Worked out from the model's own weights, so that the page asks for what would decide and not for
what is merely missing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wayhome.people.matching import mistakable
from wayhome.people.matching.comparisons import Finding
from wayhome.people.matching.model import Band, Model, probability_of
from wayhome.people.matching.parameters import Field, Level
from wayhome.people.matching.reason import Reason

# What speaks in a field's place as long as less of it is known: a year for a date, and so on.
STANDS_IN = {"document": ("document_fragment",), "birth": ("birth_year", "age")}
_MISTAKABLE = ("relatives", "namesakes")
_OFTEN = 0.1  # share among strangers
# Compared, but nothing that somebody could ask for by itself; of names one, in whatever script.
_NOT_ASKED = frozenset(
    {"dates", "name_across_scripts", *(weak for known in STANDS_IN.values() for weak in known)}
)


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a pair would stand, and by which level: bits in all, the probability and the band.

    `names_alone`: probable enough to be "likely", were there more than names to speak for it.
    """

    code: str
    bits: float
    probability: float
    band: Band
    names_alone: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """A field that was not compared: where the pair would stand if it agreed, and if it differed.

    `instead_of` names what is known of it so far, a year or a part of a number, if anything is.
    """

    field: str
    instead_of: str
    agrees: Sight
    differs: Sight
    now: Band

    @property
    def proves(self) -> bool:
        """Whether agreeing on it would make the model sure where it is not."""
        return self.agrees.band == "likely" != self.now

    @property
    def refutes(self) -> bool:
        """Whether differing in it would take the pair out of its band."""
        return self.differs.band != self.now

    @property
    def decides(self) -> bool:
        """Whether the pair would leave its band one way or the other."""
        return self.proves or self.refutes


def outlooks(model: Model, reasons: Sequence[Reason], register_size: int) -> list[Outlook]:
    """Return what each field that was not compared would do, the most deciding first.

    `reasons` are those of a score, the prior among them; `register_size` is how many records the
    candidate was picked from. A reason that the model no longer knows keeps its bits.
    """
    now = _sight(model, reasons, "").band
    given = {_field_of(reason) for reason in reasons}
    taken = given & model.parameters.name_fields
    silent = given | _NOT_ASKED | (model.parameters.name_fields if taken else frozenset())
    found = [
        _outlook(model, reasons, field, now, register_size)
        for field in model.parameters.fields.values()
        if field.name not in silent
    ]
    return sorted(found, key=_telling, reverse=True)


def register_size_of(model: Model, prior_bits: float) -> int:
    """Return how many records a candidate was picked from, told by the prior that it was given."""
    size = math.exp2(model.prior_bits(1) - prior_bits)
    return max(1, round(size))


def _field_of(reason: Reason) -> str:
    return reason.code.split(".")[0]


def _telling(found: Outlook) -> tuple[int, bool, float]:
    gap = found.agrees.bits - found.differs.bits
    return found.proves + found.refutes, found.proves, gap


def _outlook(
    model: Model, reasons: Sequence[Reason], field: Field, now: Band, register_size: int
) -> Outlook:
    weaker = STANDS_IN.get(field.name, ())
    rest = [reason for reason in reasons if _field_of(reason) not in weaker]
    instead = next((name for name in map(_field_of, reasons) if name in weaker), "")
    agrees, differs = (
        _sight(model, _with(model, rest, reason, register_size), reason.code)
        for reason in (_reason(field, level) for level in usual_levels(field))
    )
    return Outlook(field.name, instead, agrees, differs, now)


def usual_levels(field: Field) -> tuple[Level, Level]:
    """The level of full agreement, and of those that strangers often reach the one most against."""
    often = [level for level in field.levels if level.u >= _OFTEN]
    return field.levels[0], min(often or field.levels, key=lambda level: level.bits)


def _with(
    model: Model, rest: Sequence[Reason], more: Reason, register_size: int
) -> Sequence[Reason]:
    """The reasons with one more, and what relatives and namesakes take off weighed anew."""
    kept = [*(reason for reason in rest if reason.code not in _MISTAKABLE), more]
    findings = list(filter(None, (_finding(model, reason) for reason in kept)))
    against = mistakable.against(findings, model.parameters, register_size)
    off = zip(_MISTAKABLE, (against.relatives, against.namesakes), strict=True)
    return [*kept, *(Reason(code, "", "", bits) for code, bits in off)]


def _finding(model: Model, reason: Reason) -> Finding | None:
    """The finding behind a reason; None where it is not a field's, or of another version."""
    name, _, level = reason.code.partition(".")
    field = model.parameters.fields.get(name)
    known = next((one for one in field.levels if one.name == level), None) if field else None
    if known is None:
        return None
    return Finding(name, level, reason.left, reason.right, reason.bits - known.bits)


def _reason(field: Field, level: Level) -> Reason:
    return Reason(f"{field.name}.{level.name}", "", "", level.bits)


def _sight(model: Model, reasons: Sequence[Reason], code: str) -> Sight:
    bits = sum(reason.bits for reason in reasons)
    probability = probability_of(bits)
    band = model.band(probability, reasons)
    alone = band == "review" and probability >= model.parameters.bands.likely
    return Sight(code, round(bits, 2), probability, band, alone)
