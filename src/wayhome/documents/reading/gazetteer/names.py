"""How a place's name is written down for finding it again."""

from __future__ import annotations

import re
import unicodedata

_GAP = re.compile(r"[\s\-\u2010-\u2015'’.]+")


def fold(name: str) -> str:
    """Return name without case, accents (of Latin letters), hyphens and doubled spaces."""
    if name.isascii():
        return _GAP.sub(" ", name.lower()).strip()
    if script_of(name) != "Latn":
        return name.strip()
    bare = unicodedata.normalize("NFKD", name)
    kept = "".join(char for char in bare if not unicodedata.combining(char))
    return _GAP.sub(" ", kept.lower()).strip()


def script_of(name: str) -> str:
    """Return the ISO 15924 code of name's script: Thai, Hani, Mymr, Latn or Zzzz."""
    for char in name:
        if "\u0e00" <= char <= "\u0e7f":
            return "Thai"
        if "\u3400" <= char <= "\u9fff":
            return "Hani"
        if "\u1000" <= char <= "\u109f":
            return "Mymr"
        if "\u0370" <= char < "\u1e00":
            return "Zzzz"
    return "Latn"
