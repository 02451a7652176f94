"""Finds the pairs of `people` worth comparing, in bounded time: the union of many kinds of key.

The kinds follow `keys.KINDS`. Each has a budget of meetings, and its most crowded blocks go first.
Of those who meet, a pair stays where what can be seen at once (equal dates and places, letters in
common) makes one person thinkable; only these are compared in full.
"""

import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.bulk.words import SLOTS

# Meetings of two records under keys of one kind, for each record of the list.
MEETINGS_PER_RECORD = 8.0
# Nobody is told apart inside a block as large as this: a street of thousands, a date filled in.
LARGEST_BLOCK = 3000
# A kind that stands in for another is used where the other left out more than this share.
_LEFT_OUT = 0.02
# Bits below the prior at which a pair is not compared: what cannot be seen at once may add so many.
_SLACK = 6.0
# Of dates: two of year with month, year with day, and day with month are lost by one slip. What all
# three say, and what it says against one person if none is the same (bits).
_PART_OF_DAY, _STRANGE_DAYS, _STRANGE_NAMES = 12, 8, 4
_SURE = 100.0  # bits: more than anything can speak against
_MOST_PLACE_BITS = 12.0
_PLACES = ("postcode", "last_place", "birth_place", "occupation", "address")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of key: what it needs of the list, and the expressions whose values make it.

    Each of `keys` is a way to the key (of the first word, of the last …). `sure`: whoever shares it
    is compared, however little else agrees. `after`: used only where that kind left many out.
    `unless`: not needed where the list gives one of these columns. `share`: of the usual budget.
    """

    name: str
    needs: frozenset[str]
    keys: tuple[str, ...]
    sure: bool = False
    after: str = ""
    unless: frozenset[str] = frozenset()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """How many meetings there were under a kind of key, and how many records a crowd kept out."""

    kind: str
    meetings: int
    crowded: int


def find_pairs(
    engine: Engine, columns: Collection[str], records: int, *, across: bool
) -> Iterator[Found]:
    """Make `pairs` (join_key_l, join_key_r, match_key, others); yields each kind when it is done.

    `others` are the bits seen at once, names left out.

    `across` pairs records of two lists alone.
    """
    _code(engine, columns)
    likely = _likely(engine, columns)
    used: dict[str, Found] = {}
    for kind in _KINDS:
        if not _wanted(kind, columns, used, records):
            continue
        table = f"pairs_{kind.name}"
        found = _pairs_of(engine, kind, table, likely, records, across)
        used[kind.name] = found
        yield found
    union = " UNION ALL ".join(f"SELECT l, r, others FROM pairs_{name}" for name in used)
    nobody = "SELECT 0 AS l, 0 AS r, 0.0 AS others WHERE 1 = 0"
    engine.make(
        "pairs",
        "SELECT l AS join_key_l, r AS join_key_r, '0' AS match_key, max(others) AS others "
        f"FROM ({union or nobody}) t GROUP BY l, r",
    )
    engine.forget("coded", *(f"pairs_{name}" for name in used))


def _wanted(kind: Kind, columns: Collection[str], used: dict[str, Found], records: int) -> bool:
    if not kind.needs <= set(columns) or kind.unless & set(columns):
        return False
    return not kind.after or (kind.after in used and used[kind.after].crowded > _LEFT_OUT * records)


def _pairs_of(
    engine: Engine,
    kind: Kind,
    table: str,
    likely: tuple[str, str],
    records: int,
    across: bool,
) -> Found:
    rows = " UNION ALL ".join(
        f"SELECT pid, side, {key} AS key FROM coded WHERE {key} IS NOT NULL" for key in kind.keys
    )
    engine.make("keyed", f"SELECT * FROM ({rows}) t")
    met = "min(side) < max(side)" if across else "count(*) > 1"
    engine.make("blocks", f"SELECT key, count(*) AS n FROM keyed GROUP BY key HAVING {met}")
    sizes = engine.fetch("SELECT n, count(*) AS blocks FROM blocks GROUP BY n ORDER BY n")
    largest = _largest(sizes["n"], sizes["blocks"], kind.share * MEETINGS_PER_RECORD * records)
    used = sizes["n"] <= largest
    payload = "".join(f", c.{name}" for name in _SEEN if f"l.{name}" in " ".join(likely))
    engine.make(
        "keyed",
        f"SELECT k.key, c.pid, c.side{payload} FROM keyed k JOIN blocks b ON b.key = k.key "
        f"JOIN coded c ON c.pid = k.pid WHERE b.n <= {largest}",
    )
    right, on = "keyed", "l.key = r.key"
    if engine.salts > 1:  # a crowded block is dealt to several workers
        dealt = f"SELECT unnest(range({engine.salts})) AS salt"
        right = f"(SELECT k.*, s.salt FROM keyed k CROSS JOIN ({dealt}) s)"
        on = f"{on} AND l.pid % {engine.salts} = r.salt"
    order = "l.side < r.side" if across else "l.pid < r.pid"
    named, others = likely
    seen = f"{named} + {others} >= {least_seen(records):.2f}"
    if kind.sure:
        seen, others = "TRUE", str(_SURE)
    engine.make(
        table,
        f"SELECT l.pid AS l, r.pid AS r, CAST({others} AS FLOAT) AS others "
        f"FROM keyed l JOIN {right} r ON {on} WHERE {order} AND {seen}",
    )
    engine.forget("keyed", "blocks")
    return Found(
        kind.name,
        int(_meetings(sizes["n"], sizes["blocks"])[used].sum()),
        int((sizes["n"] * sizes["blocks"])[~used].sum()),
    )


def least_seen(records: int) -> float:
    """Bits that must be seen at once for a pair to be compared: two people of a list of this length
    need log2(2.5 times the length) to be one (0.2 true pairs a record).
    """
    return math.log2(2.5 * records) - _SLACK


def _meetings(sizes: npt.NDArray[Any], blocks: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return np.asarray(sizes * (sizes - 1.0) / 2 * blocks)


def _largest(sizes: npt.NDArray[Any], blocks: npt.NDArray[Any], budget: float) -> int:
    """The largest block that may be used."""
    within = np.cumsum(_meetings(sizes, blocks)) <= budget
    allowed = sizes[within & (sizes <= LARGEST_BLOCK)]
    return int(allowed.max()) if allowed.size else 1


# ---- what can be seen at once -------------------------------------------------------------------
_SEEN = ("ym", "yd", "md", "dated", "sounds", "worth", *_PLACES)


def _code(engine: Engine, columns: Collection[str]) -> None:
    """`coded`: numbers to be held equal; what is not known is another number in every record."""
    parts = ["pid", "side"]
    if "birth" in columns:
        known = "month > 0 AND day > 0 AND NOT (month = 1 AND day = 1)"
        parts += ["born", f"CASE WHEN {known} THEN born * 10000 + {_DAY} END AS birth"]
        parts += [
            f"CASE WHEN {known} THEN {sql} ELSE -1 - pid END AS {name}"
            for name, sql in (("ym", "born * 100 + month"), ("yd", "born * 100 + day"))
        ]
        parts.append(f"CASE WHEN {known} THEN {_DAY} ELSE -1 - pid END AS md")
        parts.append(f"CASE WHEN {known} THEN 1 ELSE 0 END AS dated")
    parts += [
        f"CASE WHEN {name} IS NULL THEN -1 - CAST(p.pid AS BIGINT) "
        f"ELSE CAST(abs(hash({name}) % 2147483648) AS BIGINT) END AS {name}"
        for name in _PLACES
        if name in columns
    ]
    if "name" in columns:
        parts += [f"{name}{n}" for name in ("skeleton", "start") for n in SLOTS]
        parts += ["sounds", "worth"]
    parts += [name for name in _STRONG if name in columns]
    parts[0] = "p.pid"
    names = " JOIN name_words n ON n.pid = p.pid" if "name" in columns else ""
    coded = ", ".join(part.replace("-1 - pid", "-1 - p.pid") for part in parts)
    engine.make("coded", f"SELECT {coded} FROM people p{names}")


def _likely(engine: Engine, columns: Collection[str]) -> tuple[str, str]:
    """Bits for one person, roughly: of the names' letters in common, and of everything else."""
    others, places = [], []
    if "birth" in columns:
        same = " + ".join(f"CAST(l.{part} = r.{part} AS INTEGER)" for part in ("ym", "yd", "md"))
        others.append(
            f"least({_PART_OF_DAY} * ({same}) - {_STRANGE_DAYS}, {_PART_OF_DAY}) "
            "* l.dated * r.dated"
        )
    for name in _PLACES:
        if name in columns:
            bits = min(_information(engine, name), _MOST_PLACE_BITS)
            places.append(f"{bits:.1f} * CAST(l.{name} = r.{name} AS INTEGER)")
    if places:  # who shares a street shares the town: only the closest counts
        others.append(f"greatest({', '.join(places)})" if len(places) > 1 else places[0])
    named = f"bit_count(l.sounds & r.sounds) * l.worth - {_STRANGE_NAMES}"
    return named if "name" in columns else "0", " + ".join(others) or "0"


def _information(engine: Engine, column: str) -> float:
    """Bits that agreeing on a value says, for the mean of those who agree."""
    found = engine.fetch(
        f"SELECT sum(n * n) AS squares, sum(n) AS n FROM (SELECT CAST(count(*) AS DOUBLE) AS n "
        f"FROM coded WHERE {column} >= 0 GROUP BY {column}) t"
    )
    squares, total = (float(np.ma.filled(found[key], 0)[0]) for key in ("squares", "n"))
    return math.log2(total * total / squares) if squares else 0.0


# ---- the kinds ----------------------------------------------------------------------------------
# Day and month in one order, so that exchanged ones meet.
_DAY = "(least(month, day) * 100 + greatest(month, day))"
_WORDS, _STARTS = ("skeleton1", "skeleton3", "skeleton2"), ("start1", "start3", "start2")
_STRONG = ("document", "document2", "phone", "phone2", "email", "account")


def _key(values: Sequence[str], needed: Sequence[str]) -> str:
    """A number of all the values, or none where one is not known."""
    given = " AND ".join(
        f"{value} {'>= 0' if value in _NUMBERED else 'IS NOT NULL'}" for value in needed
    )
    return f"CASE WHEN {given} THEN hash({', '.join(values)}) END"


_NUMBERED = frozenset((*_PLACES, "ym", "yd", "md"))  # not known: below 0


def _of(*values: str) -> str:
    return _key(values, values)


def _two_of(words: Sequence[str], *others: str) -> list[str]:
    """Keys of any two words of a name, whatever their order."""
    return [
        _key((f"least({a}, {b})", f"greatest({a}, {b})", *others), (a, b, *others))
        for a, b in itertools.combinations(words, 2)
    ]


def _each_of(words: Sequence[str], *others: str) -> list[str]:
    """Keys of each word of a name."""
    return [_of(word, *others) for word in words]


def _kind(
    name: str,
    needs: str,
    keys: Iterable[str],
    *,
    sure: bool = False,
    after: str = "",
    unless: str = "",
    share: float = 1.0,
) -> Kind:
    not_with = frozenset(unless.split())
    return Kind(name, frozenset(needs.split()), tuple(keys), sure, after, not_with, share)


_KINDS = (
    _kind("document", "document", (_of("document"), _of("document2")), sure=True),
    _kind("phone", "phone", (_of("right(phone, 8)"), _of("right(phone2, 8)")), sure=True),
    _kind("email", "email", [_of("email")], sure=True),
    _kind("account", "account", [_of("account")], sure=True),
    _kind("document_end", "document birth", [_of("right(document, 4)", "born")]),
    _kind("birth_word", "birth name", _each_of(_WORDS, "birth")),
    _kind("birth_starts", "birth name", _two_of(_STARTS, "birth"), unless="postcode last_place"),
    _kind("birth_postcode", "birth postcode", [_of("birth", "postcode")]),
    _kind("birth_place", "birth last_place", [_of("birth", "last_place")]),
    _kind("pair_month", "birth name", _two_of(_WORDS, "ym")),
    _kind("pair_day", "birth name", _two_of(_WORDS, "md")),
    _kind("word_postcode", "postcode name", _each_of(_WORDS, "postcode")),
    _kind("pair_postcode", "postcode name", _two_of(_WORDS, "postcode"), after="word_postcode"),
    _kind("pair_place", "last_place name", _two_of(_WORDS, "last_place")),
    _kind("pair_birth_place", "birth_place name", _two_of(_WORDS, "birth_place")),
    _kind("pair_year", "birth name", _two_of(_WORDS, "born"), unless="postcode last_place"),
    _kind(
        "word_place",
        "last_place birth name",
        _each_of(_WORDS, "last_place", "born"),
        unless="postcode",
    ),
    _kind("word_month", "birth name", _each_of(_WORDS, "ym"), unless="postcode last_place"),
    _kind("word_year_day", "birth name", _each_of(_WORDS, "yd"), unless="postcode last_place"),
    _kind("word_day", "birth name", _each_of(_WORDS, "md"), unless="postcode last_place"),
    _kind("postcode_starts", "postcode name", _two_of(_STARTS, "postcode"), unless="birth"),
    _kind("pair", "name", _two_of(_WORDS), share=0.25),
    _kind("word", "name", _each_of(_WORDS), unless="birth postcode last_place"),
)
