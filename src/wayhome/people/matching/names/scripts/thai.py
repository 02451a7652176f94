"""Thai: syllables found by rule, read by sound (RTGS) and as people write their names."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.lattice import Edge, best_paths
from wayhome.people.matching.names.model import Variant

_TONES = re.compile("[\u0e47-\u0e4b\u0e4e\u0e46\u0e2f]")
# The silencer takes its consonant (with a short i or u), and one before an r: จันทร์ is chan.
_SILENCED = re.compile(
    "(?:(?<=[\u0e01-\u0e2e])[\u0e01-\u0e2e]\u0e23|[\u0e01-\u0e2e][\u0e34\u0e38]?)\u0e4c"
)
_PATHS = 6
_STYLES = ("rtgs", "letters")
_CONSONANT = "[\u0e01-\u0e23\u0e25\u0e27-\u0e2e]"
_CARRIED = frozenset("\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39")
_AFTER = "\u0e30-\u0e3a"  # vowel signs that follow or surround their consonant
# A final carries no vowel sign, except a short i or u that nobody reads (ชาติ chat).
_FINAL = (
    f"(?P<final>{_CONSONANT})"
    f"(?:(?![{_AFTER}])|(?<=[ดตทธฐฒณม])(?P<silent>[\u0e34\u0e38])(?![{_AFTER}]))"
)


@dataclass(frozen=True, slots=True)
class _Syllable:
    """One shape of syllable: how it is matched, its vowel by sound and as written, its cost."""

    pattern: re.Pattern[str]
    vowels: tuple[str, str]
    cost: float
    preposed: bool
    closed: bool


@functools.cache
def _syllables() -> tuple[_Syllable, ...]:
    thai = table("thai.yaml")
    return tuple(
        _syllable(shape, letters, closed, values)
        for closed in (True, False)
        for shape, values in thai["closed" if closed else "open"].items()
        for letters in (1, 2)
    )


def _syllable(shape: str, letters: int, closed: bool, values: list[Any]) -> _Syllable:
    before, after = shape.split("I")
    end = "" if closed else f"(?![{_AFTER}])"
    initial = f"(?P<initial>{_CONSONANT}{{{letters}}})"
    pattern = re.compile(before + initial + after.replace("F", _FINAL) + end)
    vowel, cost = str(values[0]), float(values[1])
    written = str(values[2]) if len(values) > 2 else vowel
    return _Syllable(pattern, (vowel, written), cost, bool(before), closed)


@functools.lru_cache(maxsize=8192)
def _initials(letters: str, preposed: bool, bare_vowel: bool) -> tuple[tuple[str, float], ...]:
    thai = table("thai.yaml")
    if len(letters) == 1:
        return ((thai["consonants"][letters][0], 0.0),)
    costs = thai["costs"]
    base = costs["cluster"] + (costs["cluster_open"] if bare_vowel else 0.0)
    found = [
        (roman, base + place * costs["cluster_second"])
        for place, roman in enumerate(thai["clusters"].get(letters, []))
    ]
    if preposed:
        first, second = (thai["consonants"][letter][0] for letter in letters)
        found.append((f"{first}a{second}", costs["parted"]))
    return tuple(found)


def romanise(text: str) -> tuple[Variant, ...]:
    """The likeliest readings, each by sound and as people write it after the letters."""
    word = bare(text)
    paths = best_paths(len(word), lambda place: edges(word, place), len(_STYLES), _PATHS)
    cheapest = paths[0].cost if paths else 0.0
    found = []
    for path in paths:
        weight = max(0.4, 1 - 0.15 * (path.cost - cheapest))
        for style, (source, latin) in enumerate(zip(_STYLES, path.readings, strict=True)):
            found.append(Variant(latin, round(weight * (1 - 0.06 * style), 3), source))
    return tuple(found)


def bare(text: str) -> str:
    """The word without tone marks and without letters that a silencer stands on."""
    word = _TONES.sub("", text).replace("\u0e4d\u0e32", "\u0e33")
    return _SILENCED.sub("", word).replace("\u0e4c", "")


def edges(word: str, place: int) -> Iterator[Edge]:
    """Every syllable that can start at a place of a bare word."""
    yield from _words(word, place)
    yield from _vocalic(word, place)
    for syllable in _syllables():
        match = syllable.pattern.match(word, place)
        if match is None:
            continue
        bare_vowel = match.end() - match.end("initial") == 0
        for initial, extra in _initials(match["initial"], syllable.preposed, bare_vowel):
            starts = (initial + syllable.vowels[0], initial + syllable.vowels[1])
            if syllable.closed:
                yield from _closed(word, match, starts, syllable.cost + extra)
            else:
                yield Edge(match.end(), starts, syllable.cost + extra)
    letter = table("thai.yaml")["consonants"].get(word[place], [""])[0]
    yield Edge(place + 1, (letter, letter), table("thai.yaml")["costs"]["stray"])


def _closed(
    word: str, match: re.Match[str], starts: tuple[str, str], cost: float
) -> Iterator[Edge]:
    """A closed syllable: plain, with its final read twice, or with silent letters after it."""
    thai = table("thai.yaml")
    costs, final, end = thai["costs"], match["final"], match.end()
    initial, *finals = thai["consonants"][final]
    plain = (starts[0] + finals[0], starts[1] + finals[1])
    inside = costs["not_at_end"]
    if match["silent"]:
        cost += costs["silent_vowel"] + (inside if end < len(word) else 0.0)
    yield Edge(end, plain, cost)
    following = word[end : end + 1]
    if match["silent"] or following not in thai["consonants"] or not following:
        return
    if final not in "ยวงนม":
        read_twice = (plain[0] + initial + "a", starts[1] + initial + "a")
        yield Edge(end, read_twice, cost + costs["linked"])
    if word[end + 1 : end + 2] in _CARRIED:
        return
    at_end = 0.0 if len(word) == end + 1 else inside
    if following == "ร":
        written = (plain[0], plain[1] + "r")
        yield Edge(end + 1, written, cost + costs["silent_r"] + at_end)
    elif final + following in thai["double_finals"]:
        yield Edge(end + 1, plain, cost + costs["double_final"] + at_end)


def _words(word: str, place: int) -> Iterator[Edge]:
    for part, readings in _starting(word[place]):
        end = place + len(part)
        if word.startswith(part, place) and word[end : end + 1] not in _CARRIED:
            for rank, reading in enumerate(readings):
                yield Edge(end, (reading, reading), 0.1 + 0.15 * rank)


@functools.cache
def _starting(letter: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    words = table("thai.yaml")["words"]
    return tuple((part, tuple(readings)) for part, readings in words.items() if part[0] == letter)


_VOCALIC = re.compile(f"(?P<initial>{_CONSONANT})?\u0e24(?P<final>{_CONSONANT}(?![{_AFTER}]))?")


def _vocalic(word: str, place: int) -> Iterator[Edge]:
    match = _VOCALIC.match(word, place)
    if match is None:
        return
    thai = table("thai.yaml")
    initial = thai["consonants"][match["initial"]][0] if match["initial"] else ""
    open_end = match.start("final") if match["final"] else match.end()
    for rank, vowel in enumerate(thai["vocalic_r"]):
        start = initial + vowel
        cost = 0.2 + 0.3 * rank
        if match["final"]:
            _, sounds, written = thai["consonants"][match["final"]]
            yield Edge(match.end(), (start + sounds, start + written), cost)
        yield Edge(open_end, (start, start), cost + 0.4)
