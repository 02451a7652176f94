"""Learns the weights of a long list from a sample of its pairs, as `estimate` of a short one."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from wayhome.people.matching.bulk.comparing import Comparer
from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.estimate import Expect, Learnt, Sizes, learn, recount
from wayhome.people.matching.evidence import Evidence
from wayhome.people.matching.parameters import Parameters
from wayhome.people.matching.strangers import Strangers

_SAMPLE = 200_000  # pairs
# Random pairs: one for so many records; rare agreements must be seen among them a few times.
_RECORDS_A_STRANGER, _FEWEST_STRANGERS, _MOST_STRANGERS = 8, 60_000, 300_000
# Fields whose best level is that two values are equal, and where these values stand.
_EQUAL = {"birth": "date", "postcode": "postcode", "address": "address"}
_SEED = 20260  # random pairs must be the same in every run


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a list taught: its weights and number of true pairs, and the sample they were read from.

    `every`: one in so many records is in the sample, with all its candidates.
    """

    learnt: Learnt
    sample: Evidence
    sizes: Sizes
    expect: Expect
    every: int

    def recounted(self, parameters: Parameters) -> Learnt:
        """The number of true pairs under other weights."""
        found = recount(parameters, self.sample, self.sizes, self.expect, {})
        return Learnt(parameters, found.probabilities, found.matches * self.every)


def fit(
    engine: Engine,
    comparer: Comparer,
    parameters: Parameters,
    sides: tuple[range, range],
    sizes: Sizes,
    expect: Callable[[float], Expect],
    seen: float,
) -> Fitted:
    """Parameters fitted to all candidates of a share of the records, and to random pairs.

    `sides`: the records of the two lists (the same ones twice within one list). `expect` is given
    the share that was looked at; `seen` as in `Comparer.compare`.
    """
    pairs = engine.count("SELECT count(*) FROM pairs")
    every = max(1, round(pairs / _SAMPLE))
    _put_strangers(engine, sides)
    engine.make("sample", f"SELECT * FROM pairs WHERE join_key_l % {every} = 0")
    others = len(sides[1])
    sample = comparer.compare(parameters, "sample", sizes.possible, seen=seen)
    candidates = sample.evidence(others)
    strangers = comparer.compare(parameters, "strangers", sizes.possible).evidence(others)
    part = Sizes(sizes.possible / every, sizes.most / every, sizes.expected / every)
    chances = {
        name: _chance(engine, column, sides)
        for name, column in _EQUAL.items()
        if name in comparer.fields
    }
    share = expect(1.0 / every)
    found = learn(
        parameters,
        candidates,
        Strangers(strangers),
        part,
        share,
        complete=False,
        chances=chances,
    )
    whole = Learnt(found.parameters, found.probabilities, found.matches * every)
    return Fitted(whole, candidates, part, share, every)


def at_home(parameters: Parameters) -> Parameters:
    """The parameters where relatives share a postcode as often as an address.

    Long lists give postcodes and no addresses; without this whole families would become one person.
    """
    postcode, address = parameters.fields["postcode"], parameters.fields["address"]
    shared = {level.name: level.relatives for level in address.levels}
    levels = tuple(
        replace(level, relatives=level.relatives or shared.get(level.name))
        for level in postcode.levels
    )
    return parameters.with_fields({"postcode": replace(postcode, levels=levels)})


def _chance(engine: Engine, column: str, sides: tuple[range, range]) -> float:
    """The share of all pairs that give the same value: too few random pairs do to be counted."""
    across = sides[0] != sides[1]
    right = "side = 1" if across else "TRUE"
    counts = (
        f"SELECT sum(CASE WHEN {'side = 0' if across else 'TRUE'} THEN 1.0 ELSE 0.0 END) AS l, "
        f"sum(CASE WHEN {right} THEN 1.0 ELSE 0.0 END) AS r "
        f"FROM people WHERE {column} IS NOT NULL GROUP BY {column}"
    )
    found = engine.fetch(f"SELECT sum(l * r) AS met, sum(l) AS l, sum(r) AS r FROM ({counts}) t")
    met, left, others = (float(np.ma.filled(found[name], 0.0)[0]) for name in ("met", "l", "r"))
    if not across:  # nobody meets himself
        met, others = met - left, others - 1
    return met / max(left * others, 1.0)


def _put_strangers(engine: Engine, sides: tuple[range, range]) -> None:
    chance = np.random.default_rng(_SEED)
    records = max(map(len, sides))
    size = min(max(records // _RECORDS_A_STRANGER, _FEWEST_STRANGERS), _MOST_STRANGERS)
    left, right = (chance.integers(side.start, side.stop, size) for side in sides)
    apart = left != right
    engine.put(
        "strangers",
        {
            "join_key_l": left[apart],
            "join_key_r": right[apart],
            "match_key": ["0"] * int(apart.sum()),
        },
    )
