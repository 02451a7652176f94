"""The page of figures, from what was measured last."""

import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
_WANTED = {
    "lookup": ("sqlite 100000", "postgresql 100000", "sqlite 1000000", "postgresql 1000000"),
    "peer": ("100000", "1000000"),
    "import": ("sqlite 100000", "postgresql 100000"),
    "proposals": ("90001", "90002", "90003"),
    "pages": ("sqlite 100000", "postgresql 100000"),
}
_VERSIONS = ("django", "splink", "duckdb", "psycopg", "cryptography")


def page(figures: Figures) -> str:
    """The reference page in Markdown."""
    parts = [
        "# The register: import, look-up, proposals, pages",
        (
            "Written by `make bench` (`python benchmarks/run.py`). Everything in these registers "
            "is made up. The machine is shared with other work: trust ratios and the columns of "
            "processor time, not seconds; `load` is the length of the machine's run queue when a "
            "figure was taken."
        ),
        _machine(),
        _missing(figures),
        figures.get("note", ""),
        *_lookup(figures),
        *_import(figures),
        *_proposals(figures),
        *_pages(figures),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _machine() -> str:
    cores = sum(line.startswith("processor") for line in _lines("/proc/cpuinfo"))
    model = next(
        (x.split(":")[1].strip() for x in _lines("/proc/cpuinfo") if "model name" in x), ""
    )
    versions = ", ".join(f"{name} {version(name)}" for name in _VERSIONS)
    return (
        f"{datetime.now(UTC):%d %B %Y}; {cores} cores ({model or platform.machine()}); "
        f"Python {platform.python_version()}; {versions}."
    )


def _missing(figures: Figures) -> str:
    """What the page does not say yet, so that nobody takes silence for a good figure."""
    missing = [
        f"{part} {key}"
        for part, keys in _WANTED.items()
        for key in keys
        if key not in figures.get(part, {})
    ]
    return f"Not measured yet: {', '.join(missing)}." if missing else ""


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def _lookup(figures: Figures) -> list[str]:
    found: Figures = figures.get("lookup", {})
    peers: Figures = figures.get("peer", {})
    if not found and not peers:
        return []
    rows = []
    for key, one in found.items():
        database, size = key.split()
        peer = peers.get(size)
        ratio = f"{peer['median'] / one['median']:.1f}×" if peer else ""
        rows.append(
            [
                f"{int(size):,}",
                database,
                *_times(one),
                f"{one['processor_p95']:.0f}",
                f"{one['candidates']:.0f}",
                _share(one["blocking_recall"]),
                _share(one["precision"]),
                _share(one["recall"]),
                ratio,
                str(one["load"]),
            ]
        )
    for size, one in peers.items():
        rows.append(
            [
                f"{int(size):,}",
                "Splink on DuckDB",
                *_times(one),
                "",
                "",
                "",
                _share(one["precision"]),
                _share(one["recall"]),
                "1×",
                str(one["load"]),
            ]
        )
    header = [
        "register",
        "database",
        "median ms",
        "p95 ms",
        "processor p95 ms",
        "candidates",
        "true pairs among them",
        "precision at 0.5",
        "recall at 0.5",
        "times Splink",
        "load",
    ]
    steps = [
        [
            key,
            *(f"{one['steps'][name]:.1f} / {one['steps_p95'][name]:.1f}" for name in one["steps"]),
        ]
        for key, one in found.items()
    ]
    named = list(next(iter(found.values()))["steps"]) if found else []
    return [
        "## One new record against the register",
        (
            "From the written record to weighed candidates: names read, keys made and hashed, "
            "candidates found in the index, opened (AES-GCM), compared. Half the records are of "
            "people in the register as another source sees them, half are strangers. Processor "
            "time is that of this process; on PostgreSQL the server's comes on top. Goal: p95 "
            "below 50 ms. Splink gets the same records with names romanised by the same rules, "
            "in the memory of one process, and is asked through `predict_between`; names across "
            "scripts, nicknames and fragments of document numbers it does not know."
        ),
        table(header, rows),
        "Median and p95 of the steps in milliseconds:",
        table(["register", *named], steps),
    ]


def _times(one: Figures) -> list[str]:
    return [f"{one['median']:.1f}", f"{one['p95']:.1f}"]


def _share(number: float) -> str:
    return f"{number:.3f}"


def _import(figures: Figures) -> list[str]:
    found: Figures = figures.get("import", {})
    rows = [
        [
            key,
            f"{one['rows']:,}",
            f"{one['read_a_second']:,.0f}",
            f"{one['taken_in_a_second']:,.0f}",
            f"{one['matched_a_second']:,.0f}",
            f"{one['matched']:,}",
            str(one["load"]),
        ]
        for key, one in found.items()
    ]
    if not rows:
        return []
    header = [
        "register",
        "rows",
        "read, rows/s",
        "taken in, rows/s",
        "matched, rows/s",
        "rows matched",
        "load",
    ]
    return [
        "## Import of a workbook",
        (
            "Reading: opening the xlsx, recognising columns, checking every cell. Taking in: the "
            "whole import, reading among it, until every row is a request with its sealed record. "
            "Matching goes on in the background: indexed, compared with the register, pairs kept."
        ),
        table(header, rows),
    ]


def _proposals(figures: Figures) -> list[str]:
    found: Figures = figures.get("proposals", {})
    rows = []
    for seed, one in found.items():
        for band, said in one["bands"].items():
            rows.append(
                [
                    seed,
                    f"{one['records']:,}",
                    f"{one['asked']:,}",
                    f"{one['true_pairs']:,}",
                    f"{one['candidates']:.0f}",
                    _share(one["blocking_recall"]),
                    band,
                    _share(said["precision"]),
                    _share(said["recall"]),
                ]
            )
    if not rows:
        return []
    header = [
        "world",
        "records",
        "asked",
        "true pairs",
        "candidates",
        "true pairs among them",
        "proposed",
        "precision",
        "recall",
    ]
    stated = [
        [seed, f"{low:.1f}–{low + 0.1:.1f}", str(n), f"{mean:.3f}", f"{true:.3f}"]
        for seed, one in found.items()
        for low, n, mean, true in one["calibration"]
    ]
    return [
        "## Proposals in three made-up worlds of 20,000 people",
        (
            "No parameter was set on these worlds. Found people, drawn at random, meet the whole "
            "register as the background work does it: index, then model; other records of the same "
            "person are the true pairs. The one-to-one choice for lists comes after this."
        ),
        table(header, rows),
        "Stated probability against truth:",
        table(["world", "stated", "pairs", "mean stated", "true"], stated),
    ]


def _pages(figures: Figures) -> list[str]:
    parts: list[str] = []
    for key, one in figures.get("pages", {}).items():
        for pace in ("reading", "back to back"):
            said = one[pace]
            rows = [
                [
                    kind,
                    str(row["n"]),
                    f"{row['median']:.0f}",
                    f"{row['p95']:.0f}",
                    str(len(row["errors"])),
                    f"{one['alone'][kind]:.0f}",
                ]
                for kind, row in said["pages"].items()
            ]
            whole = said["all"]
            rows.append(
                [
                    "**all**",
                    str(whole["n"]),
                    f"**{whole['median']:.0f}**",
                    f"**{whole['p95']:.0f}**",
                    str(len(whole["errors"])),
                    "",
                ]
            )
            how = (
                f"each reads 1 to 3 s between pages ({said['a_second']:.0f} pages/s)"
                if pace == "reading"
                else f"none ever reads: each asks for the next page at once "
                f"({said['a_second']:.0f} pages/s, all the machine gives)"
            )
            parts.append(f"{key}, {one['users']} users, {how}; load {one['load']}:")
            header = ["page", "times", "median ms", "p95 ms", "errors", "alone, median ms"]
            parts.append(table(header, rows))
    if not parts:
        return []
    head = (
        "`wayhome serve` with its two web workers, on the same machine as the users. Goal: p95 "
        "below 300 ms and no error. Users are reviewers and case workers of the centre, who see "
        "every agency's rows: the most there is to count and sort."
    )
    return ["## Pages with 20 users at once", head, *parts]
