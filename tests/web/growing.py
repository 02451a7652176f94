"""More of everything that lists of the small world show, and more about its own rows."""

import datetime as dt
from typing import Any

from django.utils import timezone
from tests import factories
from tests.web.world import World, details


def grow(world: World, times: int) -> None:
    """Add so many of each: to every list, and to what hangs on the rows that pages are about."""
    for _ in range(times):
        _requests_and_pairs(world)
        _groups_and_cases(world)
        _documents(world)
        _around_the_agency(world)


def _record(agency: Any) -> Any:
    """Return a found record that the search knows and the matching has done with."""
    return factories.as_matched(*factories.indexed(factories.record(agency, "found", **details())))[
        0
    ]


def _asked(agency: Any) -> Any:
    request = factories.request(agency, **details())
    factories.as_matched(*factories.indexed(request.record))
    return request


def _requests_and_pairs(world: World) -> None:
    from wayhome.casework.models import Request
    from wayhome.casework.services import change_request
    from wayhome.people.models import Pair, Record
    from wayhome.people.services import decide

    own = world.agencies["own"]
    worker, reviewer = factories.user(own), factories.user(own, "reviewer")
    request = _asked(own)
    found = [_record(own) for _ in range(4)]
    factories.pair(request.record, found[0])
    factories.pair(found[0], found[1])
    for verdict, record in (("unsure", found[1]), ("different", found[2])):
        decide(user=reviewer, pair=factories.pair(request.record, record), verdict=verdict)
    known = Pair.unguarded.get(reference=world.rows["pair"])
    decide(user=reviewer, pair=factories.pair(known.left, found[3]), verdict="different")
    also = _record(own)
    person = Record.unguarded.get(pk=known.left_id).person
    Record.unguarded.filter(pk=also.pk).update(person=person)
    asked = Request.unguarded.get(reference=world.rows["request"])
    note = f"made up {asked.version}"
    change_request(request=asked, expected=asked.version, actor=worker, note=note)


def _groups_and_cases(world: World) -> None:
    from wayhome.casework.models import Case, CaseRequest, Encounter
    from wayhome.casework.services import change_case, register_encounter

    own = world.agencies["own"]
    worker, officer = factories.user(own), factories.user(own, "field-officer")
    group = register_encounter(user=officer, facts=_facts())
    _found_in(group)
    _found_in(Encounter.unguarded.get(reference=world.rows["encounter"]))
    case = Case.unguarded.get(reference=world.rows["case"])
    note = f"made up {case.version}"
    change_case(case=case, expected=case.version, actor=worker, note=note)
    CaseRequest.objects.create(case=case, request=_asked(own), state_before="open")


def _facts() -> Any:
    from wayhome.casework.services import EncounterFacts

    yesterday = timezone.localdate() - dt.timedelta(days=1)
    counts = {"LK": 2, "NP": 1}
    return EncounterFacts(found_on=yesterday, place="Made up", country="TH", counts=counts)


def _found_in(encounter: Any) -> None:
    from wayhome.casework.models import FoundPerson
    from wayhome.casework.services.cases import Opening, open_cases

    record = _record(encounter.agency)
    FoundPerson.objects.create(encounter=encounter, record=record)
    open_cases([Opening(record=record, since=timezone.now(), encounter=encounter)], actor=None)


def _documents(world: World) -> None:
    from wayhome.documents.models import Document, Fact
    from wayhome.documents.services import add_document

    own = world.agencies["own"]
    number = Document.unguarded.count()
    text = f"MAE SOT: Police said on Monday that {number + 3} people were found."
    add_document(agency=own, sender=None, filename="made-up.txt", data=text.encode())
    known = Document.unguarded.get(reference=world.rows["document"])
    fact = known.facts.order_by("-number").first()
    Fact.unguarded.filter(pk=fact.pk).update(state="accepted", judged_by=factories.user(own))
    copied = {name: getattr(fact, name) for name in ("type", "start", "end", "rule", "content")}
    Fact.unguarded.create(document=known, number=fact.number + 1, confidence=1, **copied)


def _around_the_agency(world: World) -> None:
    from wayhome.accounts.services import add_token, notify
    from wayhome.sharing.services import export

    own = world.agencies["own"]
    administrator = factories.user(own, "agency-administrator")
    add_token(agency=own, name="made up", role="case-worker", actor=administrator)
    notify(agency=own, code="request-located", subject=world.rows["request"])
    export(user=administrator, kind="encounter", format_="json")
