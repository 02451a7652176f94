"""Recognises what a list's columns hold from their headers. Leaves alone what it is unsure of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml
from rapidfuzz import fuzz, process

from wayhome.intake.tables.model import CANONICAL_COLUMNS, SEVERAL_COLUMNS, Mapping_, Refused

EXACT, FOLDED, PART, LEAST = 1.0, 0.97, 0.9, 0.75
"""Confidence by the way a header was recognised; below LEAST nothing is proposed."""
FUZZY_SCALE = 0.88
"""A misspelt header is worth its similarity (0 to 1) times this, so that it never beats a part."""
FUZZY_SIMILARITY = 88.0
"""Similarity, of 100, from which two headers are one word misspelt: one letter in eight or so."""
FUZZY_LETTERS = 5
"""Shorter words lie too close together to be compared loosely: 'nat', 'note', 'name'."""

_SEPARATORS = re.compile(r"[/|\n\r()（）［］\[\]【】၊،;；]+|\s[-–—:]\s")
_WORD_BREAKS = re.compile(r"[\s/|()（）\[\]【】,;:'’_-]+")
_ENUMERATION = re.compile(r"^\s*[(\[]?\d{1,2}[.)\]:]\s*")


@dataclass(frozen=True, slots=True)
class _Words:
    exact: Mapping[str, str]
    folded: Mapping[str, str]
    given_beside_family: frozenset[str]
    never: frozenset[str]


def exact_form(header: str) -> str:
    """A header in lower case, compatibility letters folded, white space single."""
    if header.isascii():
        text = header.lower()
    else:
        text = unicodedata.normalize("NFKC", header).casefold()
        text = "".join([c for c in text if unicodedata.category(c) != "Cf"])
    return " ".join(text.replace("*", " ").split()).strip(" :")


def folded_form(header: str) -> str:
    """Letters, marks and digits alone, so that 'Date_of Birth:' and 'dateofbirth' are one."""
    kept = (c for c in exact_form(header) if unicodedata.category(c)[0] in "LMN")
    return "".join(kept)


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = files(__package__).joinpath("data/header_names.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for column, headers in data["columns"].items():
        for header in (column.strip("_"), column, *headers):
            exact.setdefault(exact_form(header), column)
            if folded_form(header):
                folded.setdefault(folded_form(header), column)
    # A machine's own header is what it says, whatever else the word may mean elsewhere.
    exact.update({column: column for column in CANONICAL_COLUMNS})
    given = frozenset(folded_form(header) for header in data["given_beside_family"])
    never = frozenset(folded_form(word) for word in data["never"])
    return _Words(exact, folded, given, never)


def _parts(header: str) -> Iterator[str]:
    for part in _SEPARATORS.split(header):
        if part.strip():
            yield part


def _fuzzy(form: str) -> tuple[str, float] | None:
    if len(form) < FUZZY_LETTERS:
        return None
    words = _words().folded
    hit = process.extractOne(form, words.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_SIMILARITY)
    if hit is None or len(hit[0]) < FUZZY_LETTERS:
        return None
    return words[hit[0]], hit[1] / 100 * FUZZY_SCALE


@lru_cache(maxsize=4096)
def meaning(header: str) -> tuple[str, float] | None:
    """The column a header names and how sure that is (0 to 1), or None.

    The name may also be `_running_number` or `_title`: known columns that hold nothing we keep.
    """
    words, header = _words(), _ENUMERATION.sub("", header) or header
    form = exact_form(header)
    if form in words.exact:
        return words.exact[form], EXACT
    form = folded_form(header)
    if form in words.folded:
        return words.folded[form], FOLDED
    if any(folded_form(word) in words.never for word in _WORD_BREAKS.split(header)):
        return None
    found = [hit for part in _parts(header) if (hit := _plain(part))]
    if found and len({column for column, _ in found}) == 1:
        return found[0]
    if found:
        # 'Contact / Phone': the parts disagree, so the mapping page decides, unless one of them
        # narrows the other down ('Name / Given name').
        return _narrowed({column for column, _ in found})
    return _fuzzy(form)


def _plain(part: str) -> tuple[str, float] | None:
    words = _words()
    column = words.exact.get(exact_form(part)) or words.folded.get(folded_form(part))
    return (column, PART) if column else None


def _narrowed(columns: set[str]) -> tuple[str, float] | None:
    if columns == {"id", "document_number"}:
        return "document_number", PART - 0.05  # 'ID / Passport no': an identity card's number
    narrower = columns - {"full_name", "notes", "_title"}
    if len(narrower) == 1 and narrower < columns:
        return narrower.pop(), PART - 0.05
    return None


def _is_latin(header: str) -> bool:
    letters = [c for c in header if c.isalpha()]
    return bool(letters) and sum(c < "ɐ" for c in letters) * 2 > len(letters)


def recognise(headers: Sequence[str]) -> Mapping_:
    """Propose which source column feeds which canonical column.

    Reads the headers alone. A header is known exactly, after folding, by one of its parts
    ('ชื่อ / Name'), or as a misspelling; nothing below a confidence of 0.75 is proposed, and a
    column that two headers claim goes to the surer one, then to the first.
    """
    claims: dict[str, list[tuple[float, int]]] = {}
    for index, header in enumerate(headers):
        hit = meaning(header) if header.strip() else None
        if hit and hit[1] >= LEAST and not hit[0].startswith("_"):
            claims.setdefault(hit[0], []).append((hit[1], index))
    _split_given_and_family(claims, headers)
    _split_latin_and_native(claims, headers)
    return _settle(claims, headers)


def _split_given_and_family(
    claims: dict[str, list[tuple[float, int]]], headers: Sequence[str]
) -> None:
    """'Name' or 'Other names' beside 'Surname' is the given name."""
    if "family_name" not in claims or "given_name" in claims:
        return
    if "full_name" not in claims:
        others = claims.get("other_names", [])
        if len(others) == 1 and folded_form(headers[others[0][1]]) in ("othername", "othernames"):
            claims["given_name"] = claims.pop("other_names")
        return
    given = _words().given_beside_family
    whole = claims["full_name"]
    for claim in whole:
        forms = {folded_form(part) for part in _parts(headers[claim[1]])}
        if forms & given and len(whole) == 1:
            claims["given_name"] = [claim]
            del claims["full_name"]
            return


def _split_latin_and_native(
    claims: dict[str, list[tuple[float, int]]], headers: Sequence[str]
) -> None:
    """Of two headers for the whole name, one Latin and one not, the other is the native name."""
    whole = claims.get("full_name", [])
    if len(whole) != 2 or "native_name" in claims:
        return
    latin = [claim for claim in whole if _is_latin(headers[claim[1]])]
    if len(latin) == 1:
        claims["full_name"] = latin
        claims["native_name"] = [claim for claim in whole if claim not in latin]


def _settle(claims: Mapping[str, list[tuple[float, int]]], headers: Sequence[str]) -> Mapping_:
    columns: dict[str, int] = {}
    confidence: dict[str, float] = {}
    further: dict[str, tuple[int, ...]] = {}
    for column in CANONICAL_COLUMNS:
        ranked = sorted(claims.get(column, []), key=lambda claim: (-claim[0], claim[1]))
        if not ranked:
            continue
        confidence[column], columns[column] = ranked[0]
        if len(ranked) > 1 and column in SEVERAL_COLUMNS:
            further[column] = tuple(sorted(index for _, index in ranked[1:]))
    return Mapping_(columns, confidence, further, _left(columns, further, headers))


def _left(
    columns: Mapping[str, int], further: Mapping[str, tuple[int, ...]], headers: Sequence[str]
) -> tuple[int, ...]:
    used = set(columns.values()).union(*further.values())
    return tuple(
        index
        for index, header in enumerate(headers)
        if header.strip() and index not in used and not _kept_out(header)
    )


def _kept_out(header: str) -> bool:
    hit = meaning(header)
    return hit is not None and hit[0].startswith("_")


def read_map(text: str) -> dict[str, str]:
    """A flat YAML map `canonical: source column`, one a line.

    Raises `Refused` (code 'map') where it is no flat map or names a column that does not exist.
    """
    try:
        data = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"map, line {mark.line + 1}" if mark else "map"
        raise _map_refused(where, "this is no YAML") from error
    if not isinstance(data, dict):
        raise _map_refused("map", "this is no flat map")
    for column, source in data.items():
        if column not in CANONICAL_COLUMNS:
            raise _map_refused("map", f"'{column}' is no column of a list")
        if isinstance(source, dict | list) or source is None:
            raise _map_refused("map", f"'{column}' names no single source column")
    return {column: str(source) for column, source in data.items()}


def map_columns(columns: Mapping[str, str], headers: Sequence[str]) -> Mapping_:
    """The mapping that a person or a map file asked for: canonical column to source header.

    Raises `Refused` (code 'map') where a source column is not in the list.
    """
    chosen: dict[str, int] = {}
    forms = [exact_form(header) for header in headers]
    for column, source in columns.items():
        if column not in CANONICAL_COLUMNS:
            raise _map_refused("map", f"'{column}' is no column of a list")
        if source in headers:
            chosen[column] = list(headers).index(source)
        elif exact_form(source) in forms:
            chosen[column] = forms.index(exact_form(source))
        else:
            there = ", ".join(f"'{header}'" for header in headers if header)
            raise _map_refused("map", f"the list has no column '{source}', it has {there}")
    return Mapping_(chosen, dict.fromkeys(chosen, EXACT), {}, _left(chosen, {}, headers))


def _map_refused(where: str, message: str) -> Refused:
    return Refused("map", message, where, "write one line a column: 'full_name: Name of person'")
