"""The reference page: figures beside their goals, then every part's table."""

import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any

import yaml

from .figures import WAYHOME, Figure
from .places import CHART, HERE

PARTS = {
    "names": "Names across scripts",
    "verdicts": "Same person or not, by Latin names alone",
    "lists": "Whole lists in 17 scripts",
    "febrl": "FEBRL and fake_1000",
    "historical": "Historical figures with errors",
    "speed": "Speed, and bad input",
}
WORDS = {
    "names": (
        "A query is a name in its own script, the candidates are Latin forms of it and of "
        "strangers; recall@1 is how often a right form comes first. Of sets that trained "
        "something only what was held out is used. 'Two words': two real words of such a set put "
        "together. 'Made up': from tables written for this project, few words and so many near "
        "neighbours. logic-v2 looks at every pair, so it gets the first 200 queries and 500 "
        "candidates, which is easier. The Thai, Burmese and Khmer sets are for development tests "
        "alone: nothing was trained on them or taken from them. Khmer words are words, not names, "
        "and noisy."
    ),
    "verdicts": (
        "One true pair to two false ones. True: another romanisation, a word left out, a slip, "
        "initials, another order, a short form, words joined, a title, often two of these. False: "
        "brothers and sisters, one word shared, one word exchanged for the nearest other one, "
        "names near in letters. 'same' counts as yes; logic-v2 at its recommended 0.7. Some pairs "
        "nobody could tell by the names alone; 'unsure' is the right word there."
    ),
    "lists": (
        "People with names of ../shared/data/names (held-out parts) and, where a script has none, "
        "of the project's tables; lives are invented; a fifth have a brother or sister in the "
        "list, some a namesake. An embassy and a border police write half of the people down "
        "both; in one list three offices do, some people up to four times. Wayhome's pairs count "
        "from probability 0.5. 'Stated less true' is how far the mean stated probability is from "
        "the share of true pairs. Splink and recordlinkage see names romanised by uroman."
    ),
    "febrl": (
        "Splink is trained by EM with its usual comparisons. Shipped weights were measured on "
        "FEBRL 3 and fake_1000 among others, so on these the figures flatter; FEBRL 1 and 2 set "
        "nothing."
    ),
    "historical": (
        "Public figures born before 1900 with errors put in; F1 over pairs inside clusters. The "
        "200 labels are half true and half false, drawn from pairs with a postcode, birth date or "
        "beginning of the name in common, and given to `wayhome dedupe --labels`."
    ),
    "speed": (
        "Processor time, the middle of three runs, each in a process of its own. Ratios are of "
        "one process; uroman's own time is of another one, on the same names. Bad input: seconds "
        "until the answer."
    ),
}

INTRODUCTION = (
    "Written by `make bench-matching` (`ONLY=names` for a part, `CHECK=1` to compare with the "
    "baseline). Wayhome and the peers meet the same draws in one run. Wayhome's thresholds are "
    "those that ship; **a peer marked 'at …' was given the threshold that suits it best on the "
    "very set**, which flatters it. In brackets: 95 % intervals, Wilson for shares and a bootstrap "
    "over people or pairs for F1."
)


def targets() -> list[dict[str, Any]]:
    """The goals (data/targets.yaml)."""
    found: list[dict[str, Any]] = yaml.safe_load(
        (HERE / "data" / "targets.yaml").read_text(encoding="utf-8")
    )
    return found


def page(figures: Sequence[Figure], peers_installed: bool) -> str:
    """The whole page."""
    parts = [
        "# Who is who: results beside other tools",
        INTRODUCTION,
        _versions(peers_installed),
        f"![Wayhome and its peers, set by set]({CHART.name})",
        "## Against the goals",
        _against_goals(figures),
    ]
    for part, title in PARTS.items():
        inside = [figure for figure in figures if figure.part == part]
        if inside:
            parts += [f"## {title}", WORDS[part], *_tables(part, inside)]
    return "\n\n".join(parts) + "\n"


def _versions(peers_installed: bool) -> str:
    packages = ("anyascii", "rapidfuzz", "splink", "duckdb", "pyicu-wheels")
    own = ", ".join(f"{name} {version(name)}" for name in packages)
    line = f"Python {platform.python_version()}; {own}"
    if peers_installed:
        pinned = (HERE.parents[1] / "requirements" / "peers.txt").read_text(encoding="utf-8")
        wanted = ("nomenklatura", "rigour", "recordlinkage", "uroman")
        lines = [line.split(" ")[0] for line in pinned.splitlines() if "==" in line]
        found = [one.replace("==", " ") for one in lines if one.split("==")[0] in wanted]
        return f"{line}; {', '.join(found)}."
    return (
        f"{line}. uroman, OpenSanctions' logic-v2 and recordlinkage: not installed (`make peers`)."
    )


def _against_goals(figures: Sequence[Figure]) -> str:
    rows = []
    for goal in targets():
        found = [f for f in figures if (f.part, f.of, f.measure) == _place(goal)]
        ours = next((figure for figure in found if figure.system == WAYHOME), None)
        if ours is None:
            continue
        at_most = "at_most" in goal
        wanted = goal["at_most"] if at_most else goal["at_least"]
        reached = ours.value <= wanted if at_most else ours.value >= wanted
        how = "over by" if at_most else "short by"
        missing = f"{how} {_number(abs(ours.value - wanted))}"
        peer = _best_peer(found, at_most)
        sign = "≤" if at_most else "≥"
        rows.append(
            [
                ours.of,
                ours.measure,
                f"{sign} {wanted:,}",
                f"**{_number(ours.value)}** {_interval(ours)}",
                "reached" if reached else missing,
                peer,
            ]
        )
    return table(["set", "measure", "goal", "Wayhome", "", "best peer"], rows)


def _place(goal: dict[str, Any]) -> tuple[str, str, str]:
    return goal["part"], goal["of"], goal["measure"]


def _best_peer(found: Sequence[Figure], lower_is_better: bool) -> str:
    others = [figure for figure in found if figure.system != WAYHOME]
    if not others:
        return ""
    pick = min if lower_is_better else max
    best = pick(others, key=lambda figure: figure.value)
    return f"{_number(best.value)} {best.system}{_at(best)}"


def _at(figure: Figure) -> str:
    return f" at {figure.best_at}" if figure.best_at else ""


def _tables(part: str, figures: Sequence[Figure]) -> list[str]:
    """One table: sets down, systems across for names; systems down for the others."""
    if part == "names":
        return [_names_table(figures, "recall@1"), _names_table(figures, "recall@5")]
    if part == "speed":
        rows = [[f.of, f.measure, f"{_number(f.value)} {_interval(f)}"] for f in figures]
        return [table(["what", "measure", "Wayhome"], rows)]
    scored = [f for f in figures if f.measure in {"F1", "precision", "recall"}]
    others = [f for f in figures if f.measure not in {"F1", "precision", "recall"}]
    rows = []
    for of, system in dict.fromkeys((f.of, f.system) for f in scored):
        same = {f.measure: f for f in scored if (f.of, f.system) == (of, system)}
        shown = [f"{_number(same[m].value)} {_interval(same[m])}" for m in ("F1",)]
        shown += [_number(same[m].value) for m in ("precision", "recall")]
        rows.append([of, system + _at(same["F1"]), *shown])
    made = [table(["set", "by", "F1", "precision", "recall"], rows)]
    if others:
        rows = [
            [f.of, f.measure, f"{_number(f.value)} {_interval(f)}", f"{f.count:,}"] for f in others
        ]
        made.append(table(["set", "measure", "Wayhome", "over"], rows))
    return made


def _names_table(figures: Sequence[Figure], measure: str) -> str:
    inside = [figure for figure in figures if figure.measure == measure]
    systems = list(dict.fromkeys(figure.system for figure in inside))
    rows = []
    for of in dict.fromkeys(figure.of for figure in inside):
        found = {figure.system: figure for figure in inside if figure.of == of}
        ours = found[WAYHOME]
        row = [of, f"{ours.count:,}", f"**{_number(ours.value)}** {_interval(ours)}"]
        row += [_number(found[s].value) if s in found else "" for s in systems if s != WAYHOME]
        rows.append(row)
    return table([measure, "queries", *systems], rows)


def _interval(figure: Figure) -> str:
    return f"[{_number(figure.low)}, {_number(figure.high)}]"


def _number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) < 2 else f"{value:.1f}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
