"""Reads files from disk, one after another; what cannot be read is said, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from wayhome.documents.reading.model import Unreadable
from wayhome.documents.reading.reader import read_bytes


def read_files(paths: Iterable[Path], published: date | None = None) -> Iterator[dict[str, object]]:
    """Yield one object a file, in the form of facts.schema.json, in order.

    A file that cannot be read is not yielded; after the others are through, Unreadable is raised
    naming each of them and why. Paths that do not exist are refused before anything is read.
    """
    wanted = list(paths)
    absent = [path for path in wanted if not path.is_file()]
    if absent:
        raise Unreadable(f"{absent[0]}: there is no such file; check the path")
    refused: list[str] = []
    for path in wanted:
        try:
            yield read_bytes(path.read_bytes(), path.name, published).as_dict()
        except Unreadable as error:
            refused.append(str(error))
        except OSError as error:
            refused.append(f"{path}: cannot be opened ({error.strerror}); check who may read it")
    if refused:
        raise Unreadable("\n".join(refused))
