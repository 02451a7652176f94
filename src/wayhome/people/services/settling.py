"""Derives, from the words in force, which records are one person and what is left to ask."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from wayhome.people import words
from wayhome.people.models import Decision, Pair, Record, Verdict
from wayhome.people.words import Couple, Word

_SEALED = ("reasons", "left__details", "right__details")


class Clash(Exception):
    """A decision cannot stand beside others; ``decisions`` are the references of those."""

    def __init__(self, message: str, decisions: tuple[str, ...]) -> None:
        super().__init__(message)
        self.decisions = decisions


@dataclass(frozen=True, slots=True)
class Settled:
    """The persons that were touched, by id, as they are now."""

    persons: frozenset[int]


@dataclass(frozen=True, slots=True)
class Standing:
    """Words in force about some own persons, and the couples of persons who are held apart."""

    in_force: Mapping[Couple, Word]
    apart: frozenset[Couple]

    def verdict(self, left: Record, right: Record) -> str:
        """Return what is known of a pair of records."""
        word = self.in_force.get(frozenset((left.own_person_id, right.own_person_id)))
        if word is not None and word.verdict != words.UNSURE:
            return word.verdict
        persons = frozenset((left.person_id, right.person_id))
        settled = len(persons) == 1 or persons in self.apart
        if settled or not (left.current and right.current):
            return Verdict.IMPLIED
        return Verdict.UNDECIDED if word is None else Verdict.UNSURE


def settle(pair: Pair) -> Settled:
    """Derive persons and verdicts anew around a pair, after a decision about it came or went.

    Call it inside the transaction of the decision. Raises Clash.
    """
    owns = _owns_around(pair)
    in_force = words.newest(_words_about(owns))
    person_of = words.persons(owns.keys(), in_force)
    found = words.contradiction(person_of, in_force)
    if found:
        raise _clash(found)
    for own, person in person_of.items():
        if owns[own] != person:
            Record.unguarded.filter(own_person=own).update(person=person)
    persons = frozenset(person_of.values())
    _refresh_pairs(owns.keys())
    return Settled(persons)


def standing(persons: Collection[int]) -> Standing:
    """Return the words in force about these persons and those whom they are held apart from."""
    about = Decision.unguarded.filter(
        Q(left__person__in=persons) | Q(right__person__in=persons), undone_at=None
    )
    rows = list(
        about.values_list(
            "pk",
            "left__own_person",
            "right__own_person",
            "verdict",
            "left__person",
            "right__person",
        )
    )
    in_force = words.newest(Word(*row[:4]) for row in rows)
    person_of = {row[1]: row[4] for row in rows} | {row[2]: row[5] for row in rows}
    apart = frozenset(
        frozenset((person_of[word.left], person_of[word.right]))
        for word in in_force.values()
        if word.verdict == words.DIFFERENT
    )
    return Standing(in_force, apart)


def _owns_around(pair: Pair) -> dict[int, int]:
    """Return own person -> person for everybody who is one person with either side."""
    ids = (pair.left_id, pair.right_id)
    persons = Record.unguarded.filter(pk__in=ids).values_list("person_id", flat=True)
    members = Record.unguarded.filter(person__in=list(persons))
    return dict(members.values_list("own_person_id", "person_id"))


def _words_about(owns: Iterable[int]) -> list[Word]:
    listed = list(owns)
    inside = Decision.unguarded.filter(
        left__own_person__in=listed, right__own_person__in=listed, undone_at=None
    )
    rows = inside.values_list("pk", "left__own_person", "right__own_person", "verdict")
    return [Word(*row) for row in rows]


def _refresh_pairs(owns: Iterable[int]) -> None:
    listed = list(owns)
    touching = Pair.unguarded.filter(
        Q(left__own_person__in=listed) | Q(right__own_person__in=listed)
    )
    pairs = list(touching.select_related("left", "right").defer(*_SEALED))
    persons = {side.person_id for pair in pairs for side in (pair.left, pair.right)}
    known = standing(persons)
    changed: dict[str, list[int]] = {}
    for pair in pairs:
        verdict = known.verdict(pair.left, pair.right)
        if verdict != pair.verdict:
            changed.setdefault(verdict, []).append(pair.pk)
    for verdict, ids in changed.items():
        # best=None: a list's one-to-one choice is to be made again.
        Pair.unguarded.filter(pk__in=ids).update(verdict=verdict, best=None)


def _clash(found: words.Contradiction) -> Clash:
    numbers = [found.parted_by.decision, *(word.decision for word in found.joined_by)]
    by_number = Decision.unguarded.select_related(
        "left__own_person", "right__own_person", "decided_by"
    ).in_bulk(numbers)
    parted = by_number[found.parted_by.decision]
    joined = [by_number[word.decision] for word in found.joined_by]
    message = _(
        "This does not fit with what was decided before: %(left)s and %(right)s were decided "
        "different (%(parted)s), and %(joined)s would make them one person. Look at these again "
        "and undo the one that is wrong, or answer 'unsure' for now."
    ) % {
        "left": parted.left.own_person.reference,
        "right": parted.right.own_person.reference,
        "parted": parted.reference,
        "joined": ", ".join(decision.reference for decision in joined),
    }
    return Clash(message, tuple(d.reference for d in (parted, *joined)))
