"""The page that says how much each kind of evidence weighs, and what reviewers' answers taught."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.roles import Role
from wayhome.people import selectors
from wayhome.people.models import Calibration
from wayhome.people.services.calibration import ENOUGH

KINDS = {
    "name": gettext_lazy("Names"),
    "birth": gettext_lazy("Birth date and age"),
    "document": gettext_lazy("Documents"),
    "contact": gettext_lazy("Phone, e-mail and accounts"),
    "family": gettext_lazy("The family's contact"),
    "person": gettext_lazy("Sex and nationality, where both agree"),
    "place": gettext_lazy("Places"),
    "occupation": gettext_lazy("Occupation"),
}


@require_GET
@roles(Role.REVIEWER, Role.ANALYST, Role.AUDITOR, Role.PLATFORM_OPERATOR)
def weights(request: HttpRequest) -> HttpResponse:
    """Show whether learnt weights are in force, how well they foretell, and what they weigh."""
    newest = selectors.newest_calibration()
    same, different = selectors.words_in_force(signed_in(request))
    context = {
        "newest": newest,
        "used": selectors.in_force(newest),
        "enough": ENOUGH,
        "same": same,
        "different": different,
        "bars": _bars(newest),
        **(_figures(newest) if newest else {}),
    }
    return render(request, "people/weights.html", context)


def _bars(newest: Calibration | None) -> list[tuple[object, ...]]:
    """Return how many times the shipped weight each kind of evidence has now."""
    learnt = newest.slopes if newest and selectors.in_force(newest) else {}
    return [(words, f"{learnt.get(kind, 1.0):.2f}") for kind, words in KINDS.items()]


def _figures(newest: Calibration) -> dict[str, Any]:
    gain = 1 - newest.loss / newest.loss_before if newest.loss_before else 0.0
    return {
        "different_learnt": newest.labels - newest.same,
        "better": _percent(gain) if gain > 0 else "",
        "error": _percent(newest.error),
        "shift": newest.shift,
    }


def _percent(share: float) -> str:
    return _("%(n)s %%") % {"n": round(100 * share, 1)}
