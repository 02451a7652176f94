"""Reads of submissions, for a user."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from wayhome.accounts.models import User
from wayhome.intake.models import Original, Submission


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


def is_newest(found: Submission) -> bool:
    """Tell whether no later version of the same list has come."""
    return not Submission.unguarded.filter(supersedes=found).exists()
