"""From a raw text to a Name: cleaned, split by script, honorifics taken off, tokens romanised."""

import functools
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from . import honorifics, scripts
from .clean import clean, script_of, unmix
from .model import Name, Token

MAX_TOKENS = 12
MAX_ALIASES = 3
# What stands between two names of one person.
_ALIAS = re.compile(
    r"[@/()\[\]（）［］၊|;]|\b(?:alias|a\.?k\.?a\.?|also known as|@)(?=\s)", re.IGNORECASE
)
MAX_TOKEN_CHARACTERS = 80
# Apostrophes, quotation marks and the like stand inside a word and part nothing.
_INSIDE = re.compile("['’‘ʼʻ`´׳״\"ـ]")
_WORD_MARKS = {"Mn", "Mc"}
_ROMAN = re.compile("[IVX]+")  # the number of a king, after a name that is no surname


def split(text: str) -> list[tuple[str, str]]:
    """The runs of letters and marks of one script, as (word, script), in the order of the text."""
    words: list[tuple[str, str]] = []
    for chunk in _INSIDE.sub("", text).split():
        words.extend(_runs(unmix(chunk)))
    return words


def _runs(chunk: str) -> Iterable[tuple[str, str]]:
    if chunk.isascii() and chunk.isalpha():
        yield chunk[:MAX_TOKEN_CHARACTERS], "latin"
        return
    word, script = "", ""
    for character in chunk:
        found = script_of(character)
        if not found and unicodedata.category(character) in _WORD_MARKS and word:
            found = script
        if word and found != script:
            yield word[:MAX_TOKEN_CHARACTERS], script
            word = ""
        if found:
            word += character
        script = found
    if word:
        yield word[:MAX_TOKEN_CHARACTERS], script


@functools.lru_cache(maxsize=262144)
def token(text: str, script: str) -> Token:
    """One word with its variants; cached, since a list repeats its words."""
    return Token.of(text, script, scripts.romanise(text, script))


@functools.lru_cache(maxsize=65536)
def parse(text: str) -> Name:
    """A name in any script, ready to be compared. Never raises; no tokens where nothing is usable.

    At most 12 tokens of 80 characters are kept, and 3 aliases; `clean` keeps 500 characters.
    """
    cleaned = clean(text)
    parts = [part for part in (_one(piece) for piece in _ALIAS.split(cleaned)) if part[0]]
    if not parts:
        return Name(text, cleaned, "", ())
    (tokens, dropped), *others = parts
    aliases = tuple(
        Name(text, cleaned, _main_script(also), also, gone) for also, gone in others[:MAX_ALIASES]
    )
    return Name(text, cleaned, _main_script(tokens), tokens, dropped, aliases)


def _one(text: str) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    text, pointed = honorifics.strip_pointed(text)
    words, dropped = honorifics.strip(split(text))
    words = scripts.merged(words)
    counts = Counter(script for _, script in words)
    regnal = any(_ROMAN.fullmatch(word) for word, _ in words)
    parts = (
        (part, script)
        for word, script in words
        for part in scripts.split(word, script, counts[script] == 1 and not regnal)
    )
    tokens = (token(part, script) for part, script in itertools.islice(parts, MAX_TOKENS))
    return tuple(one for one in tokens if one.variants), (*pointed, *dropped)


def _main_script(tokens: tuple[Token, ...]) -> str:
    letters: dict[str, int] = {}
    for one in tokens:
        letters[one.script] = letters.get(one.script, 0) + len(one.text)
    return max(letters, key=lambda script: letters[script]) if letters else ""
