"""What was reached before, and whether anything fell below it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .figures import WAYHOME, Figure
from .places import BASELINE

WHOLE, QUICK = "whole", "quick"
Kept = dict[str, dict[str, Any]]


def kept(which: str) -> Kept:
    """The baseline's figures by key: of the whole run, or of the quick one that the tests make."""
    if not BASELINE.is_file():
        return {}
    found: Kept = json.loads(BASELINE.read_text(encoding="utf-8")).get(which, {})
    return found


def keep(which: str, figures: Iterable[Figure]) -> None:
    """Make these the baseline where it has figures of that name, and add those it has not."""
    whole: dict[str, Kept] = {}
    if BASELINE.is_file():
        whole = json.loads(BASELINE.read_text(encoding="utf-8"))
    ours = [figure for figure in figures if figure.system == WAYHOME and _is_held(figure)]
    entries = {figure.key: _entry(figure) for figure in ours}
    whole[which] = dict(sorted({**whole.get(which, {}), **entries}.items()))
    text = json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True)
    BASELINE.write_text(text + "\n", encoding="utf-8")


def _is_held(figure: Figure) -> bool:
    """Recall of links alone and how often 'unsure' is said may fall where F1 does not."""
    return figure.measure != "recall" and not figure.measure.startswith("'")


def _entry(figure: Figure) -> dict[str, Any]:
    half = figure.half_width
    if figure.part != "speed":  # a sample without a miss still bounds nothing closer than 3 / n
        half = max(half, 3 / max(figure.count, 1))
    entry: dict[str, Any] = {
        "value": float(f"{figure.value:.4g}"),
        "half_width": float(f"{half:.3g}"),
    }
    return entry | ({"lower_is_better": True} if figure.lower_is_better else {})


def slipped(figures: Iterable[Figure], before: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What is worse than the baseline by more than the baseline's half-width, in words."""
    lines = []
    for figure in figures:
        was = before.get(figure.key)
        if figure.system != WAYHOME or was is None:
            continue
        worse = was["value"] - figure.value
        if was.get("lower_is_better"):
            worse = -worse
        if worse > was["half_width"]:
            lines.append(
                f"{figure.key}: {figure.value:.4g}, before {was['value']:.4g} "
                f"(within {was['half_width']:.2g} it would pass)"
            )
    return lines
