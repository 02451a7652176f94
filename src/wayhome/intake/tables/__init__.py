"""From the bytes of a list file to canonical rows. Knows no database and keeps nothing.

table = open_table(data, "list.xlsx")
reading = read_list(table, recognise(table.header), "requests", today)
changes = diff(last_week, reading.accepted)
"""

from wayhome.intake.tables.changes import diff, differing_fields, row_key
from wayhome.intake.tables.codes import nationality_code
from wayhome.intake.tables.headers import map_columns, read_map, recognise
from wayhome.intake.tables.model import (
    CANONICAL_COLUMNS,
    NAME_COLUMNS,
    Cell,
    Changed,
    Changes,
    ControlTotal,
    Duplicate,
    Limits,
    ListReading,
    ListRow,
    Mapping_,
    Refusal,
    Refused,
    SheetSeen,
    SourceRow,
    StatedTotal,
    Table,
    Warning_,
)
from wayhome.intake.tables.opening import open_table
from wayhome.intake.tables.reading import KINDS, Kind, read_list

__all__ = [
    "CANONICAL_COLUMNS",
    "KINDS",
    "NAME_COLUMNS",
    "Cell",
    "Changed",
    "Changes",
    "ControlTotal",
    "Duplicate",
    "Kind",
    "Limits",
    "ListReading",
    "ListRow",
    "Mapping_",
    "Refusal",
    "Refused",
    "SheetSeen",
    "SourceRow",
    "StatedTotal",
    "Table",
    "Warning_",
    "diff",
    "differing_fields",
    "map_columns",
    "nationality_code",
    "open_table",
    "read_list",
    "read_map",
    "recognise",
    "row_key",
]
