"""The weights of the model as data: m and u of every level, with where they come from."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from wayhome.people.matching.data_files import read_yaml

SHIPPED = Path(__file__).parent / "data" / "parameters.yaml"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement: its share among true pairs (m) and among strangers (u)."""

    name: str
    m: float
    u: float
    says: str
    relatives: float | None = None  # share among brothers and sisters; None: as strangers

    @property
    def bits(self) -> float:
        """log2 of m over u: the weight of evidence (Fellegi and Sunter 1969, Good 1950)."""
        return math.log2(self.m / self.u)

    @property
    def relative_bits(self) -> float:
        """log2 of how much more often relatives reach the level than strangers do."""
        return 0.0 if self.relatives is None else math.log2(self.relatives / self.u)


@dataclass(frozen=True, slots=True)
class Field:
    """A compared field, its levels best first, and the source of their shares."""

    name: str
    title: str
    levels: tuple[Level, ...]
    source: str
    learns: bool  # whether a list at hand may shift the shares

    @property
    def related(self) -> bool:
        """Whether brothers and sisters agree on it otherwise than strangers."""
        return any(level.relatives is not None for level in self.levels)

    def scaled(self, slope: float) -> "Field":
        """The same with every level's bits times `slope`; m then is a weight, no longer a share."""
        levels = (replace(level, m=level.u * 2 ** (slope * level.bits)) for level in self.levels)
        return replace(self, levels=tuple(levels))

    def index(self, level: str) -> int:
        """Place of a level; raises KeyError where the data file lacks it."""
        for place, known in enumerate(self.levels):
            if known.name == level:
                return place
        raise KeyError(f"parameters.yaml: field {self.name!r} has no level {level!r}")


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed before anything is compared; shares of the smaller list or the register."""

    share_of_list_matched: float
    share_of_register_matched: float
    duplicates_per_record: float
    relatives_per_record: float
    namesakes_per_record: float
    most_matched: float


@dataclass(frozen=True, slots=True)
class Bands:
    """Probabilities at which a pair is shown: below `review` there is no good candidate.

    A link of two lists is asserted from `asserted` on; what is less sure is written as a candidate,
    just below one half. `least_evidence` is what the two records must say by themselves for it
    (bits): that nobody else is left decides nothing.
    """

    review: float
    likely: float
    asserted: float
    least_evidence: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that the model takes from its data file."""

    version: str
    fields: Mapping[str, Field]
    prior: Prior
    bands: Bands
    name_fields: frozenset[str]
    namesake_fields: frozenset[str]  # on which two people of one name agree like one person
    kinds: Mapping[str, str]  # the kind of evidence of each field

    def kind_of(self, field: str) -> str:
        """What kind of evidence a field gives; raises KeyError for a field nobody knows."""
        return self.kinds[field]

    def with_fields(self, fields: Mapping[str, Field]) -> "Parameters":
        """The same with other shares, learnt from lists at hand."""
        return replace(self, fields={**self.fields, **fields})

    def with_mistakable(self, relatives: float, namesakes: float) -> "Parameters":
        """The same with so many relatives and namesakes a record."""
        prior = replace(self.prior, relatives_per_record=relatives, namesakes_per_record=namesakes)
        return replace(self, prior=prior)


def read_parameters(path: Path = SHIPPED) -> Parameters:
    """Read and check a parameters file; raises ValueError naming the field and level at fault."""
    data = read_yaml(path)
    fields = {name: _field(name, entry) for name, entry in data["fields"].items()}
    return Parameters(
        version=str(data["version"]),
        fields=fields,
        prior=Prior(**data["prior"]),
        bands=Bands(**data["bands"]),
        name_fields=frozenset(data["name_fields"]),
        namesake_fields=frozenset(data["namesake_fields"]),
        kinds=_kinds(data["kinds"], fields),
    )


def _kinds(given: Mapping[str, list[str]], fields: Mapping[str, Field]) -> dict[str, str]:
    kinds = {field: kind for kind, members in given.items() for field in members}
    if kinds.keys() != fields.keys():
        odd = ", ".join(sorted(kinds.keys() ^ fields.keys()))
        raise ValueError(f"parameters.yaml: kinds: every field stands under one kind; see {odd}")
    return kinds


@cache
def shipped_parameters() -> Parameters:
    """The parameters that come with this version."""
    return read_parameters()


def _field(name: str, entry: Mapping[str, Any]) -> Field:
    related = entry.get("relatives", {})
    levels = tuple(_level(name, related.get(row[0]), *row) for row in entry["levels"])
    return Field(name, entry["title"], levels, entry["source"], bool(entry.get("learns", False)))


def _level(
    field: str, relatives: float | str | None, name: str, m: float | str, u: float | str, says: str
) -> Level:
    m, u = float(m), float(u)  # YAML reads 2e-7 as a text
    share = None if relatives is None else float(relatives)
    if not (0 < m <= 1 and 0 < u <= 1):
        raise ValueError(f"parameters.yaml: {field}.{name}: m and u must lie above 0, up to 1")
    if share is not None and not 0 < share <= 1:
        raise ValueError(f"parameters.yaml: {field}.{name}: relatives: a share above 0, up to 1")
    return Level(name, m, u, says, share)
