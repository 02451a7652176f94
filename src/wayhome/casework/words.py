"""Words for people: what events, clocks and answers are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wayhome import vocabulary

Label = str | Promise

PAPERS: list[tuple[str, Label]] = [
    ("not-asked", _("nobody asked")),
    ("yes", _("yes, all")),
    ("some", _("some of them")),
    ("no", _("no, none")),
]
SEARCH: list[tuple[str, Label]] = [
    ("not-asked", _("nobody searched or asked")),
    ("yes", _("yes")),
    ("no", _("no")),
]
EVENTS: Mapping[str, Label] = {
    "opened": _("Case opened when the person was registered"),
    "opened-by-decision": _("Case opened by a decision on who is who"),
    "imported": _("Case taken over from a list"),
    "reopened": _("Case opened again: the decision was made anew"),
    "closed": _("Case closed: the decision that opened it was undone"),
    "state": _("State"),
    "waiting": _("Waits for"),
    "note": _("Note"),
    "moments": _("Dates for the clocks were entered"),
    "clock-paused": _("Clock paused"),
    "clock-resumed": _("Clock runs again"),
    "answers-request": _("Answers a request"),
    "answer-withdrawn": _("No longer answers a request: the decision was undone"),
    "changed": _("Changed by a newer version of the list"),
    "gone-from-list": _("No longer on the list; still looked for"),
    "back-on-list": _("On the list again"),
    "match": _("Matched with somebody who was found"),
    "match-undone": _("The match was undone; looked for as before"),
    "case": _("Follows its case"),
}
CLOCKS: Mapping[str, Label] = {
    "th.temporary_protection": _("Temporary protection"),
    "th.temporary_protection.extension": _("Temporary protection, extended by court"),
    "th.pre_identification_stay": _("Stay before identification"),
    "th.reflection_period": _("Reflection period"),
}
MOMENTS: Mapping[str, Label] = {
    "found": _("when the group was found"),
    "protection": _("when the person was taken into protection"),
    "court-extension": _("when a court extended it"),
    "shelter": _("when the person came to the temporary shelter"),
    "presumed": _("when the person was presumed or identified as a victim"),
    "services": _("when services began"),
}
PARTIES: Mapping[str, Label] = {
    "competent official": _("competent official"),
    "multidisciplinary team": _("multidisciplinary team"),
    "case worker": _("case worker"),
    "the person's own decision": _("the person's own decision"),
}


def coded(name: str, *, only: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return (code, label) pairs of a code list in the active language, or some of them."""
    pairs = vocabulary.choices(name, get_language() or "en")
    return [pair for pair in pairs if pair[0] in only] if only else pairs


def label(name: str, code: str) -> str:
    """Return the label of a code in the active language; the code itself where it has none."""
    known = vocabulary.codes(name)
    return known.label(code, get_language() or "en") if code in known else code
