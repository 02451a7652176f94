"""Which letters of a name's own script stand for which of its Latin ones: for people to see.

The romanising rules answer for whole words, so this is found afterwards: the word is cut into the
groups of letters that a reader of the script sees, and each is given the Latin letters that fit
its usual sound best, in order.
"""

import functools
import math
import unicodedata

from . import scripts
from .data import table
from .fold import fold
from .parsing import token

Spread = tuple[tuple[str, str], ...]

_VOWELS = frozenset("aeiouy")
_MOST_LETTERS = 8  # Latin ones that one group may stand for
_LONGEST = 40  # groups or letters; what is longer is left whole
# Scripts whose groups are read as the tables have them, one by one.
_BY_TABLE = frozenset({"han", "myanmar"})
# Thai and Lao vowels that are written before the consonant they follow in sound.
_LEADING = frozenset("เแโใไເແໂໃໄ")
_ASAT, _KILLED = "\u103a", "\u0e4c"
# Signs after which the next letter is written into the same group: viramas, coeng, Burmese stacks.
_STACKING = frozenset("\u1039\u17d2\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u0dca")
_SMALL = frozenset("ァィゥェォャュョヮぁぃぅぇぉゃゅょゎー")


def groups(text: str, script: str) -> tuple[str, ...]:
    """Return a word cut into the groups of letters that belong together for the eye."""
    found: list[str] = []
    for letter in text:
        if found and (_belongs(letter) or found[-1][-1] in _LEADING | _STACKING):
            found[-1] += letter
        else:
            found.append(letter)
    return tuple(_syllables(found) if script == "myanmar" else found)


def _belongs(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M" or letter in _SMALL or letter in "ะาำຳາະ"


def _syllables(found: list[str]) -> list[str]:
    """Burmese: a consonant with the sign that takes its vowel away closes the group before it."""
    joined: list[str] = []
    for group in found:
        if joined and _ASAT in group[1:3] and not set(group) & set("\u1031\u102c\u102b"):
            joined[-1] += group
        else:
            joined.append(group)
    return joined


@functools.lru_cache(maxsize=4096)
def spread(text: str, script: str, latin: str) -> Spread:
    """Return each group of a word with the letters of `latin` that it stands for, maybe none.

    One pair of all where the word is too long; together they are the word and `latin` again.
    """
    parts = groups(text, script)
    if len(parts) > _LONGEST or len(latin) > _LONGEST:
        return ((text, latin),)
    ends = _best_ends(tuple(_sounds(part, script) for part in parts), latin)
    if ends is None:
        return ((text, latin),)
    starts = (0, *ends)[: len(parts)]
    return tuple(
        (part, latin[start:end]) for part, start, end in zip(parts, starts, ends, strict=True)
    )


def _best_ends(sounds: tuple[tuple[str, ...], ...], latin: str) -> tuple[int, ...] | None:
    """Where in `latin` each group ends, for the least misfit; None where there is no way."""
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for options in sounds:
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in ways.items():
            for end in range(start, min(len(latin), start + _MOST_LETTERS) + 1):
                total = cost + min(_misfit(option, latin[start:end]) for option in options)
                if total < after.get(end, (math.inf, ()))[0]:
                    after[end] = total, (*ends, end)
        ways = after
    found = ways.get(len(latin))
    return found[1] if found else None


@functools.lru_cache(maxsize=16384)
def _sounds(group: str, script: str) -> tuple[str, ...]:
    """What a group may sound like, in Latin letters; "" for a letter that is not sounded."""
    if _KILLED in group:
        return ("",)
    if group[0] in _LEADING and len(group) > 1:
        group = group[1] + group[0] + group[2:]
    plain = scripts.letters(group)
    known = table("explaining.yaml")["sounds"].get(group[0], ())
    if script in _BY_TABLE:
        known = (variant.latin for variant in token(group, script).variants)
    return tuple(dict.fromkeys((*known, plain)))


@functools.lru_cache(maxsize=65536)
def _misfit(sound: str, piece: str) -> float:
    """How badly a piece of a spelling answers a sound: consonants count, vowels hardly."""
    added = [_added(piece, place) for place in range(len(piece))]
    row = [0.0]
    for cost in added:
        row.append(row[-1] + cost)
    for ours in sound:
        before, row = row, [row[0] + _alone(ours)]
        for place, theirs in enumerate(piece):
            row.append(
                min(
                    before[place] + _instead(ours, theirs),
                    before[place + 1] + _alone(ours),
                    row[place] + added[place],
                )
            )
    # A vowel that no letter writes is sounded after a consonant, not before it.
    early = bool(piece and sound) and piece[0] in _VOWELS and sound[0] not in _VOWELS
    return row[-1] + (0.25 if early else 0.0)


def _added(piece: str, place: int) -> float:
    """A letter that no sound asks for: a consonant may be written twice."""
    twice = place > 0 and piece[place] == piece[place - 1]
    return 0.1 if twice else _alone(piece[place])


def _alone(letter: str) -> float:
    return 0.3 if letter in _VOWELS or letter == "h" else 1.0


def _instead(ours: str, theirs: str) -> float:
    if ours == theirs:
        return 0.0
    vowels = (ours in _VOWELS) + (theirs in _VOWELS)
    if vowels == 2:
        return 0.15
    return 1.2 if vowels else 0.5 if fold(ours) == fold(theirs) else 0.9
