"""(a) Names across scripts: how often a right Latin form comes first among 2,000 candidates."""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from wayhome.people.matching import names

from . import peers
from .figures import WAYHOME, Figure, share
from .made_up import SCRIPTS, TABLES, Draw, distinct, pairs_of
from .places import DATA, NAMES, OWN_NAMES

PART = "names"
SEED = 7
LOGIC_QUERIES, LOGIC_CANDIDATES = 200, 500  # OpenSanctions compares each pair: fewer of them
# Pairs as they are in the source.
SETS = {
    "Thai given names": "th_given_dev",
    "Burmese full names, Zawgyi": "my_zawgyi_dev",
    "Russian words": "wd_russian_train",
    "Arabic words": "wd_arabic_train",
    "Arabic words, article titles": "ar_google_tok",
    "Hebrew words": "wd_hebrew_train",
    "Hangul full names": "wd_korean_train",
    "Han words, mostly foreign": "wd_chinese_train",
    "Katakana words": "wd_katakana_train",
    "Kana and kanji words": "wd_japanese_train",
    "Khmer words": "km_words",
}
# Two real words of a set, held out, put together.
JOINED = {
    "Cyrillic, two words": SCRIPTS["cyrillic"]["ru"],
    "Arabic, two words": SCRIPTS["arabic"]["ar"],
    "Hebrew, two words": SCRIPTS["hebrew"]["he"],
    "Han, two foreign words": SCRIPTS["han"]["han_foreign"],
    "Katakana, two words": SCRIPTS["katakana"]["katakana"],
    "Greek, made up": SCRIPTS["greek"]["el"],
    "Lao, made up": SCRIPTS["lao"]["lo"],
}
_CULTURES = {
    "zh": "Han, mainland",
    "zh_hk": "Han, Hong Kong",
    "zh_my": "Han, Malaysia",
    "ne": "Nepali",
    "hi": "Hindi",
    "si": "Sinhala",
    "ta": "Tamil",
    "bn": "Bengali",
    "am": "Amharic",
    "th": "Thai",
    "my": "Burmese, Unicode",
    "ar": "Arabic",
    "ur": "Urdu",
    "ru": "Russian",
}
MADE_UP: dict[str, Draw] = {f"{_CULTURES[c]}, made up": draw for c, draw in TABLES.items()}
Found = list[list[int]]


@dataclass(frozen=True, slots=True)
class Task:
    """Queries, candidates, and for each query the places of the candidates that are right."""

    label: str
    queries: list[str]
    candidates: list[str]
    right: list[set[int]]

    def smaller(self, queries: int, candidates: int) -> "Task":
        """The first queries, with their right candidates and the first others."""
        kept = sorted(set().union(*self.right[:queries]))
        others = [i for i in range(len(self.candidates)) if i not in set(kept)]
        kept = sorted(kept + others[: max(0, candidates - len(kept))])
        place = {old: new for new, old in enumerate(kept)}
        return Task(
            self.label,
            self.queries[:queries],
            [self.candidates[i] for i in kept],
            [{place[i] for i in right} for right in self.right[:queries]],
        )


def of_pairs(
    label: str,
    pairs: Sequence[tuple[str, Sequence[str]]],
    queries: int,
    candidates: int,
    strangers: Sequence[str] = (),
) -> Task:
    """A Latin form of each query is a candidate, the rest are strangers' forms.

    `strangers` fill up the candidates where the set itself is short.
    """
    rng = random.Random(SEED)
    drawn = list(pairs)
    rng.shuffle(drawn)
    chosen, rest = drawn[:queries], drawn[queries:]
    forms = [rng.choice(latin) for _, latin in chosen]
    forms += [rng.choice(latin) for _, latin in rest[: max(0, candidates - len(chosen))]]
    pool = list(dict.fromkeys([*forms, *strangers]))[: max(candidates, len(chosen))]
    rng.shuffle(pool)
    place = {form: index for index, form in enumerate(pool)}
    right = [{place[form] for form in latin if form in place} for _, latin in chosen]
    return Task(label, [native for native, _ in chosen], pool, right)


def of_draw(label: str, draw: Draw, queries: int, candidates: int) -> Task:
    """Made-up names; each Latin form takes any of the spellings of its words."""
    rng = random.Random(f"{SEED}:{label}")
    pairs = [
        (called.native, [called.spelled([rng.choice(word.latin) for word in called.words])])
        for called in distinct(draw, rng, candidates)
    ]
    return of_pairs(label, pairs, queries, candidates)


def tasks(queries: int, candidates: int, wanted: Sequence[str] = ()) -> Iterator[Task]:
    """Every set at hand, or those wanted by label."""

    def asked(label: str) -> bool:
        return not wanted or label in wanted

    for label, stem in SETS.items():
        if NAMES.is_dir() and asked(label):
            yield of_pairs(label, pairs_of(stem), queries, candidates)
    for label, draw in {**JOINED, **MADE_UP}.items():
        held = label.split(",")[0] in {"Greek", "Lao"} or label in MADE_UP
        if (NAMES.is_dir() or held) and asked(label):
            yield of_draw(label, draw, queries, candidates)
    own = own_sets()
    for label, pairs in own.items():
        if asked(label):
            others = [form for one in own if one != label for _, f in own[one] for form in f[:1]]
            yield of_pairs(label, pairs, queries, candidates, [*others, *_made_up(candidates)])


def own_sets() -> dict[str, list[tuple[str, list[str]]]]:
    """The development sets beside the names' tests, by file and, where given, by group.

    `native<TAB>latin|latin[<TAB>group]`; `#` starts a remark.
    """
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for file in sorted(OWN_NAMES.glob("*people*.tsv")):
        title = file.stem.replace("people", "").strip("_").capitalize()
        for line in file.read_text(encoding="utf-8").splitlines():
            native, *cells = line.split("\t")
            if not cells or line.startswith("#"):
                continue
            group = f", {cells[1]}" if len(cells) > 1 and cells[1] else ""
            pairs = found.setdefault(f"{title}{group}, known people", [])
            pairs.append((native, cells[0].split("|")))
    return found


@cache
def _made_up(count: int) -> list[str]:
    """Latin spellings of people of every script at hand, to be the strangers of short sets."""
    rng = random.Random(f"{SEED}:strangers")
    draws = [draw for sources in SCRIPTS.values() for draw in sources.values()]
    if not NAMES.is_dir():
        draws = list(TABLES.values())
    return [rng.choice(draws)(rng, None).spelled() for _ in range(count)]


def measure(
    queries: int = 1000,
    candidates: int = 2000,
    *,
    wanted: Sequence[str] = (),
    with_peers: bool = True,
) -> Iterator[Figure]:
    """Every set's figures, set by set."""
    if not DATA.is_dir():
        print(f"skipped: {NAMES} is not here; made-up names only", file=sys.stderr)
    made = list(tasks(queries, candidates, wanted))
    latin = _romanised(made) if with_peers else {}
    logic = _by_logic(made) if with_peers and peers.installed() else {}
    for task in made:
        yield from _recalls(task, WAYHOME, _ours(task))
        for how, names_in_latin in latin.items():
            spelled = names_in_latin[task.label]
            count = len(task.queries)
            found = peers.nearest(spelled[:count], spelled[count:], 5)
            yield from _recalls(task, f"{how} + Jaro-Winkler", found)
        if task.label in logic:
            yield from _recalls(_small(task), "logic-v2", logic[task.label])


def _romanised(made: Sequence[Task]) -> dict[str, dict[str, list[str]]]:
    """By romaniser and set, queries and candidates in Latin letters; one call a romaniser."""
    everything = [text for task in made for text in (*task.queries, *task.candidates)]
    found: dict[str, dict[str, list[str]]] = {}
    for how in peers.ROMANISERS:
        if how == "uroman" and not peers.installed():
            continue
        latin = iter(peers.romanised(how, everything))
        found[how] = {
            task.label: list(islice(latin, len(task.queries) + len(task.candidates)))
            for task in made
        }
    return found


def _by_logic(made: Sequence[Task]) -> dict[str, Found]:
    small = [_small(task) for task in made]
    given = [{"queries": task.queries, "candidates": task.candidates} for task in small]
    found: list[Found] = peers.asked("logic_rank", {"tasks": given})["found"]
    return {task.label: one for task, one in zip(small, found, strict=True)}


def _small(task: Task) -> Task:
    return task.smaller(LOGIC_QUERIES, LOGIC_CANDIDATES)


def _ours(task: Task) -> Found:
    ranked = names.rank(task.queries, task.candidates, top=5)
    return [[match.index for match in one.matches] for one in ranked]


def _recalls(task: Task, system: str, found: Found) -> Iterator[Figure]:
    for top in (1, 5):
        hits = sum(
            bool(set(row[:top]) & right) for row, right in zip(found, task.right, strict=True)
        )
        yield share(PART, task.label, f"recall@{top}", system, hits, len(task.right))


def errors() -> Iterator[tuple[str, list[str]]]:
    """By set, queries whose right form did not come first, with what did."""
    for task in tasks(300, 2000):
        lines = []
        for query, row, right in zip(task.queries, _ours(task), task.right, strict=True):
            if row and row[0] not in right:
                wanted = "/".join(task.candidates[i] for i in sorted(right))
                lines.append(f"{query}: {wanted}, but {task.candidates[row[0]]} came first")
        yield f"{task.label}: {len(lines)} of {len(task.queries)}", lines
