"""Versions of one list: which came last, and whether a file says anything that it did not say.

A version is the bytes of a file and which column is which: the same bytes read by other columns
say something else of the same rows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Q, QuerySet

from wayhome.accounts.models import Agency
from wayhome.intake.models import Submission, SubmissionState

Headers = Mapping[str, Sequence[str]]
"""Canonical column to the file's headers that feed it."""
TYPED = "application/json"
"""Media type of rows that somebody typed, on a page or in an agency's system: no version."""
SAID_YES = frozenset({SubmissionState.QUEUED, SubmissionState.IMPORTED})


@dataclass(frozen=True, slots=True)
class NamedList:
    """An agency's list of one kind, known by its name or by what it adds to."""

    agency: Agency
    kind: str
    series: str
    target: str

    @classmethod
    def of(cls, submission: Submission) -> Self:
        """Return the list that a submission is a version of."""
        return cls(submission.agency, submission.kind, submission.series, submission.target)

    def versions(self) -> QuerySet[Submission]:
        """Return what came as a version of the list and was not refused, newest first."""
        came = Submission.unguarded.filter(
            agency=self.agency, kind=self.kind, series=self.series, target=self.target
        ).exclude(Q(channel="form") | Q(media_type=TYPED))
        return came.exclude(state=SubmissionState.REFUSED).order_by("-received_at", "-id")

    def hold(self) -> None:
        """Let nobody else take a version in, or say yes to one, until the transaction ends."""
        list(self.versions().order_by("id").select_for_update().values_list("id"))

    def newer_than(
        self, submission: Submission, states: Collection[str] = SAID_YES
    ) -> Submission | None:
        """Return the newest version that came after this one and is in, or is to be taken in.

        The older one must not be taken in any more: it would put old values over new ones. Rows
        that somebody typed are no version, and nothing is newer than they are.
        """
        if submission.channel == "form" or submission.media_type == TYPED:
            return None
        at = submission.received_at
        later = Q(received_at__gt=at) | Q(received_at=at, id__gt=submission.pk)
        return self.versions().filter(later, state__in=states).first()

    def taken_in(self) -> Submission | None:
        """Return the newest version whose rows are in."""
        return self.versions().filter(state=SubmissionState.IMPORTED).first()

    def same_version(self, sha256: str, headers: Headers | None) -> Submission | None:
        """Return the stored version that a file is, so that keeping it again would add nothing.

        ``headers`` None: nobody has said yet which column is which. A version whose rows are not
        in yet is the same file whatever its columns: they can still be said anew.
        """
        newest = self.versions().first()
        # One that only waits for its sender's yes does not yet stand between a file and its like.
        said_yes = self.versions().exclude(state=SubmissionState.RECEIVED).first()
        for one in (said_yes, newest):
            if one is not None and one.sha256 == sha256 and not _read_otherwise(one, headers):
                return one
        return None

    def references_by_row(self, sha256: str) -> dict[int, str]:
        """Return who stands on which row of a file that is the newest version taken in.

        Empty where another file is: row 14 of that one is somebody else.
        """
        taken = self.taken_in()
        if taken is None or taken.sha256 != sha256:
            return {}
        told = taken.summary.get("outcome", ())
        return {one["row"]: one["reference"] for one in told if one["row"] is not None}


def _read_otherwise(known: Submission, headers: Headers | None) -> bool:
    imported = known.state == SubmissionState.IMPORTED
    return imported and headers is not None and known.mapping != headers
