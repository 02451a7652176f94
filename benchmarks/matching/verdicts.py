"""(b) Same-person verdicts over Latin-script variants, of the kind that screeners meet."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import JaroWinkler

from wayhome.people.matching import names

from . import peers
from .figures import WAYHOME, Figure, over_units, share
from .places import NAMES
from .verdict_pairs import Pair, pairs

PART = "verdicts"
OF = "Latin-script variants"
LOGIC_THRESHOLD = 0.7  # what OpenSanctions recommends


def measure(count: int = 3000, *, with_peers: bool = True) -> Iterator[Figure]:
    """F1 of 'same', how often 'unsure' is said, and the peers on the same pairs."""
    if not NAMES.is_dir():
        return
    made = pairs(count)
    said = verdicts(made)
    yield from _scored(WAYHOME, made, [one == "same" for one in said])
    yield from _unsure(made, said)
    if not with_peers:
        return
    texts = [text for pair in made for text in (pair.left, pair.right)]
    latin = [text.lower() for text in peers.romanised("anyascii", texts)]
    letters = [JaroWinkler.similarity(a, b) for a, b in zip(latin[::2], latin[1::2], strict=True)]
    yield from _at_best("Jaro-Winkler", made, letters)
    if peers.installed():
        given = {"pairs": [(pair.left, pair.right) for pair in made]}
        scores = peers.asked("logic_pairs", given)["scores"]
        yield from _scored("logic-v2", made, [score >= LOGIC_THRESHOLD for score in scores])
        yield from _at_best("logic-v2 at its best", made, scores)


def verdicts(made: Sequence[Pair]) -> list[str]:
    """What Wayhome says of each pair."""
    return [names.compare(names.parse(p.left), names.parse(p.right)).verdict for p in made]


def _unsure(made: Sequence[Pair], said: Sequence[str]) -> Iterator[Figure]:
    for same, label in ((True, "of true pairs"), (False, "of false pairs")):
        words = [one for pair, one in zip(made, said, strict=True) if pair.same is same]
        yield share(PART, OF, f"'unsure' {label}", WAYHOME, words.count("unsure"), len(words))
        yield share(PART, OF, f"'same' {label}", WAYHOME, words.count("same"), len(words))


def _at_best(system: str, made: Sequence[Pair], scores: Sequence[float]) -> Iterator[Figure]:
    """The system at the threshold that suits it best on these very pairs."""
    there, at, best = sum(pair.same for pair in made), 1.0, 0.0
    for threshold in sorted(set(scores)):
        said = [pair.same for pair, score in zip(made, scores, strict=True) if score >= threshold]
        f1 = 2 * sum(said) / (len(said) + there)
        if f1 > best:
            best, at = f1, threshold
    yield from _scored(system, made, [score >= at for score in scores], f"{at:.2f}")


def _scored(
    system: str, made: Sequence[Pair], said: Sequence[bool], best_at: str = ""
) -> Iterator[Figure]:
    units = [
        (float(one and pair.same), float(one), float(pair.same))
        for pair, one in zip(made, said, strict=True)
    ]
    yield from over_units(PART, OF, system, units, best_at)


def errors(count: int = 3000) -> Iterator[tuple[str, list[str]]]:
    """By kind of pair, what was said wrongly."""
    found: dict[str, list[str]] = {}
    made = pairs(count)
    there = Counter((pair.same, pair.kind) for pair in made)
    for pair, said in zip(made, verdicts(made), strict=True):
        if (said == "same") != pair.same:
            kind = f"{'missed' if pair.same else 'wrongly same'}: {pair.kind}"
            title = f"{kind}, of {there[pair.same, pair.kind]}"
            found.setdefault(title, []).append(f"{pair.left} | {pair.right} ({said})")
    for title, lines in sorted(found.items(), key=lambda item: -len(item[1])):
        yield f"{title}: {len(lines)}", lines
