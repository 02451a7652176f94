"""Pages of the room."""

from wayhome.people.views.persons import people, person
from wayhome.people.views.review import answer, pair, review, review_next, skip, undo
from wayhome.people.views.weights import weights

__all__ = [
    "answer",
    "pair",
    "people",
    "person",
    "review",
    "review_next",
    "skip",
    "undo",
    "weights",
]
