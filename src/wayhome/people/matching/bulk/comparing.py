"""The comparisons as Splink takes them: levels and weights of `parameters`, conditions in SQL.

Names are weighed as a number first (the names' evidence in bits) and then fall into the levels of
`comparisons.names`. Conditions are written for DuckDB; Splink and sqlglot turn them
into Spark's SQL.
"""

import itertools
import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.bulk.engine import BEFORE, Columns, Engine
from wayhome.people.matching.commonness import COUNTED
from wayhome.people.matching.comparisons.birth import FAR_APART
from wayhome.people.matching.comparisons.names import (
    DIFFERS_LADDER,
    DIFFERS_STEPS,
    NAME_LADDER,
    NAME_LEVELS,
    NAME_STEPS,
)
from wayhome.people.matching.dates import BUDDHIST_OFFSET
from wayhome.people.matching.evidence import Evidence
from wayhome.people.matching.parameters import Field, Parameters

_HAIR = 1e-4  # bits: less than this matters to nobody, more than a FLOAT confuses
_ANOTHER_WORD = -3.6  # bits of a word's best answer from which it is clearly another word
_RAREST = 2.0**-10  # as in `commonness`: no value of a counted field says more than ten bits
_SLOTS = (1, 2, 3)
# Field of the parameters: what it needs of `people`.
_NEEDS = {
    "name": "name",
    "birth": "birth",
    "birth_year": "birth",
    "age": "years_to",
    "dates": "contact birth",
    "document": "document",
    "document_fragment": "document",
}


class Comparer:
    """Compares pairs of `people` with the fields that the lists give."""

    def __init__(self, engine: Engine, columns: Collection[str]) -> None:
        self._engine = engine
        self.fields = [
            name for name in _CONDITIONS if set(_NEEDS.get(name, name).split()) <= set(columns)
        ]
        self._silent = within(columns)
        rows = "SELECT (SELECT count(*) FROM name_words) - (SELECT count(*) FROM people)"
        self._several = "name" in self.fields and engine.count(rows) > 0  # names a record
        self._database = engine.splink()
        self._people = self._database.register("people")

    def compare(
        self,
        parameters: Parameters,
        pairs: str,
        possible: float,
        *,
        seen: float | None = None,
        least: float | None = None,
    ) -> "Compared":
        """Compare a table of pairs (join_key_l, join_key_r, match_key), which is given up.

        Pairs below `least` bits (log2 odds, relatives not considered) are left out, and before them
        those whose names and `others` come to less than `seen`. `possible`: 1 over the prior odds.
        """
        from splink import Linker

        linker = Linker(self._people, self._settings(parameters, possible), log_level=40)
        if "name" in self.fields:
            self._engine.make_by_steps(f"{pairs}_named", _names_steps(pairs, seen, self._several))
            pairs = f"{pairs}_named"
        table = self._database.register(pairs)
        linker.table_management.register_blocked_pairs_for_predict(table)
        found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        name = found.physical_name
        columns = self._engine.fetch(f"SELECT {self._wanted()} FROM {name}")
        self._engine.forget(name, pairs)
        return Compared(columns, self.fields, parameters)

    def _wanted(self) -> str:
        parts = ["pid_l", "pid_r"]
        for name in self.fields:
            parts.append(f"CAST(mw_{name} AS FLOAT) AS mw_{name}")
            if name in COUNTED:
                parts.append(f"CAST(mw_tf_adj_{name} AS FLOAT) AS tf_{name}")
        return ", ".join(parts)

    def _settings(self, parameters: Parameters, possible: float) -> dict[str, Any]:
        return {
            "link_type": "dedupe_only",
            "unique_id_column_name": "pid",
            "probability_two_random_records_match": min(0.5, 1.0 / possible),
            "blocking_rules_to_generate_predictions": ["l.pid = r.pid"],
            "retain_matching_columns": False,
            "retain_intermediate_calculation_columns": True,
            "comparisons": [
                _comparison(name, parameters.fields[name], self._silent.get(name, ""))
                for name in self.fields
            ],
        }


class Compared:
    """Pairs, the level each field reached, and what the values' own shares add."""

    def __init__(self, columns: Columns, fields: Iterable[str], parameters: Parameters) -> None:
        self.left = np.asarray(columns["pid_l"], dtype=np.int64)
        self.right = np.asarray(columns["pid_r"], dtype=np.int64)
        self._columns, self._fields, self._parameters = columns, list(fields), parameters

    def evidence(self, others: int, rows: Any = slice(None)) -> Evidence:
        """As `evidence.gather` gives it, of some rows."""
        fields = self._parameters.fields
        size = self.left[rows].size
        levels = np.full((size, len(fields)), -1, dtype=np.int8)
        rarity, related, namesake = np.zeros(size), np.zeros(size), np.zeros(size)
        for place, (name, field) in enumerate(fields.items()):
            if name not in self._fields:
                continue
            weights = np.asarray(self._columns[f"mw_{name}"])[rows]
            levels[:, place] = _levels(name, field, weights)
            if name in COUNTED:
                added = np.ma.filled(self._columns[f"tf_{name}"], 0.0)[rows]
                rarity += added
                related += added if field.related else 0.0
                namesake += added if name in self._parameters.namesake_fields else 0.0
        left, right = self.left[rows], self.right[rows]
        return Evidence(left, right, levels, rarity, related, namesake, others)


def _levels(name: str, field: Field, weights: npt.NDArray[Any]) -> npt.NDArray[np.int8]:
    """Places in the field of the levels that have these weights; -1 for 0, which is "not given".

    Splink tells weights and not levels: `_shares` sees to it that no two levels weigh the same.
    """
    names = list(_CONDITIONS[name][1])
    known = np.array([0.0, *(math.log2(m / u) for m, u in _shares(name, field))])
    places = np.array([-1, *(field.index(level) for level in names)], dtype=np.int8)
    order = np.argsort(known)
    between = (known[order][1:] + known[order][:-1]) / 2
    return np.asarray(places[order][np.searchsorted(between, weights)])


def _shares(name: str, field: Field) -> list[tuple[float, float]]:
    """m and u of the levels that SQL can tell, in their order; each weight a hair from others."""
    taken = {0.0}
    shares = []
    for level in _CONDITIONS[name][1]:
        known = field.levels[field.index(level)]
        m = known.m
        while any(abs(math.log2(m / known.u) - one) < _HAIR for one in taken):
            m *= 1 - 2 * _HAIR
        taken.add(math.log2(m / known.u))
        shares.append((m, known.u))
    return shares


def _comparison(name: str, field: Field, silent: str) -> dict[str, Any]:
    """`silent`: when the field says nothing although both records give it."""
    unknown, conditions = _CONDITIONS[name]
    unknown = f"{unknown} OR {silent}" if silent else unknown
    levels: list[dict[str, Any]] = [
        {"sql_condition": unknown, "label_for_charts": "not given", "is_null_level": True}
    ]
    shares = _shares(name, field)
    for place, (level, condition) in enumerate(conditions.items()):
        last = place == len(conditions) - 1
        one: dict[str, Any] = {
            "sql_condition": "ELSE" if last else condition,
            "label_for_charts": field.levels[field.index(level)].says,
            "m_probability": shares[place][0],
            "u_probability": shares[place][1],
        }
        if name in COUNTED and place == 0:
            one["tf_adjustment_column"] = name
            one["tf_minimum_u_value"] = min(_RAREST, shares[place][1])
            one["disable_tf_exact_match_detection"] = True
        levels.append(one)
    return {"output_column_name": name, "comparison_levels": levels}


# ---- names --------------------------------------------------------------------------------------
# Splink carries one fact of a pair beside the two records: match_key. The level of the names rides
# in it, so that every pair of words is measured once and not for each level anew.
_CELLS = tuple(itertools.product(_SLOTS, _SLOTS))


def _word(i: int, j: int) -> str:
    """Bits that two words say for one person: the shares follow names/data/weights.yaml (curve)."""
    both, apart, rare = f"{i}{j}", f"d{i}{j}", f"least(lrare{i}, rrare{j})"
    longer, shorter = (f"{of}(lsize{i}, rsize{j})" for of in ("greatest", "least"))
    within = f"(starts_with(lfold{i}, rfold{j}) OR starts_with(rfold{j}, lfold{i}))"
    return f"""CASE
        WHEN {apart} IS NULL THEN NULL
        WHEN lword{i} = rword{j} THEN lrare{i}
        WHEN {apart} = 0 THEN 0.92 * {rare}
        WHEN lpet{i} = rpet{j} THEN 0.65 * {rare}
        WHEN {apart} = 1 AND {longer} >= 6 THEN 0.7 * {rare}
        WHEN {apart} = 1 AND {longer} >= 5 THEN 0.6 * {rare}
        WHEN {within} AND {shorter} > 1 THEN 0.5 * {rare}
        WHEN {within} THEN 0.25 * {rare}
        WHEN {apart} = 1 AND {longer} >= 4 THEN 0.35 * {rare}
        WHEN {apart} = 2 AND {longer} >= 8 THEN 0.45 * {rare}
        WHEN {apart} = 3 AND {longer} >= 10 THEN 0.3 * {rare}
        WHEN {apart} = 2 AND {longer} >= 6 THEN 0.1 * {rare}
        WHEN 2 * {apart} <= {longer} THEN -2.5
        ELSE -5.5 END AS c{both}"""


def _apart(i: int, j: int) -> str:
    """Letters that differ between two folds; exchanged letters are one."""
    return f"""CASE
        WHEN l.word{i} IS NULL OR r.word{j} IS NULL THEN NULL
        WHEN l.sound{i} = r.sound{j} THEN 0
        WHEN l.letters{i} = r.letters{j} THEN 1
        ELSE levenshtein(l.fold{i}, r.fold{j}) END AS d{i}{j}"""


# Words may answer each other in several ways, of which the best is taken: strangers have as many
# chances to agree. Bits: log2 of the ways (two words each: 2; three and two or three: 6).
_WAYS = (
    "CASE WHEN nl = 0 OR nr = 0 THEN 0.0 WHEN least(nl, nr) = 1 THEN log2(greatest(nl, nr)) "
    "WHEN greatest(nl, nr) = 2 THEN 1.0 ELSE log2(6.0) END"
)


def _names_steps(pairs: str, least: float | None, several: bool) -> list[str]:
    """Pairs with the level of their names as match_key: queries, each on the rows of the last.

    Every word of the shorter name counts with its best answer, in any order; a word that only one
    name has takes one bit off. `least` is what the names and `others` of a pair must come to. Of
    `several` names a record those that agree best count.
    """
    where, kept = "", "join_key_l, join_key_r, nl, nr"
    if least is not None:
        where, kept = f" WHERE coalesce(evidence, 0) + others >= {least}", f"{kept}, others"
    beside = ", evidence" if several else ""
    best = [f"greatest({', '.join(f'c{i}{j}' for j in _SLOTS)}) AS row{i}" for i in _SLOTS]
    best += [f"greatest({', '.join(f'c{i}{j}' for i in _SLOTS)}) AS col{j}" for j in _SLOTS]
    cells = ", ".join(_word(i, j) for i, j in _CELLS)
    steps = [
        _met(pairs),
        f"SELECT {kept}, {cells} FROM {BEFORE}",
        f"SELECT {kept}, {', '.join(best)} FROM {BEFORE}",
        f"SELECT *, {_summed()} FROM {BEFORE}",
        f"SELECT join_key_l, join_key_r, {_ladder()} AS match_key{beside} FROM {BEFORE}{where}",
    ]
    if several:
        level = "arg_max(match_key, coalesce(evidence, -1000))"
        steps.append(
            f"SELECT join_key_l, join_key_r, {level} AS match_key FROM {BEFORE} "
            "GROUP BY join_key_l, join_key_r"
        )
    return steps


def _met(pairs: str) -> str:
    """Pairs with the words of both (l…, r…), how many they have, and how far apart any two are."""
    needed = ("word", "fold", "size", "sound", "letters", "pet", "rare")
    words = ", ".join(f"{part}{slot}" for part in needed for slot in _SLOTS)
    both = ", ".join(
        f"{side}.{part}{slot} AS {side}{part}{slot}"
        for side in "lr"
        for part in ("word", "fold", "size", "pet", "rare")
        for slot in _SLOTS
    )
    counts = ", ".join(
        " + ".join(f"CAST({side}.word{n} IS NOT NULL AS INTEGER)" for n in _SLOTS) + f" AS n{side}"
        for side in "lr"
    )
    return f"""
        SELECT p.*, {counts}, {both}, {", ".join(_apart(i, j) for i, j in _CELLS)}
        FROM {pairs} p
        JOIN (SELECT pid, {words} FROM name_words) l ON l.pid = p.join_key_l
        JOIN (SELECT pid, {words} FROM name_words) r ON r.pid = p.join_key_r"""


def _summed() -> str:
    """The names' evidence, and the worst answer to a word of the shorter name."""
    rows, columns = (
        (
            " + ".join(f"coalesce({way}{n}, 0)" for n in _SLOTS),
            f"least({', '.join(f'{way}{n}' for n in _SLOTS)})",
        )
        for way in ("row", "col")
    )
    return (
        f"CASE WHEN nl < nr THEN {rows[0]} - (nr - nl) WHEN nr < nl THEN {columns[0]} - (nl - nr) "
        f"ELSE least({rows[0]}, {columns[0]}) END - {_WAYS} AS evidence, "
        f"CASE WHEN nl < nr THEN {rows[1]} WHEN nr < nl THEN {columns[1]} "
        f"ELSE least({rows[1]}, {columns[1]}) END AS worst"
    )


def _ladder() -> str:
    """The place of the level in `NAME_LEVELS` as a text; -1 where a name is missing."""
    steps = [*zip(DIFFERS_LADDER, (*DIFFERS_STEPS[:-1], None), strict=True)]
    differs = " ".join(_when(level, step) for level, step in steps)
    plain = " ".join(
        _when(level, step) for level, step in zip(NAME_LADDER, (*NAME_STEPS, None), strict=True)
    )
    return (
        f"CASE WHEN nl = 0 OR nr = 0 THEN '-1' WHEN worst <= {_ANOTHER_WORD} THEN "
        f"CASE {differs} END ELSE CASE {plain} END END"
    )


def _when(level: str, step: float | None) -> str:
    place = f"'{NAME_LEVELS.index(level)}'"
    return f"ELSE {place}" if step is None else f"WHEN evidence >= {step} THEN {place}"


def _name_levels() -> dict[str, str]:
    return {level: f"match_key = '{place}'" for place, level in enumerate(NAME_LEVELS)}


# ---- everything else ----------------------------------------------------------------------------
def _either(*columns: str) -> str:
    """Some value of the left record is one of the right record's."""
    theirs = ", ".join(f"{column}_r" for column in columns)
    return "(" + " OR ".join(f"{column}_l IN ({theirs})" for column in columns) + ")"


def _unknown(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _dates() -> tuple[str, dict[str, str]]:
    off = "levenshtein(date_l, date_r)"
    years = "abs(born_l - born_r)"
    day = "month_l = month_r AND day_l = day_r"
    return _unknown("date"), {
        "same": "date_l = date_r",
        "day_and_month_swapped": "born_l = born_r AND month_l = day_r AND day_l = month_r",
        "one_digit": f"{off} <= 1",
        "other_era": f"{years} = {BUDDHIST_OFFSET} AND {day}",
        "two_parts_same": "born_l = born_r AND (month_l = month_r OR day_l = day_r)",
        "year_same": "born_l = born_r",
        "day_and_month_same": day,
        "year_near": f"{years} = 1",
        "two_digits": f"{off} <= 2",
        "different": f"{years} < {FAR_APART}",
        "far_apart": "ELSE",
    }


def _years() -> tuple[str, dict[str, str]]:
    years = "abs(born_l - born_r)"
    digit = "levenshtein(CAST(born_l AS VARCHAR), CAST(born_r AS VARCHAR)) <= 1"
    unknown = f"{_unknown('born')} OR (date_l IS NOT NULL AND date_r IS NOT NULL)"
    both = "day_l > 0 AND day_r > 0"
    return unknown, {
        "same_first_of_january": f"birth_l = birth_r AND {both}",
        "month_same": f"born_l = born_r AND month_l > 0 AND month_l = month_r AND NOT ({both})",
        "year_same": "born_l = born_r",
        "other_era": f"{years} = {BUDDHIST_OFFSET}",
        "year_near": f"{years} = 1",
        "one_digit": digit,
        "different": f"{years} < {FAR_APART}",
        "far_apart": "ELSE",
    }


def _age() -> tuple[str, dict[str, str]]:
    gap = "greatest(years_from_l - years_to_r, years_from_r - years_to_l, 0)"
    unknown = f"{_unknown('years_to')} OR (born_l IS NOT NULL AND born_r IS NOT NULL)"
    return unknown, {"fits": f"{gap} = 0", "near": f"{gap} <= 2", "different": "ELSE"}


def _documents() -> tuple[str, dict[str, str]]:
    hidden = "concat(document_l, document_r) LIKE '%˙%'"
    off = "length(document_l) >= 5 AND levenshtein(document_l, document_r) <= 1"
    return f"{_unknown('document')} OR {hidden}", {
        "same": _either("document", "document2"),
        "one_sign_off": off,
        "other": "ELSE",
    }


def _fragments() -> tuple[str, dict[str, str]]:
    whole = "concat(document_l, document_r) NOT LIKE '%˙%'"

    def fits(fragment: str, other: str) -> str:
        start, end = (f"split_part({fragment}, '˙', {place})" for place in (1, -1))
        return (
            f"({fragment} LIKE '%˙%' AND left({other}, length({start})) = {start} "
            f"AND right({other}, length({end})) = {end})"
        )

    agree = f"({fits('document_l', 'document_r')} OR {fits('document_r', 'document_l')})"
    signs = " AND ".join(f"length(replace(document_{side}, '˙', '')) >= 4" for side in "lr")
    return f"{_unknown('document')} OR {whole}", {
        "fits": f"{agree} AND {signs}",
        "short_fits": agree,
        "no_fit": "ELSE",
    }


def _phones(*columns: str) -> tuple[str, dict[str, str]]:
    one = columns[0]
    ends = f"right({one}_l, 9)", f"right({one}_r, 9)"
    long = f"length({one}_l) >= 8 AND length({one}_r) >= 8"
    return _unknown(one), {
        "same": _either(*columns),
        "same_ending": f"{long} AND right({one}_l, 8) = right({one}_r, 8)",
        "one_digit": f"levenshtein({ends[0]}, {ends[1]}) <= 1",
        "other": "ELSE",
    }


def _emails() -> tuple[str, dict[str, str]]:
    users = "split_part(email_l, '@', 1)", "split_part(email_r, '@', 1)"
    return _unknown("email"), {
        "same": "email_l = email_r",
        "same_user": f"{users[0]} = {users[1]} AND length({users[0]}) >= 5",
        "alike": "levenshtein(email_l, email_r) <= 2",
        "other": "ELSE",
    }


def _postcodes() -> tuple[str, dict[str, str]]:
    area = "left(postcode_l, length(postcode_l) - 3) = left(postcode_r, length(postcode_r) - 3)"
    return _unknown("postcode"), {
        "same": "postcode_l = postcode_r",
        "one_sign_off": "levenshtein(postcode_l, postcode_r) <= 1",
        "same_area": f"length(postcode_l) >= 5 AND {area}",
        "different": "ELSE",
    }


def _words(name: str) -> tuple[str, dict[str, str]]:
    left, right = f"{name}_l", f"{name}_r"
    off = f"levenshtein({left}, {right})"
    longer = f"greatest(length({left}), length({right}))"
    within = (
        f"least(length({left}), length({right})) >= 5 AND (contains({left}, {right}) "
        f"OR contains({right}, {left}))"
    )
    return _unknown(name), {
        "same": f"{left} = {right}",
        "alike": f"{off} <= 0.14 * {longer} OR ({within})",
        "partly": f"{off} <= 0.35 * {longer}",
        "different": "ELSE",
    }


def within(columns: Collection[str]) -> dict[str, str]:
    """When a place says nothing beside a closer one that both records give.

    Who shares a postcode shares the town, and who moved changed both: counted twice, neighbours and
    families would be taken for one person.
    """
    closer = [name for name in _CLOSER if name in columns]
    conditions = {}
    for place, name in enumerate(closer):
        nearer = [
            f"({n}_l = {n}_r OR ({n}_l <> {n}_r AND levenshtein({name}_l, {name}_r) > 2))"
            for n in closer[:place]
        ]
        if nearer:
            conditions[name] = f"coalesce({' OR '.join(nearer)}, FALSE)"
    return conditions


_CLOSER = ("address", "postcode", "last_place")


def _equal(name: str, other: str) -> tuple[str, dict[str, str]]:
    return _unknown(name), {"same": f"{name}_l = {name}_r", other: "ELSE"}


# Field: when it is not known, and the condition of every level, the first that holds counts.
_CONDITIONS: Mapping[str, tuple[str, dict[str, str]]] = {
    "name": ("match_key = '-1'", {**_name_levels(), NAME_LEVELS[-1]: "ELSE"}),
    "birth": _dates(),
    "birth_year": _years(),
    "age": _age(),
    "dates": (
        "NOT coalesce(born_l > contact_r OR born_r > contact_l, FALSE)",
        {"exclude": "ELSE"},
    ),
    "document": _documents(),
    "document_fragment": _fragments(),
    "phone": _phones("phone", "phone2"),
    "family_phone": _phones("family_phone"),
    "email": _emails(),
    "account": _equal("account", "other"),
    "sex": _equal("sex", "different"),
    "nationality": _equal("nationality", "different"),
    "postcode": _postcodes(),
    **{n: _words(n) for n in ("address", "birth_place", "occupation", "last_place", "family")},
}
