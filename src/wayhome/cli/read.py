"""`wayhome read` and `wayhome incidents`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from wayhome.cli.errors import WrongCall
from wayhome.cli.progress import bar

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
PUBLISHED = click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication, where the document itself does not say it",
)


@click.command("read")
@FILES
@click.option("--format", "format_", type=click.Choice(["json"]), default="json")
@PUBLISHED
def read_command(files: tuple[Path, ...], format_: str, published: Any) -> None:
    """Read documents (txt, md, html, pdf, docx, eml) into facts: a line of JSON a document."""
    del format_
    from wayhome.documents.reading.files import read_files
    from wayhome.documents.reading.model import Unreadable

    try:
        with bar("Reading", len(files), "documents") as progress:
            for document in read_files(files, _day(published)):
                click.echo(json.dumps(document, ensure_ascii=False))
                progress(1)
    except Unreadable as error:
        raise WrongCall(str(error)) from error


@click.command("incidents")
@FILES
@PUBLISHED
def incidents_command(files: tuple[Path, ...], published: Any) -> None:
    """Join documents that tell of the same event; figures that disagree stay side by side."""
    from wayhome.documents.reading import Reading, Unreadable, read_bytes
    from wayhome.documents.reading.incidents import merge

    readings: list[Reading] = []
    refused: list[str] = []
    with bar("Reading", len(files), "documents") as progress:
        for path in files:
            try:
                readings.append(read_bytes(path.read_bytes(), path.name, _day(published)))
            except Unreadable as error:
                refused.append(str(error))
            progress(1)
    if readings:
        merged = merge([reading.as_dict() for reading in readings])
        click.echo(json.dumps(merged, ensure_ascii=False))
    if refused:
        raise WrongCall("\n".join(refused))


def _day(published: Any) -> date | None:
    return published.date() if published else None
