"""Hangul: syllables taken apart, read by the official systems and as people write their names;
foreign names by sound, and the Mandarin behind Chinese ones."""

import functools
import heapq
import itertools
from dataclasses import dataclass
from typing import Any

from wayhome.people.matching.names.data import rows, table
from wayhome.people.matching.names.model import Variant

from .respelling import MOST, Rule, respelled, rules

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOICED = {"k": "g", "p": "b", "l": "r", "t": "s"}  # finals before a vowel
_LONG = 3  # syllables from which a word is no Korean given name
_HABITS = 10  # spellings of a given name by habit
_CHINESE = 3  # at most so many syllables may be a Chinese name
_OFTEN = 3  # Mandarin readings taken, and how much less likely than the best they may be
_SELDOM = 2.5


@dataclass(frozen=True, slots=True)
class _Tables:
    """The data files, ready for look-ups."""

    initials: list[str]
    vowels: list[str]
    finals: list[str]
    systems: dict[str, Any]
    surnames: dict[str, list[str]]
    names: dict[str, list[str]]
    mandarin: dict[str, list[tuple[str, float]]]
    readings: tuple[Rule, ...]
    spellings: tuple[Rule, ...]


@functools.cache
def _tables() -> _Tables:
    data = table("hangul.yaml")
    return _Tables(
        data["initials"],
        data["vowels"],
        data["finals"],
        {"rr": {"initials": {}, "vowels": {}}, "foreign": data["foreign"], **data["systems"]},
        data["surnames"],
        {word: spelled.split("|") for word, spelled in rows("hangul_names.tsv")},
        {syllable: _likely(cells) for syllable, cells in rows("hangul_pinyin.tsv")},
        tuple(Rule.of(pattern, new) for pattern, new in data["foreign_readings"]),
        tuple(Rule.of(pattern, new, loss) for pattern, new, loss in data["foreign_spellings"]),
    )


def _likely(cells: str) -> list[tuple[str, float]]:
    pairs = (cell.split(" ") for cell in cells.split("|"))
    return [(latin, float(logp)) for latin, logp in pairs]


def split(word: str) -> tuple[str, ...]:
    """A Korean name written without spaces, cut after its surname; known foreign names whole."""
    surnames = _tables().surnames
    if word in _tables().names:
        return (word,)
    if 3 <= len(word) <= 4 and word[:2] in surnames:
        return word[:2], word[2:]
    if 2 <= len(word) <= 4 and word[0] in surnames:
        return word[0], word[1:]
    return (word,)


@functools.lru_cache(maxsize=65536)
def romanise(text: str) -> tuple[Variant, ...]:
    """Spellings in use first; then official and usual readings, foreign sounds, Mandarin."""
    tables = _tables()
    known = tables.surnames.get(text, ())
    found = [Variant(latin, 1 - 0.02 * rank, "surname") for rank, latin in enumerate(known)]
    weight = 0.96 if known else 1.0
    for rank, latin in enumerate(tables.names.get(text, ())):
        found.append(Variant(latin, round(weight - 0.02 * rank, 3), "known"))
    found += [*by_rule(text, 0.93 if found else 1.0), *_mandarin(text), *_by_sound(text)]
    return _best(found)


def _best(found: list[Variant]) -> tuple[Variant, ...]:
    """The most usual variants, each spelling once."""
    kept: dict[str, Variant] = {}
    for variant in sorted(found, key=lambda variant: -variant.weight):
        kept.setdefault(variant.latin, variant)
    return tuple(kept.values())[: MOST + _HABITS // 2]


def by_rule(text: str, weight: float = 1.0) -> list[Variant]:
    """The readings of each system, and of the sounds as a foreign name."""
    systems = ("rr", "mr") if len(text) > _LONG else ("rr", *table("hangul.yaml")["systems"])
    found = [
        Variant("".join(_syllables(text, system)), round(weight - 0.02 * rank, 3), system)
        for rank, system in enumerate(systems)
    ]
    if len(text) < _LONG:
        official = {found[0].latin: weight}
        spelled = respelled(official, rules("hangul.yaml", "habits"), _HABITS)
        found += [Variant(latin, round(usual, 3), "usual") for latin, usual in spelled.items()]
    ours = 8 if len(text) >= _LONG else 4
    behind = 0.0 if len(text) >= _LONG else 0.05
    for latin, usual in _foreign(text)[:ours]:
        found.append(Variant(latin, round(weight - 1 + usual - behind, 3), "foreign"))
    return found


def _foreign(text: str) -> list[tuple[str, float]]:
    tables = _tables()
    latin = "".join(_syllables(text, "foreign"))
    for rule in tables.readings:
        latin = rule.apply(latin)
    spelled = respelled({latin: 1.0}, tables.spellings, 2 * MOST)
    ordered = sorted(spelled.items(), key=lambda pair: -pair[1])
    return [pair for pair in ordered if pair[0].islower()]


def _syllables(text: str, system: str) -> list[str]:
    tables = _tables()
    swaps = tables.systems[system]
    read = []
    for place, syllable in enumerate(text):
        code = ord(syllable) - _FIRST
        if not 0 <= code <= _LAST - _FIRST:
            continue
        initial = tables.initials[code // 588]
        vowel = tables.vowels[code % 588 // 28]
        final = tables.finals[code % 28]
        if system != "mr" or place == 0:  # its voiceless initials stand at a word's start
            initial = swaps["initials"].get(initial, initial)
        if final and system == "rr" and _vowel_first(text[place + 1 : place + 2]):
            final = _VOICED.get(final, final)
        read.append(initial + swaps["vowels"].get(vowel, vowel) + final)
    return read


def _vowel_first(syllable: str) -> bool:
    return bool(syllable) and (ord(syllable) - _FIRST) // 588 == 11


def _mandarin(text: str) -> list[Variant]:
    """The likeliest Mandarin syllables behind each syllable of what may be a Chinese name."""
    if len(text) > _CHINESE:
        return []
    options = [_tables().mandarin.get(syllable, ())[:_OFTEN] for syllable in text]
    ways = (
        (sum(logp for _, logp in way), "".join(latin for latin, _ in way))
        for way in itertools.product(*options)
    )
    best = heapq.nlargest(_OFTEN, ways)
    return [
        Variant(latin, round(0.9 - 0.01 * rank, 3), "pinyin")
        for rank, (logp, latin) in enumerate(best)
        if latin and logp > best[0][0] - _SELDOM
    ]


@functools.cache
def _sounds() -> dict[str, list[str]]:
    """Mandarin syllables by what the Korean rule for foreign words writes for them."""
    rule = table("hangul.yaml")["chinese"]
    found: dict[str, list[str]] = {}
    for initial, consonant in rule["initials"].items():
        front = initial in {"j", "q", "x"}
        finals = {**rule["fronted"], **rule["high"]} if front else rule["finals"]
        for final, written in finals.items():
            whole = not initial or initial + final in rule["whole"]
            if not whole and (front or initial in rule["before_i"] or final[0] != "i"):
                found.setdefault(_with_initial(consonant, written), []).append(initial + final)
    for latin, written in rule["whole"].items():
        found.setdefault(written, []).append(latin)
    return found


def _with_initial(consonant: str, written: str) -> str:
    """A syllable written with a silent initial, with another one."""
    if consonant == "ㅇ":
        return written
    place = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".index(consonant)
    code = ord(written[0]) - _FIRST
    return chr(_FIRST + place * 588 + code % 588) + written[1:]


def _by_sound(text: str) -> list[Variant]:
    """A Chinese name by sound, where all of the word can be Mandarin syllables."""
    sounds = _sounds()
    reached: list[list[str]] = [[""], *([] for _ in text)]
    for place in range(len(text)):
        for end in (place + 2, place + 1):
            for latin in sounds.get(text[place:end], ())[:2] if end <= len(text) else ():
                reached[end] += [start + latin for start in reached[place]]
        for end in range(place + 1, len(text) + 1):
            reached[end] = reached[end][:_OFTEN]
    return [
        Variant(latin, round(0.9 - 0.02 * rank, 3), "pinyin")
        for rank, latin in enumerate(reached[-1])
    ]
