"""Chance that can be repeated: each stream and coin depends only on the seed and its own name."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")


def stream(*name: object) -> Random:
    """A generator of its own for each name, so that one part's draws never move another's."""
    return Random(":".join(map(str, name)))  # noqa: S311 (made-up data, no secret)


def coin(*name: object) -> float:
    """A number in [0, 1) fixed by the name alone; cheaper than a stream where most coins lose."""
    digest = blake2b(":".join(map(str, name)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def weighted(rng: Random, weights: Mapping[Choice, float]) -> Choice:
    """One key, drawn in proportion to its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def fill(rng: Random, pattern: str) -> str:
    """The pattern with a digit for each '#' and a capital that looks like no digit for each '@'."""
    pools: dict[str, Sequence[str]] = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTUVWXYZ"}
    return "".join(rng.choice(pools[mark]) if mark in pools else mark for mark in pattern)
