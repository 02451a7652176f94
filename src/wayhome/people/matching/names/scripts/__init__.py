"""One module a script: text in, weighted Latin variants out. To add one, name it in MODULES."""

import functools
import importlib
import itertools
import re
from collections.abc import Callable

from anyascii import anyascii

from wayhome.people.matching.names import channel
from wayhome.people.matching.names.model import Variant

# Script as `clean.script_of` calls it: module of this folder with `romanise(text)`.
MODULES: dict[str, str] = {
    "latin": "latin",
    "thai": "thai",
    "lao": "lao",
    "khmer": "khmer",
    "myanmar": "burmese",
    "han": "han",
    "hangul": "hangul",
    "hiragana": "kana",
    "katakana": "kana",
    "arabic": "arabic",
    "cyrillic": "alphabets",
    "greek": "greek",
    "hebrew": "alphabets",
    "ethiopic": "ethiopic",
    "devanagari": "indic",
    "bengali": "indic",
    "gurmukhi": "indic",
    "gujarati": "indic",
    "oriya": "indic",
    "tamil": "tamil",
    "telugu": "indic",
    "kannada": "indic",
    "malayalam": "indic",
    "sinhala": "indic",
}
MAX_VARIANTS = 18
# How usual the learned spelling is held to be: a long Chinese word is mostly a foreign name.
_LEARNED = {"han": 0.99}
_LETTERS = re.compile("[^a-z]")


def letters(text: str) -> str:
    """Lower case a-z of a Latin text, everything else left out."""
    return _LETTERS.sub("", anyascii(text).lower())


def fallback(text: str) -> tuple[Variant, ...]:
    """Letter by letter, for scripts without a module of their own."""
    return (Variant(letters(text), 0.8, "letters"),)


@functools.cache
def _romaniser(script: str) -> Callable[[str], tuple[Variant, ...]]:
    if script not in MODULES:
        return fallback
    module = importlib.import_module(f"{__name__}.{MODULES[script]}")
    function: Callable[[str], tuple[Variant, ...]] = module.romanise
    return function


def romanise(text: str, script: str) -> tuple[Variant, ...]:
    """Latin variants of one word, best first, each spelling once, eighteen at most."""
    best: dict[str, Variant] = {}
    for variant in _romaniser(script)(text):
        known = best.get(variant.latin)
        if variant.latin and (known is None or known.weight < variant.weight):
            best[variant.latin] = variant
    learned = channel.likeliest(text, script)
    if learned:
        best[learned] = _with_learned(learned, best.get(learned), script)
    ordered = sorted(best.values(), key=lambda variant: -variant.weight)
    return tuple(ordered[:MAX_VARIANTS])


def _with_learned(latin: str, known: Variant | None, script: str) -> Variant:
    """The spelling that the letter table gives; where the rules give it too, named for both."""
    if known:
        return Variant(latin, known.weight, f"{known.source}+learned")
    return Variant(latin, _LEARNED.get(script, 0.93), "learned")


def merged(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words, as (word, script), with those put together that the script holds to be one name."""
    found: list[tuple[str, str]] = []
    for script, run in itertools.groupby(words, key=lambda pair: pair[1]):
        texts = [word for word, _ in run]
        if len(texts) > 1 and script in MODULES:
            module = importlib.import_module(f"{__name__}.{MODULES[script]}")
            merge: Callable[[list[str]], list[str]] | None = getattr(module, "merged", None)
            texts = merge(texts) if merge else texts
        found += [(word, script) for word in texts]
    return found


def split(word: str, script: str, alone: bool) -> tuple[str, ...]:
    """The parts of a word written without spaces; most scripts have one part a word.

    `alone` says that no other word of the name is in its script: only then is a Chinese or Korean
    name cut, since otherwise the writer has parted it.
    """
    if script in {"hangul", "han"} and not alone:
        return (word,)
    splitter = _splitter(script)
    return splitter(word) if splitter else (word,)


@functools.cache
def _splitter(script: str) -> Callable[[str], tuple[str, ...]] | None:
    if script not in MODULES:
        return None
    module = importlib.import_module(f"{__name__}.{MODULES[script]}")
    return getattr(module, "split", None)
