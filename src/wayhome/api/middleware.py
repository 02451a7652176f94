"""Calls that may be sent again: the same Idempotency-Key gets the same answer and no second change.

The answer is stored in the transaction of the change: either both are there or neither.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from wayhome.accounts.models import User
from wayhome.accounts.services import user_of_token
from wayhome.api import actions
from wayhome.api.models import IdempotentCall
from wayhome.audit import services as audit
from wayhome.vault.blind import keyed_digest
from wayhome.vault.ids import read_reference

PREFIX = "/api/"
HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
_CHANGING = ("POST", "PATCH", "PUT", "DELETE")
# Asks in a body and changes nothing: asked again it is answered, and logged, again.
_ASKING = ("/api/v1/search",)
_KEY_LENGTH = 200


class Idempotency:
    """Answers a repeated call from memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember the first answer to a key; give it again to the same call."""
        key = request.headers.get(HEADER)
        if key is None or not _changes(request):
            return self.get_response(request)
        user = _caller(request)
        if user is None:
            return self.get_response(request)  # which refuses it
        if not key or len(key) > _KEY_LENGTH:
            return _refusal(422, f"{HEADER}: give 1 to {_KEY_LENGTH} characters")
        return self._once(request, user, key)

    def _once(self, request: HttpRequest, user: User, key: str) -> HttpResponse:
        call = _call(request)
        try:
            with transaction.atomic():
                known = IdempotentCall.objects.filter(user=user, key=key).first()
                if known is not None:
                    return _again(known, user, call)
                memory = IdempotentCall.objects.create(
                    user=user,
                    agency=user.agency,
                    role=user.role,
                    key=key,
                    call=call,
                    status=0,
                    answer="",
                )
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
                    return response
                memory.status = response.status_code
                memory.answer = response.content.decode()
                memory.save(update_fields=["status", "answer"])
                return response
        except IntegrityError:  # the same call, a moment earlier, on another worker
            known = IdempotentCall.objects.filter(user=user, key=key).first()
            if known is None:
                raise
            return _again(known, user, call)


def _changes(request: HttpRequest) -> bool:
    if request.path in _ASKING or not request.path.startswith(PREFIX):
        return False
    return request.method in _CHANGING


def _caller(request: HttpRequest) -> User | None:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return user_of_token(token.strip()) if scheme.lower() == "bearer" else None


def _call(request: HttpRequest) -> str:
    """Return a keyed digest of method, address and what was sent, which may name a person."""
    return keyed_digest("call", _pieces(request))


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    yield f"{request.method} {request.get_full_path()}\n".encode()
    if request.content_type != "multipart/form-data":
        yield request.body
        return
    # Not the body: each sending draws another boundary, and a list may be too large to hold.
    for name, values in sorted(request.POST.lists()):
        yield repr((name, values)).encode()
    for name, file in _files(request):
        yield repr((name, file.name, file.size)).encode()
        yield from file.chunks()
        file.seek(0)


def _files(request: HttpRequest) -> list[tuple[str, Any]]:
    listed = sorted(request.FILES.lists())
    return [(name, file) for name, files in listed for file in files]


def _again(known: IdempotentCall, user: User, call: str) -> HttpResponse:
    """Give the stored answer, to whom it was given: same role, same agency. It is logged."""
    if known.call != call:
        return _refusal(
            422, f"{HEADER}: this key was used for another call; use a new key for a new call"
        )
    if (known.agency_id, known.role) != (user.agency_id, user.role):
        return _refusal(
            409,
            f"{HEADER}: the role or the agency of this token has changed since this key was used; "
            "send the call with a new key",
        )
    if known.answer:
        _log_replay(known, user)
    response = HttpResponse(
        known.answer or "", status=known.status, content_type="application/json; charset=utf-8"
    )
    response.headers[REPLAYED] = "true"
    return response


def _log_replay(known: IdempotentCall, user: User) -> None:
    """Log that a stored answer, which may describe a person, was shown again."""
    with transaction.atomic():
        audit.record(
            action=actions.ANSWER_REPLAYED,
            actor=user,
            subject_kind="answer",
            subject=_reference(known.answer),
            details={"status": known.status},
        )


def _reference(answer: str) -> str:
    """Return the reference of what an answer shows; empty where it names none."""
    try:
        said = json.loads(answer)
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    shown = said["saved"] if isinstance(said.get("saved"), dict) else said
    return read_reference(str(shown.get("reference", ""))) or ""


def _refusal(status: int, words: str) -> HttpResponse:
    return JsonResponse({"detail": words}, status=status)
