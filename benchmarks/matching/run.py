"""Measures matching beside its peers and writes docs/reference/matching-results.md with its chart.

`python -m benchmarks.matching [--only PART…] [--quick] [--check] [--keep]` reads ../shared/data
(skipped, and said so, where it is absent). Figures are kept under build/bench/matching, part by
part, so that a page is written from all that were measured. `make peers` installs the peers.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator

from . import baseline, list_results, names, open_lists, peers, speed, verdicts
from .chart import chart
from .figures import WAYHOME, Figure
from .page import PARTS, page
from .places import CACHE, CHART, DATA, PAGE

Measure = Callable[[bool, bool], Iterator[Figure]]  # quick, with peers
QUICK_SETS = (
    "Thai given names",
    "Burmese full names, Zawgyi",
    "Arabic words",
    "Hangul full names",
    "Han words, mostly foreign",
    "Greek, made up",
    "Nepali, made up",
    "Han, Hong Kong, made up",
)


def _names(quick: bool, with_peers: bool) -> Iterator[Figure]:
    if quick:
        return names.measure(100, 500, wanted=QUICK_SETS, with_peers=with_peers)
    return names.measure(with_peers=with_peers)


def _lists(quick: bool, with_peers: bool) -> Iterator[Figure]:
    if quick:
        return list_results.measure(200, levels=("medium",), with_peers=with_peers)
    return list_results.measure(with_peers=with_peers)


MEASURES: dict[str, Measure] = {
    "names": _names,
    "verdicts": lambda q, p: verdicts.measure(600 if q else 3000, with_peers=p),
    "lists": _lists,
    "febrl": lambda q, p: open_lists.measure_febrl(with_peers=p, quick=q),
    "historical": lambda q, p: open_lists.measure_historical(20 if q else 0, with_peers=p),
    "speed": lambda q, p: speed.measure(2000 if q else speed.NAMES_READ, with_peers=p),
}
# What the tests measure: seconds, and no times, which no test asserts.
QUICK = ("names", "verdicts", "lists", "febrl")

ERRORS = {"names": names.errors, "verdicts": verdicts.errors, "lists": list_results.errors}
MOST_SHOWN = 8


def main() -> int:
    """Measure what is asked for, write the page, hold it against the baseline where asked."""
    options = _options()
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not there", file=sys.stderr)
        return 0
    if not peers.installed():
        words = "not installed: uroman, logic-v2, recordlinkage (`make peers` installs them)"
        print(words, file=sys.stderr)
    if options.people:
        MEASURES["historical"] = lambda _, peers_too: open_lists.measure_historical(
            options.people, with_peers=peers_too
        )
    if options.errors:
        _errors(options.only)
        return 0
    measured = quick(options.only) if options.quick else _whole(options.only, options.peers)
    which = baseline.QUICK if options.quick else baseline.WHOLE
    worse = baseline.slipped(measured, baseline.kept(which)) if options.check else []
    for line in worse:
        print(f"fell below the baseline: {line}", file=sys.stderr)
    if options.keep:
        baseline.keep(which, measured)
    return 1 if worse else 0


def _errors(only: list[str]) -> None:
    """Print what went wrong, by kind, the commonest first; a few examples of each."""
    for part, listed in ERRORS.items():
        if part in only:
            for title, lines in listed():
                print("\n    ".join([f"{part}: {title}", *lines[:MOST_SHOWN]]), flush=True)


def quick(only: list[str] | None = None) -> list[Figure]:
    """A small part of the parts, without peers: for the tests. Writes nothing."""
    parts = [part for part in QUICK if not only or part in only]
    return [figure for part in parts for figure in MEASURES[part](True, False)]


def _whole(only: list[str], with_peers: bool) -> list[Figure]:
    CACHE.mkdir(parents=True, exist_ok=True)
    measured = []
    for part in only:
        figures = []
        for figure in MEASURES[part](False, with_peers):
            figures.append(figure)
            if figure.system == WAYHOME or figure.measure in {"F1", "recall@1"}:
                print(_line(figure), flush=True)
        kept = json.dumps([figure.as_json() for figure in figures], indent=1, ensure_ascii=False)
        (CACHE / f"{part}.json").write_text(kept, encoding="utf-8")
        measured += figures
    figures = _kept()
    PAGE.write_text(page(figures, peers.installed()), encoding="utf-8")
    CHART.write_text(chart(figures), encoding="utf-8")
    return measured


def _kept() -> list[Figure]:
    """Every part's figures as last measured."""
    files = [CACHE / f"{part}.json" for part in PARTS]
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    return [Figure.from_json(entry) for text in texts for entry in json.loads(text)]


def _line(figure: Figure) -> str:
    at = f" (at {figure.best_at})" if figure.best_at else ""
    interval = f"[{figure.low:.3f}, {figure.high:.3f}]"
    words = f"{figure.of:44s} {figure.measure:28s} {figure.system + at:44s}"
    return f"{words} {figure.value:.3f} {interval} of {figure.count}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.matching",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--quick", action="store_true", help="what the tests measure; no page")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="Wayhome alone")
    parser.add_argument(
        "--check", action="store_true", help="exit 1 where a figure fell below the baseline"
    )
    parser.add_argument(
        "--people", type=int, help="historical figures: a sample of so many, not all 2,558"
    )
    parser.add_argument("--errors", action="store_true", help="print what went wrong, by kind")
    parser.add_argument("--keep", action="store_true", help="make these figures the baseline")
    return parser.parse_args()
