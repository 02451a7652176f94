"""Names of real people in Chinese characters against the Latin forms they go by, group by group.

Run: python benchmarks/names_han.py [--half tune|report] [--candidates N] [--misses] [--surnames]
Reads tests/people/matching/names/han_people.tsv (written for measuring; nothing is learned from
it); the rules were tuned on one half, the other is for reporting. Candidates are filled up with
made-up names of the same place and the Latin forms of the other groups. --surnames measures the
surnames of ../shared/data/names instead, where they are at hand.
"""

import argparse
import csv
import json
import random
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from wayhome.people.matching import names

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = ROOT / "tests" / "people" / "matching" / "names" / "han_people.tsv"
PARTS = ROOT / "src" / "wayhome" / "simulate" / "data" / "names"
SHARED = ROOT.parent / "shared" / "data" / "names"
SURNAMES = SHARED / "chinese_surname_romanizations.json"
STRANGERS = {
    "malaysia": "zh_my",
    "hong kong": "zh_hk",
    "taiwan": "zh",
    "mainland": "zh",
    "vietnam": "vi",
}
Person = tuple[str, list[str], str]


def people() -> list[Person]:
    """Native form, Latin forms and group of each person."""
    lines = PEOPLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(native, latin.split("|"), group) for native, latin, group in rows]


def half_of(native: str) -> str:
    """Which half a person belongs to, by the characters alone."""
    return "tune" if zlib.crc32(native.encode()) % 2 else "report"


def strangers(group: str, rng: random.Random) -> Iterator[str]:
    """Made-up full names of a group's place in Latin letters; of Korea, real ones of Wikidata."""
    if group == "korea":
        yield from _koreans(rng)
        return
    text = (PARTS / f"{STRANGERS[group]}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    parts: dict[str, list[str]] = {"family": [], "given": []}
    for row in csv.DictReader(lines, delimiter="\t"):
        parts.setdefault(row["part"], []).extend(row["latin"].split("|"))
    while True:
        given = " ".join(rng.choice(parts["given"]) for _ in range(2))
        yield f"{rng.choice(parts['family'])} {given}"


def _koreans(rng: random.Random) -> Iterator[str]:
    file = SHARED / "wd_korean_train.tsv"
    rows = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    pairs = [line.split("\t") for line in rows]
    latin = [forms.split("|")[0] for native, forms in pairs if native[0] in "김이박최정강조윤장임"]
    rng.shuffle(latin)
    yield from (name for name in latin if "-" in name)


def pool(group: str, everybody: list[Person], size: int) -> list[str]:
    """The fullest Latin form of each of the group, then strangers, then the other groups."""
    rng = random.Random(7)
    found = dict.fromkeys(forms[0] for _, forms, of in everybody if of == group)
    made = strangers(group, rng)
    while len(found) < size * 3 // 4:
        more = next(made, None)
        if more is None:
            break
        found[more] = None
    others = [forms[0] for _, forms, of in everybody if of != group]
    rng.shuffle(others)
    for form in others:
        if len(found) >= size:
            break
        found[form] = None
    return list(found)


def measure(asked: argparse.Namespace) -> None:
    """Recall at 1 and 5 for each group, and where asked what came first instead."""
    everybody = people()
    for group in dict.fromkeys(of for _, _, of in everybody):
        if asked.groups and group not in asked.groups.split(","):
            continue
        candidates = pool(group, everybody, asked.candidates)
        queries = [
            (native, forms)
            for native, forms, of in everybody
            if of == group and asked.half in {"", half_of(native)}
        ]
        ranked = list(names.rank([native for native, _ in queries], candidates, top=5))
        first = five = 0
        for one, (native, forms) in zip(ranked, queries, strict=True):
            found = [match.candidate for match in one.matches]
            first += found[0] in forms
            five += any(form in forms for form in found)
            if asked.misses and found[0] not in forms:
                best = "; ".join(f"{m.candidate} {m.score:.3f}" for m in one.matches[:3])
                print(f"  {native} {forms[0]}: {best}")
        print(
            f"| {group} | {len(queries)} of {len(candidates)} | "
            f"{first / len(queries):.3f} | {five / len(queries):.3f} |",
            flush=True,
        )


def surnames() -> None:
    """How often a listed spelling of a surname is among the variants, place by place."""
    entries = json.loads(SURNAMES.read_text(encoding="utf-8"))
    for place in ("mainland", "taiwan", "hongkong", "macao", "singapore", "malaysia"):
        _one_place(entries, place)
    for place in ("korea", "vietnam"):
        _one_place(entries, place)


def _one_place(entries: list[dict[str, str]], place: str) -> None:
    hits = total = 0
    for entry in entries:
        wanted = [spelled for spelled in entry.get(place, "").split("/") if spelled.strip()]
        tokens = [names.parse(text).tokens for text in wanted]
        native = names.parse(entry["zh_tra"]).tokens
        if not native or not all(tokens):
            continue
        spelled = {variant.latin for variant in native[0].variants}
        total += len(tokens)
        hits += sum("".join(t.variants[0].latin for t in one) in spelled for one in tokens)
    print(f"| surnames, {place} | {total} | {hits / max(1, total):.3f} | |")


def speed(count: int) -> None:
    """Distinct names of two and three characters read cold, and again, by processor time."""
    rng = random.Random(3)
    family = [native[0] for native, _, _ in people()]
    given = sorted({letter for native, _, _ in people() for letter in native[1:]})
    drawn: set[str] = set()
    while len(drawn) < count:
        drawn.add(rng.choice(family) + rng.choice(given) + rng.choice(given))
    texts = sorted(drawn)
    names.parse("王伟")  # the tables are read once a process
    for label in ("cold", "warm"):
        start = time.process_time()
        for text in texts:
            names.parse(text)
        print(f"{label}: {count / (time.process_time() - start):,.0f} names a second")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["", "tune", "report"], default="")
    parser.add_argument("--groups", default="")
    parser.add_argument("--candidates", type=int, default=2000)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--surnames", action="store_true")
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    if asked.speed:
        speed(3000)
    elif asked.surnames:
        if not SURNAMES.exists():
            print("skipped: ../shared/data/names is not here", file=sys.stderr)
            return 0
        surnames()
    else:
        measure(asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
