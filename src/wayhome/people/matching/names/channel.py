"""How a script's letters are written in Latin ones, learned from pairs: how well a Latin spelling
answers a native word, letter by letter. A feature beside the rules, never a verdict."""

import functools
import math
import unicodedata
import zlib

from .data import exists, rows

# Scripts with a learned table: its file, and whether two letters together may have a reading.
FILES = {
    "arabic": "channel_arabic.tsv",
    "hebrew": "channel_hebrew.tsv",
    "cyrillic": "channel_cyrillic.tsv",
    "han": "channel_han.tsv",
    "katakana": "channel_katakana.tsv",
    "hangul": "channel_hangul.tsv",
}
SKIP_UNIT = -7.0  # log probability of a letter that leaves no trace, where none was learned
SKIP_LETTER = -5.5  # of a Latin letter that nothing accounts for
LONGEST = 6  # Latin letters that one unit may give
_SCALE = 0.9  # nats a Latin letter at which the similarity has fallen by half
_HOPELESS = 14.0  # nats behind the best so far, where an alignment is given up
_NONE: dict[str, float] = {}
Table = dict[str, dict[str, float]]
_PLAIN = str.maketrans("أإآٱىیکھہךםןףץ", "اااايיكههכמנפצ".replace("י", "ي"))
# Letters of Urdu and Persian as Arabic writes their sounds in foreign names: nothing was learned
# of them themselves.
_AS_ARABIC = str.maketrans(
    {"ے": "ي", "ۓ": "ي", "ں": "ن", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ۃ": "ة", "چ": "تش", "ژ": "ز"}
    | {"پ": "ب", "گ": "غ"}
)


@functools.lru_cache(maxsize=65536)
def units(text: str, script: str) -> tuple[str, ...]:
    """A native word as the letters that the table knows: Hangul taken apart, small kana joined."""
    text = text.casefold()
    if script == "arabic":
        last_h = len(text) > 2 and text.endswith("ہ")  # read as the Arabic ending -a
        text = ((text[:-1] + "ة") if last_h else text).translate(_AS_ARABIC)
    text = text.translate(_PLAIN)
    if script == "hangul":
        return tuple(unicodedata.normalize("NFD", text))
    if script == "katakana":
        joined: list[str] = []
        for letter in text:
            if joined and letter in "ァィゥェォャュョヮー":
                joined[-1] += letter
            else:
                joined.append(letter)
        return tuple(joined)
    return tuple(text)


def held_out(latin: str) -> bool:
    """Whether a Latin form is kept from training, for measuring: one in five, by its letters."""
    return zlib.crc32(latin.encode()) % 5 == 0


@functools.cache
def _table(script: str) -> Table:
    learned: Table = {}
    if script in FILES and exists(FILES[script]):
        for unit, latin, logp in rows(FILES[script]):
            learned.setdefault(unit, {})[latin] = float(logp)
    return learned


@functools.cache
def _best(script: str) -> dict[str, float]:
    return {unit: max(options.values()) for unit, options in _table(script).items()}


@functools.lru_cache(maxsize=65536)
def likeliest(text: str, script: str) -> str:
    """The likeliest Latin letters of each unit in turn; '' where the script has no table."""
    table = _table(script)
    found = []
    for unit in units(text, script):
        options = table.get(unit)
        if options:
            found.append(max(options, key=lambda latin: options[latin]))
    return "".join(found)


@functools.lru_cache(maxsize=262144)
def similarity(text: str, script: str, latin: str) -> float | None:
    """How well a Latin spelling (a-z) answers a native word, 0..1; None without a table.

    1 where it is the likeliest spelling; halved for each 0.9 nats a letter below that.
    """
    table = _table(script)
    if not table:
        return None
    parts = units(text, script)
    if not parts or not latin:
        return None
    best = sum(_best(script).get(unit, SKIP_UNIT) for unit in parts)
    found = log_probability(parts, latin, table)
    length = (len(latin) + len(parts)) / 2
    return min(1.0, math.exp2(min(0.0, found - best) / length / _SCALE))


def log_probability(parts: tuple[str, ...], latin: str, table: Table) -> float:
    """The best way of giving a Latin spelling to the units in order, as a log probability."""
    length = len(latin)
    so_far = [place * SKIP_LETTER for place in range(length + 1)]
    spelled = _pieces(latin)
    for unit in parts:
        options = table.get(unit, _NONE)
        nothing = options.get("", SKIP_UNIT)
        after = [value + nothing for value in so_far]
        hopeless = max(so_far) - _HOPELESS
        for place in range(length):
            start = so_far[place]
            if start > hopeless:
                for end, letters in spelled[place]:
                    if letters in options and start + options[letters] > after[end]:
                        after[end] = start + options[letters]
            skipped = after[place] + SKIP_LETTER
            if skipped > after[place + 1]:
                after[place + 1] = skipped
        so_far = after
    return so_far[length]


@functools.lru_cache(maxsize=16384)
def _pieces(latin: str) -> list[list[tuple[int, str]]]:
    """From each place of a spelling, the pieces that one unit may give, with where they end."""
    length = len(latin)
    return [
        [(end, latin[place:end]) for end in range(place + 1, min(length, place + LONGEST) + 1)]
        for place in range(length)
    ]
