"""What later rooms offer to do with a document: buttons on its page, registered when ready."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Action:
    """A button: its words, the page it posts to (called with the reference), who may press it."""

    label: str | Promise
    url_name: str
    roles: frozenset[str]
    key: str


_ACTIONS: dict[str, Action] = {}


def register(label: str | Promise, url_name: str, roles: frozenset[str], key: str = "") -> None:
    """Offer an action on every document's page to users with one of the roles."""
    _ACTIONS[url_name] = Action(label, url_name, roles, key)


def actions_for(role: str) -> list[Action]:
    """Return the actions offered to a role."""
    return [action for action in _ACTIONS.values() if role in action.roles]
