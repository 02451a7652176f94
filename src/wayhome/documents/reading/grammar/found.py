"""What rules find, still in places of the reading copy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from wayhome.documents.reading.text.mapped import Mapped
from wayhome.documents.reading.text.sentences import Sentence


@dataclass
class Found:
    """A fact in the making: [start, end) in the reading copy and the schema's fields for it.

    `notes` holds what the later passes need and the output does not show.
    """

    type: str
    start: int
    end: int
    rule: str
    confidence: float
    values: dict[str, object] = field(default_factory=dict)
    notes: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A text made ready for reading."""

    raw: str
    mapped: Mapped
    sentences: list[Sentence]
    language: str | None
    published: date | None

    @property
    def text(self) -> str:
        """Return the reading copy."""
        return self.mapped.text

    def sentence_at(self, at: int) -> int:
        """Return the number of the sentence that holds the character at `at`."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle].start <= at:
                low = middle
            else:
                high = middle - 1
        return low
