"""Sizes of bars, worked out on the server: widths are SVG attributes, so no inline style."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

# Twenty bits are odds of a million to one: beyond that a longer bar would say nothing more.
FULL_BITS = 20.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where it starts, how wide it is (SVG units) and what kind it is."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a bar chart: label, count, its share of the longest (0-100), tone, address."""

    label: str
    value: float
    share: float
    tone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall: what it is, its bits, the sum after it and its bar."""

    label: str
    bits: float
    total: float
    bar: Bar


def bits_bar(bits: float, width: int = 120) -> Bar:
    """Return the bar of one piece of evidence: from the middle, right for, left against."""
    middle = width / 2
    length = round(min(abs(bits), FULL_BITS) / FULL_BITS * middle, 1)
    if bits >= 0:
        return Bar(middle, length, "for")
    return Bar(round(middle - length, 1), length, "against")


def signed(bits: float) -> str:
    """Write bits with their sign: +6.2, −1.8, 0."""
    rounded = round(bits, 1)
    if rounded == 0:
        return "0"
    return f"+{rounded:.1f}" if rounded > 0 else f"\N{MINUS SIGN}{-rounded:.1f}"


def waterfall(
    parts: Sequence[tuple[str, float]], width: int = 240, marks: Sequence[float] = ()
) -> list[Step]:
    """Return the steps of a waterfall: each bar begins where the one before it ended.

    ``marks`` are sums that must lie inside the picture as well (see `waterfall_marks`).
    """
    sums = _sums(parts)
    low, scale = _scale(sums, width, marks)
    steps = []
    for (label, bits), before, after in zip(parts, sums, sums[1:], strict=False):
        x = (min(before, after) - low) * scale
        bar = Bar(round(x, 1), round(abs(bits) * scale, 1), "for" if bits >= 0 else "against")
        steps.append(Step(label, bits, after, bar))
    return steps


def waterfall_marks(
    parts: Sequence[tuple[str, float]], marks: Sequence[float], width: int = 240
) -> list[float]:
    """Return where sums to be marked lie in the waterfall of the same parts and marks."""
    low, scale = _scale(_sums(parts), width, marks)
    return [round((mark - low) * scale, 1) for mark in marks]


def _sums(parts: Sequence[tuple[str, float]]) -> list[float]:
    return [0.0, *accumulate(bits for _label, bits in parts)]


def _scale(sums: Sequence[float], width: int, marks: Sequence[float]) -> tuple[float, float]:
    """Return the least sum of the picture, and how wide a bit is."""
    low, high = min(*sums, *marks, 0.0), max(*sums, *marks, 0.0)
    return low, width / (high - low) if high - low > 1e-6 else 0.0  # a millionth of a bit is none


def bars(rows: Iterable[Sequence[object]]) -> list[Row]:
    """Return chart rows from (label, value[, tone[, address]]) tuples."""
    given = [tuple(row) for row in rows]
    longest = max((float(str(row[1])) for row in given), default=0.0)
    return [
        Row(
            str(row[0]),
            row[1],  # type: ignore[arg-type]  # a number, as the docstring asks
            round(100 * float(str(row[1])) / longest, 1) if longest else 0.0,
            *(str(part) for part in row[2:4]),
        )
        for row in given
    ]
