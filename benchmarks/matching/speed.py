"""(e) Speed in processor time, and as ratios within one process; (f) bad input in bounded time."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from . import peers
from .figures import WAYHOME, Figure
from .made_up import SCRIPTS
from .places import NAMES, ROOT

PART = "speed"
SEED = 23
REPEATS = 3
NAMES_READ = 20_000
Rows = list[dict[str, str]]


def measure(names_read: int = NAMES_READ, *, with_peers: bool = True) -> Iterator[Figure]:
    """Each measured a few times, each time in a process of its own; the median is told."""
    if not NAMES.is_dir():
        return
    runs = [_in_process("reading", names_read) for _ in range(REPEATS)]
    for measure in ("names a second, cold", "names a second, warm"):
        yield _median("variants of distinct full names", measure, [run[measure] for run in runs])
    runs = [_in_process("ranking", 0) for _ in range(REPEATS)]
    uroman = [_uroman_seconds() for _ in range(REPEATS)] if with_peers and peers.installed() else []
    of = "500 names among 2,000"
    times = [run["ours"] / run["anyascii"] for run in runs]
    yield _median(of, "times anyascii + Jaro-Winkler", times, lower_is_better=True)
    if uroman:
        both = [
            run["ours"] / (run["letters"] + other) for run, other in zip(runs, uroman, strict=True)
        ]
        yield _median(of, "times uroman + Jaro-Winkler", both, lower_is_better=True)
    for label, size in BAD_INPUT:
        yield _median(label, "seconds", [_in_process(label, size)["seconds"]], lower_is_better=True)


def _median(of: str, measure: str, values: list[float], *, lower_is_better: bool = False) -> Figure:
    """The middle of a few runs. The interval is their range, and no less than a third either way:
    processor time on a shared machine swings that much."""
    middle = sorted(values)[len(values) // 2]
    low, high = min(*values, middle * 2 / 3), max(*values, middle * 4 / 3)
    return Figure(
        PART, of, measure, WAYHOME, middle, low, high, len(values), lower_is_better=lower_is_better
    )


def _in_process(task: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.matching.speed", task, str(size)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def full_names(count: int) -> list[str]:
    """Distinct names, evenly of 17 scripts, half of them in Latin letters."""
    rng = random.Random(SEED)
    found: dict[str, None] = {}
    while len(found) < count:
        sources = SCRIPTS[rng.choice(sorted(SCRIPTS))]
        called = sources[rng.choice(sorted(sources))](rng, None)
        found[called.native if rng.random() < 0.5 else called.spelled()] = None
    return list(found)


def reading(size: int) -> dict[str, float]:
    """Names a second to their variants: cold with tables to load, then warm; none is met twice."""
    given = full_names(size)
    cold, warm = given[: size // 4], given[size // 4 :]
    start = time.process_time()
    from wayhome.people.matching import names

    for name in cold:
        names.parse(name)
    middle = time.process_time()
    for name in warm:
        names.parse(name)
    end = time.process_time()
    return {
        "names a second, cold": len(cold) / (middle - start),
        "names a second, warm": len(warm) / (end - middle),
    }


def ranking(size: int) -> dict[str, float]:
    """Seconds to rank 500 native names among 2,000 Latin ones, ours and two steps of the peers'."""
    del size
    from wayhome.people.matching import names

    queries, candidates = _ranked()
    list(names.rank(queries[:20], candidates[:20]))  # the tables are loaded
    start = time.process_time()
    list(names.rank(queries, candidates, top=5))
    ours = time.process_time() - start
    start = time.process_time()
    left, right = peers.romanised("anyascii", queries), peers.romanised("anyascii", candidates)
    middle = time.process_time()
    peers.nearest(left, right, 5)
    end = time.process_time()
    return {"ours": ours, "anyascii": end - start, "letters": end - middle}


def _ranked() -> tuple[list[str], list[str]]:
    rng = random.Random(SEED)
    people = []
    for _ in range(2000):
        sources = SCRIPTS[rng.choice(sorted(SCRIPTS))]
        people.append(sources[rng.choice(sorted(sources))](rng, None))
    return [one.native for one in people[:500]], [one.spelled() for one in people]


def _uroman_seconds() -> float:
    queries, candidates = _ranked()
    return float(peers.asked("romanise", {"names": [*queries, *candidates]})["seconds"])


def _common(size: int) -> Rows:
    return [{"id": str(i), "full_name": "Mohamed Ahmed"} for i in range(size)]


def _common_with_lives(size: int) -> Rows:
    return [
        {**row, "birth_date": f"{1970 + i % 40}-{i % 12 + 1:02d}-{i % 28 + 1:02d}"}
        for i, row in enumerate(_common(size))
    ]


def _constants(size: int) -> Rows:
    same = {"full_name": "N N", "birth_date": "1990-01-01", "nationality": "MM", "sex": "M"}
    return [{"id": str(i), **same} for i in range(size)]


def _odd(size: int) -> Rows:
    odd = ("", "X", "😀😀", "Аhmed Наssan", "مMohamedمحمد", "َُِ" * 200, "a " * 4000, "ก" * 5000, "-")
    return [{"id": str(i), "full_name": odd[i % len(odd)]} for i in range(size)]


def _no_common_column(size: int) -> tuple[Rows, Rows]:
    left = [{"id": str(i), "full_name": f"Somchai {i}"} for i in range(size)]
    return left, [{"id": str(i), "phone": f"+6681{i:07d}"} for i in range(size)]


BAD_INPUT = (
    ("dedupe of 10,000 called Mohamed Ahmed", 10_000),
    ("dedupe of 10,000 called Mohamed Ahmed, with birth dates", 10_000),
    ("dedupe of 3,000 rows of constants", 3000),
    ("dedupe of 3,000 odd names", 3000),
    ("link of two lists of 3,000 without a common column", 3000),
    ("rank of 500 among 10,000 called Mohamed Ahmed", 10_000),
)


def _tidied(make: Callable[[int], Rows]) -> Callable[[int], dict[str, float]]:
    def run(size: int) -> dict[str, float]:
        from wayhome.people.matching.dedupe import dedupe

        rows = make(size)
        start = time.process_time()
        dedupe(rows)
        return {"seconds": time.process_time() - start}

    return run


def _linked(size: int) -> dict[str, float]:
    from wayhome.people.matching.link import link

    left, right = _no_common_column(size)
    start = time.process_time()
    link(left, right)
    return {"seconds": time.process_time() - start}


def _ranked_common(size: int) -> dict[str, float]:
    from wayhome.people.matching import names

    start = time.process_time()
    list(names.rank(["Mohammed Ahmad", "محمد أحمد"] * 250, ["Mohamed Ahmed"] * size))
    return {"seconds": time.process_time() - start}


TASKS: dict[str, Callable[[int], dict[str, float]]] = {
    "reading": reading,
    "ranking": ranking,
    BAD_INPUT[0][0]: _tidied(_common),
    BAD_INPUT[1][0]: _tidied(_common_with_lives),
    BAD_INPUT[2][0]: _tidied(_constants),
    BAD_INPUT[3][0]: _tidied(_odd),
    BAD_INPUT[4][0]: _linked,
    BAD_INPUT[5][0]: _ranked_common,
}

if __name__ == "__main__":
    json.dump(TASKS[sys.argv[1]](int(sys.argv[2])), sys.stdout)
