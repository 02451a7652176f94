"""Turns the reasons of a score into one line that a clerk can read."""

from collections.abc import Sequence

from wayhome.people.matching.parameters import Parameters
from wayhome.people.matching.reason import Reason

_LONGEST_VALUE = 60


def explain(reasons: Sequence[Reason], parameters: Parameters) -> str:
    """The reasons, weightiest first, with their bits; the prior and rivals close the line."""
    about = [r for r in reasons if r.code not in _CLOSING]
    about.sort(key=lambda reason: -abs(reason.bits))
    parts = [f"{_say(r, parameters)} ({r.bits:+.1f})" for r in about]
    parts += [f"{_CLOSING[r.code]} ({r.bits:+.1f})" for r in reasons if r.code in _CLOSING]
    return "; ".join(parts)


_CLOSING = {
    "prior": "before looking",
    "relatives": "brothers and sisters would agree as well",
    "namesakes": "others of the same name would agree as well",
    "rivals": "others fit as well",
    "unsure": "not sure enough to be called one",
}


def _say(reason: Reason, parameters: Parameters) -> str:
    field, _, level = reason.code.partition(".")
    says = parameters.fields[field].levels[parameters.fields[field].index(level)].says
    left, right = _short(reason.left), _short(reason.right)
    return f"{says}: {left}" if left == right else f"{says}: {left} | {right}"


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
