"""The protected model: its rows are read through ``objects.visible_to(user)`` and no other way."""

from collections.abc import Mapping
from typing import Any, ClassVar, Never, Self

from django.db import models

from wayhome.accounts.models import Agency
from wayhome.accounts.roles import Role
from wayhome.agreements.decide import countable_rows, may_read_field, visible_rows

# Those who work with people's own data. Analysts see patterns, auditors the log, operators neither.
CASE_STAFF = frozenset(
    {Role.AGENCY_ADMINISTRATOR, Role.CASE_WORKER, Role.FIELD_OFFICER, Role.REVIEWER}
)
NUMBERS_ONLY = frozenset({Role.ANALYST, Role.AUDITOR})


class Unguarded(RuntimeError):
    """Somebody asked for protected rows without saying for whom."""


class ProtectedManager(models.Manager[Any]):
    """Reads for a user. Everything that would skip the question 'for whom?' is refused."""

    def visible_to(self, user: Any) -> models.QuerySet[Any]:
        """Return the rows that ``user`` may see."""
        return self.get_queryset().filter(visible_rows(self.model, user))

    def countable_by(self, user: Any) -> models.QuerySet[Any]:
        """Return the rows that ``user`` may count: for numbers only, never to show a row."""
        return self.get_queryset().filter(countable_rows(self.model, user))

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Never:
        raise Unguarded(f"{self.model.__name__}.objects.visible_to(user) is the way to these rows")

    all = filter = exclude = get = first = last = values = values_list = count = _refuse
    order_by = annotate = aggregate = exists = iterator = in_bulk = none = _refuse


class Protected(models.Model):
    """Base of every model that holds protected data.

    ``unguarded`` is for services and background work of the room that owns the model; a test holds
    that no view, form, template, door or other room touches it.
    """

    readers: ClassVar[frozenset[str]] = frozenset()
    counters: ClassVar[frozenset[str]] = frozenset()
    masked: ClassVar[Mapping[str, frozenset[str]]] = {}

    objects = ProtectedManager()
    unguarded: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "unguarded"

    @classmethod
    def owned_by(cls, agency: Agency) -> models.Q:
        """Return the filter for the rows that are ``agency``'s own."""
        return models.Q(agency=agency)

    @classmethod
    def field_visible_to(cls, user: Any, field: str) -> bool:
        """Tell whether ``user`` may read ``field`` of rows that are visible to them."""
        return may_read_field(cls, user, field)
