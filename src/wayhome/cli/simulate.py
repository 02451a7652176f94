"""`wayhome simulate`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wayhome.cli.errors import WrongCall
from wayhome.cli.progress import bar

if TYPE_CHECKING:
    from wayhome.simulate.noise import Noise


@click.command("simulate")
@click.option("--seed", required=True, type=int)
@click.option("--people", required=True, type=click.IntRange(1, 1_000_000))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--noise",
    default=1.0,
    show_default=True,
    help="All noise rates times this",
    type=click.FloatRange(min=0),
)
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
        for each in rates:
            name, _equals, rate = each.partition("=")
            _check_channel(name, setting)
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


def _check_channel(name: str, noise: "Noise") -> None:
    known = dict(noise.channels())
    if name not in known:
        raise WrongCall(f"no noise channel '{name}'; there are: {', '.join(known)}")
