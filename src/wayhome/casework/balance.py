"""Whether a head count and its parts add up, and by how much not. Pure; corrects nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Balance:
    """The sum of the parts beside the total. ``difference`` is parts less total, in people.

    ``adds_up`` is None where no total or no part was stated, so that nothing can be compared.
    """

    total: int | None
    sum_of_parts: int | None
    adds_up: bool | None
    difference: int
    words: str


def balance(total: int | None, parts: Iterable[int]) -> Balance:
    """Hold the stated ``total`` against the stated ``parts`` (people, none negative)."""
    counted = list(parts)
    if total is None or not counted:
        known = sum(counted) if counted else None
        return Balance(total, known, None, 0, _words_without(total, known))
    difference = sum(counted) - total
    return Balance(total, sum(counted), difference == 0, difference, _words(total, sum(counted)))


def _words_without(total: int | None, counted: int | None) -> str:
    if counted is not None:
        return _("the parts make %(parts)d; no total was given") % {"parts": counted}
    if total is not None:
        return _("%(total)d in all; not broken down by nationality") % {"total": total}
    return _("no head count was given")


def _words(total: int, counted: int) -> str:
    if counted == total:
        return _("%(total)d in all, and the parts add up") % {"total": total}
    missing = abs(counted - total)
    numbers = {"parts": counted, "missing": missing, "total": total}
    if counted < total:
        return (
            ngettext(
                "the parts make %(parts)d; %(missing)d fewer than the total of %(total)d",
                "the parts make %(parts)d; %(missing)d fewer than the total of %(total)d",
                missing,
            )
            % numbers
        )
    return (
        ngettext(
            "the parts make %(parts)d; %(missing)d more than the total of %(total)d",
            "the parts make %(parts)d; %(missing)d more than the total of %(total)d",
            missing,
        )
        % numbers
    )
