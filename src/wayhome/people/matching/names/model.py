"""What a name is once it has been read: tokens, their Latin variants, folds and skeletons."""

from dataclasses import dataclass
from typing import Literal

from wayhome.people.matching.reason import Reason

from .fold import fold, skeleton

Verdict = Literal["same", "unsure", "different"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One Latin spelling: a-z only; weight 0..1, how usual; source, which rules made it.

    Where several made it, `source` names them all, joined by '+'.
    """

    latin: str
    weight: float
    source: str

    @property
    def sources(self) -> list[str]:
        """The rules that made it, one by one."""
        return self.source.split("+")


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a name; variants best first; folds and skeletons are those of the variants."""

    text: str
    script: str
    variants: tuple[Variant, ...]
    folds: tuple[str, ...]
    skeletons: tuple[str, ...]

    def __hash__(self) -> int:
        return hash((self.text, self.script))  # quick: tokens are keys of the caches

    @classmethod
    def of(cls, text: str, script: str, variants: tuple[Variant, ...]) -> "Token":
        """A token of given variants, with their folds and skeletons."""
        folds = tuple(dict.fromkeys(fold(variant.latin) for variant in variants))
        skeletons = tuple(dict.fromkeys(skeleton(variant.latin) for variant in variants))
        return cls(text, script, variants, folds, skeletons)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as given (`raw`), cleaned, split; honorifics taken off stand in `dropped`.

    `aliases` are further names given in the same text: 'A @ B', 'A alias B', 'A (B)', 'A / B'.
    """

    raw: str
    clean: str
    script: str
    tokens: tuple[Token, ...]
    dropped: tuple[str, ...] = ()
    aliases: "tuple[Name, ...]" = ()


@dataclass(frozen=True, slots=True)
class NameComparison:
    """Two names held together.

    `score` 0..1, comparable across queries; `bits` the weight of evidence for one person from the
    names alone; `verdict` by thresholds fixed in data/weights.yaml; `reasons` sum up to `bits`.
    """

    score: float
    bits: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
