"""Reads each distinct word of the names once: its fold, its skeleton, how rare it is."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from wayhome.people.matching.bulk.engine import Engine
from wayhome.people.matching.names import parse
from wayhome.people.matching.names.clean import script_of
from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.fold import fold, skeleton_of
from wayhome.people.matching.names.fold import folds as folds_of
from wayhome.people.matching.names.honorifics import is_particle
from wayhome.people.matching.names.model import Name, Token
from wayhome.people.matching.names.parsing import token

_LONGEST = 24  # signs of a fold; what is longer is a sentence
_MOST_BITS = 14.0  # for one word, as names/data/weights.yaml caps them
_MOST_READINGS = 6  # of a name: Chinese ones are read in so many ways
SLOTS = (1, 2, 3)  # of a name: its first word, its last as the third, those between as the second
PARTS = ("word", "fold", "size", "sound", "letters", "pet", "rare", "skeleton", "start")
Codes = npt.NDArray[np.int64]


def word_table(engine: Engine) -> None:
    """Make `name_words` from the words in the slots w1 to w3 of `named`: `PARTS` of every slot, and
    of the whole name `sounds` (see `described`) and `worth`, the bits of one of these.
    """
    words = " UNION ALL ".join(
        f"SELECT w{n} AS text FROM named WHERE w{n} IS NOT NULL" for n in SLOTS
    )
    found = engine.fetch(f"SELECT text, count(*) AS n FROM ({words}) t GROUP BY text ORDER BY text")
    names = engine.count("SELECT count(*) FROM named WHERE w1 IS NOT NULL")
    engine.put("words", described(found["text"].tolist(), found["n"], names))
    parts = ", ".join(f"w{n}.{part} AS {part}{n}" for part in PARTS for n in SLOTS)
    sounds = " | ".join(f"coalesce(w{n}.sounds, 0)" for n in SLOTS)
    bits = " + ".join(f"coalesce(w{n}.rare, 0)" for n in SLOTS)
    joins = " ".join(f"LEFT JOIN words w{n} ON n.w{n} = w{n}.text" for n in SLOTS)
    engine.make(
        "name_words",
        f"SELECT n.pid, {parts}, {sounds} AS sounds, "
        f"CAST(({bits}) / greatest(bit_count({sounds}), 1) AS FLOAT) AS worth FROM named n {joins}",
    )
    engine.forget("named", "words")


def described(words: Sequence[str], counts: npt.NDArray[Any], names: int) -> dict[str, Any]:
    """Columns of `words`: numbers for what is only held equal, texts for what is measured.

    `sound` is the fold's number, `size` its length; `start` stands for the first two consonants,
    `letters` for the fold's letters in order of the alphabet (exchanged letters leave them as they
    are), `pet` for a group of known short forms, `rare` for what agreeing on the word says in bits,
    `sounds` for the pairs of letters in it as a set of 63.
    """
    read = _read(words)
    folds = [one[0] for one in read]
    signs = _signs(folds)
    sound = np.array([-1 if number is None else number for number in _numbered(folds)])
    bearers = np.bincount(sound + 1, weights=counts.astype(float))[sound + 1]
    rare = np.log2(max(names, 1) / np.maximum(bearers, 1))
    pets = {
        form: n for n, group in enumerate(table("diminutives.yaml")["groups"]) for form in group
    }
    return {
        "text": list(words),
        "word": np.arange(len(words), dtype=np.int32),
        "fold": folds,
        "sound": sound.astype(np.int32),
        "skeleton": _small([one[1] for one in read]),
        "start": _small([one[1][:2] for one in read]),
        "size": np.array([len(one) for one in folds], dtype=np.int32),
        "letters": np.unique(_in_order(signs), return_inverse=True)[1].astype(np.int32),
        "pet": _masked([pets.get(word, -1) for word in words]),
        "rare": np.clip(rare, 0.0, _MOST_BITS),
        "sounds": _sounds(signs),
    }


def _small(values: Sequence[str]) -> Any:
    return _masked([-1 if number is None else number for number in _numbered(values)])


def _masked(numbers: Sequence[int]) -> Any:
    """Numbers; below 0: not known."""
    found = np.array(numbers, dtype=np.int32)
    return np.ma.masked_array(found, mask=found < 0)


def slots(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """First word, those between as one, and last word of every name in a text, in any script.

    A name that several places read otherwise (陳: Chen, Chan, Tan) is there in each reading.
    """
    name = parse(text)
    found = [words for one in (name, *name.aliases) for words in _readings(one)]
    return [
        (words[0], "".join(words[1:-1]) or None, words[-1] if len(words) > 1 else None)
        for words in found
    ] or [(None, None, None)]


def titles(place: str) -> list[str]:
    """Latin words `before` or `after` a name that are no part of it, or `particles` inside."""
    entry = table("honorifics.yaml")["scripts"]["latin"]
    found = entry["words" if place == "before" else place]
    return sorted({word for word in found if word.isascii() and word.isalpha()})


def _readings(name: Name) -> list[list[str]]:
    """The words of a name as they stand, and as places read them all otherwise."""
    tokens = _without_particles(name)
    found = [[one.text.casefold() for one in tokens]]
    if not tokens or all(one.script == "latin" for one in tokens):
        return found if tokens else []
    heard = {tuple(one.folds[0] for one in tokens)}
    for source in dict.fromkeys(s for one in tokens[0].variants for s in one.sources):
        words = [_read_by(source, one) for one in tokens]
        if all(words) and (sound := tuple(fold(word) for word in words)) not in heard:
            heard.add(sound)
            found.append(words)
    return found[:_MOST_READINGS]


def _read_by(source: str, one: Token) -> str:
    return next((v.latin for v in one.variants if source in v.sources), "")


def _without_particles(name: Name) -> list[Token]:
    kept = [one for one in name.tokens if not is_particle(one.text, one.script)]
    return kept if len(kept) > 1 and len(name.tokens) > 2 else list(name.tokens)


def _read(words: Sequence[str]) -> list[tuple[str, str]]:
    """Fold and skeleton of every word; those of plain letters all at once."""
    plain = [word for word in words if _is_plain(word)]
    found = {
        word: (one[:_LONGEST], skeleton_of(one)[:_LONGEST])
        for word, one in zip(plain, folds_of(plain), strict=True)
    }
    return [found[word] if _is_plain(word) else _folds(word) for word in words]


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()


def _folds(word: str) -> tuple[str, str]:
    """Fold and skeleton of a word as it is most usually read."""
    read = token(word, next((script for c in word if (script := script_of(c))), ""))
    if not read.folds:
        return "", ""
    return read.folds[0][:_LONGEST], read.skeletons[0][:_LONGEST]


def _numbered(values: Iterable[str]) -> list[int | None]:
    """Equal values under one number; an empty one under none."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(value, len(numbers)) if value else None for value in values]


def _signs(folds: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Folds as rows of bytes."""
    coded = np.array([one.encode("ascii", "replace") for one in folds], dtype=f"S{_LONGEST}")
    return coded.view(np.uint8).reshape(len(folds), _LONGEST)


def _in_order(signs: npt.NDArray[np.uint8]) -> npt.NDArray[np.bytes_]:
    falling = 255 - np.sort(255 - signs, axis=1)
    return np.ascontiguousarray(falling).view(f"S{_LONGEST}").ravel()


def _sounds(signs: npt.NDArray[np.uint8]) -> Codes:
    found = np.zeros(len(signs), dtype=np.uint64)
    before = np.zeros(len(signs), dtype=np.uint64)
    for place in range(_LONGEST):
        sign = signs[:, place].astype(np.uint64)
        bit = (before * np.uint64(29) + sign) % np.uint64(63)  # the sign bit stays free
        found |= np.where(sign > 0, np.uint64(1) << bit, np.uint64(0))
        before = sign
    return found.astype(np.int64)
