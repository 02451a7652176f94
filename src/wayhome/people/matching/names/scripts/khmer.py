"""Khmer: clusters of consonants, each of a series that decides how its vowel reads; a consonant
without a vowel closes the syllable before it or opens one of its own."""

import functools
import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .respelling import variants

# Consonants that the silencer or the robat stands on, and signs without a sound.
_SILENT = re.compile(
    "[\u1780-\u17a2][\u17b6-\u17c5]?\u17cd|[\u17cc\u17ce\u17cf\u17d1\u17dd\u17d7]|\u200b"
)
_CLUSTER = re.compile(
    "(?P<head>[\u1780-\u17a2](?:\u17d2[\u1780-\u17a2])*)(?P<shift>[\u17c9\u17ca]?)"
    "(?P<vowel>[\u17b6-\u17c8\u17d0]*)(?P<short>\u17cb?)"
    "|(?P<independent>[\u17a3-\u17b3])"
)
_COENG = "\u17d2"
_P = "\u1794\u17c9"  # BA with the sign of the first series is read p
_FURTHER = 0.02  # what each further spelling takes off the weight
_OPENED = 0.05  # what a syllable of its own takes off, where the consonant could close one
_BEAM = 12
Spellings = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    """The data file with its spellings parted and weighed."""

    initials: dict[str, Spellings]
    series: dict[str, str]
    finals: dict[str, Spellings]
    weak: frozenset[str]
    inherent: dict[str, Spellings]
    unwritten: float
    vowels: dict[str, dict[str, Spellings]]
    independent: dict[str, Spellings]


@dataclass(frozen=True, slots=True)
class _Cluster:
    letters: str
    shift: str
    vowel: str
    short: bool
    independent: str
    last: bool


# What has been read: Latin letters, what they lost, whether a consonant can close the syllable,
# and the series that a cluster of weak consonants takes over.
_State = tuple[str, float, bool, str]


@functools.cache
def _tables() -> _Tables:
    data = table("khmer.yaml")
    return _Tables(
        {letter: _parted(latin) for letter, (latin, _) in data["consonants"].items()},
        {letter: series for letter, (_, series) in data["consonants"].items()},
        {letter: _parted(latin) for letter, latin in data["finals"].items()},
        frozenset(data["weak"]),
        {series: _parted(latin) for series, latin in data["inherent"].items()},
        float(data["bare"]),
        {sign: {"a": _parted(a), "o": _parted(o)} for sign, (a, o) in data["vowels"].items()},
        {letter: _parted(latin) for letter, latin in data["independent"].items()},
    )


def _parted(latin: str) -> Spellings:
    return tuple((one, _FURTHER * rank) for rank, one in enumerate(latin.split("|")))


def romanise(text: str) -> tuple[Variant, ...]:
    """The likeliest readings: syllables closed or left open, each vowel as people spell it."""
    states: list[_State] = [("", 0.0, False, "")]
    for cluster in _clusters(text):
        states = _cheapest(_further(states, cluster, _tables()))
    return variants({latin: 1 - lost for latin, lost, _, _ in reversed(states)}, "khmer")


def _clusters(text: str) -> list[_Cluster]:
    found = list(_CLUSTER.finditer(_SILENT.sub("", text)))
    return [
        _Cluster(
            (match["head"] or "").replace(_COENG, ""),
            match["shift"] or "",
            match["vowel"] or "",
            bool(match["short"]),
            match["independent"] or "",
            place == len(found) - 1,
        )
        for place, match in enumerate(found)
    ]


def _cheapest(states: Iterable[_State]) -> list[_State]:
    kept: dict[tuple[str, bool], _State] = {}
    for state in states:
        known = kept.get((state[0], state[2]))
        if known is None or state[1] < known[1]:
            kept[state[0], state[2]] = state
    return heapq.nsmallest(_BEAM, kept.values(), key=lambda state: state[1])


def _further(states: list[_State], cluster: _Cluster, data: _Tables) -> Iterable[_State]:
    """Every way of reading one cluster more."""
    if cluster.independent:
        spelled = data.independent.get(cluster.independent, (("", 0.0),))
        for latin, lost, _, _ in states:
            for one, loss in spelled:
                yield latin + one, lost + loss, True, ""
        return
    opened: dict[str, list[tuple[str, float]]] = {}
    for latin, lost, can_close, before in states:
        closes = can_close and not cluster.vowel
        if closes:
            yield from _closed((latin, lost, can_close, before), cluster, data)
        if closes and (cluster.short or (cluster.last and len(cluster.letters) == 1)):
            continue
        series = _series(cluster, before, data)
        if series not in opened:
            opened[series] = _opened(cluster, series, data)
        cost = (_OPENED * (1 + cluster.last)) if closes else 0.0
        for one, loss in opened[series]:
            yield latin + one, lost + loss + cost, True, series


def _series(cluster: _Cluster, before: str, data: _Tables) -> str:
    """The series of the last strong consonant; weak ones together keep the one before them."""
    if cluster.shift:
        return "a" if cluster.shift == "\u17c9" else "o"
    for letter in reversed(cluster.letters):
        if letter not in data.weak:
            return data.series[letter]
    if len(cluster.letters) > 1 and before:
        return before
    return data.series[cluster.letters[0]]


def _opened(cluster: _Cluster, series: str, data: _Tables) -> list[tuple[str, float]]:
    """The spellings of consonants with their vowel, cheapest first."""
    first = cluster.letters[0]
    onsets: Spellings = (
        data.initials.get(first, ())
        if cluster.letters + cluster.shift != _P
        else (("p", 0.0), ("b", 0.03))
    )
    rest = "".join(data.initials[letter][0][0] for letter in cluster.letters[1:])
    vowels = _vowel(cluster, series, data)
    found = [(onset + rest + one, a + b) for onset, a in onsets for one, b in vowels]
    return sorted(found, key=lambda pair: pair[1])[:_BEAM]


def _vowel(cluster: _Cluster, series: str, data: _Tables) -> Spellings:
    if not cluster.vowel:
        unwritten = (("", data.unwritten),) if len(cluster.letters) == 1 else ()
        return (*data.inherent[series], *unwritten)
    known = data.vowels.get(cluster.vowel) or data.vowels.get(cluster.vowel[0])
    spelled = known[series] if known else (("", 0.0),)
    if cluster.last and cluster.vowel in {"\u17b7", "\u17bb"}:  # ជាតិ cheat, ហេតុ het
        return (*spelled, ("", _FURTHER))
    return spelled


def _closed(state: _State, cluster: _Cluster, data: _Tables) -> Iterable[_State]:
    """The consonant closes the syllable; of several, the others open the next one inside a word."""
    latin, lost, _, before = state
    for one, loss in data.finals.get(cluster.letters[0], ()):
        if cluster.last or len(cluster.letters) == 1:
            yield latin + one, lost + loss, False, before
            continue
        rest = "".join(data.initials[letter][0][0] for letter in cluster.letters[1:])
        vowels = data.inherent[data.series[cluster.letters[-1]]]
        for vowel, further in (*vowels[:2], ("", data.unwritten)):
            yield latin + one + rest + vowel, lost + loss + further, True, ""
