"""What later rooms know of a person, shown on the person's page: requests, cases and the like.

A room registers a source when it is ready. A source is given the user and the records that the user
sees, and returns lines that this user may read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wayhome.accounts.models import User
from wayhome.people.models import Record


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A line of a panel: what it is, a word on its state, and the address of its page."""

    label: str
    note: str = ""
    address: str = ""


Source = Callable[[User, Sequence[Record]], Sequence[PanelLine]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Add a source of lines; twice the same adds it once."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def lines_about(user: User, records: Sequence[Record]) -> list[PanelLine]:
    """Return the lines of every source."""
    return [line for source in _SOURCES for line in source(user, records)]
