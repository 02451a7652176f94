"""References for many rows at once, none of which is taken."""

from django.db import models

from wayhome.vault.ids import new_reference

_ASKED_AT_ONCE = 500


def unused_references(model: type[models.Model], prefix: str, count: int) -> list[str]:
    """Return ``count`` references that no row of ``model`` has.

    There are 2^35 of a kind: among a million rows, ten thousand new ones meet a taken one about
    every third time, and a whole import would fail for it.
    """
    found: dict[str, None] = {}
    while len(found) < count:
        fresh = {new_reference(prefix) for _ in range(min(count - len(found), _ASKED_AT_ONCE))}
        taken = model._default_manager.filter(reference__in=fresh)
        fresh -= set(taken.values_list("reference", flat=True))
        found.update(dict.fromkeys(fresh))
    return list(found)
