"""A valid, minimal call to every address: what stands in for its parts, and what it is sent."""

import json
import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.web.world import World, as_csv

# The word of the world that stands where an address says <reference>, by how the address begins.
_SUBJECT = {
    "/submissions/": "submission",
    "/documents/": "document",
    "/people/review/": "pair",
    "/people/decisions/": "decision",
    "/people/": "person",
    "/requests/": "request",
    "/encounters/from/": "document",
    "/encounters/": "encounter",
    "/cases/": "case",
    "/pairs/": "pair",
    "/decisions/": "decision",
    "/persons/": "person",
}
# Withdrawing is for lists that wait; a preview is another page than a result.
_WAITING = ("/submissions/<str:reference>/withdraw/",)
_PARTS = {"number": {"/facts/": "fact", "/tokens/": "token"}, "username": {"/": "somebody"}}


def address(route: str, world: World) -> str:
    """Return the address of a route about the world's own row."""

    def part(found: re.Match[str]) -> str:
        name = found[1]
        if name == "reference":
            return world.rows[_subject(route)]
        return next(world.rows[w] for mark, w in _PARTS[name].items() if mark in route)

    return re.sub(r"<(?:\w+:)?(\w+)>", part, route)


def _subject(route: str) -> str:
    if route in _WAITING:
        return "waiting submission"
    bare = route.removeprefix("/api/v1")
    return next(word for start, word in _SUBJECT.items() if bare.startswith(start))


def _people_list() -> SimpleUploadedFile:
    rows = as_csv({"full_name": "Nimal Made Up", "nationality": "LK"})
    return SimpleUploadedFile("made-up.csv", rows)


def _letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("made-up.txt", b"MAE SOT: Made up. 12 people were found.\n")


GROUP = {
    "found_on": "2026-02-12",
    "place": "Made-up trade point",
    "country": "TH",
    "head_count": "39",
    "papers_carried": "no",
    "search_found": "not-asked",
    "version": "1",
    "count-TOTAL_FORMS": "1",
    "count-INITIAL_FORMS": "0",
    "count-0-nationality": "LK",
    "count-0-people": "39",
}
_PEOPLE = {
    "person-TOTAL_FORMS": "1",
    "person-INITIAL_FORMS": "0",
    "person-0-full_name": "Nimal Made Up",
}
Sent = Callable[[World], dict[str, Any]]
# What a call that changes something is sent with, where it needs anything.
FORMS: dict[str, Sent] = {
    "POST /language/": lambda w: {"language": "th", "next": "/"},
    "POST /density/": lambda w: {"density": "compact", "next": "/"},
    "POST /account/agency/people/": lambda w: {
        "username": "made-up-y",
        "role": "case-worker",
        "password": "made-up-river-2026",
    },
    "POST /account/agency/people/<str:username>/": lambda w: {"role": "reviewer", "active": "on"},
    "POST /account/agency/tokens/": lambda w: {"name": "made up", "role": "case-worker"},
    "POST /submissions/new/": lambda w: {
        "kind": "requests",
        "series": "third",
        "file": _people_list(),
    },
    "POST /documents/new/": lambda w: {"file": _letter()},
    "POST /documents/<str:reference>/facts/<int:number>/": lambda w: {"verdict": "accepted"},
    "POST /people/review/<str:reference>/answer/": lambda w: {"verdict": "unsure", "seen": ""},
    "POST /requests/new/": lambda w: {"full_name": "Nimal Made Up"},
    "POST /requests/<str:reference>/": lambda w: {
        "version": _version("request", w),
        "state": _state("request", w),
        "note": "made up",
    },
    "POST /encounters/new/": lambda w: GROUP,
    "POST /encounters/<str:reference>/edit/": lambda w: GROUP,
    "POST /encounters/<str:reference>/people/": lambda w: _PEOPLE,
    "POST /cases/<str:reference>/": lambda w: {
        "version": _version("case", w),
        "state": "screened",
        "waiting_for": "nothing",
    },
    "POST /cases/<str:reference>/clocks/": lambda w: {
        "version": _version("case", w),
        "sheltered_at": f"{timezone.localtime():%Y-%m-%dT00:00}",
    },
    "POST /cases/<str:reference>/pause/": lambda w: {
        "clock": "th.pre_identification_stay",
        "reason": "made up",
    },
    "POST /exports/take/": lambda w: {"kind": "requests", "format": "csv"},
    "POST /search/": lambda w: {"q": "Zorvelin"},
    "POST /api/v1/submissions": lambda w: {"kind": "requests", "file": _people_list()},
    "POST /api/v1/documents": lambda w: {"file": _letter()},
}
BODIES: dict[str, Sent] = {
    "POST /api/v1/requests": lambda w: {"full_name": "Nimal Made Up"},
    "POST /api/v1/encounters": lambda w: {
        "found_on": "2026-02-12",
        "place": "Made-up trade point",
        "country": "TH",
    },
    "PATCH /api/v1/cases/<reference>": lambda w: {
        "version": int(_version("case", w)),
        "next_step": "made up",
    },
    "POST /api/v1/search": lambda w: {"words": "Zorvelin"},
    "POST /api/v1/decisions": lambda w: {"pair": w.rows["pair"], "verdict": "unsure"},
}


def _row(word: str, world: World) -> Any:
    from wayhome.casework import models

    model = {"request": models.Request, "case": models.Case}[word]
    return model.unguarded.get(reference=world.rows[word])


def _version(word: str, world: World) -> str:
    return str(_row(word, world).version)


def _state(word: str, world: World) -> str:
    return str(_row(word, world).state)


def call(client: Client, method: str, route: str, world: World, **headers: Any) -> Any:
    """Make the call; ``client`` is signed in as whoever calls."""
    where, name = address(route, world), f"{method} {route}"
    if method == "GET":
        return client.get(where, headers=headers)
    if name in BODIES:
        body = json.dumps(BODIES[name](world))
        content = "application/json"
        return client.generic(method, where, body, content_type=content, headers=headers)
    return client.post(where, FORMS.get(name, lambda w: {})(world), headers=headers)
