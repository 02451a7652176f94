"""From what a document says to a form about a group: a proposal, never more than the text holds."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wayhome.documents.models import Document

WHOLE_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
GROUPS = ("encounter", "rescue", "raid", "arrest", "transfer_repatriation")
"""Kinds of incident in which people are met, the likeliest to be an encounter first."""
NOT_THE_GROUP = frozenset({"official", "suspect"})
TOLD = frozenset({"lure", "control", "route", "purpose"})
UNITS = 300
PLACE = 200
NOTE = 5000


@dataclass(frozen=True, slots=True)
class Filled:
    """First values of the form and of the head count, and the quotations they rest on."""

    initial: dict[str, Any]
    counts: list[dict[str, Any]]
    quotes: tuple[str, ...] = field(default=())


def from_document(document: Document, facts: Iterable[Mapping[str, Any]]) -> Filled:
    """Propose what the document's likeliest encounter says: date, place, units, counts.

    Where several incidents carry counts, the one with the most nationalities is taken. A count
    that is not exact, or is of officials or suspects, is left out; so is a date known in part.
    """
    facts = list(facts)
    incident = _likeliest(document.incidents, facts)
    mine = [fact for fact in facts if not incident or fact.get("incident") == incident["id"]]
    alone = len(document.incidents) <= 1  # then what belongs to no incident is about this one
    about = [*mine, *(fact for fact in facts if alone and not fact.get("incident"))]
    counts = _counts(mine)
    total = _total(mine, counts)
    initial = {
        "document": document.reference,
        "found_on": _whole(incident.get("date")) if incident else "",
        "place": ((incident or {}).get("place") or _place(about))[:PLACE],
        "country": (incident or {}).get("country") or "",
        "units": _units(incident, about)[:UNITS],
        "head_count": total,
        "note": _told(document, about)[:NOTE],
        "papers_carried": "not-asked",
        "search_found": "not-asked",
    }
    rows = [{"nationality": code, "people": n} for code, n in counts.most_common()]
    quotes = [fact["quote"] for fact in mine if fact["type"] == "count"]
    return Filled(initial, rows, tuple(dict.fromkeys(quotes)))


def _likeliest(
    incidents: Iterable[Mapping[str, Any]], facts: list[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    happened = [one for one in incidents if one.get("status", "happened") == "happened"]

    def worth(incident: Mapping[str, Any]) -> tuple[int, int]:
        mine = [fact for fact in facts if fact.get("incident") == incident["id"]]
        kind = GROUPS.index(incident["kind"]) if incident["kind"] in GROUPS else len(GROUPS)
        return (len(_counts(mine)), -kind)

    return max(happened, key=worth, default=None)


def _exact(fact: Mapping[str, Any]) -> bool:
    return (
        fact["type"] == "count"
        and fact.get("n_min") is not None
        and fact.get("qualifier") in (None, "exact")
        and fact.get("role") not in NOT_THE_GROUP
    )


def _counts(facts: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """Return nationality to people; of two figures for one nationality the first in the text."""
    counts: Counter[str] = Counter()
    for fact in facts:
        if _exact(fact) and fact.get("nationality") and not fact.get("sex"):
            counts.setdefault(fact["nationality"], fact["n_min"])
    return counts


def _total(facts: Iterable[Mapping[str, Any]], counts: Counter[str]) -> int | None:
    """Return the stated total: a count without nationality or sex, one that fits if any does."""
    totals = [
        fact["n_min"]
        for fact in facts
        if _exact(fact) and not fact.get("nationality") and not fact.get("sex")
    ]
    made = sum(counts.values())
    if made in totals:
        return made
    return next((n for n in totals if n >= made), None)


def _whole(date: str | None) -> str:
    return date if date and WHOLE_DATE.match(date) else ""


def _place(facts: Iterable[Mapping[str, Any]]) -> str:
    return next((f["name"] for f in facts if f["type"] == "place" and f.get("name")), "")


def _units(incident: Mapping[str, Any] | None, facts: Iterable[Mapping[str, Any]]) -> str:
    actors = (incident or {}).get("actors") or []
    named = [
        fact["name"]
        for fact in facts
        if fact["type"] == "organisation" and fact.get("organisation_kind") == "agency"
    ]
    return "; ".join(dict.fromkeys([*actors, *filter(None, named)]))


def _told(document: Document, facts: Iterable[Mapping[str, Any]]) -> str:
    """Return what the document tells of how people were lured, held and moved, and that it does.

    Its words are the writer's: they are no statement of the people who were found.
    """
    told = [fact["quote"] for fact in facts if fact["type"] in TOLD]
    longest = [
        quote for quote in dict.fromkeys(told) if not any(quote in q and quote != q for q in told)
    ]
    if not longest:
        return ""
    source = _("Document %(reference)s says:") % {"reference": document.reference}
    return "\n".join([source, *(f"“{quote}”" for quote in longest)])
