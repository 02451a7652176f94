"""Exports: rows that a user may see, as a file, logged as a disclosure in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from wayhome.accounts.models import Agency, User
from wayhome.accounts.roles import Role
from wayhome.agreements.models import CASE_STAFF
from wayhome.audit import services as audit
from wayhome.audit.actions import register
from wayhome.casework import selectors as casework
from wayhome.intake.tables import CANONICAL_COLUMNS
from wayhome.sharing.formats import FORMATS, Column, write
from wayhome.sharing.models import Disclosure
from wayhome.vault.blind import keyed_digest
from wayhome.vocabulary import codes

EXPORTED = register("export.taken", "rows left as a file")
FOR_READING = frozenset({"csv", "xlsx"})  # tables are opened by people; json is read by systems
COUNTRIES = ("nationality", "country")
LEADING = ("reference", "state", "state_since", "agency")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Export:
    """A file that leaves, and the record of its leaving."""

    disclosure: Disclosure
    filename: str
    content: bytes


# What can be exported, and where its rows come from: always through what the user may see.
KINDS: Mapping[str, Callable[[User], Iterable[Row]]] = {
    "requests": casework.request_rows,
    "encounter": casework.encounter_rows,
    "cases": casework.case_rows,
}


def export(*, user: User, kind: str, format_: str) -> Export:
    """Write what ``user`` may see of a kind as csv, xlsx or json, and log that it left.

    Raises ValueError for a kind or format there is none of, PermissionError for a role that
    takes no personal data out.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind '{kind}'; there are: {', '.join(KINDS)}")
    if format_ not in FORMATS:
        raise ValueError(f"no format '{format_}'; there are: {', '.join(FORMATS)}")
    if user.agency is None or user.role not in CASE_STAFF:
        raise PermissionError("this role takes no personal data out")
    rows = list(KINDS[kind](user))
    if format_ in FOR_READING:
        rows = [_by_name(row) for row in rows]
    now = timezone.localtime()
    meta = {
        "Taken by": user.agency.name,
        "Taken at": now.isoformat(timespec="seconds"),
        "Handling": "TLP:AMBER",
        "Rows": str(len(rows)),
    }
    content = write(format_, rows, _columns(rows), meta)
    disclosure = _log(user, user.agency, kind, format_, len(rows), content)
    filename = f"{disclosure.reference}.{format_}"
    return Export(disclosure, filename, content)


def user_of_agency(agency: Agency) -> User:
    """Return an unsaved case worker of an agency: whom the command line reads for."""
    return User(username="command-line", agency=agency, role=Role.CASE_WORKER)


def _by_name(row: Row) -> Row:
    """Return a row with its countries by name, in the user's language; our door reads them back."""
    known = codes("country")
    language = get_language() or "en"
    named = {name: known.label(row[name], language) for name in COUNTRIES if row.get(name) in known}
    return {**row, **named}


def _columns(rows: list[Row]) -> list[Column]:
    """Return the columns that any row fills: what leads a list, then the canonical ones."""
    filled = {name for row in rows for name, value in row.items() if value}
    order = [*LEADING, *CANONICAL_COLUMNS]
    further = sorted(filled - set(order))
    return [Column(name, name) for name in [*order, *further] if name in filled]


def _log(
    user: User, agency: Agency, kind: str, format_: str, rows: int, content: bytes
) -> Disclosure:
    with transaction.atomic():
        disclosure = Disclosure.unguarded.create(
            agency=agency,
            taken_by=user if user.pk else None,
            kind=kind,
            format=format_,
            rows=rows,
            sha256=sha256(content).hexdigest(),
        )
        audit.record(
            action=EXPORTED,
            actor=user,
            subject_kind="disclosure",
            subject=disclosure.reference,
            details={
                "kind": kind,
                "format": format_,
                "rows": rows,
                "digest": keyed_digest("file", [content]),
            },
        )
    return disclosure
