"""Why two names are held to be alike or not, for a person who cannot read the script.

It repeats what `compare` found and adds what can be seen: which spelling met which, letter by
letter. It weighs nothing.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from . import channel
from .aligning import Alignment, best_alignment
from .clean import unmix
from .comparing import compare
from .data import table
from .fold import light
from .frequencies import Frequencies
from .honorifics import is_particle
from .letters import GRAVITY, Step, lay
from .model import Name, NameComparison, Token, Variant
from .originals import Spread, groups, spread
from .scripts.han import simplified
from .similarity import Meeting, latin_similarity
from .zawgyi import looks_zawgyi

# What is said of the codes below, in English: likeness, letters and helps.
WORDS = "explaining.yaml"
ColumnState = Literal["same", "close", "different", "missing", "silent"]
Likeness = Literal["same", "close", "partly", "other"]
# Rules whose spellings stand in a table of how real people write the name.
_DIFFERS = 0.7  # as comparing.py has it: below, a word is another word
_NONE: Mapping[int, Variant] = {}
_COMMON_BITS = 5.0  # of a word that agrees: about one in thirty bears it
_IN_USE = frozenset({"known", "usual", "surname"})


@dataclass(frozen=True, slots=True)
class Column:
    """Letters of the two own scripts, "" where a name is in Latin letters, over the Latin ones.

    No steps: the letters are written and not sounded.
    """

    left: str
    right: str
    steps: tuple[Step, ...]
    state: ColumnState


@dataclass(frozen=True, slots=True)
class WordPair:
    """A word of each name that met, how it was read, how alike that is and what helped.

    `bits` are those of the comparison; `code` is its reason; `helps` are keys of
    data/explaining.yaml. There are no columns where letters were not what was compared.
    """

    left: str
    right: str
    left_read: str
    right_read: str
    likeness: Likeness
    similarity: float
    bits: float
    code: str
    columns: tuple[Column, ...]
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoneWord:
    """A word that nothing in the other name answers; a particle (bin, de, U) counts for little."""

    text: str
    read: str
    particle: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One name: as given, as cleaned, how it was read to meet the other, and what was put right.

    `read` is empty where it is in Latin letters; `titles` were taken off; `alone` met nothing.
    """

    given: str
    clean: str
    read: str
    titles: tuple[str, ...]
    alone: tuple[LoneWord, ...]
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A comparison of two names with what can be seen of it."""

    comparison: NameComparison
    words: tuple[WordPair, ...]
    left: Side
    right: Side
    helps: tuple[str, ...]


def said(kind: str, code: str) -> str:
    """Return what an explanation's code says in English; `kind`: likeness, letters or helps."""
    return str(table(WORDS)[kind][code])


def seen(why: Explanation) -> dict[str, Any]:
    """Return what can be seen of a comparison, as JSON holds it: words, left, right and helps."""
    return {part: value for part, value in asdict(why).items() if part != "comparison"}


def explain(a: Name, b: Name, frequencies: Frequencies | None = None) -> Explanation:
    """Compare two names and say why they are alike or not; a name without words has no pairs."""
    comparison = compare(a, b, frequencies)
    if not a.tokens or not b.tokens:
        return Explanation(comparison, (), _side(a, a), _side(b, b), ())
    found = best_alignment(a, b)
    ours, theirs = _meant(a, found.left), _meant(b, found.right)
    words = tuple(
        _word(found.left[i], found.right[j], meeting, reason.bits, _regrouped(found, i, j, a, b))
        for (i, j), meeting, reason in zip(
            found.pairs, found.meetings, comparison.reasons, strict=False
        )
    )
    met = list(zip(found.pairs, found.meetings, strict=True))
    left = _side(a, ours, found.left, {i: meeting.left for (i, _), meeting in met})
    right = _side(b, theirs, found.right, {j: meeting.right for (_, j), meeting in met})
    return Explanation(comparison, words, left, right, tuple(_about_all(found)))


def _meant(name: Name, tokens: Sequence[Token]) -> Name:
    """The name or the further name in the same text that these words are of."""
    letters = _letters(tokens)
    return next((n for n in (name, *name.aliases) if _letters(n.tokens) == letters), name)


def _letters(tokens: Iterable[Token]) -> str:
    return "".join(one.text for one in tokens).casefold()


def _side(
    name: Name, meant: Name, tokens: Sequence[Token] = (), met: Mapping[int, Variant] = _NONE
) -> Side:
    """One name with its words as joined for the comparison, and the variants of those that met."""
    readings = [met.get(place, one.variants[0]) for place, one in enumerate(tokens)]
    lone = tuple(
        LoneWord(one.text, _read(one, variant), is_particle(one.text, one.script))
        for place, (one, variant) in enumerate(zip(tokens, readings, strict=True))
        if place not in met
    )
    latin = all(one.script == "latin" for one in tokens)
    words = (
        one.text if one.script == "latin" else variant.latin.title()
        for one, variant in zip(tokens, readings, strict=True)
    )
    read = "" if latin else " ".join(words)
    return Side(name.raw, name.clean, read, meant.dropped, lone, tuple(_put_right(name, meant)))


def _read(one: Token, variant: Variant) -> str:
    return "" if one.script == "latin" else variant.latin


def _put_right(name: Name, meant: Name) -> Iterator[str]:
    if looks_zawgyi(name.raw):
        yield "zawgyi"
    if any(unmix(word) != word for word in name.clean.split()):
        yield "lookalikes"
    if meant is not name:
        yield "alias"


def _about_all(found: Alignment) -> Iterator[str]:
    if any(second < first for (_, first), (_, second) in itertools.pairwise(found.pairs)):
        yield "order"
    scripts = {found.left[0].script, found.right[0].script}
    if "han" in scripts and len(scripts) == 2:
        yield from (f"place_{place}" for place in _places(found))


def _places(found: Alignment) -> Iterator[str]:
    """The places where every Chinese syllable that met is written as it is here."""
    written = [
        set(variant.sources)
        for (i, j), meeting in zip(found.pairs, found.meetings, strict=True)
        for one, variant in ((found.left[i], meeting.left), (found.right[j], meeting.right))
        if one.script == "han" and meeting.similarity >= _DIFFERS
    ]
    for place, systems in table("han.yaml")["places"].items():
        if written and all(not sources.isdisjoint(systems) for sources in written):
            yield place


def _regrouped(found: Alignment, i: int, j: int, a: Name, b: Name) -> tuple[str, ...]:
    """Whether words as written were joined or parted so that these two could meet."""
    helps = []
    for one, name in ((found.left[i], a), (found.right[j], b)):
        written = {t.text for each in (name, *name.aliases) for t in each.tokens}
        if one.text not in written:
            longest = max((len(text) for text in written if text in one.text), default=0)
            helps.append("joined" if longest else "parted")
    return tuple(dict.fromkeys(helps))


def _word(
    left: Token, right: Token, meeting: Meeting, bits: float, regrouped: tuple[str, ...]
) -> WordPair:
    by_rule = meeting.code not in {"name.diminutive", "name.initial"}
    columns = tuple(_columns(left, right, meeting)) if by_rule else ()
    return WordPair(
        left=left.text,
        right=right.text,
        left_read=_read(left, meeting.left),
        right_read=_read(right, meeting.right),
        likeness=_likeness(meeting.similarity),
        similarity=round(min(1.0, meeting.similarity), 3),
        bits=bits,
        code=meeting.code,
        columns=columns,
        helps=(*regrouped, *_helps(left, right, meeting), *_common(meeting, bits)),
    )


def _both(left: Token, right: Token, meeting: Meeting) -> tuple[tuple[Token, Variant], ...]:
    return (left, meeting.left), (right, meeting.right)


def _likeness(similarity: float) -> Likeness:
    """In words; from "close" on a word does not stand in the way of "same"."""
    limits = table("weights.yaml")
    if similarity >= limits["near"]:
        return "same"
    if similarity >= limits["verdict"]["same_weakest"]:
        return "close"
    return "partly" if similarity >= _DIFFERS else "other"


def _helps(left: Token, right: Token, meeting: Meeting) -> Iterator[str]:
    if meeting.code in {"name.diminutive", "name.initial"}:
        yield meeting.code.removeprefix("name.")
        return
    native = [(t, v) for t, v in _both(left, right, meeting) if t.script != "latin" and t.variants]
    if left.script == right.script == "han":
        yield "characters"
        return
    if any(not _IN_USE.isdisjoint(variant.sources) for _token, variant in native):
        yield "in_use"
    if len(native) == 1:
        yield from _learned(native[0][0], meeting)
    if _every_letter_counts(left, right, meeting):
        yield "short"


def _common(meeting: Meeting, bits: float) -> Iterator[str]:
    """Whether a word agrees and still says little, because many bear it."""
    if _likeness(meeting.similarity) in {"same", "close"} and bits < _COMMON_BITS:
        yield "common"


def _learned(native: Token, meeting: Meeting) -> Iterator[str]:
    """Whether spellings learned from real names make the words more or less alike than rules do."""
    if native.script not in channel.FILES:
        return
    ours, theirs = meeting.left, meeting.right
    by_rule = (ours.weight * theirs.weight) ** 0.3 * latin_similarity(ours.latin, theirs.latin)
    if by_rule < table("weights.yaml")["learned_from"]:
        return
    if _likeness(meeting.similarity) != _likeness(by_rule):
        yield "learned_for" if meeting.similarity > by_rule else "learned_against"


def _every_letter_counts(left: Token, right: Token, meeting: Meeting) -> bool:
    ours, theirs = meeting.left.latin, meeting.right.latin
    short = all(
        t.script == "latin" or (t.script == "han" and len(t.text) == 1) for t in (left, right)
    )
    few = min(len(ours), len(theirs)) <= table("weights.yaml")["short_letters"]
    return short and few and light(ours) != light(theirs)


def _columns(left: Token, right: Token, meeting: Meeting) -> Iterator[Column]:
    if left.script == right.script == "han":
        yield from _characters(left.text, right.text)
        return
    steps = lay(meeting.left.latin, meeting.right.latin)
    ours, theirs = _Spelled(left, meeting.left), _Spelled(right, meeting.right)
    yield from (*_columns_of(ours.silent(0), ()), *_columns_of((), theirs.silent(0)))
    start, at, waiting = (0, 0), (0, 0), list[Step]()
    for step in steps:
        at = at[0] + len(step.left), at[1] + len(step.right)
        waiting.append(step)
        if ours.ends(at[0]) and theirs.ends(at[1]):
            shown = ours.between(start[0], at[0]), theirs.between(start[1], at[1])
            same_script = left.script == right.script
            yield Column(*shown, tuple(waiting), _state(waiting, shown, same_script))
            after = (
                ours.silent(at[0]) if at[0] > start[0] else (),
                theirs.silent(at[1]) if at[1] > start[1] else (),
            )
            yield from _columns_of(*after)
            start, waiting = at, []


class _Spelled:
    """A word's own letters over the Latin ones; nothing where it is written in Latin letters."""

    def __init__(self, one: Token, variant: Variant) -> None:
        plain = one.script == "latin" and one.text.casefold() == variant.latin
        parts: Spread = () if plain else spread(one.text, one.script, variant.latin)
        self.parts: list[tuple[str, int, int]] = []
        end = 0
        for text, latin in parts:
            self.parts.append((text, end, end + len(latin)))
            end += len(latin)
        self._ends = {end for _text, _start, end in self.parts}

    def ends(self, place: int) -> bool:
        """Whether a group of own letters ends here, or letters are their own groups."""
        return not self.parts or place == 0 or place in self._ends

    def between(self, start: int, end: int) -> str:
        return "".join(t for t, s, e in self.parts if s >= start and e <= end and s < e)

    def silent(self, place: int) -> tuple[str, ...]:
        """Own letters at this place that no Latin letter stands for."""
        return tuple(t for t, s, e in self.parts if s == e == place)


def _columns_of(ours: Iterable[str], theirs: Iterable[str]) -> Iterator[Column]:
    yield from (Column(text, "", (), "silent") for text in ours)
    yield from (Column("", text, (), "silent") for text in theirs)


def _state(steps: Iterable[Step], shown: tuple[str, str], same_script: bool) -> ColumnState:
    worst = max((step.state for step in steps), key=GRAVITY.index)
    other_letters = same_script and all(shown) and shown[0].casefold() != shown[1].casefold()
    return "close" if worst == "same" and other_letters else worst


def _characters(left: str, right: str) -> Iterator[Column]:
    """Chinese characters by their place: one sound has many, so only what is written counts."""
    for ours, theirs in itertools.zip_longest(
        groups(left, "han"), groups(right, "han"), fillvalue=""
    ):
        if not (ours and theirs):
            state: ColumnState = "missing"
        elif ours == theirs:
            state = "same"
        else:
            state = "close" if simplified(ours) == simplified(theirs) else "different"
        yield Column(ours, theirs, (), state)
