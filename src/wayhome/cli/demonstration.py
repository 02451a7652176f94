"""The demonstration: agencies and accounts, lists, encounters and documents of a made-up world.

Everything goes in by the doors that people use. Run again, it changes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.db.models import Count
from django.utils import timezone

from wayhome.accounts.models import Agency, User
from wayhome.accounts.roles import Role
from wayhome.accounts.services import add_agency, add_user
from wayhome.casework import services as casework
from wayhome.casework.models import Case, Encounter, Request
from wayhome.cli.progress import bar
from wayhome.documents.services import add_documents
from wayhome.intake.models import Submission
from wayhome.intake.services import confirm, import_submission, receive_file
from wayhome.people import selectors as people
from wayhome.people.models import Decision, Pair, Record
from wayhome.people.pending import run_pending, waiting
from wayhome.people.services import decide
from wayhome.simulate import model as made_up
from wayhome.simulate.demonstration import demo_world
from wayhome.simulate.world import World
from wayhome.simulate.writing import files

PASSWORD = "made-up-river-2026"  # noqa: S105  printed for everybody: the world is made up
CENTRE = ("centre", "Border Coordination Centre (made up)", "TH", "centre")
# How far its cases have come: states passed, what the last waits for, on whom, next step.
STEPS: Sequence[tuple[Sequence[str], str, str, str]] = (
    ((), "", "", ""),
    (("screened",), "interpreter", "Interpreters' pool (made up)", "interview in the own language"),
    (("screened", "identification"), "", "Provincial team (made up)", "team meets on Thursday"),
    (
        ("screened", "identification", "services"),
        "guarantee-letter",
        "Embassy (made up)",
        "call the consular desk",
    ),
    (
        ("screened", "identification", "services", "return"),
        "ticket",
        "Return fund (made up)",
        "book the flight",
    ),
    (("screened", "identification", "services", "return", "home"), "", "", "follow-up in a month"),
    ((), "", "", ""),
)
HOTLINE = {"code": "families", "name": "Families' Hotline (made up)"}
LATEST_ARTICLE = timedelta(days=6)  # articles come out up to so long after the event
LARGE_HANDOVER = 100  # smaller ones pass on people whom a patrol has registered
HANDOVER_DESK = "immigration-tak"
CLEAR = 0.995  # what the demonstration's reviewer says 'same' to
CONFIRMED = 60  # then the reviewer goes home, and the rest of the queue is yours
KINDS = {"embassy": "embassy", "ngo": "ngo", "patrol": "border", "immigration": "immigration"}
# (sign-in name, code of the agency, role, who it is)
ACCOUNTS = (
    ("reviewer", "centre", Role.REVIEWER, "reviews pairs at the coordination centre"),
    ("duty", "centre", Role.CASE_WORKER, "duty officer of the centre"),
    ("auditor", "centre", Role.AUDITOR, "reads the log"),
    ("embassy", "embassy-lk", Role.CASE_WORKER, "sends lists for an embassy"),
    ("embassy-admin", "embassy-lk", Role.AGENCY_ADMINISTRATOR, "lets people in at the embassy"),
    ("patrol", "patrol-moei", Role.FIELD_OFFICER, "registers groups found at the river"),
    ("caseworker", "patrol-moei", Role.CASE_WORKER, "sees found people through"),
    ("analyst", "centre", Role.ANALYST, "reads documents and patterns"),
    ("operator", "", Role.PLATFORM_OPERATOR, "runs the machine and sees no personal data"),
)


def holds_real_data() -> bool:
    """Tell whether anything in this node is not marked as made up."""
    return Submission.unguarded.filter(synthetic=False).exists()


def run() -> None:
    """Take the made-up world through the main job."""
    world = demo_world(last_day=_last_day())
    agencies = _agencies(world)
    users = _users(agencies)
    content = dict(files(world))
    with bar("Lists of missing people", len(world.lists), "lists") as progress:
        for each in sorted(world.lists, key=lambda one: (one.version, one.file)):
            _take_in(agencies[each.agency], "requests", each.file, content[each.file])
            _as_if_arrived(agencies[each.agency], each.as_of)
            progress(1)
    _families(agencies, content)
    with bar("Groups found", len(world.encounters), "groups") as progress:
        for group in world.encounters:
            _group(agencies[group.agency], group, content[group.file])
            progress(1)
        for handed in world.handovers:
            if handed.counted >= LARGE_HANDOVER:
                _handed_over(agencies[HANDOVER_DESK], handed, content[handed.file])
    with bar("Documents", len(world.documents), "documents") as progress:
        texts = [(one.file, content[one.file]) for one in world.documents]
        centre = agencies["centre"]
        add_documents(texts, agency=centre, sender=None, channel="cli", progress=progress)
    with bar("Who is who", waiting(), "records") as progress:
        run_pending(progress)
    _review(users["reviewer"])
    _see_through(users["caseworker"])


def summary() -> str:
    """Return what the main job did, in words and numbers, and who may sign in."""
    cases = Case.unguarded.exclude(state__in=("home", "closed"))
    requests = dict(Request.unguarded.values_list("state").annotate(Count("pk")))
    encounters = Encounter.unguarded.count()
    decisions = Decision.unguarded.filter(undone_at=None).count()
    figures = (
        ("requests in", Request.unguarded.count(), ""),
        ("people found", Record.unguarded.filter(side="found").count(), f"in {encounters} groups"),
        ("requests located", requests.get("located", 0), f"by {decisions} decisions"),
        ("waiting for review", Pair.unguarded.filter(verdict="undecided").count(), "pairs"),
        ("cases opened", Case.unguarded.count(), ""),
    )
    longest = [
        f"    {case.reference}  {case.waiting_for} · {case.waiting_on or 'nobody named'}"
        f"  since {case.waiting_since:%d %b %Y}"
        for case in cases.order_by("waiting_since")[:5]
    ]
    return "\n".join(
        [
            "",
            "What the main job did (everything here is made up)",
            *(f"  {words:<20} {count:>6}   {more}" for words, count, more in figures),
            "  longest waits",
            *longest,
            "",
            f"Sign in with one of these names and the password {PASSWORD}",
            *(f"  {name:<14} {words}" for name, _agency, _role, words in ACCOUNTS),
        ]
    )


def _agencies(world: World) -> dict[str, Agency]:
    wanted: dict[str, tuple[str, str, str]] = {CENTRE[0]: CENTRE[1:]}
    for listed in world.lists:
        country, code = listed.country, listed.agency
        wanted.setdefault(code, (listed.agency_name, country, _kind(code)))
    for each in (*world.parameters["patrols"], *world.parameters["immigration"], HOTLINE):
        wanted.setdefault(each["code"], (each["name"], "TH", _kind(each["code"])))
    known = {agency.code: agency for agency in Agency.objects.all()}
    for code, (name, country, kind) in wanted.items():
        if code not in known:
            known[code] = add_agency(name=name, country=country, kind=kind, code=code, actor=None)
    return known


def _kind(code: str) -> str:
    return KINDS.get(code.split("-")[0], "hotline")


def _users(agencies: Mapping[str, Agency]) -> dict[str, User]:
    known = {user.username: user for user in User.objects.select_related("agency")}
    for name, agency, role, _words in ACCOUNTS:
        if name not in known:
            known[name] = add_user(
                username=name,
                agency=agencies.get(agency),
                role=role,
                password=PASSWORD,
                actor=None,
            )
    return known


def _take_in(agency: Agency, kind: str, file: str, data: bytes, target: str = "") -> None:
    """Send a file as an agency does, and say yes to it."""
    name = file.rsplit("/", 1)[-1]
    if _arrived(agency, kind, data):
        return
    submission, _new = receive_file(
        agency=agency,
        sender=None,
        kind=kind,
        filename=name,
        data=data,
        series=target or "main",
        target=target,
        channel="cli",
    )
    confirm(submission=submission, user=None, columns=None, wake=False)
    import_submission(submission, actor=None)


def _arrived(agency: Agency, kind: str, data: bytes) -> bool:
    sent = Submission.unguarded.filter(agency=agency, kind=kind).only("sha256")
    return sha256(data).hexdigest() in {one.sha256 for one in sent}


def _last_day() -> date:
    """Return the day the world ends on: some days before this node's demonstration first ran."""
    first = Submission.unguarded.order_by("id").values_list("received_at", flat=True).first()
    return timezone.localdate(first or timezone.now()) - LATEST_ARTICLE


def _as_if_arrived(agency: Agency, day: date) -> None:
    """Date the requests that just came in as their made-up list is: some have waited long."""
    just_now = timezone.now() - timedelta(minutes=5)
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    fresh = Request.unguarded.filter(agency=agency, created_at__gte=just_now)
    fresh.update(created_at=noon, state_since=noon)


def _families(agencies: Mapping[str, Agency], content: Mapping[str, bytes]) -> None:
    data = content.get("requests/families.json")
    if data:
        _take_in(agencies["families"], "requests", "families.json", data)


def _group(agency: Agency, group: made_up.Encounter, people: bytes) -> None:
    """Register a group as its patrol does, then send its people."""
    if _arrived(agency, "encounter", people):
        return
    facts = casework.EncounterFacts(
        found_on=group.time.date(),
        found_at=group.time.time(),
        place=group.place,
        country=group.country,
        latitude=group.latitude,
        longitude=group.longitude,
        units="; ".join(group.units),
        head_count=group.total,
        counts=dict(group.head_count),
        papers_carried={"all": "yes", "none": "no"}.get(group.papers_carried, "some"),
        search_found="no" if group.search_found == "nothing" else "yes",
        said=group.statement,
    )
    officer = _officer(agency)
    encounter = casework.register_encounter(user=officer, facts=facts)
    _take_in(agency, "encounter", group.file, people, target=encounter.reference)


def _handed_over(agency: Agency, handed: made_up.Handover, people: bytes) -> None:
    """Register people who were handed over as a group that this desk met."""
    if _arrived(agency, "encounter", people):
        return
    facts = casework.EncounterFacts(
        found_on=handed.day,
        place=f"{handed.place}, {handed.province}",
        country="TH",
        units=handed.taken_by,
        head_count=handed.counted,
        counts=dict(handed.head_count),
        note=f"Handed over by: {handed.given_by}",
    )
    encounter = casework.register_encounter(user=_officer(agency), facts=facts)
    _take_in(agency, "encounter", handed.file, people, target=encounter.reference)


def _officer(agency: Agency) -> User:
    """Return a field officer of the agency, made up where the demonstration names none."""
    found = User.objects.filter(agency=agency, role=Role.FIELD_OFFICER).first()
    return found or add_user(
        username=f"{agency.code}-officer",
        agency=agency,
        role=Role.FIELD_OFFICER,
        password=PASSWORD,
        actor=None,
    )


def _see_through(worker: User) -> None:
    """Let the made-up case worker take some cases some steps of the way."""
    cases = Case.unguarded.filter(agency=worker.agency, version=1).order_by("id")
    if Case.unguarded.filter(agency=worker.agency, version__gt=1).exists():
        return
    with bar("Cases on their way", cases.count(), "cases") as progress:
        for place, case in enumerate(cases):
            states, waiting_for, waiting_on, step = STEPS[place % len(STEPS)]
            for state in states:
                last = state == states[-1]
                case = casework.change_case(
                    case=case,
                    expected=case.version,
                    actor=worker,
                    state=state,
                    waiting_for=waiting_for if last and waiting_for else None,
                    waiting_on=waiting_on if last else None,
                    next_step=step if last else None,
                )
            progress(1)


def _review(reviewer: User) -> None:
    """Let the made-up reviewer say 'same' to the clearest pairs; leave the rest of the queue."""
    if Decision.unguarded.exists():
        return
    with bar("A reviewer decides", CONFIRMED, "pairs") as progress:
        clear = people.queue(reviewer).filter(best=True, probability__gte=CLEAR)
        for pair in list(clear.order_by("-probability", "id")[:CONFIRMED]):
            decide(user=reviewer, pair=pair, verdict="same", why="made-up decision")
            progress(1)
