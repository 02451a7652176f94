"""Doors: who is asking, and whether the role may come in at all."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wayhome.accounts.models import User

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, Rest], Answer]


def signed_in(request: HttpRequest) -> User:
    """Return the user. Raises PermissionDenied where nobody is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def roles(*allowed: str) -> Callable[[View[Rest, Answer]], View[Rest, Answer]]:
    """Let only these roles into a view; the others get 403."""

    def decorate(view: View[Rest, Answer]) -> View[Rest, Answer]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> Answer:
            if not signed_in(request).has_role(*allowed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.allowed_roles = frozenset(allowed)  # type: ignore[attr-defined]  # read by the route walk
        return cast("View[Rest, Answer]", guarded)

    return decorate
