"""The decision function: which rows of a protected model, and which of their fields, a user sees.

Deny by default. Until agreements are stored, three rules hold: only the roles that the model
names see any row; they see their own agency's; and the coordination centre's reviewers, case
workers, analysts and auditors see every agency's. The platform operator is named by none.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models

from wayhome.accounts.models import anonymous_safe
from wayhome.accounts.roles import Role

SEE_EVERY_AGENCY = frozenset({Role.REVIEWER, Role.CASE_WORKER, Role.ANALYST, Role.AUDITOR})
NOTHING = models.Q(pk__in=[])


def visible_rows(model: type[models.Model], user: Any) -> models.Q:
    """Return the filter that leaves of ``model`` what ``user`` may see.

    ``model.readers`` names the roles, ``model.owned_by`` gives the rows of an agency.
    """
    return _rows_for(model, user, getattr(model, "readers", frozenset()))


def countable_rows(model: type[models.Model], user: Any) -> models.Q:
    """Return the filter that leaves of ``model`` what ``user`` may count, if not see.

    ``model.counters`` names the roles that work with numbers and not with people.
    """
    roles: frozenset[str] = getattr(model, "readers", frozenset())
    return _rows_for(model, user, roles | getattr(model, "counters", frozenset()))


def _rows_for(model: type[models.Model], user: Any, roles: frozenset[str]) -> models.Q:
    known = anonymous_safe(user)
    if known is None or known.agency is None or known.role not in roles:
        return NOTHING
    if known.of_centre and known.role in SEE_EVERY_AGENCY:
        return models.Q()
    owned: models.Q = model.owned_by(known.agency) if hasattr(model, "owned_by") else NOTHING
    return owned


def may_read_field(model: type[models.Model], user: Any, field: str) -> bool:
    """Tell whether ``user`` may read ``field`` of the rows of ``model`` that are visible to them.

    ``model.masked`` maps a field to the roles that may read it; a field that is not named there
    is as open as its row.
    """
    known = anonymous_safe(user)
    masked: Mapping[str, frozenset[str]] = getattr(model, "masked", {})
    if known is None:
        return False
    return field not in masked or known.role in masked[field]
