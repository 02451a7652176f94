"""Reads the simulation's data files once. Refuses a name table with a wrong number of columns."""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml


class PartRow(NamedTuple):
    """One line of a name table: a part in its own script and its romanisations, commonest first."""

    part: str
    native: str
    latin: tuple[str, ...]
    sex: str
    weight: int


@cache
def data(name: str) -> Any:
    """The YAML data file of that name as plain lists and dicts; callers must not change it."""
    text = files(__package__).joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (a safe loader either way)


@cache
def name_parts(table: str) -> tuple[PartRow, ...]:
    """The parts of one name table, in file order.

    Raises ValueError, naming file and line, where a line has not five columns.
    """
    text = files(__package__).joinpath("data", "names", f"{table}.tsv").read_text(encoding="utf-8")
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(("#", "part\t")):
            continue
        cells = line.split("\t")
        if len(cells) != len(PartRow._fields):
            raise ValueError(
                f"{table}.tsv, line {number}: {len(cells)} columns; "
                "write part, native, latin, sex, weight"
            )
        rows.append(
            PartRow(cells[0], cells[1], tuple(cells[2].split("|")), cells[3], int(cells[4]))
        )
    return tuple(rows)
