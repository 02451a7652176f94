"""One small made-up world whose rows all belong to one agency, and who may come to its doors.

Every sensitive field holds a word that stands nowhere else, so that it is found where it leaks.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLResolver, get_resolver
from django.utils import timezone
from tests import factories

ROLES = ("agency-administrator", "case-worker", "field-officer", "reviewer", "analyst", "auditor")
PLACES = ("own", "other", "centre")
PERSONAS = (
    "nobody",
    *(f"{place} {role}" for place in PLACES for role in ROLES),
    "operator",
)
# What each field is known by, and the word that stands in it.
CANARIES = {
    "name": "Quaskabar",
    "native name": "กวัสกะบาร",
    "other name": "Zubblewick",
    "birth date": "1987-03-19",
    "document": "QX7741935",
    "phone": "0817734951",
    "e-mail": "quaskabar-mail",
    "account": "quaskabar-net",
    "address": "Wendleroad",
    "family": "Auntplum",
    "notes": "Scarletscar",
    "last place": "Glimmerhouse",
    "request note": "Noteplover",
    "request reason": "Whyheron",
    "next step": "Stepmartin",
    "case note": "Histcurlew",
    "pause reason": "Pauseibis",
    "decision reason": "Becausewren",
    "said": "Saidotter",
    "search note": "Sawmarten",
    "encounter note": "Remarkstoat",
    "document title": "Headlinefinch",
    "document text": "Bodytextlark",
    "document filename": "filedunnock",
    "list filename": "filegodwit",
}


@dataclass
class World:
    """The rows, by what they are, and the agencies around them."""

    agencies: dict[str, Any]
    rows: dict[str, str] = field(default_factory=dict)  # reference or number by word of the routes
    _users: dict[str, Any] = field(default_factory=dict)

    def user(self, persona: str) -> Any:
        """Return whom a persona signs in as; None for nobody."""
        if persona == "nobody":
            return None
        if persona not in self._users:
            place, _space, role = persona.partition(" ")
            agency, role = (
                (None, "platform-operator")
                if persona == "operator"
                else (self.agencies[place], role)
            )
            name = persona.replace(" ", "-")
            self._users[persona] = factories.user(agency, role, username=name)
        return self._users[persona]


def routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give every address of the resolver, with the methods that are tried on it."""
    operations, seen = _operations(), set()
    for route, _pattern in _patterns(get_resolver().url_patterns):
        if f"/{route}" not in seen:
            seen.add(f"/{route}")
            yield f"/{route}", operations.get(f"/{route}", ("GET", "POST"))


def _operations() -> dict[str, tuple[str, ...]]:
    """Return the methods of every operation of the API, by its address."""
    from wayhome.api.main import api

    paths = api.get_openapi_schema()["paths"]
    return {
        re.sub(r"\{(\w+)\}", r"<\1>", where): tuple(method.upper() for method in operations)
        for where, operations in paths.items()
    }


def _patterns(patterns: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for one in patterns:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns, route)
        else:
            yield route, one


def build() -> World:
    """Make the agencies and take one requested person, who was found, through the main job."""
    world = World(
        {
            "own": factories.agency("Own Agency", "ngo", "TH"),
            "other": factories.agency("Other Agency", "ngo", "TH"),
            "centre": factories.agency("Coordination Centre", "centre", "TH"),
        }
    )
    worker, reviewer = world.user("own case-worker"), world.user("own reviewer")
    _lists(world, worker)
    _group(world, world.user("own field-officer"))
    _pairs(world, reviewer)
    _case(world, worker)
    _document(world, worker)
    _access(world)
    return world


def details(**changed: str) -> dict[str, str]:
    """Return the columns of the person everybody asks for."""
    return {
        "full_name": f"Zorvelin {CANARIES['name']}",
        "native_name": CANARIES["native name"],
        "other_names": CANARIES["other name"],
        "birth_date": CANARIES["birth date"],
        "nationality": "LK",
        "document_number": CANARIES["document"],
        "phone": CANARIES["phone"],
        "email": f"{CANARIES['e-mail']}@example.org",
        "social_account": CANARIES["account"],
        "address": CANARIES["address"],
        "family_contact": CANARIES["family"],
        "notes": CANARIES["notes"],
        "last_known_place": CANARIES["last place"],
        **changed,
    }


def as_csv(*rows: dict[str, str]) -> bytes:
    """Write rows as a list."""
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return "\n".join(lines).encode()


def _lists(world: World, worker: Any) -> None:
    from wayhome.casework.models import Request
    from wayhome.casework.services import change_request
    from wayhome.intake.services import confirm, import_submission, receive_file

    filename = f"{CANARIES['list filename']}.csv"
    for series, taken_in in (("main", True), ("next", False)):
        sent, _new = receive_file(
            agency=worker.agency,
            sender=worker,
            kind="requests",
            filename=filename,
            data=as_csv({"id": "1", **details()}),
            series=series,
        )
        if taken_in:
            confirm(submission=sent, user=worker, columns=None, wake=False)
            import_submission(sent, actor=worker)
        world.rows["submission" if taken_in else "waiting submission"] = sent.reference
    request = Request.unguarded.get()
    change_request(
        request=request,
        expected=request.version,
        actor=worker,
        state="acknowledged",
        closing_reason="",
        note=CANARIES["request note"],
        why=CANARIES["request reason"],
    )
    world.rows["request"] = request.reference


def _group(world: World, officer: Any) -> None:
    from wayhome.casework.services import EncounterFacts, add_people, register_encounter

    facts = EncounterFacts(
        found_on=timezone.localdate() - dt.timedelta(days=1),
        place="Made-up river bank",
        country="TH",
        head_count=2,
        counts={"LK": 2},
        search_found="yes",
        said=CANARIES["said"],
        search_note=CANARIES["search note"],
        note=CANARIES["encounter note"],
    )
    encounter = register_encounter(user=officer, facts=facts)
    twin = details(full_name=f"Zorvelin A {CANARIES['name']}", birth_date="1987")
    add_people(encounter=encounter, user=officer, rows=[details(), twin])
    world.rows["encounter"] = encounter.reference


def _pairs(world: World, reviewer: Any) -> None:
    from wayhome.people import selectors
    from wayhome.people.pending import run_pending
    from wayhome.people.services import decide

    run_pending()
    first = selectors.next_pair(reviewer)
    decision = decide(
        user=reviewer, pair=first, verdict="same", why=CANARIES["decision reason"], seen=None
    )
    waiting = selectors.next_pair(reviewer)
    world.rows |= {
        "pair": waiting.reference,
        "decided pair": first.reference,
        "decision": decision.reference,
        "person": first.left.own_person.reference,
    }


def _case(world: World, worker: Any) -> None:
    from wayhome.casework.models import Case, CaseRequest
    from wayhome.casework.services import change_case, pause_clock

    case = Case.unguarded.get(pk=CaseRequest.objects.get().case_id)
    change_case(
        case=case,
        expected=case.version,
        actor=worker,
        state="screened",
        next_step=CANARIES["next step"],
        note=CANARIES["case note"],
    )
    case.refresh_from_db()
    pause_clock(
        case=case,
        clock="th.pre_identification_stay",
        reason=CANARIES["pause reason"],
        actor=worker,
    )
    world.rows["case"] = case.reference
    world.rows["case version"] = str(Case.unguarded.get(pk=case.pk).version)


def _document(world: World, worker: Any) -> None:
    from wayhome.documents.services import add_document

    text = (
        f"{CANARIES['document title']} at the border\n\nMAE SOT: Police said on Monday that 12 "
        f"people, seven from Kenya and five from Nepal, were found. {CANARIES['document text']}.\n"
    )
    document, _new = add_document(
        agency=worker.agency,
        sender=worker,
        filename=f"{CANARIES['document filename']}.txt",
        data=text.encode(),
    )
    world.rows["document"] = document.reference
    world.rows["fact"] = str(document.facts.order_by("number").values_list("number", flat=True)[0])


def _access(world: World) -> None:
    from wayhome.accounts.models import Token
    from wayhome.accounts.services import add_token

    administrator = world.user("own agency-administrator")
    add_token(agency=administrator.agency, name="made up", role="case-worker", actor=administrator)
    world.rows["token"] = str(Token.objects.get().pk)
    world.rows["somebody"] = factories.user(
        administrator.agency, "case-worker", "made-up-x"
    ).username
