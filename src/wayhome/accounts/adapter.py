"""Sign-in rules: nobody registers alone, an agency's administrator lets people in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """No open sign-up; services with tokens cannot sign in."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002  allauth's signature
        """Return False: accounts are made by an agency's administrator."""
        return False

    def pre_login(self, request: Any, user: Any, **kwargs: Any) -> Any:
        """Refuse an agency's system; it comes with a token."""
        if user.is_service:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)


def client_address(request: HttpRequest) -> str | None:
    """Return the address that tries to sign in, behind WAYHOME_PROXIES trusted proxies."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:  # a request that came over no network
        return None
