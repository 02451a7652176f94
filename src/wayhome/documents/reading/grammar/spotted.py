"""Places of a page with what each was taken for, and how fine it is."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.documents.reading.gazetteer import Candidate, candidates
from wayhome.documents.reading.grammar.found import Page
from wayhome.documents.reading.grammar.places import Mention

COARSE = {
    "state": 0,
    "area": 0,
    "region": 1,
    "province": 1,
    "macroregion": 1,
    "river": 1,
    "city": 2,
    "county": 2,
    "district": 2,
    "town": 2,
    "locality": 3,
    "bridge": 3,
    "crossing": 3,
    "subdistrict": 3,
    "village": 3,
    "site": 4,
    "neighbourhood": 3,
}


@dataclass(frozen=True)
class Spotted:
    """A place that was named, and what it was taken for."""

    start: int
    end: int
    name: str
    country: str | None
    candidate: Candidate | None

    @property
    def level(self) -> int:
        """Return how fine the place is: -1 a country, 4 a compound."""
        return COARSE.get(self.candidate.kind, 3) if self.candidate else -1


def spotted(page: Page, mentions: list[Mention], chosen: dict[int, Candidate]) -> list[Spotted]:
    """Return the places of a page with what they were taken for."""
    # A city that is a country's equal has a point like any other city.
    chosen = chosen | {
        number: candidates(page.text[one.start : one.end])[0]
        for number, one in enumerate(mentions)
        if one.country in ("HK", "MO", "SG") and candidates(page.text[one.start : one.end])
    }
    return [
        Spotted(
            one.start,
            one.end,
            page.text[one.start : one.end],
            one.country or (chosen[number].country if number in chosen else None),
            chosen.get(number),
        )
        for number, one in enumerate(mentions)
    ]
