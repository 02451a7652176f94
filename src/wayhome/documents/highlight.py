"""A text cut into marked and plain pieces. Pure; shows a span once, the telling kinds first."""

from collections.abc import Iterable
from dataclasses import dataclass

# Where spans overlap, the earlier kind here is shown: counts, places and dates are read most.
PRIORITY = (
    "count",
    "date",
    "place",
    "site",
    "money",
    "person",
    "organisation",
    "route",
    "lure",
    "control",
    "purpose",
    "commitment",
)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end (code points, end exclusive) of a kind; number 0 links to nothing."""

    start: int
    end: int
    kind: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the span it belongs to, if any."""

    text: str
    span: Span | None = None


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Return the whole text in order; joining the pieces gives it back."""
    rank = {kind: place for place, kind in enumerate(PRIORITY)}
    chosen: list[Span] = []
    taken = bytearray(len(text))
    for span in sorted(spans, key=lambda s: (rank.get(s.kind, len(rank)), s.start, -s.end)):
        if 0 <= span.start < span.end <= len(text) and not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            chosen.append(span)
    cut: list[Piece] = []
    at = 0
    for span in sorted(chosen, key=lambda s: s.start):
        if at < span.start:
            cut.append(Piece(text[at : span.start]))
        cut.append(Piece(text[span.start : span.end], span))
        at = span.end
    if at < len(text):
        cut.append(Piece(text[at:]))
    return cut
