"""Reads of submissions, for a user."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from wayhome.accounts.models import User
from wayhome.intake import kinds
from wayhome.intake.models import Original, Submission
from wayhome.intake.versions import NamedList

BY_HAND = frozenset({"file", "cli"})
"""Channels by which a person sends a list as a file."""


def submissions(user: User) -> QuerySet[Submission]:
    """Return what the user may see of what arrived, newest first."""
    return Submission.objects.visible_to(user).select_related("agency", "sender")


def submission(user: User, reference: str) -> Submission:
    """Return one submission. Raises Http404 where there is none that the user may see."""
    found: Submission = get_object_or_404(submissions(user), reference=reference)
    return found


def original(found: Submission) -> bytes:
    """Return the bytes as they arrived, of a submission that was read for a user."""
    return bytes(Original.objects.get(submission=found).content)


def can_be_read_anew(found: Submission, user: User) -> bool:
    """Tell whether the user's agency may say anew which column of a list that is in is which.

    It may of a file's newest version: of an older one the rows have been said anew since, and
    what an agency's system sends it maps itself.
    """
    listed = found.kind in kinds.codes() and found.channel in BY_HAND
    own = found.agency_id == user.agency_id
    return listed and own and NamedList.of(found).taken_in() == found
