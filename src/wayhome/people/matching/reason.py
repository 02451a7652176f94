"""One reason of a comparison: what met what, and how many bits it weighs for one person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a score is what it is.

    `code` names the rule (stable, for translation), `left` and `right` what met (never empty for
    names; may be empty where a value is missing), `bits` the weight of evidence: log2 of how much
    likelier the meeting is for one person than for two. Positive speaks for one person.
    """

    code: str
    left: str
    right: str
    bits: float
