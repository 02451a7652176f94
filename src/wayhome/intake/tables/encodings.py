"""Finds the encoding of a text list by careful trial. Refuses rather than guess at random."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from wayhome.intake.tables.headers import meaning
from wayhome.intake.tables.model import Refused

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 60_000
"""Characters looked at when encodings are weighed; the whole file must decode all the same."""
HEADER_LINES = 25
ENOUGH = 0.75
"""Plausibility, 0 to 1, that the best trial must reach."""
AHEAD = 0.08
"""By how much the best must beat the second; a known header word is worth 0.5 of a point."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it was in; `guessed` where nothing in the file names it."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, filename: str) -> Decoded:
    """Turn bytes into text.

    UTF-8, UTF-16 and UTF-32 are recognised by mark or by form; TIS-620 (cp874), GB18030, Big5,
    Windows-1251, -1256 and -1252 by trial: strict decoding, then how well the characters follow
    the habits of the script, then known header words. Raises `Refused` ('encoding') where no
    trial is plausible or two are equally so.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _named(data, encoding, filename)
    wide = _wide(data)
    if wide:
        return _named(data, wide, filename)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError:
        return _try_all(data, filename)


def _named(data: bytes, encoding: str, filename: str) -> Decoded:
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise _refused(
            filename, f"it says it is {encoding} but is not from byte {error.start} on"
        ) from error
    return Decoded(text, encoding, guessed=False)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the delimiters and digits is zero."""
    sample = data[:4000]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 4 * max(even, 1) or (odd > 2 and even == 0):
        return "utf-16-le"
    if even > 4 * max(odd, 1) or (even > 2 and odd == 0):
        return "utf-16-be"
    return None


def _try_all(data: bytes, filename: str) -> Decoded:
    trials: list[tuple[float, str, str]] = []
    for encoding, plausible in _TRIALS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:SAMPLE]
        trials.append((plausible(sample) + _known_headers(sample), encoding, text))
    trials.sort(key=lambda trial: -trial[0])
    if not trials or trials[0][0] < ENOUGH:
        raise _refused(filename, "its characters are in no encoding that is known here")
    if len(trials) > 1 and trials[0][0] - trials[1][0] < AHEAD:
        either = f"{trials[0][1]} or {trials[1][1]}"
        raise _refused(filename, f"its characters could be {either}, and names would differ")
    return Decoded(trials[0][2], trials[0][1], guessed=True)


def _refused(filename: str, message: str) -> Refused:
    mend = "save it as 'CSV UTF-8' or as .xlsx and send that"
    return Refused("encoding", message, filename, mend)


def _known_headers(sample: str) -> float:
    """Half a point for each known non-Latin header word, two at most."""
    known = 0
    for line in sample.splitlines()[:HEADER_LINES]:
        for word in re.split(r"[,;\t|]", line):
            if any(c > "\x7f" for c in word) and (hit := meaning(word.strip(' "'))):
                known += hit[1] >= 0.9
    return 0.5 * min(known, 2)


def _strange(text: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\t\r\n" for c in text)


def _foreign(sample: str) -> str:
    return "".join(c for c in sample if c > "\x7f")


@lru_cache(maxsize=2)
def _frequent(encoding: str, first: int, last: int) -> frozenset[str]:
    """The characters of a double-byte code's first level, which holds the frequent ones."""
    found = set()
    for lead in range(first, last + 1):
        for trail in range(0x40, 0xFF):
            try:
                found.add(bytes((lead, trail)).decode(encoding))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


_CJK_MARKS = frozenset("、。〇《》「」（）－—·，：；／０１２３４５６７８９　？！")


def _chinese(encoding: str, first: int, last: int) -> Callable[[str], float]:
    def plausible(sample: str) -> float:
        if _strange(sample):
            return 0.0
        foreign = _foreign(sample)
        usual = _frequent(encoding, first, last) | _CJK_MARKS
        return sum(c in usual for c in foreign) / max(len(foreign), 1)

    return plausible


_THAI_MARK = re.compile("[ัิีึืฺุู็่้๊๋์ํ๎ำ]")
_THAI_MISPLACED = re.compile("(?<![ก-ฮัิีึืฺุู่้๊๋ํ])[ัิีึืฺุู็่้๊๋์ํำ]|[เแโใไ](?![ก-ฮ])")


def _thai(sample: str) -> float:
    """Thai marks stand on consonants and leading vowels before them: wrong bytes break that."""
    foreign = _foreign(sample)
    letters = sum("ก" <= c <= "๛" for c in foreign)
    misplaced = len(_THAI_MISPLACED.findall(sample))
    marked = bool(_THAI_MARK.search(sample))
    if _strange(sample) or not marked:
        return 0.0
    return max(0.0, (letters - 3 * misplaced) / max(len(foreign), 1))


def _words_of(first: str, last: str) -> Callable[[str], float]:
    """Scripts with words: letters stand together, and capitals only begin them."""

    def plausible(sample: str) -> float:
        foreign = _foreign(sample)
        if _strange(sample) or not foreign:
            return 0.0
        words = re.findall(r"[^\W\d_]+", sample)
        good = sum(
            len(word)
            for word in words
            if all(first <= c <= last for c in word)
            and (word[1:] == word[1:].lower() or word == word.upper())
        )
        return good / len(foreign)

    return plausible


_WESTERN_WORD = re.compile(r"(?=.*[A-Za-z])[A-Za-zÀ-ÖØ-öø-ÿœŒšŠžŽŸ]+")


def _western(sample: str) -> float:
    """Accented letters are few and stand among plain ones."""
    foreign = _foreign(sample)
    if _strange(sample):
        return 0.0
    words = re.findall(r"[^\W\d_]+", sample)
    good_words = (word for word in words if _WESTERN_WORD.fullmatch(word))
    beside = _foreign("".join(word for word in good_words if word[1:].islower() or word.isupper()))
    marks = sum(c in "’‘“”–—…€°º·«»\xa0" for c in foreign)
    good = (len(beside) + marks) / max(len(foreign), 1)
    return good * (1.0 if len(foreign) * 4 < len(sample) else 0.5)


_TRIALS: tuple[tuple[str, Callable[[str], float]], ...] = (
    ("cp874", _thai),
    ("gb18030", _chinese("gb2312", 0xB0, 0xD7)),
    ("big5", _chinese("big5", 0xA4, 0xC6)),
    ("cp1251", _words_of("Ѐ", "ӿ")),
    ("cp1256", _words_of("؀", "ۿ")),
    ("cp1252", _western),
)
