"""Optimistic locking: the second of two savers is told, sees both versions and loses nothing."""

from typing import Any, Self

from django.db import models


class Conflict(Exception):
    """Somebody saved this row after it was read. ``theirs`` is the row as it stands now."""

    def __init__(self, theirs: models.Model) -> None:
        super().__init__(f"{theirs} was changed by somebody else in the meantime")
        self.theirs = theirs


class Versioned(models.Model):
    """A row with a version number that rises at every save through ``save_version``."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def save_version(self, expected: int, update_fields: list[str]) -> Self:
        """Save the named fields if the stored version is still ``expected``. Raises Conflict.

        Call it inside the transaction of the change.
        """
        manager: Any = type(self)._base_manager
        theirs = manager.select_for_update().get(pk=self.pk)
        if theirs.version != expected:
            raise Conflict(theirs)
        self.version = expected + 1
        self.save(update_fields=[*update_fields, "version"])
        return self
