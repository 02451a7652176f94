"""Arabic, Persian and Urdu letters: short vowels are not written, so the consonants carry, and
common names stand in a table with their usual spellings."""

import functools
import re
import unicodedata

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

_MARKS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARTICLE = "ال"
_EASTERN = frozenset("ٹڈڑںےہھگچپژکیۃ")  # letters of Urdu and Persian alone
_ASPIRATE = "ھ"  # joins the consonant before it: بھ bh
_SHORT_LAST = frozenset("ہۃ")
_LONG = {"و": "u", "ي": "i", "ی": "i", "ئ": "i", "ؤ": "u"}
_VOWELS = frozenset("aeiou")


@functools.cache
def _letters() -> dict[str, str]:
    readings: dict[str, str] = table("arabic.yaml")["letters"]
    return readings


@functools.cache
def _names() -> dict[str, list[str]]:
    return {_plain(name): spelled for name, spelled in table("arabic.yaml")["names"].items()}


@functools.cache
def _eastern_names() -> dict[str, list[str]]:
    return {
        _plain(_MARKS.sub("", name)): [latin.replace(" ", "") for latin in spelled]
        for name, spelled in table("urdu.yaml")["names"].items()
    }


def _plain(text: str) -> str:
    swaps = {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ھ": "ه",
        "ہ": "ه",
        "ۃ": "ة",
    }
    return "".join(swaps.get(letter, letter) for letter in text)


@functools.lru_cache(maxsize=65536)
def romanise(text: str) -> tuple[Variant, ...]:
    """Usual spellings of a known name; else readings with likely vowels, then without."""
    bare = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFC", text)))
    eastern = [
        Variant(latin, 1 - 0.01 * rank, "known")
        for rank, latin in enumerate(_eastern_names().get(_plain(bare), ()))
    ]
    if eastern and not _EASTERN.isdisjoint(bare):
        found = [*eastern, *_known(bare)]
    else:  # written alike in Arabic, where the name may be another one
        found = _known(bare) + [
            Variant(one.latin, round(one.weight - 0.06, 3), "known") for one in eastern
        ]
    weight = 0.9 if found and found[0].weight > 0.94 else 1.0
    for place, (source, latin) in enumerate(_readings(bare)):
        found.append(Variant(latin, round(weight - 0.03 * place, 3), source))
    return tuple(found)


def _known(bare: str) -> list[Variant]:
    plain = _plain(bare)
    whole = _names().get(plain)
    if whole:
        return [Variant(latin, 1 - 0.01 * rank, "known") for rank, latin in enumerate(whole)]
    if plain.startswith(_ARTICLE) and len(plain) > 4:
        rest = _names().get(plain[2:], [])
        return [
            Variant("al" + latin, 0.97 - 0.01 * rank, "known") for rank, latin in enumerate(rest)
        ]
    return []


def _readings(bare: str) -> list[tuple[str, str]]:
    """Consonants as they stand; with w and y as vowels; with vowels put between consonants."""
    article = "al" if bare.startswith(_ARTICLE) and len(bare) > 3 else ""
    rest = bare[2:] if article else bare
    letters = [_letter(rest, place) for place in range(len(rest))]
    vocal = "".join(letters)
    return [
        ("vowels", article + _filled(vocal, "a")),
        ("long", article + vocal.lower()),
        ("vowels", article + _filled(vocal, "e")),
        ("letters", article + "".join(_letters().get(letter, "") for letter in rest)),
        *([("short", _filled(vocal, "a"))] if article else []),
    ]


def _letter(text: str, place: int) -> str:
    letter = text[place]
    inside = place > 0
    if inside and letter == _ASPIRATE:
        return "H"
    if inside and place + 1 == len(text) and letter in _SHORT_LAST:
        return "a"
    following = text[place + 1 : place + 2]
    if inside and letter in _LONG and following not in {"ا", "ة"}:
        return _LONG[letter]
    if letter == "ع":
        return "a" if place == 0 or following not in {"ا", "ي", "و"} else ""
    return _letters().get(letter, "")


def _filled(latin: str, vowel: str) -> str:
    """A vowel between two consonants that no vowel parts, and after a lone first one."""
    units = re.findall("[aeiou]+|(?:kh|gh|sh|th|dh|ch|zh|[^aeiou])H?", latin)
    out = ""
    for place, unit in enumerate(units):
        out += unit
        following = units[place + 1] if place + 1 < len(units) else ""
        between = following and unit[0] not in _VOWELS and following[0] not in _VOWELS
        before = units[place - 1][0] if place else ""
        if between and (before not in _VOWELS or place == 0 or place + 2 == len(units)):
            out += vowel
    return out.lower()
