"""Who calls: an agency's system with its token. A browser's session opens nothing here."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from wayhome.accounts.models import User
from wayhome.accounts.services import user_of_token


class AgencyToken(HttpBearer):
    """``Authorization: Bearer wayhome_…``"""

    openapi_name = "agency token"

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return the service user of a token in force and let visibility rest on it."""
        user = user_of_token(token)
        if user is not None:
            request.user = user
        return user
