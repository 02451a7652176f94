"""Reads the data files that lie beside the rules."""

from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C reader is ten times faster


def read_yaml(path: Path) -> dict[str, Any]:
    """A data file as a mapping; raises ValueError where it is none."""
    # CSafeLoader is a safe loader: it builds plain values alone.
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
    if not isinstance(data, dict):
        # To the caller the file's content is wrong, not a type.
        raise ValueError(  # noqa: TRY004
            f"{path.name}: expected `key: value` lines; write one value a line"
        )
    return data
