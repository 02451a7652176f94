"""Chinese characters: Mandarin, Wade-Giles, and the readings of Hong Kong, Malaysia and Singapore,
Korea and Viet Nam."""

import functools
import itertools
from collections.abc import Callable, Iterator

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .han_readings import SYSTEMS, mandarin, spellings, surnames

_LONGEST_NAME = 4  # longer words are foreign names written by sound
_LONGEST_GIVEN = 3


def split(word: str) -> tuple[str, ...]:
    """A Chinese name in surname and syllables; a foreign name written by sound stays whole."""
    known = surnames()
    if 2 < len(word) <= _LONGEST_NAME and word[:2] in known:
        return (word[:2], *word[2:])
    if 1 < len(word) < _LONGEST_NAME and word[0] in known:
        return tuple(word)
    if len(word) in {_LONGEST_NAME, _LONGEST_NAME + 1} and _married(word):
        return tuple(word)
    return (word,)


def _married(word: str) -> bool:
    """Whether a wife's name with her husband's surname before it: 林鄭月娥, 葉劉淑儀."""
    common = table("han.yaml")["common_surnames"]
    foreign = table("han.yaml")["by_sound"]
    double = word[1:3] in surnames() or len(word) == _LONGEST_NAME
    both = word[0] in common and (word[1] in common or word[1:3] in surnames())
    return double and both and not any(letter in foreign for letter in word)


@functools.lru_cache(maxsize=65536)
def romanise(text: str) -> tuple[Variant, ...]:
    """Readings in each system; of a longer run, Mandarin and what is known of it.

    A spelling of several systems is one variant; its source names them all, joined by '+'.
    """
    if len(text) > 1 and not any(spellings(text).values()):
        return (
            Variant(pinyin(text), table("han.yaml")["weights"]["pinyin"], "pinyin"),
            *_whole(text),
        )
    found: dict[str, tuple[float, list[str]]] = {}
    for latin, weight, system in _read(text):
        best, systems = found.get(latin, (0.0, []))
        found[latin] = (max(best, weight), systems if system in systems else [*systems, system])
    return tuple(
        Variant(latin, round(weight, 3), "+".join(systems))
        for latin, (weight, systems) in found.items()
    )


def _read(text: str) -> Iterator[tuple[str, float, str]]:
    """Each spelling with its weight and system."""
    weights, further = table("han.yaml")["weights"], table("han.yaml")["further"]
    for rank, latin in enumerate(_mandarin(text)):
        yield latin, weights["pinyin"] - 2 * further * rank, "pinyin"
        yield wade_giles(latin), weights["wadegiles"] - 2 * further * rank, "wadegiles"
    for system, spelled in spellings(text).items():
        for rank, latin in enumerate(spelled):
            yield latin, weights[system] - further * rank, system


def _mandarin(text: str) -> tuple[str, ...]:
    first = table("han.yaml")["surnames"].get(text)
    readings = mandarin(text) or (pinyin(text),)
    return tuple(dict.fromkeys([first, *readings] if first else readings))[:2]


def _whole(text: str) -> Iterator[Variant]:
    """Two or three syllables in each system that knows them all: a given name written as one."""
    if len(text) > _LONGEST_GIVEN:
        return
    weights = table("han.yaml")["weights"]
    for system in SYSTEMS:
        parts = [spellings(letter)[system][:2] for letter in text]
        for rank, spelled in enumerate(itertools.product(*parts)):
            weight = weights[system] - table("han.yaml")["further"] * (4 + min(rank, 2))
            yield Variant("".join(spelled), round(weight, 3), system)


@functools.lru_cache(maxsize=65536)
def pinyin(text: str) -> str:
    """Mandarin without tones; surnames by their reading as a surname."""
    surnames = table("han.yaml")["surnames"]
    if text in surnames:
        return str(surnames[text])
    from pypinyin import Style, lazy_pinyin  # its tables load slowly

    latin = "".join(lazy_pinyin(text, style=Style.NORMAL, errors="ignore"))
    return latin.replace("ü", "u").replace("lv", "lu").replace("nv", "nu")


def wade_giles(syllable: str) -> str:
    """One syllable of pinyin in Wade-Giles, apostrophes left out."""
    rules = table("han.yaml")["wadegiles"]
    if syllable in rules["whole"]:
        return str(rules["whole"][syllable])
    for length in (2, 1):
        initial = syllable[:length]
        if initial in rules["initials"]:
            return str(rules["initials"][initial]) + _giles_final(syllable[length:])
    return syllable[:1] + _giles_final(syllable[1:]) if len(syllable) > 2 else syllable


def _giles_final(final: str) -> str:
    finals = table("han.yaml")["wadegiles"]["finals"]
    return str(finals.get(final, final))


@functools.lru_cache(maxsize=16384)
def simplified(text: str) -> str:
    """The text in simplified characters, for telling that two spellings are one name."""
    return _simplifier()(text)


@functools.cache
def _simplifier() -> Callable[[str], str]:
    import icu  # heavy: only where two Chinese names differ

    convert: Callable[[str], str] = icu.Transliterator.createInstance(
        "Traditional-Simplified"
    ).transliterate
    return convert
