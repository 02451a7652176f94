"""`wayhome demo`: a made-up world taken through the main job, and a summary of what happened."""

import click

from wayhome.cli.errors import WrongCall
from wayhome.cli.node import open_node


@click.command("demo")
def demo_command() -> None:
    """Fill an empty node with a made-up world, run the main job on it and print what it did.

    Refuses a node that holds anything which is not made up.
    """
    open_node()
    from django.conf import settings

    from wayhome.cli import demonstration

    if not settings.WAYHOME_DEMO:
        raise WrongCall("the demonstration runs only with WAYHOME_DEMO=1; use 'make demo'")
    if demonstration.holds_real_data():
        raise WrongCall("this node holds data that are not made up; give another WAYHOME_DATA")
    demonstration.run()
    click.echo(demonstration.summary())
