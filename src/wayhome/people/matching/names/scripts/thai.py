"""Thai: syllables found by rule, read by sound (RTGS) and as people write their names."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.lattice import Edge, best_paths
from wayhome.people.matching.names.model import Variant

from .respelling import Weighted, variants

_TONES = re.compile("[\u0e47-\u0e4b\u0e4e\u0e46\u0e2f]")
# The silencer takes its consonant (with a short i or u), and one before an r: จันทร์ is chan.
_SILENCED = re.compile(
    "(?:(?<=[\u0e01-\u0e2e])[\u0e01-\u0e2e]\u0e23|[\u0e01-\u0e2e][\u0e34\u0e38]?)\u0e4c"
)
_WRITTEN_T = re.compile("[นณ][ทธตฑ]์$")  # people write it: อนันต์ is anan and anant
_PATHS = 5
# Styles: what each takes off the weight.
_STYLES = (0.0, 0.05, 0.06)
_MOST = 12
_LETTERS = frozenset(chr(code) for code in range(0x0E01, 0x0E2F)) - {"\u0e24", "\u0e26"}
_CONSONANT = "[\u0e01-\u0e23\u0e25\u0e27-\u0e2e]"
_RR = "\ue000"  # stands for a double r that is read as a vowel (พรรณ)
_DOUBLE_R = re.compile("รร(?![\u0e30-\u0e3a])")
_CARRIED = frozenset(_RR + "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39")
_SIGNS = frozenset(chr(code) for code in range(0x0E30, 0x0E3B)) | {_RR}
_BEFORE = frozenset("เแโไใ")
_SHORT = frozenset("\u0e34\u0e38")
_SPELLED = frozenset("ลวยจ")  # finals that English spelling writes by their letter
_BEFORE_R = frozenset({"Iา", "Iอ", "IF", "เIีย"})
_BEFORE_CONSONANT = frozenset({"Iร/", "Iีร", "Iิร", "Iุร"})
_SILENT_R = frozenset("ตทธถดกคขชจฏ")  # finals after which an r goes unread
Spelled = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Shape:
    """One shape of syllable: what stands before and after its initial, its vowel in each style."""

    name: str
    after: str
    vowels: Spelled
    cost: float


@dataclass(frozen=True, slots=True)
class _Tables:
    """The data file, ready for look-ups: shapes by the sign before them, finals, words."""

    consonants: dict[str, tuple[str, Spelled]]
    clusters: dict[str, list[str]]
    open: dict[str, dict[str, list[_Shape]]]
    closed: dict[str, dict[str, list[_Shape]]]
    never_before: dict[str, frozenset[str]]
    double_finals: frozenset[str]
    costs: dict[str, float]
    words: dict[str, tuple[str, ...]]
    longest: int
    vocalic: tuple[str, ...]


@functools.cache
def _tables() -> _Tables:
    data = table("thai.yaml")
    words = {_DOUBLE_R.sub(_RR, part): tuple(spelled) for part, spelled in data["words"].items()}
    return _Tables(
        {
            letter: (first, _final(letter, sound, written))
            for letter, (first, sound, written) in data["consonants"].items()
        },
        data["clusters"],
        _shapes(data["open"]),
        _shapes(data["closed"]),
        {
            letter: frozenset(shape.replace("รร", _RR) for shape in shapes)
            for letter, shapes in data["never_before"].items()
        },
        frozenset(data["double_finals"]),
        {name: float(cost) for name, cost in data["costs"].items()},
        words,
        max(map(len, words)),
        tuple(data["vocalic_r"]),
    )


def _final(letter: str, sound: str, written: str) -> Spelled:
    return sound, written, written if letter in _SPELLED else sound


def _shapes(lines: dict[str, list[Any]]) -> dict[str, dict[str, list[_Shape]]]:
    """Shapes by the sign before the initial, then by the first sign after it."""
    found: dict[str, dict[str, list[_Shape]]] = {}
    for name, values in lines.items():
        name = name.replace("รร", _RR)
        name = name if name == "IF" else name.removesuffix("F")
        before, after = name.removesuffix("/").removesuffix("F").split("I")
        sound = str(values[0])
        written = str(values[2]) if len(values) > 2 else sound
        english = str(values[3]) if len(values) > 3 else written
        shape = _Shape(name, after, (sound, written, english), float(values[1]))
        found.setdefault(before, {}).setdefault(after[:1], []).append(shape)
    return found


@functools.lru_cache(maxsize=8192)
def _initials(letters: str, preposed: bool, bare_vowel: bool) -> tuple[tuple[str, float], ...]:
    thai = _tables()
    if len(letters) == 1:
        return ((thai.consonants[letters][0], 0.0),)
    costs = thai.costs
    base = costs["cluster"] + (costs["cluster_open"] if bare_vowel else 0.0)
    found = [
        (roman, base + place * costs["cluster_second"])
        for place, roman in enumerate(thai.clusters.get(letters, []))
    ]
    if preposed:
        first, second = (thai.consonants[letter][0] for letter in letters)
        found.append((f"{first}a{second}", costs["parted"]))
    return tuple(found)


def romanise(text: str) -> tuple[Variant, ...]:
    """The likeliest readings, each by sound, after the letters, and after English spelling."""
    word = bare(text)
    paths = best_paths(len(word), lambda place: edges(word, place), len(_STYLES), _PATHS)
    if not paths:
        whole = functools.partial(_with_strays, word)
        paths = best_paths(len(word), whole, len(_STYLES), _PATHS)
    found: Weighted = {}
    for readings, cost in paths:
        weight = max(0.4, 1 - 0.15 * (cost - paths[0][1]))
        for latin, loss in zip(readings, _STYLES, strict=True):
            plain = latin.replace("A", "a")
            found[plain] = max(found.get(plain, 0.0), weight * (1 - loss))
        for latin, loss in _with_u(readings[2]):
            found.setdefault(latin, weight - loss)
    if paths and _WRITTEN_T.search(text):
        found.setdefault(paths[0][0][1].replace("A", "a") + "t", 0.95)
    return variants(found, "thai")[:_MOST]


def _with_u(latin: str) -> Iterator[tuple[str, float]]:
    """English spelling with u for every short a, for the first; then with plain long vowels."""
    if "A" not in latin:
        return
    short = latin.replace("ar", "a").replace("ee", "i").replace("oo", "u")
    yield latin.replace("A", "u"), 0.07
    yield latin.replace("A", "u", 1).replace("A", "a"), 0.08
    yield short.replace("A", "u", 1).replace("A", "a"), 0.08


def bare(text: str) -> str:
    """The word without tone marks and without letters that a silencer stands on."""
    word = _TONES.sub("", text).replace("\u0e4d\u0e32", "\u0e33")
    return _DOUBLE_R.sub(_RR, _SILENCED.sub("", word).replace("\u0e4c", ""))


def edges(word: str, place: int) -> Iterator[Edge]:
    """Every syllable that can start at a place of a bare word."""
    thai = _tables()
    yield from _words(word, place, thai)
    if "\u0e24" in word:
        yield from _vocalic(word, place)
    before = word[place] if word[place] in _BEFORE else ""
    start = place + len(before)
    for letters in (1, 2):
        end = start + letters
        if end <= len(word) and word[end - 1] in _LETTERS:
            yield from _syllables(word, before, word[start:end], end, thai)
        else:
            break


def _with_strays(word: str, place: int) -> Iterator[Edge]:
    """The syllables at a place, and its sign by itself: only where no way leads through without."""
    yield from edges(word, place)
    thai = _tables()
    known = thai.consonants.get(word[place])
    letter = known[0] if known else ""
    yield place + 1, (letter, letter, letter), thai.costs["stray"]


def _syllables(word: str, before: str, initial: str, end: int, thai: _Tables) -> Iterator[Edge]:
    """Syllables of an initial that ends at `end`, by what follows it."""
    following = word[end : end + 1]
    keys = (following, "") if following else ("",)
    for key in keys:
        for shape in thai.closed.get(before, {}).get(key, ()):
            at = end + len(shape.after)
            if word.startswith(shape.after, end) and _closes(word, at, shape, thai):
                yield from _closed_by(word, before, initial, shape, at, thai)
        for shape in thai.open.get(before, {}).get(key, ()):
            at = end + len(shape.after)
            if word.startswith(shape.after, end) and word[at : at + 1] not in _SIGNS:
                if shape.name in _BEFORE_CONSONANT and not _goes_on(word, at):
                    continue
                parted = bool(before) or shape.name == "Iร"
                for first, cost in _initials(initial, parted, at == end and not before):
                    vowels = shape.vowels
                    readings = (first + vowels[0], first + vowels[1], first + vowels[2])
                    yield at, readings, shape.cost + cost


def _goes_on(word: str, at: int) -> bool:
    """Whether another syllable starts at a place."""
    return word[at : at + 1] in _BEFORE or word[at : at + 1] in _LETTERS


def _closes(word: str, at: int, shape: _Shape, thai: _Tables) -> bool:
    """Whether the letter at a place may be the final of a shape."""
    final = word[at : at + 1]
    return final in _LETTERS and shape.name not in thai.never_before.get(final, ())


def _closed_by(
    word: str, before: str, initial: str, shape: _Shape, at: int, thai: _Tables
) -> Iterator[Edge]:
    """A closed syllable with the final at a place. A final carries no vowel sign, except a short i
    or u that nobody reads (ชาติ chat)."""
    final, end = word[at], at + 1
    silent = word[end : end + 1] in _SHORT and final in "ดตทธฐฒณม"
    if word[end : end + 1] in _SIGNS and not (silent and word[end + 1 : end + 2] not in _SIGNS):
        return
    extra = thai.costs["final_r"] if final == "ร" and shape.name not in _BEFORE_R else 0.0
    if shape.name == "IF" and initial == "อ":
        extra += thai.costs["bare_o"]
    for first, cost in _initials(initial, bool(before), False):
        vowels = shape.vowels
        starts = (first + vowels[0], first + vowels[1], first + vowels[2])
        yield from _closed(
            word, end + silent, final, silent, starts, shape, shape.cost + cost + extra
        )


def _closed(
    word: str, end: int, final: str, silent: bool, starts: Spelled, shape: _Shape, cost: float
) -> Iterator[Edge]:
    """A closed syllable: plain, with its final read twice, or with silent letters after it."""
    thai = _tables()
    costs = thai.costs
    initial, finals = thai.consonants[final]
    plain = (starts[0] + finals[0], starts[1] + finals[1], starts[2] + finals[2])
    inside = costs["not_at_end"]
    if silent:
        cost += costs["silent_vowel"] + (inside if end < len(word) else 0.0)
    yield end, plain, cost
    following = word[end : end + 1]
    if silent or not following or following not in thai.consonants:
        return
    if final not in "ยวงนม":
        again = initial + "a"
        linked = costs[_linked(final, following)]
        yield end, (plain[0] + again, starts[1] + again, plain[2] + again), cost + linked
    if word[end + 1 : end + 2] in _CARRIED:
        return
    at_end = 0.0 if len(word) == end + 1 else inside
    if following == "ร" and final in _SILENT_R:
        long = shape.name in {"Iา", "โI", "เI", "แI"} and final in "ทธ"
        silent_r = costs["silent_r_long"] if long else costs["silent_r"]
        yield end + 1, (plain[0], plain[1] + "r", plain[2]), cost + silent_r + at_end
    elif final + following in thai.double_finals:
        yield end + 1, plain, cost + costs["double_final"] + at_end


def _linked(final: str, following: str) -> str:
    if final in "ชสศษซ":
        return "linked_s"
    return "linked_t" if final in "ตทธฏฐ" and following == "ย" else "linked"


def _words(word: str, place: int, thai: _Tables) -> Iterator[Edge]:
    for end in range(place + 2, min(len(word), place + thai.longest) + 1):
        readings = thai.words.get(word[place:end])
        if readings and word[end : end + 1] not in _CARRIED:
            for rank, reading in enumerate(readings):
                cost = thai.costs["word"] + thai.costs["further"] * rank
                yield end, (reading, reading, reading), cost


_VOCALIC = re.compile(
    f"(?P<initial>{_CONSONANT})?\u0e24(?P<final>{_CONSONANT}(?![\u0e30-\u0e3a]))?"
)


def _vocalic(word: str, place: int) -> Iterator[Edge]:
    match = _VOCALIC.match(word, place)
    if match is None:
        return
    thai = _tables()
    initial = thai.consonants[match["initial"]][0] if match["initial"] else ""
    open_end = match.start("final") if match["final"] else match.end()
    for rank, vowel in enumerate(thai.vocalic):
        start = initial + vowel
        cost = 0.2 + 0.3 * rank
        if match["final"]:
            finals = thai.consonants[match["final"]][1]
            yield match.end(), (start + finals[0], start + finals[1], start + finals[2]), cost
        yield open_end, (start, start, start), cost + 0.4
