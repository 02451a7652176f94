"""A text that remembers, character by character, where in the original it came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mapped:
    """`text` with, for each of its characters, the original span [starts[i], ends[i])."""

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def whole(cls, raw: str) -> Mapped:
        """Return raw itself, each character mapped to itself."""
        return cls(raw, list(range(len(raw))), list(range(1, len(raw) + 1)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of text[start:end]; an empty span stays empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends or [0])[-1]
            return at, at
        return self.starts[start], self.ends[end - 1]

    def translate(self, table: dict[int, str]) -> Mapped:
        """Replace characters one for one (every value must be one character long)."""
        return Mapped(self.text.translate(table), self.starts, self.ends)

    def sub(self, pattern: re.Pattern[str], put: str | Callable[[re.Match[str]], str]) -> Mapped:
        """Replace each match; what is put there maps to the whole match.

        A match with a group `keep` is reduced to that group, whose characters keep their own
        places.
        """
        if pattern.search(self.text) is None:
            return self
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            low, high = match.span()
            out.append(self.text[at:low])
            starts += self.starts[at:low]
            ends += self.ends[at:low]
            at = high
            if "keep" in pattern.groupindex and match["keep"] is not None:
                a, b = match.span("keep")
                out.append(self.text[a:b])
                starts += self.starts[a:b]
                ends += self.ends[a:b]
            elif low < high:
                new = put if isinstance(put, str) else put(match)
                out.append(new)
                starts += [self.starts[low]] * len(new)
                ends += [self.ends[high - 1]] * len(new)
        out.append(self.text[at:])
        return Mapped("".join(out), starts + self.starts[at:], ends + self.ends[at:])

    def cut(self, spans: list[tuple[int, int]]) -> Mapped:
        """Leave spans (in order, none overlapping) out, a line break in the place of each."""
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for low, high in spans:
            out += [self.text[at:low], "\n"]
            starts += [*self.starts[at:low], self.starts[low]]
            ends += [*self.ends[at:low], self.ends[high - 1]]
            at = high
        out.append(self.text[at:])
        return Mapped("".join(out), starts + self.starts[at:], ends + self.ends[at:])
