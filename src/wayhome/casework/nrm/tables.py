"""Reads the transition tables and clocks from their data files; refuses tables that do not fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("data")
FOLLOWS_NOTHING = "unchanged"


@dataclass(frozen=True, slots=True)
class State:
    """A state: steps forward, steps back, its usual wait, what an answered request follows."""

    code: str
    forward: tuple[str, ...]
    back: tuple[str, ...] = ()
    waiting_for: str = ""
    request: str = FOLLOWS_NOTHING


@dataclass(frozen=True, slots=True)
class Way:
    """A transition table: states in order, and closing reasons with what requests follow.

    ``by_hand`` are the closing reasons that a person may give; the others are the system's own.
    """

    version: int
    source: str
    states: Mapping[str, State]
    closing_reasons: Mapping[str, str]
    by_hand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How one clock runs. ``runs_from`` names moments; all but the first are assumptions."""

    code: str
    duration: timedelta
    runs_from: tuple[str, ...]
    until: frozenset[str]
    source: str
    verified: bool
    owner: str
    waits_for: str
    needs: str = ""
    replaces: str = ""


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    missing = [key for key in ("id", "version", "source") if not content.get(key)]
    if missing:
        raise ValueError(f"{name}: lacks {', '.join(missing)}")
    return content


@cache
def way(kind: str = "case") -> Way:
    """Return the table of ``case`` or ``request``. Raises ValueError where a step leads nowhere."""
    content = _read(f"{kind}-way.yaml")
    states = {row["code"]: _state(row) for row in content["states"]}
    for state in states.values():
        for other in (*state.forward, *state.back):
            if other not in states:
                raise ValueError(f"{kind}: '{state.code}' leads to '{other}', which is no state")
    reasons = {row["code"]: row.get("request", "") for row in content["closing_reasons"]}
    return Way(
        version=content["version"],
        source=content["source"],
        states=MappingProxyType(states),
        closing_reasons=MappingProxyType(reasons),
        by_hand=tuple(r["code"] for r in content["closing_reasons"] if r.get("by_hand", True)),
    )


def _state(row: Mapping[str, Any]) -> State:
    return State(
        row["code"],
        tuple(row["next"]),
        tuple(row.get("back", ())),
        row.get("waiting_for", ""),
        row.get("request", FOLLOWS_NOTHING),
    )


@cache
def clock_rules() -> tuple[ClockRule, ...]:
    """Return the clocks of clocks.yaml. Raises ValueError where one runs from an unknown moment."""
    content = _read("clocks.yaml")
    rules = tuple(_clock_rule(row) for row in content["clocks"])
    for rule in rules:
        named = {*rule.runs_from, *filter(None, [rule.needs])}
        if unknown := named - set(content["moments"]):
            raise ValueError(f"clocks.yaml: {rule.code} names {sorted(unknown)}, no moments")
    return rules


def _clock_rule(row: Mapping[str, Any]) -> ClockRule:
    return ClockRule(
        code=row["code"],
        duration=timedelta(hours=row["hours"]),
        runs_from=tuple(row["runs_from"]),
        until=frozenset(row["until"]),
        source=row["source"],
        verified=bool(row["verified"]),
        owner=row["owner"],
        waits_for=row["waits_for"],
        needs=row.get("needs", ""),
        replaces=row.get("replaces", ""),
    )
