"""The board: cases by state, the oldest wait first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from wayhome.accounts.models import User
from wayhome.casework import nrm
from wayhome.casework.models import Case, Request
from wayhome.casework.services.linking import found_moment

FIRST = 20
ON_THE_WAY = ("found", "screened", "identification", "services", "return")
# What a line of a list says of a case, on a page or to a system; nothing else is read for it.
_LINE = (
    *("reference", "version", "state", "state_since", "nationality"),
    *("waiting_for", "waiting_on", "waiting_since", "next_step"),
    *("opened_at", "closed_at", "closing_reason", "record__details"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A state with its cases: how many there are in all and the first of them."""

    state: str
    count: int
    cases: tuple[Case, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cases)


def cases(
    user: User, *, state: str = "", waiting_for: str = "", nationality: str = ""
) -> QuerySet[Case]:
    """Return the cases a user may see, those that wait longest first."""
    found = Case.objects.visible_to(user).select_related("record").only("record", *_LINE)
    wanted = {"state": state, "waiting_for": waiting_for, "nationality": nationality}
    filtered: QuerySet[Case] = found.filter(**{k: v for k, v in wanted.items() if v})
    return filtered.order_by("waiting_since", "id")


def board(user: User, *, waiting_for: str = "", nationality: str = "") -> list[Column]:
    """Return a column for every state on the way, and for home; closed cases are not on it."""
    found = cases(user, waiting_for=waiting_for, nationality=nationality)
    counts = dict(found.order_by().values_list("state").annotate(n=Count("pk")))
    columns = []
    for state in (*ON_THE_WAY, "home"):
        first = tuple(found.filter(state=state)[:FIRST]) if counts.get(state) else ()
        columns.append(Column(state, counts.get(state, 0), first))
    return columns


def case_of(user: User, reference: str) -> Case:
    """Return one case. Raises Http404 where there is none that the user may see."""
    visible = Case.objects.visible_to(user).select_related("record", "agency", "encounter")
    found: Case = get_object_or_404(visible, reference=reference)
    return found


def case_facts(case: Case) -> nrm.CaseFacts:
    """Return what the clocks need to know of a case that was read for a user."""
    pauses = [nrm.Pause(p.clock, p.began, p.reason, p.ended) for p in case.pauses.all()]
    return nrm.CaseFacts(case.state, _moments(case), tuple(pauses))


def _moments(case: Case) -> Mapping[str, datetime]:
    known = {
        "found": found_moment(case.encounter) if case.encounter else None,
        "protection": case.protected_at,
        "court-extension": case.extended_at,
        "shelter": case.sheltered_at,
        "presumed": case.presumed_at,
    }
    return {name: moment for name, moment in known.items() if moment is not None}


def answered_requests(user: User, case: Case) -> list[tuple[str, bool]]:
    """Return the references of the requests that a case answers, and whether the user sees each.

    The reference of another agency's request is shown, for it says nothing; its page is not.
    """
    references = case.answers.order_by("id").values_list("request__reference", flat=True)
    visible = Request.objects.visible_to(user).filter(reference__in=list(references))
    seen = set(visible.values_list("reference", flat=True))
    return [(reference, reference in seen) for reference in references]
