"""Hears what people decide about who is who."""

from typing import Any

from django.dispatch import receiver

from wayhome.accounts.models import User
from wayhome.casework.services import linking
from wayhome.people import selectors as people
from wayhome.people.models import Record
from wayhome.people.signals import same_decided, same_undone


@receiver(same_decided, dispatch_uid="casework-same-decided")
def join_requests_and_cases(*, left: Record, right: Record, user: User, **_rest: Any) -> None:
    """Let the requests and cases of the one person find each other."""
    linking.join(persons=people.persons_now(left, right), actor=user)


@receiver(same_undone, dispatch_uid="casework-same-undone")
def part_requests_and_cases(*, left: Record, right: Record, user: User, **_rest: Any) -> None:
    """Part what an undone decision had joined."""
    linking.part(persons=people.persons_now(left, right), actor=user)
