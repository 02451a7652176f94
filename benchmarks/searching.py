"""How often the search finds whom it is asked for, on the register that benchmarks/run.py filled.

`python benchmarks/searching.py [NODE]` (NODE is a folder of build/bench) asks for people by a name
as another source writes it, by a name as the record has it, and by one word of it. Prints how many
were found, among the first ten and among the fifty of the page, and the processor time. Nothing
here fails for being slow: the figures are for reading.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "build" / "bench"
KINDS = ("another source's name", "own name", "name in own script", "one word")
_OF_A_SLICE = 50  # people asked for by what their own record says
_NAMES = ("full_name", "native_name")


def main() -> None:
    """Ask for everybody of the sample and print the table."""
    node = CACHE / (sys.argv[1] if len(sys.argv) > 1 else "sqlite-100000")
    os.environ["WAYHOME_DATA"], os.environ["WAYHOME_KEY_FILE"] = str(node), str(CACHE / "keys.json")
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from wayhome.cli.node import open_node

    open_node()
    from wayhome.accounts.models import User
    from wayhome.people.selectors import search_records

    user = User.objects.get(username="made-up-1")
    asked = sorted(_queries(CACHE / (node / "filled").read_text("utf-8")))
    rows: dict[str, list[tuple[int, float]]] = {kind: [] for kind in KINDS}
    for kind, words, person in tqdm(asked, desc="Asking", disable=None):
        began = time.process_time()
        found = [one.record.person_id for one in search_records(user, words)]
        took = time.process_time() - began
        rows[kind].append((found.index(person) if person in found else -1, took))
    print("| asked by | people | found | among the first ten | first | median ms | p95 ms |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind, answers in rows.items():
        print(_line(kind, answers))


def _queries(slices_: Path) -> Iterator[tuple[str, str, int]]:
    """Yield (kind, what is typed, the person it is about)."""
    from register import slices

    from wayhome.people.models import Record

    for path in sorted(slices_.glob("*.pickle")):
        one, rng = slices.load(path), Random(path.stem)
        for person, said in one.held_out:
            if name := _first(said):
                yield KINDS[0], name, person
        for record in Record.unguarded.filter(pk__in=rng.sample(one.ids, _OF_A_SLICE)):
            if name := _first(record.details):
                yield KINDS[1], name, record.person_id
                yield KINDS[3], max(name.split(), key=len), record.person_id
            if native := record.details.get("native_name"):
                yield KINDS[2], native, record.person_id


def _first(said: dict[str, str]) -> str:
    parts = (said.get("given_name", ""), said.get("family_name", ""))
    written = said.get("full_name") or " ".join(part for part in parts if part)
    return written or said.get("native_name", "")


def _line(kind: str, answers: list[tuple[int, float]]) -> str:
    places = [place for place, _took in answers]
    median, p95 = np.percentile([took * 1000 for _place, took in answers], (50, 95))
    within = [sum(0 <= place < most for place in places) for most in (50, 10, 1)]
    return (
        f"| {kind} | {len(places)} | "
        + " | ".join(map(str, within))
        + (f" | {median:.0f} | {p95:.0f} |")
    )


if __name__ == "__main__":
    main()
