"""Holds the rows of a list against what is known, and says row by row what they change.

A whole list is a version of itself: rows pair as intake's ``diff`` says, what is missing is gone.
Rows that came alone (typed, or by the API) pair only where nobody else can be meant.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from wayhome.intake.kinds import RowChange
from wayhome.intake.tables import ListRow, diff, differing_fields, row_key

NEW, CHANGED, GONE, UNCHANGED = "new", "changed", "gone", "unchanged"
WHOLE_DATE = 10  # YYYY-MM-DD

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Known(Generic[Thing]):
    """Something that a row may be about, with the values it has now."""

    thing: Thing
    reference: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step(Generic[Thing]):
    """What one row does. ``row`` None: gone; ``known`` None: new. ``values`` are to be kept."""

    change: str
    row: ListRow | None
    known: Known[Thing] | None
    values: Mapping[str, str]
    fields: tuple[str, ...] = ()

    def told(self, reference: str = "") -> RowChange:
        """Return the step as intake tells it to the sender."""
        known = self.known.reference if self.known else reference
        return RowChange(self.row.row if self.row else None, self.change, known, self.fields)


def certain_key(values: Mapping[str, str]) -> str:
    """Return what names one person beyond doubt: a reference, a document, or name and birth day.

    Empty where a row has none of these: two people may share a name.
    """
    known = values.get("id") or values.get("document_number")
    return row_key(values) if known or len(values.get("birth_date", "")) == WHOLE_DATE else ""


def content(values: Mapping[str, str]) -> str:
    """Return all that a row says as one text."""
    return "\x1f".join(f"{name}={values[name]}" for name in sorted(values) if values[name])


def compare_list(
    known: Sequence[Known[Thing]],
    rows: Sequence[ListRow],
    known_rows: Mapping[int, str] = MappingProxyType({}),
) -> list[Step[Thing]]:
    """Return the steps of a whole list, in its order, and after them what is gone.

    ``known_rows`` says by reference who stands on which row, where that is known beforehand.
    """
    old = [ListRow(number, "", one.values) for number, one in enumerate(known)]
    changes = diff(old, rows, _beforehand(known, rows, known_rows))
    changed = {id(one.new): (known[one.old.row], one.fields) for one in changes.changed}
    taken = {one.old.row for one in changes.changed} | {row.row for row in changes.gone}
    same = _by_content([(n, one) for n, one in enumerate(known) if n not in taken])
    fresh = {id(row) for row in changes.new}
    steps: list[Step[Thing]] = []
    for row in rows:
        if id(row) in fresh:
            steps.append(Step(NEW, row, None, row.values))
        elif id(row) in changed:
            one, fields = changed[id(row)]
            steps.append(Step(CHANGED, row, one, row.values, fields))
        else:
            steps.append(Step(UNCHANGED, row, same[content(row.values)].pop(0), row.values))
    gone = [known[row.row] for row in changes.gone]
    return [*steps, *(Step(GONE, None, one, one.values) for one in gone)]


def _beforehand(
    known: Sequence[Known[Thing]], rows: Sequence[ListRow], known_rows: Mapping[int, str]
) -> dict[int, int]:
    """Return place of row to place of whom it is about; each of them once."""
    places = {one.reference: place for place, one in enumerate(known)}
    pairs = {}
    for number, row in enumerate(rows):
        place = places.pop(known_rows.get(row.row, ""), None)
        if place is not None:
            pairs[number] = place
    return pairs


def compare_alone(known: Sequence[Known[Thing]], rows: Sequence[ListRow]) -> list[Step[Thing]]:
    """Return the steps of rows that came alone. What they do not say of a known person is kept."""
    numbered = list(enumerate(known))
    same = _by_content(numbered)
    certain = {certain_key(one.values): one for _n, one in numbered if certain_key(one.values)}
    steps: list[Step[Thing]] = []
    for row in rows:
        waiting = same.get(content(row.values), [])
        one = waiting.pop(0) if waiting else certain.get(certain_key(row.values))
        if one is None:
            steps.append(Step(NEW, row, None, row.values))
            continue
        values = {**one.values, **row.values}
        fields = differing_fields(one.values, values)
        steps.append(Step(CHANGED if fields else UNCHANGED, row, one, values, fields))
    return steps


def _by_content(
    known: Sequence[tuple[int, Known[Thing]]],
) -> dict[str, list[Known[Thing]]]:
    same: dict[str, list[Known[Thing]]] = defaultdict(list)
    for _number, one in known:
        same[content(one.values)].append(one)
    return same
