"""Tables of the names library, each file with its version and source; read once, never written."""

import functools
from collections.abc import Iterator
from importlib import resources
from typing import Any

import yaml


class _Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where built
    """A safe loader to which 'on', 'no' and 'yes' are syllables, not truth values."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@functools.cache
def table(file: str) -> dict[str, Any]:
    """A YAML file of this folder; its keys `version` and `source` say where it is from."""
    text = resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=_Words)  # noqa: S506 (a safe loader)
    return loaded


def rows(file: str) -> Iterator[list[str]]:
    """The rows of a TSV file of this folder, comments (#) and blank lines left out."""
    text = resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def exists(file: str) -> bool:
    """Whether a file of this folder is there."""
    return resources.files(__package__).joinpath(file).is_file()


def load_bytes(file: str) -> bytes:
    """The content of a file of this folder that is no text."""
    return resources.files(__package__).joinpath(file).read_bytes()
