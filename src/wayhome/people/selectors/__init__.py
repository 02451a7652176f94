"""Reads of the room, each for a user: what waits for review, who a person is, who is found."""

from wayhome.people.selectors.background import found_records, persons_now
from wayhome.people.selectors.pairs import (
    decided,
    decided_count,
    decision_by_reference,
    decisions_about,
    next_pair,
    pair_by_reference,
    pairs_count,
    queue,
    waiting_count,
    word_about,
)
from wayhome.people.selectors.persons import (
    latest_people,
    match_elsewhere,
    matches_elsewhere,
    person_by_reference,
    records_of,
    records_of_persons,
)
from wayhome.people.selectors.search import Found, search_records
from wayhome.people.selectors.weights import (
    in_force,
    newest_calibration,
    weights_of,
    words_in_force,
)

__all__ = [
    "Found",
    "decided",
    "decided_count",
    "decision_by_reference",
    "decisions_about",
    "found_records",
    "in_force",
    "latest_people",
    "match_elsewhere",
    "matches_elsewhere",
    "newest_calibration",
    "next_pair",
    "pair_by_reference",
    "pairs_count",
    "person_by_reference",
    "persons_now",
    "queue",
    "records_of",
    "records_of_persons",
    "search_records",
    "waiting_count",
    "weights_of",
    "word_about",
    "words_in_force",
]
