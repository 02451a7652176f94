"""Writing the log: one function, inside the transaction of the change it tells of."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from wayhome.audit import actions, chain
from wayhome.audit.models import Entry, Head

HEAD = 1
SYSTEM = "system"


class Actor(Protocol):
    """Who did it, as the log names them."""

    @property
    def audit_name(self) -> str:
        """The name in the log, for example ``user:somchai``."""

    @property
    def audit_agency(self) -> str:
        """The reference of the agency they acted for, or an empty string."""


def record(
    *,
    action: str,
    actor: Actor | None,
    subject_kind: str = "",
    subject: str = "",
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Append an entry. ``actor`` None is the system itself; ``details`` hold no personal data.

    Raises RuntimeError outside a transaction (the entry must stand or fall with the change) and
    ValueError for an action that nobody registered.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{action}: log inside the transaction of the change")
    if not actions.is_registered(action):
        raise ValueError(f"{action}: register the action first (wayhome.audit.actions)")
    head = Head.objects.select_for_update().get(id=HEAD)
    content = {
        "number": head.number + 1,
        "at": timezone.now(),
        "actor": actor.audit_name if actor else SYSTEM,
        "agency": actor.audit_agency if actor else "",
        "action": action,
        "subject_kind": subject_kind,
        "subject": subject,
        "details": dict(details or {}),
    }
    previous = head.digest
    head.number += 1
    head.digest = chain.digest(previous, content)
    head.save(update_fields=["number", "digest"])
    return Entry.objects.create(**content, previous=previous, digest=head.digest)
