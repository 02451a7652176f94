"""Weighs two records in bits (Fellegi-Sunter) and says why. Proposes; never decides."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from wayhome.people.matching import mistakable
from wayhome.people.matching.commonness import COUNTED, OWNED, Commonness, worded
from wayhome.people.matching.comparisons import Finding, compare_fields
from wayhome.people.matching.comparisons.names import compare_names
from wayhome.people.matching.names import Frequencies, NameComparison
from wayhome.people.matching.names.frequencies import default as default_frequencies
from wayhome.people.matching.parameters import Parameters, read_parameters, shipped_parameters
from wayhome.people.matching.profile import Profile
from wayhome.people.matching.reason import Reason

Band = Literal["none", "review", "likely"]
_MOST_REMEMBERED = 20_000  # pairs of names
_MOST_BITS = 200.0  # keeps 2**bits a number


@dataclass(frozen=True, slots=True)
class Score:
    """The weight of two records being one person.

    `bits` is the sum of the reasons, the first of which is the prior; `probability` the same as a
    share. `band`: "none" is "no good candidate", "review" asks a person to look, "likely" asks
    with confidence. A name alone never reaches "likely".
    """

    bits: float
    probability: float
    band: Band
    reasons: tuple[Reason, ...]
    names: NameComparison | None = None


class Model:
    """Comparison and weighing of profiles with one set of parameters."""

    def __init__(self, parameters: Parameters, commonness: Commonness | None = None) -> None:
        self.parameters = parameters
        self.commonness = commonness or Commonness(default_frequencies())
        self._seen: dict[object, tuple[Finding, NameComparison] | None] = {}
        self._bits = {
            (field.name, level.name): level.bits
            for field in parameters.fields.values()
            for level in field.levels
        }
        names = (field for field in parameters.fields.values() if self._is_name(field.name))
        self._most_by_names = max((v.bits for field in names for v in field.levels), default=0.0)

    @classmethod
    def load(cls, path: Path | None = None) -> "Model":
        """The shipped model, or one from a parameters file; raises ValueError if it is faulty."""
        return cls(read_parameters(path) if path else shipped_parameters())

    @property
    def frequencies(self) -> Frequencies:
        """How common the words of names are."""
        return self.commonness.names

    def with_frequencies(self, frequencies: Frequencies) -> "Model":
        """The same model with names counted elsewhere."""
        return self.with_commonness(replace(self.commonness, names=frequencies, within={}))

    def with_commonness(self, commonness: Commonness) -> "Model":
        """The same model where names and values are as common as said."""
        return Model(self.parameters, commonness)

    def with_parameters(self, parameters: Parameters) -> "Model":
        """The same model with other weights."""
        return Model(parameters, self.commonness)

    def findings(
        self, left: Profile, right: Profile
    ) -> tuple[list[Finding], NameComparison | None]:
        """Every field both records give, compared; the name first."""
        named = self._named(left, right)
        others = self._others(left, right)
        return ([named[0], *others], named[1]) if named else (others, None)

    def _named(self, left: Profile, right: Profile) -> tuple[Finding, NameComparison] | None:
        """Names compared, remembered for a while: lists repeat their names."""
        common = self.commonness.of_names(left, right)
        met = tuple(n.raw for n in left.names), tuple(n.raw for n in right.names), id(common)
        if met not in self._seen:
            if len(self._seen) >= _MOST_REMEMBERED:
                self._seen.clear()
            self._seen[met] = compare_names(left, right, common)
        return self._seen[met]

    def _others(self, left: Profile, right: Profile) -> list[Finding]:
        """Every field but the name, with what the value's own share adds."""
        findings = compare_fields(left, right)
        agreed = (f.left for f in findings if (f.field, f.level) == ("nationality", "same"))
        nationality = next(agreed, "")
        return [self._valued(finding, nationality) for finding in findings]

    def _valued(self, finding: Finding, nationality: str) -> Finding:
        if finding.field in OWNED and finding.level == "same":
            return self._owned(finding)
        if finding.field not in COUNTED or finding.level not in _AGREEING:
            return finding
        levels = self.parameters.fields[finding.field].levels
        values = {worded(finding.left), worded(finding.right)}
        rarity = min(
            self.commonness.rarity(finding.field, v, levels[0].u, nationality) for v in values
        )
        # What is alike is not the same: a rare value adds nothing, a common one takes off.
        rarity = rarity if finding.level == levels[0].name else min(rarity, 0.0)
        # Nor does what half the register has in common speak against one person.
        rarity = max(rarity, -max(self._bits[finding.field, finding.level], 0.0))
        return replace(finding, rarity=rarity) if rarity else finding

    def _owned(self, finding: Finding) -> Finding:
        """What a whole crowd gives says less, down to nothing."""
        best = self.parameters.fields[finding.field].levels[0]
        crowding = self.commonness.crowding(finding.field, finding.left, best.u)
        rarity = max(crowding, -max(best.bits, 0.0))
        return replace(finding, rarity=rarity) if rarity else finding

    def weigh(self, finding: Finding) -> float:
        """Bits of one finding, with what the value's rarity adds."""
        return self._bits[finding.field, finding.level] + finding.rarity

    def prior_bits(self, candidates: int) -> float:
        """Log2 odds that one given record of `candidates` is the person sought."""
        share = self.parameters.prior.share_of_register_matched
        return math.log2(share / max(candidates, 1)) - math.log2(1 - share)

    def score(
        self, left: Profile, right: Profile, *, register_size: int = 1, prior: float | None = None
    ) -> Score:
        """Compare and weigh two records.

        `register_size` is how many records the candidate was picked from; `prior` (log2 odds)
        stands in its place where it is better known. Missing values weigh nothing.
        """
        findings, names = self.findings(left, right)
        start = self.prior_bits(register_size) if prior is None else prior
        reasons = [Reason("prior", "", "", start), *map(self._reason, findings)]
        others = mistakable.against(findings, self.parameters, register_size)
        for code, bits in (("relatives", others.relatives), ("namesakes", others.namesakes)):
            if bits <= _WORTH_SAYING:
                reasons.append(Reason(code, "", "", bits))
        return self._scored(tuple(reasons), names)

    def most_bits(self, left: Profile, right: Profile, *, prior: float) -> float:
        """Bits that two records can have at most, whatever their names say.

        Names take most of the time of a comparison: who cannot reach the review band even with
        the same name need not be asked for it.
        """
        others = sum(self.weigh(finding) for finding in self._others(left, right))
        return prior + others + (self._most_by_names if left.names and right.names else 0.0)

    def score_many(
        self, profile: Profile, candidates: Sequence[Profile], *, register_size: int | None = None
    ) -> list[Score]:
        """Scores of one record against its candidates, in their order."""
        size = len(candidates) if register_size is None else register_size
        prior = self.prior_bits(size)
        return [
            self.score(profile, candidate, register_size=size, prior=prior)
            for candidate in candidates
        ]

    def _reason(self, finding: Finding) -> Reason:
        code = f"{finding.field}.{finding.level}"
        return Reason(code, finding.left, finding.right, self.weigh(finding))

    def _scored(self, reasons: tuple[Reason, ...], names: NameComparison | None) -> Score:
        bits = sum(reason.bits for reason in reasons)
        probability = probability_of(bits)
        return Score(bits, probability, self.band(probability, reasons), reasons, names)

    def band(self, probability: float, reasons: Iterable[Reason]) -> Band:
        """Which band a pair falls into; "likely" needs evidence besides the name."""
        bands = self.parameters.bands
        if probability < bands.review:
            return "none"
        beyond = sum(r.bits for r in reasons if not self._is_of_name(r.code))
        return "likely" if probability >= bands.likely and beyond >= _BEYOND_NAME else "review"

    def _is_of_name(self, code: str) -> bool:
        """Whether a reason says nothing besides the name: namesakes only take from it."""
        return code in {"prior", "namesakes"} or self._is_name(code)

    def _is_name(self, code: str) -> bool:
        return code.split(".")[0] in self.parameters.name_fields


_AGREEING = frozenset({"same", "alike"})
_WORTH_SAYING = -0.05  # bits
# Evidence besides the name that "likely" needs: about a birth year that agrees.
_BEYOND_NAME = 4.0


def probability_of(bits: float) -> float:
    """Probability of log2 odds."""
    limited = max(-_MOST_BITS, min(_MOST_BITS, bits))
    return float(1 / (1 + 2.0**-limited))
