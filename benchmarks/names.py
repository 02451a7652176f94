"""Names in many scripts against their Latin forms: how often the right one comes first.

Run: python benchmarks/names.py [--queries N] [--candidates N] [--seed N] [--sets …] [--write]
Reads ../shared/data/names; prints recall@1 and @5 beside anyascii with Jaro-Winkler, and with
--write keeps the table in docs/reference/names-results.md.
"""

import argparse
import itertools
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from wayhome.people.matching import names
from wayhome.people.matching.names.channel import held_out
from wayhome.people.matching.names.scripts import letters

ROOT = Path(__file__).resolve().parents[1]
NAMES = ROOT.parent / "shared" / "data" / "names"
PEOPLE = ROOT / "tests" / "people" / "matching" / "names"
TABLE = ROOT / "docs" / "reference" / "names-results.md"
SETS = {
    "Thai given names": "th_given_dev.tsv",
    "Burmese full names, Zawgyi": "my_zawgyi_dev.tsv",
    "Russian tokens": "wd_russian_train.tsv",
    "Arabic tokens": "wd_arabic_train.tsv",
    "Arabic tokens, article titles": "ar_google_tok.tsv",
    "Hebrew tokens": "wd_hebrew_train.tsv",
    "Hangul full names": "wd_korean_train.tsv",
    "Han tokens, mostly foreign": "wd_chinese_train.tsv",
    "Katakana tokens": "wd_katakana_train.tsv",
    "Khmer words": "km_words.tsv",
}


@dataclass(frozen=True, slots=True)
class Draw:
    """Queries, candidates, and for each query the places of the candidates that are right."""

    queries: list[str]
    candidates: list[str]
    right: list[set[int]]


@dataclass(frozen=True, slots=True)
class Result:
    """Recall at 1 and at 5 for us and the plain way, seconds for us and for it."""

    first: float
    five: float
    plain_first: float
    plain_five: float
    seconds: float
    plain_seconds: float


def draw(file: Path, queries: int, candidates: int, seed: int) -> Draw:
    """A seeded draw: a Latin form of each query is a candidate, the rest are strangers."""
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [(native, latin.split("|")) for native, latin in lines]
    if file.stem.startswith(("wd_", "ar_")):  # learned from: only what was kept from learning
        pairs = [pair for pair in pairs if all(held_out(letters(form)) for form in pair[1])]
    rng = random.Random(seed)
    rng.shuffle(pairs)
    chosen, rest = pairs[:queries], pairs[queries:]
    forms = [rng.choice(latin) for _, latin in chosen]
    forms += [rng.choice(latin) for _, latin in rest[: max(0, candidates - len(chosen))]]
    pool = list(dict.fromkeys(forms))
    place = {form: index for index, form in enumerate(pool)}
    right = [{place[form] for form in latin if form in place} for _, latin in chosen]
    return Draw([native for native, _ in chosen], pool, right)


def draw_people(file: Path, half: int, candidates: int, seed: int) -> Draw:
    """Public figures of one script, every second one, among all of them and namesakes made by
    giving the first names of one the last name of another."""
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [(native, latin.split("|")) for native, latin in lines]
    rng = random.Random(seed)
    forms = [rng.choice(latin) for _, latin in pairs]
    pool = list(dict.fromkeys(forms))
    real = _real_names(pairs)
    for _ in range(40 * candidates):
        if len(pool) >= candidates:
            break
        first, last = rng.choice(forms).split()[:-1], rng.choice(forms).split()[-1:]
        made = " ".join(first + last)
        if first and made not in pool and not real(made):
            pool.append(made)
    place = {form: index for index, form in enumerate(pool)}
    chosen = pairs[half::2]
    right = [{place[form] for form in latin if form in place} for _, latin in chosen]
    return Draw([native for native, _ in chosen], pool, right)


def _real_names(pairs: list[tuple[str, list[str]]]) -> Callable[[str], bool]:
    """Tells whether a made-up name is a real one of the list in another spelling."""
    natives: dict[str, set[str]] = {}
    for native, latin in pairs:
        words = native.split()
        for form in latin:
            if len(form.split()) == len(words):
                for word, spelled in zip(words, form.casefold().split(), strict=True):
                    natives.setdefault(spelled, set()).add(word)
    whole = {tuple(sorted(native.split())) for native, _ in pairs}

    def real(made: str) -> bool:
        options = [natives.get(word, {word}) for word in made.casefold().split()]
        ways = itertools.islice(itertools.product(*options), 200)
        return any(tuple(sorted(way)) in whole for way in ways)

    return real


def plain(drawn: Draw, top: int) -> list[list[int]]:
    """The peer: anyascii, then Jaro-Winkler over everything."""
    left = [anyascii(query).lower() for query in drawn.queries]
    right = [anyascii(candidate).lower() for candidate in drawn.candidates]
    scores = process.cdist(left, right, scorer=JaroWinkler.similarity, workers=1)
    return [[int(i) for i in row] for row in np.argsort(-scores, axis=1, kind="stable")[:, :top]]


def recall(found: list[list[int]], right: list[set[int]], top: int) -> float:
    """Share of queries with a right candidate among the first `top`."""
    hits = sum(bool(set(row[:top]) & wanted) for row, wanted in zip(found, right, strict=True))
    return hits / len(right)


def measure(drawn: Draw) -> Result:
    """Both ways over one draw."""
    start = time.perf_counter()
    ranked = names.rank(drawn.queries, drawn.candidates, top=5)
    ours = [[match.index for match in one.matches] for one in ranked]
    middle = time.perf_counter()
    theirs = plain(drawn, 5)
    end = time.perf_counter()
    return Result(
        recall(ours, drawn.right, 1),
        recall(ours, drawn.right, 5),
        recall(theirs, drawn.right, 1),
        recall(theirs, drawn.right, 5),
        middle - start,
        end - middle,
    )


def row(label: str, result: Result) -> str:
    """One line of the table."""
    figures = (result.first, result.five, result.plain_first, result.plain_five)
    return f"| {label} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"


def main() -> int:
    """Measure, print, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--candidates", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sets", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if not NAMES.is_dir():
        print("skipped: ../shared/data/names is not here", file=sys.stderr)
        return 0
    title = f"{asked.queries} queries, up to {asked.candidates} candidates"
    table = [
        f"| {title} | recall@1 | recall@5 | anyascii + Jaro-Winkler @1 | @5 |",
        "|---|---|---|---|---|",
    ]
    for label, file in SETS.items():
        if asked.sets and not any(part in label.lower() for part in asked.sets.split(",")):
            continue
        drawn = draw(NAMES / file, asked.queries, asked.candidates, asked.seed)
        result = measure(drawn)
        table.append(row(label, result))
        ratio = result.seconds / result.plain_seconds
        print(table[-1], f"{result.seconds:.1f}s, {ratio:.1f} times the plain way", flush=True)
    for file in sorted(PEOPLE.glob("people_*.tsv")):
        script = file.stem.removeprefix("people_").capitalize()
        for half, label in enumerate(("tuned on", "held back")):
            full = f"{script} public figures, {label}"
            if asked.sets and not any(part in full.lower() for part in asked.sets.split(",")):
                continue
            result = measure(draw_people(file, half, asked.candidates, asked.seed))
            table.append(row(full, result))
            print(table[-1], flush=True)
    if asked.write:
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        TABLE.write_text(HEAD + "\n".join(table) + "\n", encoding="utf-8")
    return 0


HEAD = """# Names across scripts: results

Written by `python benchmarks/names.py --write`. A query is a name in its own script, the candidates
are Latin forms of it and of strangers; recall@1 is how often a right form comes first. The sets
marked "development tests only" by their collectors (Thai, Burmese, Khmer) trained nothing that
ships. The public figures of tests/people/matching/names stand among namesakes made of each other's
names; rules were tuned on every second of them (the table of Urdu names was written with both
halves known). Of the Khmer words about one in six is given with the reading of another word
(counted by hand, of 120).

"""

if __name__ == "__main__":
    sys.exit(main())
