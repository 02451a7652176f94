"""`wayhome agency`, `wayhome user`, `wayhome token`: letting people and systems in."""

import click

from wayhome.accounts.roles import Role
from wayhome.cli.errors import WrongCall
from wayhome.cli.node import open_node
from wayhome.vocabulary import codes


@click.command("agency")
@click.argument("name")
@click.option("--country", required=True, help="ISO 3166-1 alpha-2")
@click.option("--kind", required=True, type=click.Choice([c.code for c in codes("agency-kind")]))
@click.option("--code", help="Short name for commands; made from the name where it is left out.")
def agency_command(name: str, country: str, kind: str, code: str | None) -> None:
    """Add an agency."""
    open_node()
    from wayhome.accounts import services

    try:
        made = services.add_agency(name=name, country=country, kind=kind, code=code, actor=None)
    except ValueError as error:
        raise WrongCall(str(error)) from error
    click.echo(f"{made.reference} {made.code}")


@click.command("user")
@click.argument("username")
@click.option("--agency", help="Name, code or reference; none for a platform operator.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.password_option(envvar="WAYHOME_PASSWORD")
def user_command(username: str, agency: str | None, role: str, password: str) -> None:
    """Add somebody who signs in."""
    open_node()
    from wayhome.accounts import selectors, services

    try:
        owner = selectors.agency_named(agency) if agency else None
        services.add_user(username=username, agency=owner, role=role, password=password, actor=None)
    except ValueError as error:
        raise WrongCall(str(error)) from error
    click.echo(username)


@click.command("token")
@click.argument("name")
@click.option("--agency", required=True, help="Name, code or reference")
@click.option("--role", default=Role.CASE_WORKER.value, type=click.Choice([r.value for r in Role]))
def token_command(name: str, agency: str, role: str) -> None:
    """Give an agency's system a key to the API. It is printed once and cannot be shown again."""
    open_node()
    from wayhome.accounts import selectors, services

    try:
        owner = selectors.agency_named(agency)
        secret = services.add_token(agency=owner, name=name, role=role, actor=None)
    except ValueError as error:
        raise WrongCall(str(error)) from error
    click.echo(secret)
