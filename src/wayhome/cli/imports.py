"""`wayhome import`: lists and documents, from the command line."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wayhome.cli.errors import WrongCall
from wayhome.cli.node import open_node
from wayhome.cli.progress import bar

if TYPE_CHECKING:
    from wayhome.accounts.models import Agency

KINDS = ("requests", "encounter", "cases", "documents")


@click.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--agency", "agency_name", required=True, help="Name, code or reference")
@click.option(
    "--map",
    "map_path",
    type=click.Path(path_type=Path),
    help="YAML, one 'canonical: source column' a line",
)
@click.option("--series", default="main", show_default=True, help="The list it is a version of")
@click.option("--target", default="", help="The encounter (E-…) that found people are added to")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing")
def import_command(
    kind: str,
    files: tuple[Path, ...],
    agency_name: str,
    map_path: Path | None,
    series: str,
    target: str,
    published: Any,
    dry_run: bool,
) -> None:
    """Take in lists of requests, people of an encounter, cases, or documents.

    Prints a summary as JSON, a line a file. The same file twice changes nothing; with another map
    it is a new version of the list. A file whose import was broken off is completed.
    """
    open_node()
    from wayhome.accounts.selectors import agency_named
    from wayhome.intake.tables import Refused, read_map

    try:
        agency = agency_named(agency_name)
        columns = read_map(map_path.read_text(encoding="utf-8")) if map_path else None
        for path in files:
            data = path.read_bytes()
            if kind == "documents":
                summary = _document(agency, path, data, published, dry_run)
            else:
                summary = _list(agency, kind, path, data, columns, series, target, dry_run)
            click.echo(json.dumps(summary, ensure_ascii=False))
    except UnicodeDecodeError:
        raise  # a ValueError too, but said in words of its own
    except (Refused, ValueError) as refusal:
        raise WrongCall(str(refusal)) from refusal


def _list(
    agency: "Agency",
    kind: str,
    path: Path,
    data: bytes,
    columns: dict[str, str] | None,
    series: str,
    target: str,
    dry_run: bool,
) -> dict[str, Any]:
    from wayhome.intake import reading, services

    understood = reading.understand(data, path.name, kind, columns)
    head = _head(path, data, kind, agency, dry_run)
    series = target or series
    if dry_run:
        outcome = reading.plan(understood, agency=agency, kind=kind, series=series, target=target)
        records = [{"row": row.row, **row.values} for row in understood.reading.accepted]
        return {**head, **reading.summarise(understood, outcome), "records": records}
    submission, new = services.receive_file(
        agency=agency,
        sender=None,
        kind=kind,
        filename=path.name,
        data=data,
        series=series,
        target=target,
        channel="cli",
        headers=understood.headers,
    )
    if not new and submission.state == "imported":
        outcome = reading.plan(understood, agency=agency, kind=kind, series=series, target=target)
        return {
            **head,
            **reading.summarise(understood, outcome),
            "submission": submission.reference,
        }
    services.confirm(submission=submission, user=None, columns=columns, wake=False)
    with bar(f"Importing {path.name}", len(understood.reading.accepted), "rows") as progress:
        submission = services.import_submission(submission, actor=None, progress=progress)
    _wake_matching()
    return {**head, **submission.summary, "submission": submission.reference}


def _wake_matching() -> None:
    from wayhome.people.tasks import match_pending

    match_pending.enqueue()


def _document(
    agency: "Agency", path: Path, data: bytes, published: Any, dry_run: bool
) -> dict[str, Any]:
    from wayhome.documents import services
    from wayhome.documents.reading import read_bytes

    day: date | None = published.date() if published else None
    rows = {"read": 1, "accepted": 1, "refused": 0, "duplicate": 0}
    changes = {"new": 0, "changed": 0, "gone": 0, "unchanged": 0}
    empty: dict[str, Any] = {"refusals": [], "warnings": [], "control_totals": []}
    head = _head(path, data, "documents", agency, dry_run)
    if dry_run:
        record = {"row": 1, **read_bytes(data, path.name, day).as_dict()}
        return {
            **head,
            "rows": rows,
            "changes": {**changes, "new": 1},
            **empty,
            "records": [record],
        }
    document, new = services.add_document(
        agency=agency, sender=None, filename=path.name, data=data, published=day, channel="cli"
    )
    changes["new" if new else "unchanged"] = 1
    return {
        **head,
        "rows": rows,
        "changes": changes,
        **empty,
        "document": document.reference,
        "facts": document.facts.count(),
    }


def _head(path: Path, data: bytes, kind: str, agency: "Agency", dry_run: bool) -> dict[str, Any]:
    return {
        "file": path.name,
        "sha256": sha256(data).hexdigest(),
        "kind": kind,
        "agency": agency.code,
        "dry_run": dry_run,
    }
