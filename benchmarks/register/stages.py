"""One measurement in a process of its own, on the node that the environment names.

`python -m register.stages STAGE RESULT [ARGUMENT…]` writes its figures as JSON into RESULT.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from register import slices

Figures = dict[str, Any]


def fill(cache: str, size: str, casework: str) -> Figures:
    """Set a node up and fill it."""
    from wayhome.cli.node import prepare_node

    prepare_node()
    from register import filling

    files = slices.slices(Path(cache), int(size))
    filling.fill(files, searchable=casework == "casework")
    if casework == "casework":
        filling.add_casework(files)
    return {"records": int(size)}


def lookup(cache: str, size: str) -> Figures:
    """One record against the register."""
    _open()
    from register import lookup as looking

    return looking.measure(slices.slices(Path(cache), int(size)))


def importing(rows: str, matched: str) -> Figures:
    """A list against the register."""
    _open()
    from register import importing as taking

    return taking.measure(int(rows), int(matched))


def proposals(seed: str, people: str, asked: str) -> Figures:
    """Proposals against the truth of a world."""
    from wayhome.cli.node import prepare_node

    prepare_node()
    from register import proposals as proposing

    return proposing.measure(int(seed), int(people), int(asked))


def pages(requests: str) -> Figures:
    """Pages with twenty users at once."""
    _open()
    from register import pages as serving

    return serving.measure(int(requests))


def peer(cache: str, size: str, asked: str) -> Figures:
    """Splink on the same records."""
    _open()
    from register import peer as other

    return other.measure(slices.slices(Path(cache), int(size)), int(asked))


def _open() -> None:
    from wayhome.cli.node import open_node

    open_node()


STAGES: dict[str, Callable[..., Figures]] = {
    one.__name__: one for one in (fill, lookup, importing, proposals, pages, peer)
}


if __name__ == "__main__":
    stage, target, *arguments = sys.argv[1:]
    figures = STAGES[stage](*arguments)
    Path(target).write_text(json.dumps(figures, indent=1), encoding="utf-8")
