"""`wayhome names rank` and `wayhome names compare`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wayhome.cli.errors import WrongCall
from wayhome.cli.progress import bar

if TYPE_CHECKING:
    from wayhome.people.matching.names import NameComparison


@click.group("names")
def names_command() -> None:
    """Rank or compare names in any script."""


@names_command.command("rank")
@click.argument("queries", type=click.Path(path_type=Path))
@click.argument("candidates", type=click.Path(path_type=Path))
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 1000))
def rank(queries: Path, candidates: Path, top: int) -> None:
    """For each name of QUERIES the best of CANDIDATES, a line of JSON a query, best first.

    Both are UTF-8 text files, one name a line.
    """
    from wayhome.people.matching import names

    wanted = [text for _number, text in _names(queries)]
    offered = _names(candidates)
    with bar("Ranking", len(wanted), "names") as progress:
        found = names.rank(
            wanted,
            [text for _number, text in offered],
            top=top,
            progress=lambda _done, _of: progress(1),
        )
        for ranking in found:
            matches = [
                {
                    "candidate": match.candidate,
                    "line": offered[match.index][0],
                    "score": match.score,
                }
                for match in ranking.matches
            ]
            click.echo(json.dumps({"query": ranking.query, "matches": matches}, ensure_ascii=False))


@names_command.command("compare")
@click.argument("left", required=False)
@click.argument("right", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--pairs", type=click.Path(path_type=Path), help="TSV: left, right")
def compare(left: str | None, right: str | None, format_: str, pairs: Path | None) -> None:
    """Say whether two names may be one, and why. A name alone never proves a person.

    Of two names each word is shown with the letters that met: = the same, ≈ near in sound or
    spelling, ≠ another, – missing on one side, · not sounded.
    """
    if pairs is not None:
        for a, b in _pairs(pairs):
            click.echo(json.dumps(_compared(a, b), ensure_ascii=False))
        return
    if left is None or right is None:
        raise WrongCall("give two names, or --pairs FILE")
    result = _explained(left, right)
    click.echo(json.dumps(result, ensure_ascii=False) if format_ == "json" else _words(result))


def _compared(left: str, right: str) -> dict[str, Any]:
    from wayhome.people.matching import names

    return _found(names.compare(names.parse(left), names.parse(right)))


def _explained(left: str, right: str) -> dict[str, Any]:
    """Return a comparison with what the page shows of it: words, letters, what helped."""
    from wayhome.people.matching import names

    why = names.explain(names.parse(left), names.parse(right))
    return {**_found(why.comparison), **names.seen(why)}


def _found(comparison: "NameComparison") -> dict[str, Any]:
    reasons = [asdict(reason) for reason in comparison.reasons]
    return {"score": comparison.score, "verdict": comparison.verdict, "reasons": reasons}


def _words(result: dict[str, Any]) -> str:
    """Return a comparison as lines for people: each reason, the letters under their word."""
    lines = [f"{result['verdict']}  score {result['score']:.2f}"]
    for reason, word in zip_longest(result["reasons"], result["words"]):
        lines.append(
            f"  {reason['bits']:+6.1f} bits  {reason['code']}: {reason['left']} · {reason['right']}"
        )
        lines += _letters(word) if word else []
    lines += [f"  {side}: {words}" for side in ("left", "right") if (words := _side(result[side]))]
    if result["helps"]:
        lines.append(f"  both: {_said(result['helps'])}")
    return "\n".join(lines)


def _letters(word: dict[str, Any]) -> list[str]:
    """Return which letters met which, and what helped, where there is any to show."""
    columns = " ".join(_column(column) for column in word["columns"])
    lines = [columns] if columns else []
    lines += [_said(word["helps"])] if word["helps"] else []
    return [f"{'':15}{line}" for line in lines]


_SIGNS = {"same": "=", "close": "≈", "different": "≠", "missing": "–", "silent": "·"}


def _column(column: dict[str, Any]) -> str:
    left = "".join(step["left"] for step in column["steps"])
    right = "".join(step["right"] for step in column["steps"])
    met = f"{left}{_SIGNS[column['state']]}{right}"
    return "[" + " ".join(part for part in (column["left"], met, column["right"]) if part) + "]"


def _side(side: dict[str, Any]) -> str:
    parts = [f"title {', '.join(side['titles'])}"] if side["titles"] else []
    parts += [_said(side["helps"])] if side["helps"] else []
    return "; ".join(parts)


def _said(codes: Sequence[str]) -> str:
    from wayhome.people.matching import names

    return "; ".join(names.said("helps", code) for code in codes)


def _names(path: Path) -> list[tuple[int, str]]:
    """Return (line number from 1, name); an empty line is an empty name, which matches nobody."""
    # Not str.splitlines: it also cuts at characters that a name may carry by mistake.
    lines = path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    return [(number, line.strip()) for number, line in enumerate(lines, 1)]


def _pairs(path: Path) -> list[tuple[str, str]]:
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != 2:
            raise WrongCall(f"{path}, line {number}: write left, a tab, and right")
        pairs.append((cells[0], cells[1]))
    return pairs
