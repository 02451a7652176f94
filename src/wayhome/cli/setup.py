"""`wayhome setup`."""

import click

from wayhome.cli.node import prepare_node


@click.command("setup")
def setup_command() -> None:
    """Create folders, keys and database, or bring them up to date.

    Back up the key file apart from the database: without it nothing sealed can be read again.
    """
    prepare_node()
    from django.conf import settings

    click.echo(f"Ready. Keys: {settings.WAYHOME_KEY_FILE} (back them up apart).", err=True)
