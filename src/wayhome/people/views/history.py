"""Decisions as the history component shows them."""

from typing import Any

from django.utils.translation import gettext as _

from wayhome.people.models import Decision


def told(decision: Decision) -> dict[str, Any]:
    """Return a decision as the history component shows it."""
    about = _("%(left)s and %(right)s") % {
        "left": decision.left.own_person.reference,
        "right": decision.right.own_person.reference,
    }
    words = {"same": _("Same person"), "different": _("Different people"), "unsure": _("Unsure")}
    what = f"{words[decision.verdict]}: {about} ({decision.reference})"
    if decision.undone_at:
        what = _("%(what)s; taken back by %(who)s") % {"what": what, "who": decision.undone_by}
    tones = {"same": "good", "unsure": "wait"}
    return {
        "what": what,
        "when": decision.decided_at,
        "who": decision.decided_by,
        "why": decision.why,
        "tone": "" if decision.undone_at else tones.get(decision.verdict, ""),
    }
