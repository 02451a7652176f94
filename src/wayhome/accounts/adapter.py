"""Sign-in rules: nobody registers alone, an agency's administrator lets people in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


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
