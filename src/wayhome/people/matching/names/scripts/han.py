"""Chinese characters: Mandarin, Wade-Giles, and the readings of Hong Kong, Malaysia and Singapore,
Korea and Viet Nam."""

import functools
import itertools
from collections.abc import Callable, Iterator

from wayhome.people.matching.names.data import rows, table
from wayhome.people.matching.names.model import Variant

SYSTEMS = ("cantonese", "hokkien", "hakka", "korean", "vietnamese")
_LONGEST_NAME = 4  # longer words are foreign names written by sound
_LONGEST_GIVEN = 3
Readings = dict[str, tuple[str, ...]]


@functools.cache
def _tables() -> tuple[dict[str, Readings], frozenset[str]]:
    """Readings by character (or double surname), and the surnames among them."""
    found: dict[str, Readings] = {}
    surnames = set(table("han.yaml")["more_surnames"]) | set(table("han.yaml")["surnames"])
    for place, (characters, *columns) in enumerate(rows("han_readings.tsv")):
        double = " " in columns[0]
        keys = [characters[:2], characters[2:]] if double else list(characters)
        for key in filter(None, keys):
            if double or place < 190:
                surnames.add(key)
            known = found.setdefault(key, {})
            for system, cell in zip(SYSTEMS, columns, strict=True):
                spelled = [one.replace(" ", "") for one in cell.split("|") if one != "-"]
                known[system] = tuple(dict.fromkeys([*known.get(system, ()), *spelled]))
    return found, frozenset(surnames)


def split(word: str) -> tuple[str, ...]:
    """A Chinese name in surname and syllables; a foreign name written by sound stays whole."""
    surnames = _tables()[1]
    if 2 < len(word) <= _LONGEST_NAME and word[:2] in surnames:
        return (word[:2], *word[2:])
    if 1 < len(word) < _LONGEST_NAME and word[0] in surnames:
        return tuple(word)
    return (word,)


@functools.lru_cache(maxsize=65536)
def romanise(text: str) -> tuple[Variant, ...]:
    """Readings in each system; of a longer run, Mandarin and what is known of it."""
    weights, further = table("han.yaml")["weights"], table("han.yaml")["further"]
    mandarin = pinyin(text)
    found = [Variant(mandarin, weights["pinyin"], "pinyin")]
    known = _tables()[0].get(text)
    if known is None and len(text) > 1:
        return (*found, *_whole(text))
    giles = wade_giles(mandarin)
    found.append(Variant(giles, weights["wadegiles"], "wadegiles"))
    for system, spelled in (known or {}).items():
        for rank, latin in enumerate(spelled):
            found.append(Variant(latin, round(weights[system] - further * rank, 3), system))
    return tuple(found)


def _whole(text: str) -> Iterator[Variant]:
    """Two or three syllables in each system that knows them all: a given name written as one."""
    if len(text) > _LONGEST_GIVEN:
        return
    characters, weights = _tables()[0], table("han.yaml")["weights"]
    for system in SYSTEMS:
        parts = [characters.get(letter, {}).get(system, ())[:2] for letter in text]
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
