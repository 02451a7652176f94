"""Opening a person's page is logged, as a change is."""

from django.db import transaction

from wayhome.accounts.models import User
from wayhome.audit import services as audit


def log_view(
    *, user: User, action: str, kind: str, reference: str = "", shown: int | None = None
) -> None:
    """Log that somebody looked: at one thing by its reference, or at so many in a list."""
    details = {} if shown is None else {"shown": shown}
    with transaction.atomic():
        audit.record(
            action=action, actor=user, subject_kind=kind, subject=reference, details=details
        )
