"""People's names put together for measuring: native words with the Latin spellings in use.

Words come from the parts of ../shared/data/names that nothing was trained on (real people's
words), else from wayhome.simulate's tables, else (Greek, Lao) from data/. Put together by chance
they mean no real person. Full names of Koreans and Burmese stay as they are in the source.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from random import Random
from typing import Any

from wayhome.people.matching.names.channel import held_out
from wayhome.people.matching.names.scripts import letters
from wayhome.simulate.names import draw_name, is_joined
from wayhome.simulate.resources import data

from .places import HERE, NAMES

Pairs = list[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a name: as natively written, its Latin spellings (the passport's first), role."""

    native: str
    latin: tuple[str, ...]
    role: str = "given"


@dataclass(frozen=True, slots=True)
class Called:
    """A person's name; `shared` is what a brother or sister takes over."""

    culture: str
    script: str
    words: tuple[Word, ...]
    native: str
    joined: bool
    sex: str
    shared: Any

    def spelled(self, forms: Sequence[str] | None = None, joined: bool | None = None) -> str:
        """In Latin letters, by given forms a word, else the passport's."""
        forms = forms or [word.latin[0] for word in self.words]
        if not (self.joined if joined is None else joined):
            return " ".join(forms)
        pairs = list(zip(self.words, forms, strict=True))
        given = [form for word, form in pairs if word.role == "given"]
        family = [form for word, form in pairs if word.role == "family"]
        one = given[0] + "".join(given[1:]).lower()
        return " ".join([*family, one] if self.words[0].role == "family" else [one, *family])

    @property
    def is_latin(self) -> bool:
        """Whether its own script is the Latin one."""
        return self.script == "latin"


Draw = Callable[[Random, Any], Called]  # a stream, and what a brother or sister shares, or None


def _simulated(culture: str, script: str, rng: Random, shared: Any) -> Called:
    sex = rng.choice("fm")
    name, taken = draw_name(rng, culture, sex, shared)
    words = tuple(
        Word(part.native, tuple(dict.fromkeys((part.latin, *part.variants))), part.role)
        for part in name.parts
    )
    joiner = data("cultures")[culture]["native"]
    joiner = " " if joiner is None else str(joiner)
    native = joiner.join(word.native for word in words)
    return Called(culture, script, words, native, is_joined(name), sex, taken)


@cache
def pairs_of(stem: str) -> Pairs:
    """Native forms and Latin ones of a set; of those that trained something, what was held out."""
    found: Pairs = []
    for line in (NAMES / f"{stem}.tsv").read_text(encoding="utf-8").splitlines():
        native, latin = line.split("\t")
        forms = tuple(latin.split("|"))
        if stem.startswith(("wd_", "ar_")) and not all(held_out(letters(form)) for form in forms):
            continue
        found.append((native, forms))
    return found


def _words(stem: str, longest: int = 14) -> Pairs:
    return [
        (native, forms)
        for native, forms in pairs_of(stem)
        if len(native) > 1 and all(2 < len(form) <= longest and " " not in form for form in forms)
    ]


def _of_words(
    culture: str, script: str, stem: str, joiner: str, rng: Random, shared: Word | None
) -> Called:
    """Two words of a set, the second as surname."""
    words = _titled_words(stem)
    given = rng.choice(words)
    family = shared or replace(rng.choice(words), role="family")
    native = joiner.join((given.native, family.native))
    return Called(culture, script, (given, family), native, False, rng.choice("fm"), family)


@cache
def _titled_words(stem: str) -> list[Word]:
    return [Word(native, tuple(map(str.title, forms))) for native, forms in _words(stem)]


def _thai(rng: Random, shared: Any) -> Called:
    """A real given name and a surname of the simulation."""
    made = _simulated("th", "thai", rng, shared)
    given = rng.choice(_titled_words("th_given_dev"))
    family = [word for word in made.words if word.role == "family"]
    native = " ".join([given.native, *(word.native for word in family)])
    return replace(made, words=(given, *family), native=native)


def _whole(culture: str, script: str, stem: str, rng: Random, shared: Any) -> Called:
    """A full name as the source has it; nothing in it is known to be a family's."""
    del shared
    native, forms = rng.choice(pairs_of(stem))
    return Called(culture, script, (Word(native, forms),), native, False, rng.choice("fm"), None)


@cache
def _own_table(culture: str) -> list[tuple[Word, str]]:
    text = (HERE / "data" / f"{culture}.tsv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if not line.startswith(("#", "part\t")):
            role, native, latin, sex = line.split("\t")
            found.append((Word(native, tuple(latin.split("|")), role), sex))
    return found


def _own(culture: str, script: str, rng: Random, shared: Word | None) -> Called:
    sex = rng.choice("fm")

    def draw(role: str) -> Word:
        fit = (word for word, bearer in _own_table(culture) if bearer in {"-", sex})
        return rng.choice([word for word in fit if word.role == role])

    given, family = draw("given"), draw("family")
    if shared and any(word == shared and who in {"-", sex} for word, who in _own_table(culture)):
        family = shared
    native = f"{given.native} {family.native}"
    return Called(culture, script, (given, family), native, False, sex, family)


_SIMULATED = {
    "latin": ("en", "id", "tl", "ms", "sw", "vi"),
    "han": ("zh", "zh_hk", "zh_my"),
    "devanagari": ("ne", "hi"),
    "sinhala": ("si",),
    "tamil": ("ta",),
    "bengali": ("bn",),
    "ethiopic": ("am",),
}
# The sources of names of each of the 17 scripts; a person's is drawn evenly.
SCRIPTS: dict[str, dict[str, Draw]] = {
    script: {culture: partial(_simulated, culture, script) for culture in cultures}
    for script, cultures in _SIMULATED.items()
}
SCRIPTS["han"]["han_foreign"] = partial(_of_words, "han_foreign", "han", "wd_chinese_train", "·")
SCRIPTS |= {
    "thai": {"th": _thai},
    "myanmar": {
        "my": partial(_whole, "my", "myanmar", "my_zawgyi_dev"),
        "my_unicode": partial(_simulated, "my", "myanmar"),
    },
    "lao": {"lo": partial(_own, "lo", "lao")},
    "khmer": {"km": partial(_of_words, "km", "khmer", "km_words", " ")},
    "arabic": {
        "ar": partial(_of_words, "ar", "arabic", "wd_arabic_train", " "),
        "ur": partial(_simulated, "ur", "arabic"),
    },
    "hebrew": {"he": partial(_of_words, "he", "hebrew", "wd_hebrew_train", " ")},
    "cyrillic": {"ru": partial(_of_words, "ru", "cyrillic", "wd_russian_train", " ")},
    "greek": {"el": partial(_own, "el", "greek")},
    "hangul": {"ko": partial(_whole, "ko", "hangul", "wd_korean_train")},
    "katakana": {"katakana": partial(_of_words, "katakana", "katakana", "wd_katakana_train", "・")},
}
# Made up whole from the simulation's tables, for ranking.
TABLES = {
    culture: partial(_simulated, culture, script)
    for script, cultures in {
        **_SIMULATED,
        "thai": ("th",),
        "myanmar": ("my",),
        "arabic": ("ar", "ur"),
        "cyrillic": ("ru",),
    }.items()
    for culture in cultures
    if script != "latin"
}


def distinct(draw: Draw, rng: Random, count: int) -> list[Called]:
    """So many names, no two written alike natively; fewer where the tables give no more."""
    found: dict[str, Called] = {}
    for _ in range(count * 6):
        called = draw(rng, None)
        found.setdefault(called.native, called)
        if len(found) == count:
            break
    return list(found.values())


def natives(names: Iterable[Called]) -> list[str]:
    """As natively written."""
    return [called.native for called in names]
