"""The register of what can be logged: an action is named once, with words for people."""

_ACTIONS: dict[str, str] = {}


def register(code: str, words: str) -> str:
    """Name an action (``request.located``) and say in a few words what it means; return the code.

    Raises ValueError where the code is taken with other words.
    """
    if _ACTIONS.setdefault(code, words) != words:
        raise ValueError(f"action {code} is registered already: {_ACTIONS[code]}")
    return code


def words(code: str) -> str:
    """Return the words of an action; the code itself where an older version named it."""
    return _ACTIONS.get(code, code)


def is_registered(code: str) -> bool:
    """Tell whether an action may be logged."""
    return code in _ACTIONS


def all_actions() -> dict[str, str]:
    """Return every action by code."""
    return dict(sorted(_ACTIONS.items()))
