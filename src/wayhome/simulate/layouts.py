"""Lays a list out as its agency would: headers, dates, sexes and country names in its language."""

from typing import Any

from wayhome.simulate.model import RequestList, Values
from wayhome.simulate.resources import data

MARK = "made up"
"""What stands in the last column, `synthetic`, of every table."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Written out, so that the machine's language changes no byte."""
Table = list[list[str]]


def table(requests: RequestList) -> Table:
    """Title row where the layout has one, header, rows, total row where it has one."""
    layout = data("layouts")[requests.layout]
    columns = [
        tuple(column) if isinstance(column, list) else (column, column)
        for column in layout["columns"]
    ]
    old = requests.version in layout.get("zawgyi_versions", [])
    rows: Table = []
    if "title" in layout:
        day = shown_date(requests.as_of.isoformat(), layout)
        rows.append([layout["title"].format(agency=requests.agency_name, date=day)])
    rows.append([header for _, header in columns] + ["synthetic"])
    for row in requests.rows:
        values = own_script(row.values, layout)
        cells = [_cell(values, column, layout) for column, _ in columns]
        rows.append([in_zawgyi(cell) if old else cell for cell in cells] + [MARK])
    if requests.stated_total is not None:
        rows.append(
            [layout["total"], str(requests.stated_total)] + [""] * (len(columns) - 2) + [MARK]
        )
    return rows


def in_zawgyi(text: str) -> str:
    """The text as a typist with a Zawgyi font stores it; other scripts stay as they are."""
    if not any("\u1000" <= letter <= "\u109f" for letter in text):
        return text
    from icu import Transliterator

    return str(Transliterator.createInstance("my-Zawgyi").transliterate(text))


def own_script(values: Values, layout: dict[str, Any]) -> Values:
    """Nationals of the list's own country stand in their own script where it writes names apart."""
    given, blank, family = values.get("native_name", "").partition(" ")
    if layout.get("own_names") != values["nationality"] or not blank:
        return values
    return {**values, "given_name": given, "family_name": family, "native_name": ""}


def _cell(values: Values, column: str, layout: dict[str, Any]) -> str:
    value = values.get(column, "")
    if column in ("birth_date", "last_contact_date"):
        return shown_date(value, layout)
    if column == "sex":
        return str(layout.get("sex", {}).get(value, value))
    if column == "nationality" and "sex" in layout:
        return str(data("countries")[value]["names"][layout["language"]])
    return value


def shown_date(value: str, layout: dict[str, Any]) -> str:
    """An ISO date as the layout writes dates; a year alone stays a year, in the layout's era."""
    era = 543 if layout.get("buddhist") else 0
    pieces = value.split("-")
    if len(pieces) != 3:
        return str(int(value) + _added(int(value), era)) if value else ""
    year = int(pieces[0])
    pattern = layout.get("date", "%Y-%m-%d")
    return str(
        pattern.replace("%Y", f"{year + _added(year, era):04d}")
        .replace("%m", pieces[1])
        .replace("%d", pieces[2])
        .replace("%b", MONTHS[int(pieces[1]) - 1])
    )


def _added(year: int, era: int) -> int:
    """A year that is already Buddhist gets nothing more."""
    return 0 if year > 2400 else era
