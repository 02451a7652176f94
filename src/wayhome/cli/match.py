"""`wayhome match`."""

import click

from wayhome.cli.node import open_node
from wayhome.cli.progress import bar


@click.command("match")
def match_command() -> None:
    """Compare what is new with the register now, instead of waiting for the background worker."""
    open_node()
    from wayhome.people.pending import run_pending, waiting

    with bar("Comparing", waiting(), "records") as progress:
        done = run_pending(progress)
    click.echo(f"{done} records compared", err=True)
