"""One field compared: which level of agreement the two values reach."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A field, the level reached, and the two values that met.

    `rarity` is what the value's own frequency adds (bits): agreeing on a rare name says more
    than agreeing on a common one.
    """

    field: str
    level: str
    left: str
    right: str
    rarity: float = 0.0
