"""The peers: anyascii and ICU in this process, the others in an environment of their own.

`make peers` installs requirements/peers.txt into build/peers-venv; without it they are left out
and the page says 'not installed'. Splink is a development requirement and runs here (splink.py).
"""

import functools
import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from .places import HERE, PEERS_PYTHON

ROMANISERS = ("anyascii", "uroman", "ICU")


def installed() -> bool:
    """Whether `make peers` was run."""
    return PEERS_PYTHON.is_file()


def romanised(how: str, names: Sequence[str]) -> list[str]:
    """Names in lower-case Latin letters."""
    if how == "anyascii":
        return [anyascii(name).lower() for name in names]
    if how == "ICU":
        transliterator = _icu()
        return [transliterator.transliterate(name) for name in names]
    found: list[str] = asked("romanise", {"names": list(names)})["names"]
    return found


@functools.cache
def _icu() -> Any:
    import icu

    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")


def nearest(queries: Sequence[str], candidates: Sequence[str], top: int) -> list[list[int]]:
    """The places of the candidates nearest by Jaro-Winkler, for each query."""
    scores = process.cdist(queries, candidates, scorer=JaroWinkler.similarity, workers=1)
    return [[int(i) for i in row] for row in np.argsort(-scores, axis=1, kind="stable")[:, :top]]


def asked(task: str, given: dict[str, Any]) -> dict[str, Any]:
    """What peer_process.py answers; raises CalledProcessError with its words on the terminal."""
    script = HERE / "peer_process.py"
    done = subprocess.run(
        [str(PEERS_PYTHON), "-P", str(script), task],
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        stderr=sys.stderr,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
