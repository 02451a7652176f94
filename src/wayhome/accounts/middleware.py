"""What holds for every page: nothing of it stays in a shared cache, and its address is text."""

from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse


class PrivatePages:
    """Mark every answer 'no-store' and keep search engines and neighbours out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that keep a page private."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        return response


class AddressesOfText:
    """Refuse an address with a NUL in it: no text has one, and PostgreSQL breaks on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400, to a system in JSON."""
        if "\0" not in request.path + unquote(request.META.get("QUERY_STRING", "")):
            return self.get_response(request)
        words = "a NUL stands in this address; take it out"
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": words}, status=400)
        raise BadRequest(words)
