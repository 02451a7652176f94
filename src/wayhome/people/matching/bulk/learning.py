"""Learns the weights of a long list from a sample of its pairs, as `estimate` of a short one."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from wayhome.people.matching.bulk.comparing import Comparer
from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.estimate import Expect, Learnt, Sizes, learn
from wayhome.people.matching.parameters import Parameters

_SAMPLE = 200_000  # pairs
_STRANGERS = 60_000
_SEED = 20260  # random pairs must be the same in every run


def learnt(
    engine: Engine,
    comparer: Comparer,
    parameters: Parameters,
    sides: tuple[range, range],
    sizes: Sizes,
    expect: Callable[[float], Expect],
    seen: float,
) -> Learnt:
    """Parameters fitted to all candidates of a share of the records, and to random pairs.

    `sides`: the records of the two lists (the same ones twice within one list). `expect` is given
    the share that was looked at; `seen` as in `Comparer.compare`.
    """
    pairs = engine.count("SELECT count(*) FROM pairs")
    every = max(1, round(pairs / _SAMPLE))
    _put_strangers(engine, sides)
    engine.make("sample", f"SELECT * FROM pairs WHERE join_key_l % {every} = 0")
    others = len(sides[1])
    found = comparer.compare(parameters, "sample", sizes.possible, seen=seen)
    candidates = found.evidence(others)
    strangers = comparer.compare(parameters, "strangers", sizes.possible).evidence(others)
    part = Sizes(sizes.possible / every, sizes.most / every, sizes.expected / every)
    fitted = learn(parameters, candidates, strangers, part, expect(1.0 / every), complete=False)
    return Learnt(fitted.parameters, fitted.probabilities, fitted.matches * every)


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


def _put_strangers(engine: Engine, sides: tuple[range, range]) -> None:
    chance = np.random.default_rng(_SEED)
    left, right = (chance.integers(side.start, side.stop, _STRANGERS) for side in sides)
    apart = left != right
    engine.put(
        "strangers",
        {
            "join_key_l": left[apart],
            "join_key_r": right[apart],
            "match_key": ["0"] * int(apart.sum()),
        },
    )
