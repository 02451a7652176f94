"""What a submission can hold: later rooms say here how a kind is understood and taken in.

A room registers its kinds when it is ready (``AppConfig.ready``); intake knows none by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from wayhome.accounts.models import Agency, User
from wayhome.intake.models import Submission
from wayhome.intake.tables import ListReading

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a row of a list would do or did: ``change`` is new, changed, gone or unchanged.

    ``row`` is None for a row that is gone. ``fields`` names the columns that changed.
    """

    row: int | None
    change: str
    reference: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a list would change (a plan) or has changed, row by row, and warnings of its own."""

    changes: tuple[RowChange, ...] = ()
    warnings: tuple[Mapping[str, Any], ...] = ()
    created: Mapping[str, int] = field(default_factory=dict)

    def count(self, change: str) -> int:
        """Return how many rows had this change."""
        return sum(1 for row in self.changes if row.change == change)


class ListKind(Protocol):
    """How one kind of list is compared with what is there, and taken in."""

    code: str

    def plan(
        self,
        *,
        agency: Agency,
        series: str,
        target: str,
        reading: ListReading,
        known_rows: Mapping[int, str],
    ) -> Outcome:
        """Say what ``apply`` would change; write nothing.

        ``known_rows`` says by reference who stands on which row, where this very file was taken
        in just before by other columns: row 14 is still row 14, whatever it now says.
        """

    def apply(
        self,
        *,
        submission: Submission,
        reading: ListReading,
        known_rows: Mapping[int, str],
        actor: User | None,
        progress: Progress | None = None,
    ) -> Outcome:
        """Take the list in, inside the caller's transaction; the same list again: no change."""


_KINDS: dict[str, ListKind] = {}


def register(kind: ListKind) -> None:
    """Make a kind known by its code."""
    _KINDS[kind.code] = kind


def get(code: str) -> ListKind:
    """Return a kind. Raises KeyError naming the kinds there are."""
    if code not in _KINDS:
        raise KeyError(f"no kind '{code}'; there are: {', '.join(sorted(_KINDS))}")
    return _KINDS[code]


def codes() -> Sequence[str]:
    """Return the codes of all kinds."""
    return sorted(_KINDS)
