"""`wayhome audit verify` and `wayhome audit head`."""

import json
from pathlib import Path
from typing import Any

import click

from wayhome.cli.errors import WrongCall
from wayhome.cli.node import open_node
from wayhome.cli.progress import bar


@click.group("audit")
def audit_command() -> None:
    """Prove the log whole."""


@audit_command.command("verify")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A tree head that was written earlier with 'wayhome audit head' and kept elsewhere.",
)
@click.pass_context
def verify(ctx: click.Context, against: Path | None) -> None:
    """Walk the log from its first entry; exit 1 and name the first entry that is not as written."""
    open_node()
    from wayhome.audit import selectors

    expected = _read_head(against) if against else None
    total = selectors.tree_head()["entries"]
    with bar("Checking the log", total, "entries") as progress:
        result = selectors.verify(progress)
    if not result.whole:
        click.echo(f"entry {result.broken_at}: {result.why}")
        ctx.exit(1)
    if expected and selectors.digest_at(expected["entries"]) != expected["digest"]:
        click.echo(f"entry {expected['entries']}: not the log that the tree head was taken of")
        ctx.exit(1)
    click.echo(f"whole: {result.entries} entries, newest digest {result.digest}")


@audit_command.command("head")
def head() -> None:
    """Print number and digest of the newest entry, to be kept elsewhere."""
    open_node()
    from wayhome.audit import selectors

    click.echo(json.dumps(selectors.tree_head()))


def _read_head(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {"entries": int(content["entries"]), "digest": str(content["digest"])}
    except (ValueError, KeyError, TypeError) as error:
        raise WrongCall(f"{path}: no tree head; write one with 'wayhome audit head'") from error
