"""The one search box: a reference, a document number, a phone, or a name in any script."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from wayhome.accounts.models import User
from wayhome.audit import services as audit
from wayhome.audit.actions import register
from wayhome.casework import selectors as casework
from wayhome.documents.models import Document
from wayhome.intake.models import Submission
from wayhome.people import selectors as people
from wayhome.people.models import Person
from wayhome.vault.ids import read_reference

MOST_LETTERS = 200
SEARCHED = register("search.made", "somebody searched for people")
# Prefix of a reference: model and page. Requests, encounters and cases are casework's own.
PAGES = {
    "P": (Person, "people:person"),
    "D": (Document, "documents:document"),
    "S": (Submission, "intake:submission"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Either the address of the one thing a reference names, or people that fit what was typed."""

    address: str | None
    found: Sequence[people.Found]


def search(user: User, words: str) -> Answer:
    """Look for what somebody typed, among what they may see; that they looked is logged.

    What was typed is not: it may be somebody's name.
    """
    words = words.strip()
    if not words:
        return Answer(None, ())
    address = _by_reference(user, words)
    if address is not None:
        return Answer(address, ())
    found = people.search_records(user, words)
    with transaction.atomic():
        audit.record(action=SEARCHED, actor=user, details={"found": len(found)})
    return Answer(None, found)


def _by_reference(user: User, words: str) -> str | None:
    reference = read_reference(words)
    if reference is None:
        return None
    if reference[0] not in PAGES:
        return casework.find_reference(user, reference)
    model, page = PAGES[reference[0]]
    if not model.objects.visible_to(user).filter(reference=reference).exists():
        return None
    return reverse(page, args=[reference])
