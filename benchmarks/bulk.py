"""Deduplicates a long invented list with Wayhome and with plain Splink, side by side.

`python benchmarks/bulk.py [--records 2500000] [--columns few|many] [--noise 0.6]` makes the list
(bulk_data.py), runs both, each in a process of its own on the same file, and writes
docs/reference/bulk-results.md. Splink is set up as its guides do (bulk_peer.py), and of several
thresholds the best on the truth itself is taken for it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import bulk_data

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "reference" / "bulk-results.md"
KEPT = ROOT / "build" / "bench" / "bulk.json"
BOTH = ("wayhome", "splink")
COMMAND = (sys.executable, "-c", "from wayhome.cli import main; main()")


HEAD = """# Deduplicating long lists

Made by `python benchmarks/bulk.py`; the two runs of a row worked on the same file, one after the
other. The people are invented (`benchmarks/bulk_data.py`): a third of the records are of somebody
met before, with slips of the fingers, other spellings, exchanged names and dates, and gaps;
families and twins are in it as traps. Few columns: given and family name, birth date, place,
postcode; many: also sex, nationality, document, phone and e-mail, half of them empty. Noise
multiplies the rates of mistakes. Splink is set up as its guides do (`benchmarks/bulk_peer.py`)
and given, of four thresholds, the one that is best on the truth itself. Ratio: Wayhome's
processor seconds over Splink's. Seconds, processor seconds and peak memory are of the whole
process on two cores.
Blocking: the share of true pairs among the candidates, and candidates a record, before names are
measured.
"""
COLUMNS = (
    *("records", "columns", "noise", "", "seconds", "processor s", "ratio", "peak GB"),
    *("precision", "recall", "F1", "blocking", "candidates"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run took and found; `blocking` is the share of true pairs among the candidates."""

    seconds: float
    processor_seconds: float
    peak_gb: float
    precision: float
    recall: float
    f1: float
    blocking: float
    candidates: float


def main() -> None:
    """Make the list, run both, print and write the page."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bulk-") as name:
        folder = Path(name)
        listed, truth = folder / "list.csv", folder / "truth.csv"
        columns = bulk_data.FEW if options.columns == "few" else bulk_data.MANY
        _say(f"making {options.records:,} records …")
        made = bulk_data.make(options.records, options.seed, options.noise, columns)
        made.write(listed, truth)
        del made
        found = {}
        for who in options.only:
            _say(f"{who} …")
            found[who] = _run(who, listed, truth, folder)
            _say(f"{who}: {json.dumps(asdict(found[who]))}")
    figures = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
    key = f"{options.records} {options.columns} {options.noise}"
    figures[key] = figures.get(key, {}) | {who: asdict(one) for who, one in found.items()}
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    page = _page(figures)
    print(page)
    if not options.quick:
        OUT.write_text(page, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2_500_000)
    parser.add_argument("--columns", choices=["few", "many"], default="few")
    parser.add_argument("--noise", type=float, default=0.6, help="times the rates of bulk_data.py")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--only", nargs="*", choices=["wayhome", "splink"], default=["wayhome", "splink"]
    )
    parser.add_argument("--quick", action="store_true", help="print and write no page")
    return parser.parse_args()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _run(who: str, listed: Path, truth: Path, folder: Path) -> Outcome:
    out = folder / f"{who}.csv"
    if who == "wayhome":
        command = [*COMMAND, "dedupe", str(listed), "--out", str(out)]
        timed = _timed(command)
        outs = [out]
        blocked = _json("wayhome", listed, truth)
    else:
        peer = [sys.executable, str(ROOT / "benchmarks" / "bulk_peer.py")]
        timed = _timed([*peer, "dedupe", str(listed), str(out)])
        outs = sorted(folder.glob("splink.*.csv"))
        blocked = _json("splink", listed, truth)
    best = max((_scored(one, truth) for one in outs), key=lambda scores: scores[2])
    return Outcome(*timed, *best, blocked["recall"], blocked["candidates"])


def _timed(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds, processor seconds and peak memory (GB) of a process and its children."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=_environment())
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command[:4])} … failed")
    seconds = time.perf_counter() - begun
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6


def _environment() -> Mapping[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "benchmarks")])
    return {**os.environ, "PYTHONPATH": path}


def _json(who: str, listed: Path, truth: Path) -> dict[str, float]:
    """Blocking recall and candidates a record, counted apart from the timed run."""
    script = str(ROOT / "benchmarks" / "bulk_peer.py")
    command = [sys.executable, script, f"blocking-{who}", str(listed), str(truth)]
    done = subprocess.run(command, env=_environment(), check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _scored(clusters: Path, truth: Path) -> tuple[float, float, float]:
    """Precision, recall and F1 over the pairs of records in one cluster."""
    import duckdb

    connection = duckdb.connect()
    connection.execute(
        f"CREATE TABLE t AS SELECT c.cluster_id AS c, t.person AS p FROM "
        f"read_csv('{clusters}', all_varchar = true) c JOIN "
        f"read_csv('{truth}', all_varchar = true) t USING (id)"
    ).fetchall()

    def pairs(by: str) -> float:
        inner = f"SELECT count(*) AS n FROM t GROUP BY {by}"
        ((found,),) = connection.execute(f"SELECT sum(n * (n - 1) / 2) FROM ({inner})").fetchall()
        return float(found)

    both, found, true = pairs("c, p"), pairs("c"), pairs("p")
    return both / found if found else 1.0, both / true, 2 * both / (found + true)


def _page(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    lines = [HEAD, f"| {' | '.join(COLUMNS)} |", "| --- " * len(COLUMNS) + "|"]
    for key, runs in sorted(figures.items(), key=lambda item: (int(item[0].split()[0]), item[0])):
        records, columns, noise = key.split()
        for who, one in runs.items():
            peer = runs.get("splink") if who == "wayhome" else None
            ratio = f"{one['processor_seconds'] / peer['processor_seconds']:.2f}" if peer else ""
            cells = (
                *(f"{int(records):,}", columns, noise, who, f"{one['seconds']:.0f}"),
                *(f"{one['processor_seconds']:.0f}", ratio, f"{one['peak_gb']:.1f}"),
                *(f"{one[name]:.3f}" for name in ("precision", "recall", "f1", "blocking")),
                f"{one['candidates']:.1f}",
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
