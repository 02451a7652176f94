"""`wayhome export`."""

from pathlib import Path

import click

from wayhome.cli.errors import WrongCall
from wayhome.cli.node import open_node


@click.command("export")
@click.argument("kind")
@click.option("--format", "format_", required=True, help="csv, xlsx or json")
@click.option("--agency", required=True, help="Name, code or reference")
@click.option("--agreement", help="The agreement under which it leaves")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export_command(kind: str, format_: str, agency: str, agreement: str | None, out: Path) -> None:
    """Write what an agency may see (requests, encounter, cases); the export is logged."""
    open_node()
    from wayhome.accounts.selectors import agency_named
    from wayhome.sharing import services

    if agreement:
        raise WrongCall(
            "this version stores no agreements: an agency exports its own; leave --agreement out"
        )
    if not out.parent.is_dir():
        raise WrongCall(f"{out.parent}: no such folder; make it first")
    try:
        reader = services.user_of_agency(agency_named(agency))
        taken = services.export(user=reader, kind=kind, format_=format_)
    except ValueError as error:
        raise WrongCall(str(error)) from error
    part = out.with_name(out.name + ".part")
    part.write_bytes(taken.content)
    part.replace(out)
    click.echo(f"{taken.disclosure.reference}: {taken.disclosure.rows} rows", err=True)
