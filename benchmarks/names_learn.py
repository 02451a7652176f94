"""Learn how a script's letters are written in Latin ones, from pairs whose licence lets it ship.

Run: python benchmarks/names_learn.py [--sets arabic,…]
Reads the CC0 sets of ../shared/data/names (Wikidata tokens of NETransliteration-COLING2018), leaves
out one Latin form in five for measuring, and writes the tables that ship beside the names library.
Hard expectation-maximisation: align each pair the likeliest way, count, repeat.
"""

import argparse
import math
import random
import sys
from collections import defaultdict
from pathlib import Path

from wayhome.people.matching.names import channel
from wayhome.people.matching.names.scripts import letters

ROOT = Path(__file__).resolve().parents[1]
NAMES = ROOT.parent / "shared" / "data" / "names"
DATA = Path(channel.__file__).parent / "data"
SETS = {
    "arabic": "wd_arabic_train.tsv",
    "hebrew": "wd_hebrew_train.tsv",
    "cyrillic": "wd_russian_train.tsv",
    "han": "wd_chinese_train.tsv",
    "katakana": "wd_katakana_train.tsv",
    "hangul": "wd_korean_train.tsv",
}
HEAD = """# version: 1
# source: learned by benchmarks/names_learn.py from {file} (Wikidata labels, published by
# NETransliteration-COLING2018 under CC0 1.0); Latin forms held out for measuring were left out
# columns: unit, Latin letters, log probability
"""
ROUNDS = 5
MOST = 24_000  # pairs, for time
PRUNE = 0.003
Pairs = list[tuple[tuple[str, ...], str]]
Counts = dict[str, dict[str, float]]


def spelled_pairs(script: str) -> list[tuple[str, str]]:
    """Words and one Latin spelling (a-z) of each, held-out forms left out; in a fixed order."""
    found: list[tuple[str, str]] = []
    for line in (NAMES / SETS[script]).read_text(encoding="utf-8").splitlines():
        native, latin = line.split("\t")
        forms = [letters(form) for form in latin.split("|")]
        if any(channel.held_out(form) for form in forms):
            continue
        words = native.split()
        for form, spelled in zip(forms, latin.split("|"), strict=True):
            parts = [letters(part) for part in spelled.split()]
            if len(words) == len(parts):
                found += [(word, part) for word, part in zip(words, parts, strict=True) if part]
            elif len(words) == 1 and form:
                found.append((native, form))
    random.Random(1).shuffle(found)
    return found


def pairs(script: str) -> Pairs:
    """Training pairs as units and Latin letters, hopeless ones left out."""
    found = [(channel.units(word, script), spelled) for word, spelled in spelled_pairs(script)]
    return [(u, p) for u, p in found if u and len(p) <= 4 * len(u) + 2 and len(u) <= 24][:MOST]


def first_counts(data: Pairs) -> Counts:
    """Where each unit's letters would stand if all were written alike long, blurred by one."""
    counts: Counts = defaultdict(lambda: defaultdict(float))
    for parts, latin in data:
        step = len(latin) / len(parts)
        for place, unit in enumerate(parts):
            start, end = place * step, (place + 1) * step
            for first in range(max(0, int(start) - 1), min(len(latin), int(start) + 2)):
                for last in range(first, min(len(latin), first + 4) + 1):
                    weight = math.exp(-abs(first - start) - abs(last - end))
                    counts[unit][latin[first:last]] += weight
    return counts


def normalised(counts: Counts, smallest: float) -> channel.Table:
    """Log probabilities by unit; readings rarer than `smallest` or met once are left out."""
    table: channel.Table = {}
    for unit, readings in counts.items():
        total = sum(readings.values())
        kept = {
            latin: math.log(count / (total + 1))
            for latin, count in readings.items()
            if count / total >= smallest and (count > 1.5 or total < 8)
        }
        if kept:
            table[unit] = kept
    return table


def aligned(parts: tuple[str, ...], latin: str, table: channel.Table) -> list[tuple[str, str]]:
    """The likeliest way of giving the letters to the units: (unit, letters) in order."""
    length = len(latin)
    row = [(0.0 if place == 0 else -1e9, 0) for place in range(length + 1)]
    best = [row]
    for unit in parts:
        options = table.get(unit, {})
        row = []
        for end in range(length + 1):
            value, start = -1e18, end
            for begin in range(max(0, end - channel.LONGEST), end + 1):
                spelled = latin[begin:end]
                fallback = channel.SKIP_UNIT + channel.SKIP_LETTER * max(0, len(spelled) - 1)
                total = best[-1][begin][0] + options.get(spelled, fallback)
                if total > value:
                    value, start = total, begin
            row.append((value, start))
        best.append(row)
    found: list[tuple[str, str]] = []
    end = length
    for place in range(len(parts), 0, -1):
        begin = best[place][end][1]
        found.append((parts[place - 1], latin[begin:end]))
        end = begin
    return found[::-1]


def learn(data: Pairs) -> channel.Table:
    """The table after a few rounds."""
    table = normalised(first_counts(data), 0.0005)
    for _ in range(ROUNDS):
        counts: Counts = defaultdict(lambda: defaultdict(float))
        for parts, latin in data:
            for unit, spelled in aligned(parts, latin, table):
                counts[unit][spelled] += 1
        table = normalised(counts, PRUNE)
    return table


def main() -> int:
    """Learn and write the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", default="")
    asked = parser.parse_args()
    if not NAMES.is_dir():
        print("skipped: ../shared/data/names is not here", file=sys.stderr)
        return 0
    for script, file in SETS.items():
        if asked.sets and script not in asked.sets.split(","):
            continue
        table = learn(pairs(script))
        lines = [
            f"{unit}\t{latin}\t{logp:.2f}"
            for unit in sorted(table)
            for latin, logp in sorted(table[unit].items(), key=lambda item: -item[1])
        ]
        text = HEAD.format(file=file) + "\n".join(lines) + "\n"
        (DATA / channel.FILES[script]).write_text(text, encoding="utf-8")
        print(script, len(table), "units", len(lines), "readings", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
