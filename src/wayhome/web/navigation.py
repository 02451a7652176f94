"""Which rooms the bar shows to whom. It only hides what is of no use: every page still checks."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Entry:
    """One room: its English label, the name of its page and the roles that see it (none: all)."""

    label: str
    url: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Link:
    """One shown room: translated label, address, whether we are in it, how much waits there."""

    label: str
    address: str
    current: bool
    count: int | None


# Named here so that the labels of navigation.yaml reach the message catalogue.
LABELS = [
    gettext_noop("Today"),
    gettext_noop("Review"),
    gettext_noop("People"),
    gettext_noop("Requests"),
    gettext_noop("Encounters"),
    gettext_noop("Cases"),
    gettext_noop("Documents"),
    gettext_noop("Submissions"),
    gettext_noop("Agency"),
    gettext_noop("Log"),
]


@cache
def entries() -> tuple[Entry, ...]:
    """Return the rooms of navigation.yaml in their order."""
    text = Path(__file__).with_name("navigation.yaml").read_text(encoding="utf-8")
    return tuple(
        Entry(row["label"], row["url"], frozenset(row.get("roles", ())))
        for row in yaml.safe_load(text)["entries"]
    )


def address(name: str) -> str | None:
    """Return the address of a named page, or None where this installation has no such page."""
    return _address(name, get_script_prefix(), settings.ROOT_URLCONF)


# Every page has the bar, and its addresses do not change while a process lives. Both take the
# settings they rest on as arguments, so that others (in a test) are another question.
@lru_cache(maxsize=256)
def _address(name: str, _prefix: str, _urls: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def admits(place: str, role: str) -> bool:
    """Tell whether the page's own guard (`allowed_roles`, where it has one) lets a role in."""
    allowed = _allowed(place, settings.ROOT_URLCONF)
    return allowed is None or role in allowed


@lru_cache(maxsize=256)
def _allowed(place: str, _urls: str) -> frozenset[str] | None:
    return getattr(resolve(place).func, "allowed_roles", None)


def open_to(name: str, user: object) -> str | None:
    """Return the address of a named page, or None where it is missing or would refuse this user."""
    place = address(name)
    return place if place and admits(place, getattr(user, "role", "")) else None


def waiting(name: str, user: object) -> int | None:
    """Return how much waits for this user in a room, or None where nobody counts.

    WAYHOME_COUNTS maps the name of a page to the dotted path of `count(user) -> int | None`.
    """
    path = getattr(settings, "WAYHOME_COUNTS", {}).get(name)
    return import_string(path)(user) if path else None


def links(user: object, path: str) -> list[Link]:
    """Return the rooms a user is shown on the page at `path`; who is not signed in sees none."""
    if not getattr(user, "is_authenticated", False):
        return []
    role = getattr(user, "role", "")
    shown = [
        (entry, place)
        for entry in entries()
        if (not entry.roles or role in entry.roles)
        and (place := address(entry.url))
        and admits(place, role)
    ]
    # The longest address that begins the path is where we are: /people/review/ is not /people/.
    around = [a for _e, a in shown if (path == a if a == "/" else path.startswith(a))]
    here = max(around, key=len, default=None)
    return [
        Link(_(entry.label), place, place == here, waiting(entry.url, user))
        for entry, place in shown
    ]
