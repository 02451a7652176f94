"""Finds the pairs of `people` worth comparing, in bounded time: the union of many kinds of key.

The kinds are those of `keys.KINDS`, as SQL. Each has a budget of meetings; the crowded blocks of a
kind go first. Pairs that hardly agree on anything are left out before they are compared in full.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from wayhome.people.matching.bulk.engine import Engine

# Meetings of two records under keys of one kind, for each record; the most crowded blocks go first.
MEETINGS_PER_RECORD = 6.0
# Nobody is told apart inside a block as large as this: a street of thousands, a date filled in.
LARGEST_BLOCK = 2000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of key: what it needs of `people`, and the expressions whose values make it.

    Each of `keys` is a way to the key (of the first word, of the last …); all are of one kind.
    """

    name: str
    needs: frozenset[str]
    keys: tuple[str, ...]
    sure: bool = False  # whoever shares it is compared, however little else agrees


@dataclass(frozen=True, slots=True)
class Found:
    """How many meetings there were, and records with keys that were too common to be used."""

    meetings: int
    crowded: int


def kinds(columns: Collection[str]) -> list[Kind]:
    """The kinds of key for which these lists give values."""
    return [kind for kind in _KINDS if kind.needs <= set(columns)]


def find_pairs(
    engine: Engine, columns: Collection[str], records: int, *, across: bool
) -> Iterator[tuple[str, Found]]:
    """Make `pairs` (join_key_l, join_key_r), kind by kind; yields each kind when it is done.

    `across` pairs records of two lists alone.
    """
    parts = []
    for number, kind in enumerate(kinds(columns)):
        found = _pairs_of(engine, kind, f"pairs_{number}", columns, records, across)
        parts.append(f"SELECT * FROM pairs_{number}")
        yield kind.name, found
    union = " UNION ALL ".join(parts) or "SELECT 0 AS l, 0 AS r WHERE 1 = 0"
    engine.make(
        "pairs",
        f"SELECT l AS join_key_l, r AS join_key_r, '0' AS match_key FROM ({union}) t GROUP BY l, r",
    )
    engine.forget(*(f"pairs_{number}" for number in range(len(parts))))


def _pairs_of(
    engine: Engine, kind: Kind, name: str, columns: Collection[str], records: int, across: bool
) -> Found:
    payload = _payload(columns)
    rows = " UNION ALL ".join(
        f"SELECT pid, side, {key} AS key{payload} FROM people WHERE {key} IS NOT NULL"
        for key in kind.keys
    )
    engine.make("keyed", rows)
    sides = "count(DISTINCT side) = 2" if across else "count(*) > 1"
    engine.make(
        "blocks", f"SELECT key, count(*) AS n FROM keyed GROUP BY key HAVING {sides}"
    )
    sizes = engine.fetch("SELECT n, count(*) AS blocks FROM blocks GROUP BY n ORDER BY n")
    largest = _largest(sizes["n"], sizes["blocks"], MEETINGS_PER_RECORD * records)
    crowded = int((sizes["n"] * sizes["blocks"])[sizes["n"] > largest].sum())
    engine.make(
        "keyed",
        f"SELECT k.* FROM keyed k JOIN blocks b ON b.key = k.key WHERE b.n <= {largest}",
    )
    met = "l.side < r.side" if across else "l.pid < r.pid"
    likely = "" if kind.sure else f" AND {_likely(columns)} >= {LEAST_LIKELY}"
    salts = engine.salts
    right = "keyed"
    on = "l.key = r.key"
    if salts > 1:  # a crowded block is dealt to several workers
        right = f"(SELECT k.*, s.salt FROM keyed k CROSS JOIN (SELECT unnest(range({salts})) AS salt) s)"
        on += f" AND l.pid % {salts} = r.salt"
    engine.make(
        name, f"SELECT l.pid AS l, r.pid AS r FROM keyed l JOIN {right} r ON {on} AND {met}{likely}"
    )
    used = sizes["n"] <= largest
    meetings = int((sizes["n"] * (sizes["n"] - 1) / 2 * sizes["blocks"])[used].sum())
    engine.forget("keyed", "blocks")
    return Found(meetings, crowded)


def _largest(sizes: np.ndarray, blocks: np.ndarray, budget: float) -> int:
    """The largest block that may be used."""
    within = np.cumsum(sizes * (sizes - 1) / 2 * blocks) <= budget
    allowed = sizes[within & (sizes <= LARGEST_BLOCK)]
    return int(allowed.max()) if allowed.size else 1


# ---- how likely a pair is before it is compared in full ----------------------------------------
LEAST_LIKELY = 7


def _payload(columns: Collection[str]) -> str:
    """What is needed of a record to see whether a pair is worth comparing."""
    names = [name for name in ("birth", "postcode", "last_place", "birth_place") if name in columns]
    if "name" in columns:
        names += ["skeleton1", "skeleton2", "skeleton3", "sounds"]
    return "".join(f", {name}" for name in names)


def _likely(columns: Collection[str]) -> str:
    """Points for what agrees; numbers and equality alone, for it is asked of every meeting."""
    points = []
    if "birth" in columns:
        points.append(
            "CASE WHEN l.birth = r.birth THEN 6 WHEN l.birth IS NULL OR r.birth IS NULL THEN 2 "
            "WHEN l.birth // 10000 = r.birth // 10000 THEN "
            "CASE WHEN l.birth // 100 = r.birth // 100 OR l.birth % 100 = r.birth % 100 OR "
            "(l.birth % 100) * 100 + l.birth // 100 % 100 = r.birth % 10000 THEN 4 ELSE 2 END "
            "WHEN l.birth % 10000 = r.birth % 10000 THEN 4 ELSE 0 END"
        )
    if "name" in columns:
        same = " + ".join(
            f"CASE WHEN l.skeleton{n} IN (r.skeleton1, r.skeleton2, r.skeleton3) THEN 3 ELSE 0 END"
            for n in (1, 2, 3)
        )
        alike = (
            "CASE WHEN 3 * bit_count(l.sounds & r.sounds) >= "
            "2 * least(bit_count(l.sounds), bit_count(r.sounds)) THEN 1 ELSE 0 END"
        )
        points += [same, alike]
    points += [
        f"CASE WHEN l.{name} = r.{name} THEN {worth} ELSE 0 END"
        for name, worth in (("postcode", 3), ("last_place", 1), ("birth_place", 1))
        if name in columns
    ]
    return f"({' + '.join(points) or '7'})"


# Day and month in one order, so that exchanged ones meet.
_DAY = "least(month, day) * 100 + greatest(month, day)"
_WORDS, _STARTS = ("skeleton1", "skeleton3", "skeleton2"), ("start1", "start3", "start2")


def _of(*values: str) -> str:
    """A key of all the values, or none where one is not known."""
    given = " AND ".join(f"{value} IS NOT NULL" for value in values)
    return f"CASE WHEN {given} THEN hash({', '.join(values)}) END"


def _two_of(words: Sequence[str], *others: str) -> tuple[str, ...]:
    """Keys of any two words of a name, whatever their order."""
    keys = []
    for a, b in itertools.combinations(words, 2):
        given = " AND ".join(f"{value} IS NOT NULL" for value in (a, b, *others))
        both = ", ".join((f"least({a}, {b})", f"greatest({a}, {b})", *others))
        keys.append(f"CASE WHEN {given} THEN hash({both}) END")
    return tuple(keys)


def _each_of(words: Sequence[str], *others: str) -> tuple[str, ...]:
    """Keys of each word of a name."""
    return tuple(_of(word, *others) for word in words)


def _kind(name: str, needs: str, keys: Iterable[str], *, sure: bool = False) -> Kind:
    return Kind(name, frozenset(needs.split()), tuple(keys), sure)


_KINDS = (
    _kind("document", "document", (_of("document"), _of("document2")), sure=True),
    _kind("phone", "phone", (_of("right(phone, 8)"), _of("right(phone2, 8)")), sure=True),
    _kind("email", "email", [_of("email")], sure=True),
    _kind("account", "account", [_of("account")], sure=True),
    _kind("document_end", "document born", [_of("right(document, 4)", "born")]),
    _kind("birth_start", "birth name", _each_of(_STARTS, "born", _DAY)),
    _kind("pair_year", "birth name", _two_of(_WORDS, "born")),
    _kind("pair_day", "birth name", _two_of(_WORDS, _DAY)),
    _kind("pair_postcode", "postcode name", _two_of(_WORDS, "postcode")),
    _kind("pair_place", "last_place name", _two_of(_WORDS, "last_place")),
    _kind("pair_birth_place", "birth_place name", _two_of(_WORDS, "birth_place")),
    _kind("pair", "name", _two_of(_WORDS)),
    _kind("word_month", "birth name", _each_of(_WORDS, "born", "month")),
    _kind("word_year_day", "birth name", _each_of(_WORDS, "born", "day")),
    _kind("word_day", "birth name", _each_of(_WORDS, _DAY)),
    _kind("word_postcode", "postcode name", _each_of(_WORDS, "postcode")),
    _kind("word_place", "last_place birth name", _each_of(_WORDS, "last_place", "born")),
    _kind("word", "name", _each_of(_WORDS)),
    _kind("birth_postcode", "birth postcode", [_of("born", _DAY, "postcode")]),
    _kind("birth_place", "birth last_place", [_of("born", _DAY, "last_place")]),
    _kind("postcode_starts", "postcode name", _two_of(_STARTS, "postcode")),
)
