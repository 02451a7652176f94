"""Writes rows as csv, xlsx or json files. The same rows give the same bytes; no cell can run.

write("xlsx", rows, [Column("full_name", "Full name")], {"Marking": "TLP:AMBER"})
"""

from wayhome.sharing.formats.guard import guarded
from wayhome.sharing.formats.writing import FORMATS, Column, UnknownFormatError, write

__all__ = ["FORMATS", "Column", "UnknownFormatError", "guarded", "write"]
