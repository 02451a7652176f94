"""Holds a list against its earlier version: what is new, changed, gone, unchanged."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from wayhome.intake.tables.model import CANONICAL_COLUMNS, Changed, Changes, ListRow

Key = Callable[[Mapping[str, str]], str]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _reference_key(values: Mapping[str, str]) -> str:
    return f"id:{_folded(values['id'])}" if values.get("id") else ""


def _document_key(values: Mapping[str, str]) -> str:
    numbers = sorted(filter(None, values.get("document_number", "").split(";")))
    return f"document:{';'.join(numbers)}" if numbers else ""


def _person_key(values: Mapping[str, str]) -> str:
    name = values.get("full_name") or " ".join(
        filter(None, (values.get("given_name"), values.get("family_name")))
    )
    name = name or values.get("native_name", "")
    birth = values.get("birth_date") or values.get("birth_year", "")
    return f"person:{_folded(name)}|{birth}|{values.get('nationality', '')}"


def row_key(values: Mapping[str, str]) -> str:
    """What makes a row the same row next week.

    Its own reference where it has one, else its document number, else name, birth and
    nationality. Two rows of one list may share a key where they share all of that.
    """
    return _reference_key(values) or _document_key(values) or _person_key(values)


def differing_fields(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """Canonical columns in which two rows differ; an empty value equals a missing one."""
    return tuple(
        column for column in CANONICAL_COLUMNS if (old.get(column) or "") != (new.get(column) or "")
    )


def diff(
    old: Sequence[ListRow],
    new: Sequence[ListRow],
    beforehand: Mapping[int, int] = MappingProxyType({}),
) -> Changes:
    """Pair the rows of two versions of a list, each at most once, and sort them.

    What is known `beforehand` stands: place of a new row (from 0) to place of an old one. Other
    rows pair by `row_key`; what is left over pairs by document number, then by name, birth and
    nationality, where that is unique on both sides and no two references contradict it: so a
    row that gained a passport number is changed, not gone and new. `gone` is in the old order,
    all else in the new.
    """
    pairs = dict(beforehand)
    _pair_identical(old, new, pairs)
    _pair_by(row_key, old, new, pairs, unique=False)
    for key in (_document_key, _person_key):
        _pair_by(key, old, new, pairs, unique=True)
    fresh, changed, unchanged = [], [], []
    for index, row in enumerate(new):
        if index not in pairs:
            fresh.append(row)
            continue
        before = old[pairs[index]]
        fields = differing_fields(before.values, row.values)
        if fields:
            changed.append(Changed(before, row, fields))
        else:
            unchanged.append(row)
    kept = set(pairs.values())
    gone = tuple(row for index, row in enumerate(old) if index not in kept)
    return Changes(tuple(fresh), tuple(changed), gone, tuple(unchanged))


def _content(values: Mapping[str, str]) -> str:
    return "\x1f".join(values.get(column) or "" for column in CANONICAL_COLUMNS)


def _pair_identical(old: Sequence[ListRow], new: Sequence[ListRow], pairs: dict[int, int]) -> None:
    _pair_by(_content, old, new, pairs, unique=False)


def _pair_by(
    key: Key,
    old: Sequence[ListRow],
    new: Sequence[ListRow],
    pairs: dict[int, int],
    *,
    unique: bool,
) -> None:
    taken = set(pairs.values())
    before = _grouped(key, ((i, row) for i, row in enumerate(old) if i not in taken))
    after = _grouped(key, ((i, row) for i, row in enumerate(new) if i not in pairs))
    for name, indexes in after.items():
        partners = before.get(name, [])
        if unique and (len(indexes) != 1 or len(partners) != 1):
            continue
        pairs |= {
            index: partner
            for index, partner in zip(indexes, partners, strict=False)
            if not (unique and _contradict(old[partner].values, new[index].values))
        }


def _grouped(key: Key, rows: Iterable[tuple[int, ListRow]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index, row in rows:
        if name := key(row.values):
            groups[name].append(index)
    return groups


def _contradict(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Both have a reference of their own, and not the same: two people."""
    return bool(_reference_key(old) and _reference_key(new)) and (
        _reference_key(old) != _reference_key(new)
    )
