"""Arabic, Persian and Urdu letters: short vowels are not written, so the consonants carry, and
common names stand in tables with their usual spellings; Urdu and Persian have tables of their
own."""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

from .respelling import Rule, Weighted, best, respelled, rules, variants

_MARKS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARTICLE = "ال"
_EASTERN = frozenset("ٹڈڑںےہھگچپژکیۃ")  # letters of Urdu and Persian alone
_ASPIRATE = "ھ"  # joins the consonant before it: بھ bh
_SHORT_LAST = frozenset("ہۃة")
_LONG = {"و": "U", "ي": "I", "ی": "I", "ئ": "I", "ؤ": "U"}
_VOWELS = frozenset("aeiouUI")
_ENDINGS = {"ي": "i", "ة": "a"}  # of the family of somebody, of his woman's name
_SUN = ("t", "d", "r", "z", "s", "n", "l")  # what the l of the article becomes, before itself
_UNITS = re.compile("[aeiouUI]+|(?:kh|gh|sh|th|dh|ch|zh|[^aeiouUI])H?")
_KNOWN, _READ = 12, 10  # spellings kept of a known name, and of what the letters give
_ELSEWHERE = 0.06  # what a name of the other table takes off the weight
_BEHIND = 0.1  # what a reading takes off the weight where the name is known
_CONSONANT = 0.02  # what w read as a consonant takes off the weight
_SHORT = 4  # letters of a word that may begin with an article
_PLAIN = str.maketrans("أإآٱىیکھہۃ", "اااايي" + "كهه" + "ة")


@dataclass(frozen=True, slots=True)
class _Language:
    """What one language reads: letters, names with their spellings, other ways of writing them."""

    letters: dict[str, str]
    names: dict[str, list[str]]
    habits: tuple[Rule, ...]
    sounds: tuple[Rule, ...]


@functools.cache
def _arabic() -> _Language:
    data = table("arabic.yaml")
    return _Language(data["letters"], _by_letters(data["names"]), *_rules("arabic.yaml"))


@functools.cache
def _eastern() -> _Language:
    """Urdu, Persian, Dari and Pashto."""
    data = table("urdu.yaml")
    letters = {**table("arabic.yaml")["letters"], **data["letters"]}
    return _Language(letters, _by_letters(data["names"]), *_rules("urdu.yaml"))


def _rules(file: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    return rules(file, "habits"), rules(file, "sounds")


def _by_letters(names: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        _MARKS.sub("", name).translate(_PLAIN): [latin.replace(" ", "") for latin in spelled]
        for name, spelled in names.items()
    }


@functools.lru_cache(maxsize=65536)
def romanise(text: str) -> tuple[Variant, ...]:
    """Usual spellings of a known name and what habit makes of them; else readings with likely
    vowels. A word with the article is read with it and without."""
    bare = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFC", text)))
    known, read = _spelled(bare)
    known = best(_compound(bare) | known, _KNOWN)
    if bare.startswith(_ARTICLE) and len(bare) >= _SHORT and not known:
        known, read = map(_with_article, _spelled(bare[len(_ARTICLE) :]))
    behind = _BEHIND if known and max(known.values()) > 1 - _ELSEWHERE else 0.0
    others = {latin: weight - behind for latin, weight in read.items() if latin not in known}
    return (*variants(known, "known"), *variants(others, "vowels"))


def merged(words: list[str]) -> list[str]:
    """A name's words with those that are one name put together: عبد الرحمن, نور الدين, أبو زيد."""
    before, after = _compounds()
    found: list[str] = []
    opened = False
    for word in words:
        plain = _plain(word)
        if found and (opened or (plain in after and _plain(found[-1]) not in before)):
            found[-1] += word
            opened = False
        else:
            found.append(word)
            opened = plain in before
    return found


def are_one_name(left: str, right: str) -> bool:
    """Whether two Latin words are such a name in two: Abdul Rahman, Nour Eddine."""
    before, after = _latin_links()
    return left.casefold() in before or right.casefold() in after


@functools.cache
def _latin_links() -> tuple[frozenset[str], frozenset[str]]:
    before, after = _compounds()
    return frozenset().union(*before.values()), frozenset().union(*after.values())


@functools.cache
def _compounds() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    data = table("arabic.yaml")["compounds"]
    return _by_letters(data["before"]), _by_letters(data["after"])


def _plain(word: str) -> str:
    return _MARKS.sub("", word).translate(_PLAIN)


def _compound(bare: str) -> Weighted:
    """Spellings of two words that are one name; nothing for other words."""
    before, after = _compounds()
    plain = bare.translate(_PLAIN)
    for first, links in before.items():
        if plain.startswith(first) and len(plain) > len(first) + 2:
            rest = without_article(bare[len(first) :])
            return _linked([(link, latin) for link in links for latin in _some(rest)])
    for last, links in after.items():
        if plain.endswith(last) and len(plain) > len(last) + 1:
            return _linked([(latin, link) for link in links for latin in _some(bare[: -len(last)])])
    return {}


def _some(bare: str) -> list[str]:
    """The few most usual spellings of a word, known ones first."""
    known, read = _spelled(bare)
    without = {latin: weight for latin, weight in known.items() if not latin.startswith("al")}
    return list(best(without or known or read, 4))


def _linked(pairs: list[tuple[str, str]]) -> Weighted:
    """Two parts put together, the first pairs weighing most; the article's l as the next sound."""
    found: Weighted = {}
    for place, (first, last) in enumerate(pairs):
        weight = 1 - 0.005 * place
        found.setdefault(first + last, weight)
        if first.endswith(("ul", "el")) and last.startswith(_SUN):
            found.setdefault(first[:-1] + last[0] + last, weight)
    return found


def without_article(text: str) -> str:
    """A word without the article, where it may have one; else as it is."""
    return text[len(_ARTICLE) :] if text.startswith(_ARTICLE) and len(text) >= _SHORT else text


def _spelled(bare: str) -> tuple[Weighted, Weighted]:
    """Spellings of a known name, and readings of its letters."""
    own, other = _arabic(), _eastern()
    if not _EASTERN.isdisjoint(bare):
        own, other = other, own
    known = _known(bare, other, _ELSEWHERE) | _known(bare, own, 0.0)
    read = respelled(_readings(bare, own.letters), own.sounds, 3 * _READ)
    plain = best({latin: weight for latin, weight in read.items() if latin.islower()}, _READ)
    if not known:
        plain = respelled(plain, own.habits, _READ)
    return best(known, _KNOWN), plain


def _known(bare: str, language: _Language, loss: float) -> Weighted:
    plain = bare.translate(_PLAIN)
    usual = {latin: 1 - loss - 0.01 * rank for rank, latin in enumerate(_in_table(plain, language))}
    return respelled(usual, language.habits, _KNOWN)


def _in_table(plain: str, language: _Language) -> list[str]:
    """A name's spellings; those of a known name with the ending of a family or of a woman."""
    spelled = language.names.get(plain) or language.names.get(_ARTICLE + plain, [])
    if spelled or len(plain) < _SHORT or plain[-1] not in _ENDINGS:
        return spelled
    stem = language.names.get(plain[:-1], [])
    return [latin + _ENDINGS[plain[-1]] for latin in stem if latin[-1] not in _VOWELS]


def _with_article(spelled: Weighted) -> Weighted:
    """Spellings without the article, with it as al and el, and with its l become the next sound."""
    found = {latin: weight - 0.01 for latin, weight in spelled.items()}
    for latin, weight in tuple(best(found, 5).items()):
        found["al" + latin] = weight
        found["el" + latin] = weight - 0.01
        if latin.startswith(_SUN):
            found["a" + latin[0] + latin] = weight - 0.02
    return found


def _readings(bare: str, letters: dict[str, str]) -> Weighted:
    """The consonants with short vowels between them, in every likely way; then without any."""
    vocal = "".join(_letter(bare, place, letters) for place in range(len(bare)))
    found: Weighted = {}
    for latin, loss in _filled(_UNITS.findall(vocal)):
        found.setdefault(latin, 1 - loss)
    found.setdefault(vocal.replace("H", "h"), 0.9)
    if "U" in vocal[:-1]:  # w may be a consonant: توكل is tawakkul
        for latin, loss in _filled(_UNITS.findall(vocal.replace("U", "w"))):
            found.setdefault(latin, 1 - _CONSONANT - loss)
    return best(found, 2 * _READ)


def _letter(text: str, place: int, letters: dict[str, str]) -> str:
    letter, following = text[place], text[place + 1 : place + 2]
    last = place + 1 == len(text)
    if place > 0:
        if letter == _ASPIRATE and letters[letter] == "h":
            return "H"
        if last and letter in _SHORT_LAST:
            return "a"
        if letter in _LONG and following not in {"ا", "ة"}:
            return _LONG[letter]
    if letter == "ع":
        return "a" if place == 0 or following not in {"ا", "ي", "ی", "و"} else ""
    return letters.get(letter, "")


# Vowels that may stand in a gap, with what each takes off the weight: after the first consonant,
# between two others, and in a pair after a vowel that may also stay together.
_FIRST = (("a", 0.0), ("i", 0.01), ("u", 0.01), ("e", 0.03))
_NEXT = (("a", 0.0), ("", 0.0), ("i", 0.01), ("u", 0.03))
_PAIR = (("", 0.0), ("a", 0.01), ("i", 0.02))


def _filled(units: list[str]) -> Iterator[tuple[str, float]]:
    """The units with a vowel in each gap, likeliest first, as far as `_READ` allows."""
    gaps = [_gap(units, place) for place in range(len(units))]
    if sum(len(gap) > 1 for gap in gaps) > 3:  # long words: the first gaps alone vary
        varied = 0
        for place, gap in enumerate(gaps):
            varied += len(gap) > 1
            gaps[place] = gap if varied <= 3 else gap[:1]
    ways = [
        (sum(loss for _, loss in way), "".join(u + v for u, (v, _) in zip(units, way, strict=True)))
        for way in itertools.product(*gaps)
    ]
    for loss, latin in sorted(ways, key=lambda way: way[0])[: 3 * _READ]:
        yield latin.replace("H", "h"), loss


def _gap(units: list[str], place: int) -> tuple[tuple[str, float], ...]:
    """What may stand after a unit: nothing next to a vowel or at the end."""
    following = units[place + 1] if place + 1 < len(units) else ""
    if not following or units[place][0] in _VOWELS or following[0] in _VOWELS:
        return (("", 0.0),)
    if place == 0:
        return _FIRST
    return _PAIR if units[place - 1][0] in _VOWELS else _NEXT
