"""`wayhome calibrate`."""

from typing import TYPE_CHECKING

import click

from wayhome.cli.errors import Failed, WrongCall
from wayhome.cli.node import open_node

if TYPE_CHECKING:
    from wayhome.accounts.models import User
    from wayhome.people.models import Calibration


@click.command("calibrate")
@click.option("--off", is_flag=True, help="Back to the shipped weights; needs --by.")
@click.option("--by", metavar="USERNAME", help="Who does it, for the log.")
def calibrate_command(off: bool, by: str | None) -> None:
    """Let reviewers' answers teach how much each kind of evidence weighs.

    About 300 answers are needed. The learnt weights are used only where they foretell answers that
    were held back clearly better. Pairs that wait are then weighed anew by the background worker
    or by 'wayhome match'; what a person decided stays as it is.
    """
    if off and not by:
        raise WrongCall("--off needs --by USERNAME: switching off is a named person's decision")
    open_node()
    from django.core.exceptions import PermissionDenied

    from wayhome.people import services

    user = _user(by) if by else None
    try:
        if off and user:
            _tell_off(services.switch_off(user))
        else:
            _tell(services.calibrate_register(user))
    except PermissionDenied as error:
        raise WrongCall(str(error)) from error
    except services.TeachesNothing as error:
        raise Failed(str(error)) from error


def _user(name: str) -> "User":
    from wayhome.accounts import selectors

    try:
        return selectors.user_named(name)
    except ValueError as error:
        raise WrongCall(str(error)) from error


def _tell_off(found: "Calibration | None") -> None:
    if found is None:
        click.echo("off: no learnt weights were in force")
    else:
        click.echo(f"off: {found} is no longer used; pairs that wait are weighed as shipped")


def _tell(made: "Calibration") -> None:
    """Say what was learnt and whether it is used, a line each."""
    click.echo(f"{made}")
    click.echo(f"answers: {made.labels}, {made.same} same, {made.labels - made.same} different")
    click.echo(
        f"bits lost a held-back answer: {made.loss:.3f}; by the shipped weights "
        f"{made.loss_before:.3f}"
    )
    click.echo(f"stated probabilities off by: {made.error:.3f}")
    for kind, slope in sorted(made.slopes.items()):
        click.echo(f"{kind}: {slope:.2f} of the shipped weight")
    click.echo(f"before comparing: {made.shift:+.2f} bits")
    if made.wins:
        click.echo("on: it foretells held-back answers clearly better than the shipped weights")
    else:
        click.echo("off: it foretells held-back answers not clearly better; the shipped ones weigh")
