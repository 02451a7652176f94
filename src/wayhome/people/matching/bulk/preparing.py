"""Makes the table `people`: every value in the form in which it is compared, words as numbers.

Whatever needs Python (dates, codes, names that are not plain Latin) is done once for each distinct
value; the rest is SQL. As in `profile`, what cannot be read is unknown.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from wayhome.people.matching import fields
from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.bulk.words import slots, titles, word_table
from wayhome.people.matching.dates import parse_date

_NAMES = ("full_name", "given_name", "family_name", "native_name", "other_names")
_MOST_OTHER_NAMES = 3  # of those in one cell, parted by semicolons
# Column of a list and what it is called in `people`, as in `profile`.
_WORDED = {
    "address": "address",
    "place_of_birth": "birth_place",
    "occupation": "occupation",
    "last_known_place": "last_place",
}


def prepare(engine: Engine, given: Collection[str], as_of: date) -> set[str]:
    """Make `people` and `name_words` out of `listed`; returns what they hold: people's columns, and
    "name" where there are names.
    """
    parts = ["l.pid", "l.side"]
    joins: list[str] = []
    found: set[str] = set()
    for make in (_birth, _codes, _papers, _places):
        columns, joined = make(engine, given, as_of)
        found |= columns.keys()
        parts += [f"{sql} AS {name}" for name, sql in columns.items()]
        joins += joined
    parts.append("CAST(NULL AS VARCHAR) AS match_key")  # see `comparing`
    engine.make("people", f"SELECT {', '.join(parts)} FROM listed l {' '.join(joins)}")
    if any(name in given for name in _NAMES):
        _names(engine, given)
        word_table(engine)
        found.add("name")
    return found


def _birth(engine: Engine, given: Collection[str], as_of: date) -> tuple[dict[str, str], list[str]]:
    columns: dict[str, str] = {}
    joins: list[str] = []
    dates = [name for name in ("birth_date", "birth_year") if name in given]
    if "last_contact_date" in given:
        _map(engine, "contacts", "last_contact_date", _date_parts, ("y", "m", "d"))
        joins.append("LEFT JOIN contacts c ON c.value = l.last_contact_date")
        columns["contact"] = "c.y"
    if dates:
        engine.make(
            "births_given", f"SELECT pid, coalesce({', '.join(dates)}) AS birth FROM listed"
        )
        _map(engine, "births", "birth", _date_parts, ("y", "m", "d"), table="births_given")
        joins += ["JOIN births_given g ON g.pid = l.pid", "LEFT JOIN births b ON b.value = g.birth"]
        columns |= {"born": "b.y", "month": "b.m", "day": "b.d"}
        columns["birth"] = "b.y * 10000 + b.m * 100 + b.d"
        whole = "b.m > 0 AND b.d > 0 AND NOT (b.m = 1 AND b.d = 1)"  # 1 January: a year alone
        columns["date"] = f"CASE WHEN {whole} THEN CAST({columns['birth']} AS VARCHAR) END"
    if "age" in given:
        age = "try_cast(l.age AS INTEGER)"
        on = f"coalesce(c.y, {as_of.year})" if "contact" in columns else str(as_of.year)
        known = f"{'b.y IS NULL AND ' if dates else ''}{age} BETWEEN 1 AND 119"
        latest = f"CASE WHEN {known} THEN {on} - {age} END"
        columns["years_to"] = f"coalesce(b.y, {latest})" if dates else latest
        columns["years_from"] = f"coalesce(b.y, {latest} - 1)" if dates else f"{latest} - 1"
        columns.setdefault("born", "CAST(NULL AS INTEGER)")
    return columns, joins


def _codes(engine: Engine, given: Collection[str], _: date) -> tuple[dict[str, str], list[str]]:
    columns, joins = {}, []
    readers: dict[str, Callable[[str], tuple[str | None]]] = {
        "sex": lambda text: (fields.sex_of(text) or None,),
        "nationality": lambda text: (next(iter(fields.nationalities_of(text)), None),),
    }
    for name, reader in readers.items():
        if name in given:
            _map(engine, f"codes_{name}", name, reader, ("code",))
            joins.append(f"LEFT JOIN codes_{name} ON codes_{name}.value = l.{name}")
            columns[name] = f"codes_{name}.code"
    return columns, joins


def _papers(_: Engine, given: Collection[str], __: date) -> tuple[dict[str, str], list[str]]:
    columns: dict[str, str] = {}
    if "document_number" in given:
        # ˙ stands where signs are hidden; without it the number is whole (see `documents`).
        hidden = "regexp_replace(upper({0}), '[*…•·_?#]+|[.][.]+|XXX+', '˙', 'g')"
        marked = f"regexp_replace({hidden}, '[^0-9A-Z˙]', '', 'g')"
        for place, name in ((1, "document"), (2, "document2")):
            one = marked.format(f"split_part(l.document_number, ';', {place})")
            columns[name] = f"CASE WHEN length({one}) >= 4 THEN {one} END"
    if "phone" in given:
        columns["phone"] = _phone("split_part(l.phone, ';', 1)")
        columns["phone2"] = _phone("split_part(l.phone, ';', 2)")
    if "email" in given:
        address = "lower(trim(split_part(l.email, ';', 1)))"
        columns["email"] = f"CASE WHEN {address} LIKE '_%@%' THEN {address} END"
    if "social_account" in given:
        account = "lower(split_part(l.social_account, ';', 1))"
        site = "^(https?://)?(www[.]|m[.])?[a-z]+[.](com|me|net|org)/+"
        columns["account"] = (
            f"nullif(regexp_replace(regexp_replace({account}, '{site}', ''), '[/@ ]', '', 'g'), '')"
        )
    if "family_contact" in given:
        columns["family_phone"] = _phone("l.family_contact")
    return columns, []


def _phone(text: str) -> str:
    """Digits without leading zeros; fewer than six are no phone number."""
    digits = f"regexp_replace(regexp_replace({text}, '[^0-9]', '', 'g'), '^0+', '')"
    return f"CASE WHEN length({digits}) >= 6 THEN {digits} END"


def _places(engine: Engine, given: Collection[str], _: date) -> tuple[dict[str, str], list[str]]:
    columns, joins = {}, []
    worded = {column: name for column, name in _WORDED.items() if column in given}
    texts = {name: f"l.{column}" for column, name in worded.items()}
    if "family_contact" in given:
        texts["family"] = "regexp_replace(l.family_contact, '[0-9]', '', 'g')"
    for name, text in texts.items():
        odd = f"NOT regexp_matches({text}, '^[ -~]*$')"
        _map(
            engine,
            f"odd_{name}",
            "value",
            lambda value: (" ".join(sorted(fields.place_words(value))) or None,),
            ("plain",),
            table=f"(SELECT {text} AS value FROM listed l WHERE {odd})",
        )
        bare = f"trim(regexp_replace(lower({text}), '[^a-z0-9]+', ' ', 'g'))"
        sorted_ = f"array_to_string(list_sort(string_split({bare}, ' ')), ' ')"
        one = f"CASE WHEN {bare} LIKE '% %' THEN {sorted_} ELSE nullif({bare}, '') END"
        columns[name] = f"coalesce(odd_{name}.plain, {one})"
        joins.append(f"LEFT JOIN odd_{name} ON odd_{name}.value = {text}")
    if "postcode" in given:
        columns["postcode"] = "nullif(regexp_replace(lower(l.postcode), '[^a-z0-9]', '', 'g'), '')"
    return columns, joins


def _names(engine: Engine, given: Collection[str]) -> None:
    """`named`: the words of every name by slot, titles off; a row for each name of a record."""
    first, others = _ways(given)
    rows = [f"SELECT pid, {first} AS name FROM listed l"]
    rows += [
        f"SELECT pid, {other} AS name FROM listed l WHERE {other} <> coalesce({first}, '')"
        for other in others
    ]
    named = " UNION ALL ".join(rows)
    engine.make("names_given", f"SELECT pid, name, {_ODD} AS odd FROM ({named}) t")
    _odd_names(engine)
    called = f"SELECT pid, name, CASE WHEN NOT odd THEN {_SPACED} END AS s FROM names_given"
    for change in (_ONE_BLANK, _without_titles(), _without_ends(), _without_particles()):
        called = f"SELECT pid, name, {change} AS s FROM ({called}) t"
    first, last = "split_part(s, ' ', 1)", "split_part(s, ' ', -1)"
    between = f"substring(s, length({first}) + 2, length(s) - length({first}) - length({last}) - 2)"
    engine.make(
        "named",
        f"""SELECT c.pid,
            CASE WHEN o.value IS NULL THEN nullif({first}, '') ELSE o.w1 END AS w1,
            CASE WHEN o.value IS NOT NULL THEN o.w2
                 WHEN s LIKE '% % %' THEN replace({between}, ' ', '') END AS w2,
            CASE WHEN o.value IS NOT NULL THEN o.w3 WHEN s LIKE '% %' THEN {last} END AS w3
        FROM ({called}) c LEFT JOIN odd_names o ON o.value = c.name""",
    )
    engine.forget("names_given", "odd_names")


def _ways(given: Collection[str]) -> tuple[str, list[str]]:
    """The first name that a record gives, and those beside it."""
    parts = [f"l.{name}" for name in ("given_name", "family_name") if name in given]
    full = ["l.full_name"] if "full_name" in given else []
    full += [f"nullif(concat_ws(' ', {', '.join(parts)}), '')"] if parts else []
    others = ["l.native_name"] if "native_name" in given else []
    if "other_names" in given:
        places = range(1, _MOST_OTHER_NAMES + 1)
        others += [f"nullif(trim(split_part(l.other_names, ';', {n})), '')" for n in places]
    return f"coalesce({', '.join([*full, *others])})", others


def _odd_names(engine: Engine) -> None:
    """The words of names that SQL cannot split, and of those beside them in one cell."""
    found = engine.fetch("SELECT DISTINCT name FROM names_given WHERE odd ORDER BY 1")
    read = [(str(name), *words) for name in found["name"] for words in slots(str(name))]
    columns = {part: [one[n] for one in read] for n, part in enumerate(("value", "w1", "w2", "w3"))}
    engine.put("odd_names", columns)


# Names that SQL cannot split as `names.parse` does: other letters than a to z, or several names.
_ODD = (
    "name IS NOT NULL AND (NOT regexp_matches(name, '^[A-Za-z .,''`-]+$') OR "
    "regexp_matches(lower(name), '(^|[^a-z])(alias|also known as|a[.]?k[.]?a[.]?) '))"
)
# Letters and blanks; regular expressions are slow, so only where two blanks meet.
_SPACED = "trim(translate(lower(name), '.,-''`', '   '))"
_ONE_BLANK = "CASE WHEN contains(s, '  ') THEN regexp_replace(s, ' +', ' ', 'g') ELSE s END"


def _without_titles() -> str:
    words = titles("before")
    found = f"s LIKE '% %' AND split_part(s, ' ', 1) IN ({_listed(words)})"
    return f"CASE WHEN {found} THEN regexp_replace(s, '^(({'|'.join(words)}) )+', '') ELSE s END"


def _without_ends() -> str:
    words = titles("after")
    found = f"s LIKE '% %' AND split_part(s, ' ', -1) IN ({_listed(words)})"
    return f"CASE WHEN {found} THEN regexp_replace(s, '( ({'|'.join(words)}))+$', '') ELSE s END"


def _without_particles() -> str:
    """Particles of names of three words or more, where two others stay."""
    spread = "replace(concat(' ', s, ' '), ' ', '  ')"
    words = "|".join(titles("particles"))
    left_out = f"regexp_replace({spread}, ' ({words}) ', '', 'g')"
    rest = f"trim(regexp_replace({left_out}, ' +', ' ', 'g'))"
    any_ = f"s LIKE '% % %' AND regexp_matches(s, '(^| )({words})( |$)')"
    return f"CASE WHEN {any_} THEN (CASE WHEN {rest} LIKE '% %' THEN {rest} ELSE s END) ELSE s END"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _map(
    engine: Engine,
    name: str,
    column: str,
    reader: Callable[[str], tuple[Any, ...]],
    parts: Sequence[str],
    table: str = "listed",
) -> None:
    """A table of what Python reads in each distinct value of a column."""
    found = engine.fetch(
        f"SELECT DISTINCT {column} AS value FROM {table} t WHERE {column} IS NOT NULL ORDER BY 1"
    )
    values = [str(value) for value in found["value"].tolist()]
    read = [reader(value) for value in values]
    columns = {part: [one[place] for one in read] for place, part in enumerate(parts)}
    engine.put(name, {"value": values, **columns})


def _date_parts(text: str) -> tuple[int | None, int | None, int | None]:
    read = parse_date(text)
    return (read.year, read.month, read.day) if read else (None, None, None)
