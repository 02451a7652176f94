"""How common each part of a name is: a rare agreement weighs more than one on Nguyen or Aung."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .data import table
from .fold import fold
from .model import Name, Token


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Share of people who bear a token, by fold; `languages` holds tables that go before it.

    `total` is the number of names counted; it bounds how rare an unseen token can be called.
    """

    shares: Mapping[str, float]
    total: int
    languages: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[Name]) -> "Frequencies":
        """Counted over a list at hand, each token once a name by its first fold."""
        counts: Counter[str] = Counter()
        total = 0
        for name in names:
            total += 1
            counts.update({token.folds[0] for token in name.tokens if token.folds})
        return cls({key: count / total for key, count in counts.items()}, total)

    def share(self, folded: str, language: str | None = None) -> float:
        """Estimated share 0..1 of people who bear the token; never 0."""
        known = self.languages.get(language, {}) if language else {}
        if folded in known:
            return known[folded]
        floor = _unseen_share(folded)
        return max(self.shares.get(folded, 0.0), min(floor, 1 / (self.total + 1)), 2**-16)

    def bits(self, folded: str, language: str | None = None) -> float:
        """What agreeing on the token says, in bits: log2 of 1 over its share."""
        return -math.log2(self.share(folded, language))


def _unseen_share(folded: str) -> float:
    """Longer folds meet by chance more rarely: about 2.2 bits a letter, between 4 and 13 bits."""
    return float(2 ** -min(13.0, max(4.0, 2.2 * len(folded))))


def default() -> Frequencies:
    """The shipped table of very common names."""
    return _DEFAULT or _load()


_DEFAULT: Frequencies | None = None


def _load() -> Frequencies:
    global _DEFAULT  # noqa: PLW0603 (one table a process, loaded when first asked for)
    shares: dict[str, float] = {}
    languages: dict[str, dict[str, float]] = {}
    for language, entries in table("frequencies.yaml")["languages"].items():
        per_language = languages.setdefault(language, {})
        for latin, share in entries.items():
            key = fold(latin)
            per_language[key] = max(share, per_language.get(key, 0.0))
            shares[key] = max(share, shares.get(key, 0.0))
    _DEFAULT = Frequencies(shares, 0, languages)
    return _DEFAULT


def token_bits(left: Token, right: Token, fold_met: str, table_: Frequencies) -> float:
    """Bits of an agreement on a token: the commoner of the fold that met and both first folds."""
    folds = {fold_met, *left.folds[:1], *right.folds[:1]}
    return min(table_.bits(one) for one in folds)
