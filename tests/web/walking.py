"""Calling every address as one persona, and keeping what the answer was, showed and logged."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.test import Client
from tests.web import calls
from tests.web.world import CANARIES, World, routes

API = "/api/"


@dataclass
class Visit:
    """One call, on one or several rows: the first answer, and all that was shown and logged."""

    status: int
    shown: set[str] = field(default_factory=set)
    titled: set[str] = field(default_factory=set)
    headed: set[str] = field(default_factory=set)
    logged: list[str] = field(default_factory=list)


def token_of(user: Any) -> dict[str, str]:
    """Return the header of a new token for the user's agency and role."""
    from wayhome.accounts.services import add_token

    secret = add_token(agency=user.agency, name="made up", role=user.role, actor=None)
    return {"authorization": f"Bearer {secret}"}


def walk(known: World, persona: str) -> dict[str, Visit]:
    """Call everything as a persona: pages by session, operations by token."""
    client, headers, user = Client(raise_request_exception=False), {}, known.user(persona)
    if user is not None:
        client.force_login(user)
        headers = token_of(user) if user.agency else {}
    pages = visits(client, known, lambda route: not route.startswith(API))
    bare = Client(raise_request_exception=False)
    return {**pages, **visits(bare, known, lambda route: route.startswith(API), **headers)}


def visits(
    client: Client, known: World, wanted: Callable[[str], bool], **headers: str
) -> dict[str, Visit]:
    """Make every call to a wanted route; what it changed is undone at once."""
    session = client.cookies.copy()
    seen: dict[str, Visit] = {}
    for route, methods in routes():
        for method in methods if wanted(route) else ():
            for world in _variants(known, route):
                client.cookies = session.copy()
                visit = _visit(client, method, route, world, headers)
                first = seen.setdefault(f"{method} {route}", visit)
                first.shown |= visit.shown
                first.titled |= visit.titled
                first.headed |= visit.headed
    return seen


def _variants(known: World, route: str) -> Iterator[World]:
    """Give the world, and where an address has a second kind of page the world for that one too."""
    yield known
    for start, word, other in (
        ("/submissions/<", "submission", "waiting submission"),
        ("/people/review/<", "pair", "decided pair"),
    ):
        if route.startswith(start):
            yield replace(known, rows={**known.rows, word: known.rows[other]})


def _visit(client: Client, method: str, route: str, world: World, headers: dict[str, str]) -> Visit:
    from wayhome.audit.models import Entry, Head

    with transaction.atomic():
        before = Head.objects.get().number
        answer = calls.call(client, method, route, world, **headers)
        entries = Entry.objects.filter(number__gt=before).order_by("number")
        logged = list(entries.values_list("action", flat=True))
        transaction.set_rollback(True)
    text = _text(answer)
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    return Visit(
        answer.status_code,
        canaries_in(text),
        canaries_in(title[1] if title else ""),
        canaries_in(str(answer.headers)),
        logged,
    )


def _text(answer: Any) -> str:
    """Return what an answer says; JSON without its escapes."""
    content = answer.content.decode(errors="replace")
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        return json.dumps(json.loads(content or "null"), ensure_ascii=False)
    return content


def canaries_in(text: str) -> set[str]:
    """Return the fields whose word stands in a text."""
    return {name for name, word in CANARIES.items() if word in text}
