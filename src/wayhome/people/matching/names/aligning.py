"""Which token of one name answers which of the other, whatever the order, glued or split."""

import functools
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from .data import table
from .honorifics import is_particle
from .model import Name, Token, Variant
from .parting import parted
from .readings import readings
from .similarity import Meeting, meet

Pair = tuple[int, int]
_BY_SYLLABLE = frozenset({"myanmar"})  # scripts whose tokens are syllables
_FREELY_JOINED = frozenset({"myanmar", "arabic", "hangul"})
_NO_SURNAME = frozenset({"myanmar"})
_MOST_JOINED = 16


@dataclass(frozen=True, slots=True)
class Alignment:
    """Tokens as joined for the best alignment, the pairs that met, and the score 0..1."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    pairs: tuple[Pair, ...]
    meetings: tuple[Meeting, ...]
    score: float


@functools.lru_cache(maxsize=65536)
def join(*tokens: Token) -> Token:
    """Neighbouring tokens as one: variants of one source joined, else the best with the best."""

    if len(tokens) == 1:
        return tokens[0]
    joined: dict[str, Variant] = {}
    by_syllable = tokens[0].script in _BY_SYLLABLE
    for parts in _choices(tokens):
        weight = _together(parts) if by_syllable else min(part.weight for part in parts)
        latin = "".join(part.latin for part in parts)
        if latin not in joined or joined[latin].weight < weight:
            joined[latin] = Variant(latin, weight, parts[0].source)
    ordered = sorted(joined.values(), key=lambda variant: -variant.weight)[:_MOST_JOINED]
    return Token.of("".join(one.text for one in tokens), tokens[0].script, tuple(ordered))


def _choices(tokens: tuple[Token, ...]) -> Iterator[tuple[Variant, ...]]:
    """Which variants may stand together: of one source; of syllables, the few best."""
    if tokens[0].script in _BY_SYLLABLE:
        each = {2: 5, 3: 3, 4: 2}.get(len(tokens), 1)
        yield from itertools.product(*(one.variants[:each] for one in tokens))
        return
    sources = {source for one in tokens for variant in one.variants for source in variant.sources}
    each = 2 if len(tokens) < 4 else 1
    for source in sorted(sources):
        yield from itertools.product(*(_of_source(one, source)[:each] for one in tokens))


def _together(parts: tuple[Variant, ...]) -> float:
    """Weight of spellings of several syllables: every rarer one makes the whole rarer."""
    return max(0.0, 1 - sum(1 - part.weight for part in parts))


def _of_source(one: Token, source: str) -> tuple[Variant, ...]:
    return tuple(v for v in one.variants if source in v.sources) or one.variants[:1]


@functools.cache
def _weight(key: str) -> float:
    return float(table("weights.yaml")[key])


def best_alignment(a: Name, b: Name, letters: bool = True) -> Alignment:
    """The best alignment of two names with tokens, over their aliases.

    Without `letters` the learned letters are not asked: quicker, for a first look.
    """
    if a.script == b.script and not a.aliases and not b.aliases:
        return align(a.tokens, b.tokens, letters)
    pairs = itertools.product((a, *a.aliases), (b, *b.aliases))
    return max(
        (
            align(x.tokens, y.tokens, letters)
            for left, right in pairs
            for x, y in _read(left, right)
        ),
        key=lambda found: found.score,
    )


def _read(left: Name, right: Name) -> Iterator[tuple[Name, Name]]:
    """Two names in each of their readings; two Chinese names meet by their characters."""
    if left.script == right.script:
        return iter([(left, right)])
    return itertools.product(readings(left), readings(right))


def align(left: tuple[Token, ...], right: tuple[Token, ...], letters: bool = True) -> Alignment:
    """The best alignment of two names with at least one token each."""
    best = _plain(left, right, letters)
    if best.score >= 0.97:
        return best
    for factor, lost, (ours, theirs) in _otherwise(best):
        other = _plain(ours, theirs, letters)
        score = other.score * factor - lost
        if score > best.score:
            best = Alignment(ours, theirs, other.pairs, other.meetings, score)
    return best


def _otherwise(found: Alignment) -> Iterator[tuple[float, float, tuple[tuple[Token, ...], ...]]]:
    """The names with words parted or joined that may be; the factor and the loss that it costs."""
    left, right = found.left, found.right
    for way in parted(left, right):
        yield _weight("parted"), 0.0, way
    if len(left) != len(right) and _may_be_glued(found):
        factor = _weight("glued_freely" if _freely_joined(left, right) else "glued")
        few = right if len(left) > len(right) else left
        for order, way in _segmentations(left, right):
            lost = 0.0 if order == few else _weight(_disorder(left, right, ()))
            yield factor, lost, way


def _syllables(left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
    """Whether one name is in syllables, which people write apart and together alike."""
    return any(one.script in _BY_SYLLABLE for one in (*left, *right))


def _freely_joined(left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
    """Whether people write words of such names apart and together alike: Thura, Abd al-Rahman."""
    return any(one.script in _FREELY_JOINED for one in (*left, *right))


def _may_be_glued(found: Alignment) -> bool:
    """Whether joining words could help: most names differ, or one only has a word more."""
    ours = _whole(found.left)
    alike = max(
        Indel.normalized_similarity(ours, _whole(other)) for other in _rotations(found.right)
    )
    weakest = min(meeting.similarity for meeting in found.meetings)
    if weakest >= _weight("glued_below") and not _syllables(found.left, found.right):
        return alike >= _weight("glued_surely")  # Mariam is much like Mariamali; of Thi Ha, Thi
    return alike >= _weight("glued_from")


def _whole(tokens: tuple[Token, ...]) -> str:
    return "".join(one.folds[0] for one in tokens if one.folds)


def _segmentations(
    left: tuple[Token, ...], right: tuple[Token, ...]
) -> Iterator[tuple[tuple[Token, ...], tuple[tuple[Token, ...], tuple[Token, ...]]]]:
    """Each order of the side with fewer tokens, and the other joined in order to as many."""
    if len(left) > len(right):
        for other in _rotations(right):
            yield other, (_joined_to(left, other), other)
    elif len(right) > len(left):
        for other in _rotations(left):
            yield other, (other, _joined_to(right, other))


def _rotations(tokens: tuple[Token, ...]) -> set[tuple[Token, ...]]:
    return {tokens, (*tokens[1:], tokens[0]), (tokens[-1], *tokens[:-1])}


def _joined_to(many: tuple[Token, ...], few: tuple[Token, ...]) -> tuple[Token, ...]:
    """`many` joined into len(few) runs, each as like its counterpart as can be (in order)."""
    best: dict[Pair, tuple[float, tuple[Token, ...]]] = {(0, 0): (0.0, ())}
    for j, target in enumerate(few, start=1):
        for end in range(j, len(many) - (len(few) - j) + 1):
            options = [
                _extended(best[start, j - 1], join(*many[start:end]), target)
                for start in range(j - 1, end)
                if (start, j - 1) in best
            ]
            best[end, j] = max(options, key=lambda option: option[0])
    return best[len(many), len(few)][1]


def _extended(
    so_far: tuple[float, tuple[Token, ...]], run: Token, target: Token
) -> tuple[float, tuple[Token, ...]]:
    gained = _length(target) * meet(run, target, letters=False).similarity
    return so_far[0] + gained, (*so_far[1], run)


def _plain(left: tuple[Token, ...], right: tuple[Token, ...], letters: bool) -> Alignment:
    meetings = {
        (i, j): meet(ours, theirs, letters)
        for i, ours in enumerate(left)
        for j, theirs in enumerate(right)
    }
    pairs = assign(len(left), len(right), {pair: m.similarity for pair, m in meetings.items()})
    met = tuple(meetings[pair] for pair in pairs)
    return Alignment(left, right, pairs, met, _score(left, right, pairs, met))


def _length(one: Token) -> int:
    return max(2, len(one.variants[0].latin))


def _lonely(tokens: tuple[Token, ...], met: set[int]) -> float:
    """How much stands in one name alone; particles count for little, syllables for more."""
    return sum(
        _length(one)
        * (_weight("soft") if is_particle(one.text, one.script) else 1.0)
        * (_weight("syllable") if one.script == "han" else 1.0)
        for place, one in enumerate(tokens)
        if place not in met
    )


def _score(
    left: tuple[Token, ...],
    right: tuple[Token, ...],
    pairs: tuple[Pair, ...],
    meetings: tuple[Meeting, ...],
) -> float:
    lengths = [_length(left[i]) + _length(right[j]) for i, j in pairs]
    total = sum(lengths)
    mean = sum(n * m.similarity for n, m in zip(lengths, meetings, strict=True)) / total
    alone = _lonely(left, {i for i, _ in pairs}) + _lonely(right, {j for _, j in pairs})
    weakest = min(m.similarity for m in meetings)
    score = 0.8 * mean + 0.2 * weakest - _weight("unmatched") * 2 * alone / (total + alone)
    score -= _weight("unanswered") * _unanswered(left, right, pairs)
    if any(second < first for (_, first), (_, second) in itertools.pairwise(pairs)):
        score -= _weight(_disorder(left, right, pairs))
    return max(0.0, score)


def _unanswered(
    left: tuple[Token, ...], right: tuple[Token, ...], pairs: tuple[Pair, ...]
) -> float:
    """Share of a Chinese name's syllables that nothing in the Latin name answers; of a Burmese
    name's syllables, and of Latin words that answer none of them."""
    scripts = {left[0].script, right[0].script}
    if len(scripts) == 1:
        return 0.0
    if "han" in scripts:
        name = left if left[0].script == "han" else right
        return max(0.0, 1 - len(pairs) / len(name))
    if scripts & _BY_SYLLABLE:
        whole = max(_without_particles(left), _without_particles(right))
        return max(0.0, 1 - len(pairs) / max(1, whole))
    return 0.0


def _without_particles(tokens: tuple[Token, ...]) -> int:
    return sum(not is_particle(one.text, one.script) for one in tokens)


def _disorder(left: tuple[Token, ...], right: tuple[Token, ...], pairs: tuple[Pair, ...]) -> str:
    """The weight of tokens in another order: of syllables only the surname may change its place."""
    scripts = {left[0].script, right[0].script}
    if scripts & _NO_SURNAME:
        return "order_no_surname"
    if "han" not in scripts or len(scripts) == 1:
        return "order"
    turned = pairs if left[0].script == "han" else tuple(sorted((j, i) for i, j in pairs))
    surname = [place for syllable, place in turned if syllable == 0]
    given = [place for syllable, place in turned if syllable > 0]
    apart = not any(given[0] < place < given[-1] for place in surname if given)
    return "order" if apart and given == sorted(given) else "order_syllables"


def assign(rows: int, columns: int, similarity: dict[Pair, float]) -> tuple[Pair, ...]:
    """The one-to-one pairs with the greatest sum, every token of the shorter side paired."""
    if min(rows, columns) == 1 or min(rows, columns) > 4 or rows * columns > 24:
        return _greedy(rows, columns, similarity)
    if rows > columns:
        turned = {(j, i): value for (i, j), value in similarity.items()}
        return tuple(sorted((i, j) for j, i in assign(columns, rows, turned)))
    return _exhaustive(rows, columns, similarity)


def _greedy(rows: int, columns: int, similarity: dict[Pair, float]) -> tuple[Pair, ...]:
    taken: list[Pair] = []
    used_rows: set[int] = set()
    used_columns: set[int] = set()
    ordered = sorted(similarity, key=lambda pair: (-similarity[pair], abs(pair[0] - pair[1])))
    for i, j in ordered:
        if i not in used_rows and j not in used_columns:
            taken.append((i, j))
            used_rows.add(i)
            used_columns.add(j)
            if len(taken) == min(rows, columns):
                break
    return tuple(sorted(taken))


def _exhaustive(rows: int, columns: int, similarity: dict[Pair, float]) -> tuple[Pair, ...]:
    def total(columns_taken: Iterable[int]) -> float:
        return sum(similarity[i, j] for i, j in enumerate(columns_taken))

    return tuple(enumerate(max(itertools.permutations(range(columns), rows), key=total)))
