"""Encounters, their people, and the people held against the head count."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from wayhome.accounts.models import User
from wayhome.casework.balance import Balance, balance
from wayhome.casework.models import Case, Encounter, FoundPerson


@dataclass(frozen=True, slots=True)
class Registered:
    """One nationality ('' not known): how many were stated and how many are registered.

    ``stated`` None: nothing was stated for this nationality.
    """

    nationality: str
    stated: int | None
    people: int

    @property
    def difference(self) -> int:
        """Registered less stated; 0 where nothing was stated."""
        return 0 if self.stated is None else self.people - self.stated


def encounters(user: User, *, country: str = "", nationality: str = "") -> QuerySet[Encounter]:
    """Return the encounters a user may see, newest first, with how many people are registered."""
    found = Encounter.objects.visible_to(user).select_related("agency")
    if country:
        found = found.filter(country=country)
    if nationality:
        found = found.filter(counts__nationality=nationality)
    people = FoundPerson.objects.filter(encounter=OuterRef("pk")).order_by().values("encounter")
    # A subquery: people are counted of the encounters shown, not of all.
    counted: QuerySet[Encounter] = found.prefetch_related("counts").annotate(
        registered_people=Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0)
    )
    return counted.order_by("-found_on", "-id")


def encounter_of(user: User, reference: str) -> Encounter:
    """Return one encounter. Raises Http404 where there is none that the user may see."""
    visible = Encounter.objects.visible_to(user).select_related("agency", "document")
    found: Encounter = get_object_or_404(visible.prefetch_related("counts"), reference=reference)
    return found


def stated_balance(encounter: Encounter) -> Balance:
    """Hold the head count of an encounter, read for a user, against its parts."""
    return balance(encounter.head_count, [count.people for count in encounter.counts.all()])


def registered(encounter: Encounter) -> list[Registered]:
    """Return, by nationality, how many of an encounter's people are registered beside how many
    were stated: numbers only, for whoever may see the encounter.
    """
    stated = {count.nationality: count.people for count in encounter.counts.all()}
    found = FoundPerson.objects.filter(encounter=encounter)
    people = Counter(found.values_list("record__nationality", flat=True))
    names = [*stated, *sorted(set(people) - set(stated))]
    return [Registered(name, stated.get(name), people[name]) for name in names]


def found_people(user: User, encounter: Encounter) -> QuerySet[Case]:
    """Return the cases of an encounter's people that the user may see, in their order."""
    visible = Case.objects.visible_to(user).filter(encounter=encounter)
    people: QuerySet[Case] = visible.select_related("record", "agency").order_by("id")
    return people
