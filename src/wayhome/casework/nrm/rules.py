"""Which steps a case or a request may take, what it waits for, what a request follows. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from wayhome.casework.nrm.tables import FOLLOWS_NOTHING, Way, way

CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step cannot be taken and how to mend it. ``code`` is stable, ``words`` for people."""

    code: str
    words: str


def next_states(state: str, kind: str = "case") -> tuple[str, ...]:
    """Return the states one step forward of ``state``. Raises KeyError for an unknown state."""
    return way(kind).states[state].forward


def steps_back(state: str, kind: str = "case") -> tuple[str, ...]:
    """Return the states that ``state`` may be put back to, with a reason."""
    return way(kind).states[state].back


def default_wait(state: str) -> str:
    """Return what a case in ``state`` usually waits for (vocabulary ``waiting-for``)."""
    return way().states[state].waiting_for


def check(
    state: str, new: str, *, reason: str = "", closing_reason: str = "", kind: str = "case"
) -> Refusal | None:
    """Return None where a ``kind`` may step from ``state`` to ``new``, else the refusal.

    ``reason`` is needed for a step back; ``closing_reason`` (a code of the table) for closing.
    Staying where one is, is no step and always allowed.
    """
    table = way(kind)
    for code in (state, new):
        if code not in table.states:
            words = f"'{code}' is no state; write one of: {_list(table.states)}"
            return Refusal("unknown-state", words)
    if new == state:
        return None
    here = table.states[state]
    if new not in (*here.forward, *here.back):
        words = f"from '{state}' a {kind} goes to: {_list((*here.forward, *here.back))}"
        return Refusal("no-such-step", words)
    if new in here.back and not reason.strip():
        return Refusal("reason-missing", f"going back from '{state}' to '{new}' needs a reason")
    return _check_closing(table, closing_reason) if new == CLOSED else None


def _check_closing(table: Way, closing_reason: str) -> Refusal | None:
    if closing_reason in table.by_hand:
        return None
    possible = _list(table.by_hand)
    if not closing_reason:
        return Refusal("closing-reason-missing", f"closing needs a reason, one of: {possible}")
    words = f"'{closing_reason}' is no closing reason; write one of: {possible}"
    return Refusal("unknown-closing-reason", words)


def request_follows(state: str, closing_reason: str = "") -> str | None:
    """Return the state that an answered request takes on with its case; None leaves it as it is."""
    if state == CLOSED and closing_reason in way().closing_reasons:
        follows = way().closing_reasons[closing_reason]
    else:
        follows = way().states[state].request
    return None if follows == FOLLOWS_NOTHING else follows


def _list(codes: Iterable[str]) -> str:
    return ", ".join(codes)
