"""From a reference that somebody typed to the page it belongs to."""

from django.urls import reverse

from wayhome.accounts.models import User
from wayhome.casework.models import Case, Encounter, Request
from wayhome.vault.ids import read_reference

PAGES = {
    "R": (Request, "casework:request"),
    "E": (Encounter, "casework:encounter"),
    "C": (Case, "casework:case"),
}


def find_reference(user: User, reference: str) -> str | None:
    """Return the address of a request, encounter or case; None where there is none to be seen."""
    read = read_reference(reference)
    if read is None or read[0] not in PAGES:
        return None
    model, page = PAGES[read[0]]
    if not model.objects.visible_to(user).filter(reference=read).exists():
        return None
    return reverse(page, args=[read])
