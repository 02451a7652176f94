"""The page's chart, drawn here: an SVG without script and without style sheet."""

from collections.abc import Sequence
from html import escape

from .figures import WAYHOME, Figure
from .page import PARTS, targets

_WIDTH, _LEFT, _RIGHT, _STEP, _TOP = 900, 330, 30, 22, 64
# Colours of the house: paper, ink, the one accent, and greys.
_PAPER, _INK, _FAINT, _RIVER, _EDGE = "#fbfaf7", "#1d2a2e", "#66716f", "#0f5c66", "#dcd8cd"
_MEASURES = ("recall@1", "F1")
# What a peer is drawn as, so that none is told from another by colour alone.
_SHAPES = {
    "anyascii": "circle",
    "uroman": "square",
    "ICU": "diamond",
    "logic-v2": "triangle",
    "Jaro-Winkler": "circle",
    "Splink": "square",
    "recordlinkage": "diamond",
}


def chart(figures: Sequence[Figure]) -> str:
    """Rows of sets; Wayhome's dot with its interval, the peers' marks, a tick for the goal."""
    rows = _rows(figures)
    height = _TOP + _STEP * (len(rows) + 1) + 20
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" font-family="system-ui, sans-serif" '
        'font-size="13">'
    )
    parts = [
        head,
        "<title>Wayhome and its peers, set by set</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="{_PAPER}"/>',
        *_legend(),
        *_axis(height),
    ]
    for place, row in enumerate(rows):
        parts += _drawn(row, _TOP + _STEP * (place + 1))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _rows(figures: Sequence[Figure]) -> list[str | list[Figure]]:
    """A part's title, then its sets."""
    rows: list[str | list[Figure]] = []
    for part, title in PARTS.items():
        inside = [f for f in figures if f.part == part and f.measure in _MEASURES]
        if inside:
            rows.append(title)
        sets = dict.fromkeys(figure.of for figure in inside)
        rows.extend([figure for figure in inside if figure.of == of] for of in sets)
    return rows


def _drawn(row: str | list[Figure], y: int) -> list[str]:
    if isinstance(row, str):
        return [f'<text x="12" y="{y + 4}" fill="{_INK}" font-weight="600">{escape(row)}</text>']
    ours = next((figure for figure in row if figure.system == WAYHOME), row[0])
    label = f"{ours.of}, {ours.measure}"
    parts = [
        f'<text x="24" y="{y + 4}" fill="{_INK}">{escape(label)}</text>',
        f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="{_EDGE}"/>',
    ]
    for figure in row:
        if figure.system != WAYHOME:
            title = f"{figure.system}: {figure.value:.3f}"
            parts.append(_mark(_shape(figure.system), _x(figure.value), y, title))
    wanted = _goal(ours)
    if wanted is not None:
        x = _x(wanted)
        parts.append(
            f'<line x1="{x}" x2="{x}" y1="{y - 8}" y2="{y + 8}" stroke="{_INK}" stroke-width="2">'
            f"<title>goal: {wanted}</title></line>"
        )
    parts.append(
        f'<line x1="{_x(ours.low)}" x2="{_x(ours.high)}" y1="{y}" y2="{y}" stroke="{_RIVER}" '
        'stroke-width="3"/>'
    )
    parts.append(
        f'<circle cx="{_x(ours.value)}" cy="{y}" r="5" fill="{_RIVER}">'
        f"<title>{WAYHOME}: {ours.value:.3f}</title></circle>"
    )
    return parts


def _goal(figure: Figure) -> float | None:
    for goal in targets():
        if (goal["part"], goal["of"], goal["measure"]) == (figure.part, figure.of, figure.measure):
            return float(goal["at_most"] if "at_most" in goal else goal["at_least"])
    return None


def _shape(system: str) -> str:
    return next((shape for name, shape in _SHAPES.items() if system.startswith(name)), "circle")


def _mark(shape: str, x: float, y: int, title: str) -> str:
    look = f'fill="{_PAPER}" stroke="{_FAINT}" stroke-width="1.5"'
    inside = f"<title>{escape(title)}</title>"
    if shape == "circle":
        return f'<circle cx="{x}" cy="{y}" r="4" {look}>{inside}</circle>'
    corners = {
        "square": ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        "diamond": ((0, -5), (5, 0), (0, 5), (-5, 0)),
        "triangle": ((0, -5), (5, 4), (-5, 4)),
    }[shape]
    points = " ".join(f"{round(x + dx, 1)},{y + dy}" for dx, dy in corners)
    return f'<polygon points="{points}" {look}>{inside}</polygon>'


def _legend() -> list[str]:
    parts = [
        f'<circle cx="20" cy="20" r="5" fill="{_RIVER}"/>',
        f'<text x="32" y="24" fill="{_INK}">Wayhome, 95 % interval</text>',
        f'<line x1="200" x2="200" y1="12" y2="28" stroke="{_INK}" stroke-width="2"/>',
        f'<text x="210" y="24" fill="{_INK}">goal</text>',
    ]
    words = {
        "circle": "anyascii + JW, or JW",
        "square": "uroman + JW, or Splink",
        "diamond": "ICU + JW, or recordlinkage",
        "triangle": "logic-v2",
    }
    x = 260
    for shape, text in words.items():
        parts.append(_mark(shape, x, 20, text))
        parts.append(f'<text x="{x + 10}" y="24" fill="{_INK}">{text}</text>')
        x += 24 + 7 * len(text)
    return parts


def _axis(height: int) -> list[str]:
    parts = []
    for tenth in range(0, 11, 2):
        x = _x(tenth / 10)
        parts.append(
            f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{height - 16}" stroke="{_EDGE}"/>'
            f'<text x="{x}" y="{_TOP - 6}" fill="{_FAINT}" text-anchor="middle">'
            f"{tenth / 10:.1f}</text>"
        )
    return parts


def _x(value: float) -> float:
    return round(_LEFT + min(max(value, 0.0), 1.0) * (_WIDTH - _LEFT - _RIGHT), 1)
