"""`wayhome link` and `wayhome dedupe`."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from wayhome.cli.errors import WrongCall

FILE = click.Path(path_type=Path)
ENGINE = click.Choice(["duckdb", "spark"])
ENGINE_HELP = "duckdb: on this machine, long lists with the extra bulk; spark: with bulk and spark"


@click.command("link")
@click.argument("left", type=FILE)
@click.argument("right", type=FILE)
@click.option("--out", required=True, type=FILE)
@click.option("--map", "column_map", type=FILE, help="YAML, one 'canonical: source column' a line")
@click.option("--engine", default="duckdb", show_default=True, type=ENGINE, help=ENGINE_HELP)
@click.option(
    "--cardinality",
    default="one-to-one",
    show_default=True,
    type=click.Choice(["one-to-one", "many-to-many"]),
)
def link_command(
    left: Path, right: Path, out: Path, column_map: Path | None, engine: str, cardinality: str
) -> None:
    """Find the same people in two lists; each pair with its probability and its reasons."""
    from wayhome.people.matching.errors import WrongInput
    from wayhome.people.matching.files import link_files

    try:
        with _showing() as progress:
            result = link_files(
                left,
                right,
                out,
                column_map=column_map,
                cardinality=cardinality,
                engine=engine,
                progress=progress,
            )
    except WrongInput as error:
        raise WrongCall(str(error)) from error
    for words in (*result.notes, result.says):
        click.echo(words, err=True)


@click.command("dedupe")
@click.argument("records", metavar="LIST", type=FILE)
@click.option("--out", required=True, type=FILE)
@click.option("--map", "column_map", type=FILE, help="YAML, one 'canonical: source column' a line")
@click.option("--engine", default="duckdb", show_default=True, type=ENGINE, help=ENGINE_HELP)
@click.option("--labels", type=FILE, help="CSV: left_id, right_id, same (1 or 0)")
def dedupe_command(
    records: Path, out: Path, column_map: Path | None, engine: str, labels: Path | None
) -> None:
    """Find the same people within one list."""
    from wayhome.people.matching.errors import WrongInput
    from wayhome.people.matching.files import dedupe_files

    try:
        with _showing() as progress:
            result = dedupe_files(
                records,
                out,
                column_map=column_map,
                labels=labels,
                engine=engine,
                progress=progress,
            )
    except WrongInput as error:
        raise WrongCall(str(error)) from error
    for words in (*result.notes, result.says):
        click.echo(words, err=True)


@contextmanager
def _showing() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for work that says how much is done and of how much.

    Whoever ends the work from outside gets the disk as it was: what memory cannot hold lies there.
    """
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    stages: list[str] = []
    with _restoring(before), tqdm(disable=None) as shown:

        def progress(stage: str, done: int, total: int) -> None:
            if shown.disable:
                return
            if stages[-1:] != [stage]:
                stages.append(stage)
                shown.reset(total)
                shown.set_description(stage)
            shown.update(done - shown.n)

        yield progress


@contextmanager
def _restoring(handler: Any) -> Iterator[None]:
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, handler)
