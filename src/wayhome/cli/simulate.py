"""`wayhome simulate`."""

from dataclasses import replace
from pathlib import Path

import click

from wayhome.cli.errors import WrongCall
from wayhome.cli.progress import bar


@click.command("simulate")
@click.option("--seed", required=True, type=int)
@click.option("--people", required=True, type=click.IntRange(1, 1_000_000))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--noise", default=1.0, show_default=True, help="All noise rates times this")
@click.option(
    "--rate",
    "rates",
    multiple=True,
    metavar="CHANNEL=RATE",
    help="One channel's rate, 0 to 1; 0 switches it off. May be given several times.",
)
def simulate_command(
    seed: int, people: int, out: Path, noise: float, rates: tuple[str, ...]
) -> None:
    """Write a made-up world: lists, encounters, documents, and truth.csv that says who is who.

    The same seed gives the same bytes. Everything in it is marked as made up.
    """
    from wayhome.simulate.noise import Channel, Noise
    from wayhome.simulate.world import world
    from wayhome.simulate.writing import write

    try:
        setting = Noise().scaled(noise)
        known = dict(setting.channels())
        for each in rates:
            name, _equals, rate = each.partition("=")
            if name not in known:
                raise ValueError(f"no noise channel '{name}'; there are: {', '.join(known)}")
            setting = replace(setting, **{name: Channel(float(rate) > 0, float(rate))})
    except ValueError as error:
        raise WrongCall(str(error)) from error
    if out.exists() and any(out.iterdir()):
        raise WrongCall(f"{out}: not empty; give a new folder")
    try:
        with bar("Making people", people, "people") as progress:
            made = world(seed, people, setting, progress=progress)
    except ValueError as error:
        raise WrongCall(str(error)) from error
    with bar("Writing", None, "files") as progress:
        write(made, out, progress=progress)
