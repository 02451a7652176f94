"""What every page is given: the rooms in the bar and the few addresses the base page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from wayhome.web.navigation import Link, address, links, open_to, waiting

# Where "Leave" goes: a page anybody might have open; settings.WAYHOME_EXIT_ADDRESS changes it.
EXIT_ADDRESS = "https://www.wikipedia.org/"
DENSITY_COOKIE = "wayhome-density"


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the template context of the base page; works for requests that never met a user."""
    user = getattr(request, "user", None)
    rooms: list[Link] = links(user, request.path)
    return {
        "rooms": rooms,
        "compact": request.COOKIES.get(DENSITY_COOKIE) == "compact",
        "notices_waiting": waiting("accounts:notices", user) if rooms else None,
        "made_up": bool(getattr(settings, "WAYHOME_DEMO", False)),
        "exit_address": getattr(settings, "WAYHOME_EXIT_ADDRESS", EXIT_ADDRESS),
        "addresses": {
            "home": address("picture:overview") or "/",
            "search": open_to("picture:search", user),
            "notices": open_to("accounts:notices", user),
            "language": address("set_language"),
            "sign_in": address("account_login"),
            "sign_out": address("account_logout"),
            "password": address("account_change_password"),
            "second_factor": address("mfa_index"),
            "density": address("web:density"),
            "look": address("web:look"),
        },
    }
