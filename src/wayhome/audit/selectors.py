"""Reading the log and proving it whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from wayhome.audit import chain
from wayhome.audit.models import Entry, Head
from wayhome.audit.services import HEAD

_FIELDS = ("number", "at", "actor", "agency", "action", "subject_kind", "subject", "details")


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether the log is whole, and if not, the first entry that is not and why."""

    entries: int
    digest: str
    broken_at: int | None = None
    why: str = ""

    @property
    def whole(self) -> bool:
        """True where every entry follows from the one before it."""
        return self.broken_at is None


def verify(progress: Callable[[int], object] | None = None) -> Verification:
    """Walk the log from its first entry and compare every digest."""
    previous, number = chain.GENESIS, 0
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        why = _fault(entry, number, previous)
        if why:
            return Verification(number - 1, previous, number, why)
        previous = entry.digest
        if progress:
            progress(1)
    head = Head.objects.filter(id=HEAD).first()
    if head is None or (head.number, head.digest) != (number, previous):
        return Verification(
            number,
            previous,
            number + 1,
            "the log's head does not name its last entry: entries are missing at the end",
        )
    return Verification(number, previous)


def tree_head() -> dict[str, Any]:
    """Return number and digest of the newest entry, to be kept elsewhere and compared later."""
    head = Head.objects.filter(id=HEAD).first() or Head(number=0, digest="")
    return {"entries": head.number, "digest": head.digest}


def digest_at(number: int) -> str | None:
    """Return the digest of an entry (number 0: the log's beginning); None where there is none."""
    if number == 0:
        return chain.GENESIS
    return Entry.objects.filter(number=number).values_list("digest", flat=True).first()


def entries_about(subject: str) -> QuerySet[Entry]:
    """Return the entries about one thing, newest first."""
    return Entry.objects.filter(subject=subject)


def entries_of_agency(agency: str | None) -> QuerySet[Entry]:
    """Return an agency's entries, newest first; None for every agency's."""
    return Entry.objects.all() if agency is None else Entry.objects.filter(agency=agency)


def _fault(entry: Entry, number: int, previous: str) -> str:
    if entry.number != number:
        return f"entry {number} is missing"
    if entry.previous != previous:
        return "it does not follow from the entry before it"
    if entry.digest != chain.digest(previous, {name: getattr(entry, name) for name in _FIELDS}):
        return "its content was changed"
    return ""
