"""Pairs of Latin names that may be one person's: true ones and hard false ones, made up.

True pairs: two spellings of one made-up person (several Latin forms of one native word, words
left out, initials, another order, slips, short forms, joined or parted words). False pairs are
hard: a brother or sister, a namesake in one word, a name one or two letters away. What may stand
in a pair is drawn here; no threshold is fitted to it. The errors made here were read while the
rules of verdicts were written, and the matcher's own short forms cover those of data/nicknames.tsv:
take the figures for ones of development.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from wayhome.simulate.channels import slipped

from .made_up import SCRIPTS, Called
from .places import HERE

SEED = 17
FALSE_A_TRUE = 2  # false pairs for each true one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one person's, and what was done to make them."""

    left: str
    right: str
    same: bool
    kind: str


Forms = list[str]
Change = Callable[[random.Random, Called, Forms], Forms | None]


def _other_spelling(rng: random.Random, called: Called, forms: Forms) -> Forms | None:
    """Other Latin forms of the same native words, wherever there are any."""
    changed = [
        rng.choice([form for form in word.latin if form != now] or [now])
        for word, now in zip(called.words, forms, strict=True)
    ]
    return changed if changed != forms else None


def _initial(rng: random.Random, called: Called, forms: Forms) -> Forms | None:
    """A given name as its initial; a surname never."""
    places = [i for i, word in enumerate(called.words) if word.role != "family"]
    if len(forms) < 2 or not places:
        return None
    place = rng.choice(places)
    return [form[0] + rng.choice(["", "."]) if i == place else form for i, form in enumerate(forms)]


def _left_out(rng: random.Random, called: Called, forms: Forms) -> Forms | None:
    """A word in the middle left out: a second name, a patronymic."""
    del called
    if len(forms) < 3:
        return None
    place = rng.randrange(1, len(forms) - 1)
    return forms[:place] + forms[place + 1 :]


def _order(rng: random.Random, called: Called, forms: Forms) -> Forms | None:
    """The last word first, with or without a comma."""
    del called
    if len(forms) < 2:
        return None
    return [forms[-1] + rng.choice(["", ","]), *forms[:-1]]


def _slip(rng: random.Random, called: Called, forms: Forms) -> Forms | None:
    """A slip of the pen in one word of four letters or more."""
    del called
    places = [i for i, form in enumerate(forms) if len(form) > 3]
    if not places:
        return None
    place = rng.choice(places)
    return [slipped(form, rng) if i == place else form for i, form in enumerate(forms)]


def _short_form(rng: random.Random, called: Called, forms: Forms) -> Forms | None:
    """Bill for William."""
    del called
    places = [i for i, form in enumerate(forms) if form in _nicknames()]
    if not places:
        return None
    place = rng.choice(places)
    return [rng.choice(_nicknames()[f]) if i == place else f for i, f in enumerate(forms)]


def _joined(rng: random.Random, called: Called, forms: Forms) -> Forms | None:
    """Two words as one, or with a hyphen: Wei Ming, Weiming, Wei-Ming."""
    del called
    if len(forms) < 3:
        return None
    place = rng.randrange(0, len(forms) - 1)
    one = forms[place] + rng.choice(["-", ""]) + forms[place + 1].lower()
    return [*forms[:place], one, *forms[place + 2 :]]


def _title(rng: random.Random, called: Called, forms: Forms) -> Forms | None:
    """A form of address, or everything in capitals."""
    if rng.random() < 0.5:
        return [form.upper() for form in forms]
    return [rng.choice(["Mr", "Mr."] if called.sex == "m" else ["Ms", "Mrs."]), *forms]


@cache
def _nicknames() -> dict[str, list[str]]:
    lines = (HERE / "data" / "nicknames.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if "\t" in line]
    return {name: short.split("|") for name, short in cells}


# What happened to a true pair, and how often (assumed).
CHANGES: tuple[tuple[str, Change, float], ...] = (
    ("other spelling", _other_spelling, 28),
    ("word left out", _left_out, 16),
    ("slip", _slip, 14),
    ("initial", _initial, 10),
    ("other order", _order, 10),
    ("short form", _short_form, 10),
    ("joined or parted", _joined, 7),
    ("title or capitals", _title, 5),
)
MORE = 0.55  # how often a second change comes on top
THIRD_WORD = 0.5  # how often a name of two words gets a second name between them


def pairs(count: int = 3000) -> list[Pair]:
    """So many pairs: one true to two false."""
    rng = random.Random(SEED)
    crowd = [_person(rng) for _ in range(count)]
    true = _true_pairs(rng, crowd, count // (1 + FALSE_A_TRUE))
    false = _false_pairs(rng, crowd, count - len(true))
    made = true + false
    rng.shuffle(made)
    return made


def _person(rng: random.Random) -> Called:
    """Of any script whose words are at hand; Latin names more often, for their short forms."""
    scripts = {s: c for s, c in SCRIPTS.items() if s not in {"khmer", "hangul"}}
    script = "latin" if rng.random() < 0.25 else rng.choice(sorted(scripts))
    culture = rng.choice(sorted(scripts[script]))
    called = scripts[script][culture](rng, None)
    if len(called.words) != 2 or script in {"han", "thai", "lao"} or rng.random() > THIRD_WORD:
        return called
    second = next((w for w in scripts[script][culture](rng, None).words if w.role == "given"), None)
    if second is None or second in called.words:
        return called
    return replace(called, words=(called.words[0], second, called.words[1]))


def _true_pairs(rng: random.Random, crowd: Sequence[Called], count: int) -> list[Pair]:
    """The kind is drawn first, then people until one's name allows it."""
    found: list[Pair] = []
    kinds = [kind for kind, _, _ in CHANGES]
    changes = {kind: change for kind, change, _ in CHANGES}
    weights = [weight for _, _, weight in CHANGES]
    while len(found) < count:
        kind = rng.choices(kinds, weights)[0]
        given, forms = _changed(rng, crowd, changes[kind])
        if rng.random() < MORE:
            more = changes[rng.choices(kinds, weights)[0]]
            forms = _again(rng, more, given, forms)
        left, right = given.spelled(), " ".join(forms)
        if left != right:
            one, other = rng.sample([left, right], 2)
            found.append(Pair(one, other, True, kind))
    return found


def _changed(rng: random.Random, crowd: Sequence[Called], change: Change) -> tuple[Called, Forms]:
    while True:
        called = rng.choice(crowd)
        forms = change(rng, called, [word.latin[0] for word in called.words])
        if forms is not None:
            return called, forms


def _again(rng: random.Random, change: Change, called: Called, forms: Forms) -> Forms:
    """A second change, where the first left every word in its place."""
    if len(forms) != len(called.words):
        return forms
    return change(rng, called, forms) or forms


def _false_pairs(rng: random.Random, crowd: Sequence[Called], count: int) -> list[Pair]:
    makers = (_relatives, _one_word_shared, _near_word, _near)
    found: dict[tuple[str, str], Pair] = {}
    while len(found) < count:
        pair = rng.choices(makers, (20, 20, 45, 15))[0](rng, crowd)
        if pair and pair.left.casefold() != pair.right.casefold():
            found.setdefault((pair.left, pair.right), pair)
    return list(found.values())


def _near_word(rng: random.Random, crowd: Sequence[Called]) -> Pair | None:
    """One word replaced by the nearest other word of that culture: Hassan for Hussein."""
    called = rng.choice(crowd)
    place = rng.randrange(len(called.words))
    word = called.words[place]
    if " " in word.latin[0]:
        return None
    others = _words_of(called.culture, word.role)
    near = process.extract(word.latin[0], others, scorer=JaroWinkler.similarity, limit=20)
    forms = {form.casefold() for form in word.latin}
    for form, _, _ in near:
        theirs, native = _owner(called.culture, word.role)[form]
        if native != word.native and not forms & theirs:
            given = [one.latin[0] for one in called.words]
            other = [
                form if i == place else rng.choice(w.latin) for i, w in enumerate(called.words)
            ]
            return Pair(called.spelled(given), called.spelled(other), False, "one word near")
    return None


@cache
def _owner(culture: str, role: str) -> dict[str, tuple[frozenset[str], str]]:
    """By first Latin form of the culture's words: all forms, and the native one."""
    rng = random.Random(f"{SEED}:{culture}:{role}")
    draws = {c: draw for sources in SCRIPTS.values() for c, draw in sources.items()}
    found: dict[str, tuple[frozenset[str], str]] = {}
    for _ in range(1500):
        for word in draws[culture](rng, None).words:
            if word.role == role:
                forms = frozenset(form.casefold() for form in word.latin)
                found.setdefault(word.latin[0], (forms, word.native))
    return found


@cache
def _words_of(culture: str, role: str) -> list[str]:
    return sorted(_owner(culture, role))


def _relatives(rng: random.Random, crowd: Sequence[Called]) -> Pair | None:
    """A brother or sister: the family's words the same, the own ones not."""
    called = rng.choice(crowd)
    if not called.shared:
        return None
    draw = SCRIPTS[called.script][called.culture if called.culture != "my" else "my_unicode"]
    other = draw(rng, called.shared)
    if _same_words(called, other):
        return None
    return Pair(_any_spelling(rng, called), _any_spelling(rng, other), False, "relative")


def _one_word_shared(rng: random.Random, crowd: Sequence[Called]) -> Pair | None:
    """Somebody else of the same culture, with one word taken over in its place."""
    called = rng.choice(crowd)
    if len(called.words) < 2:
        return None
    draw = SCRIPTS[called.script][called.culture if called.culture != "my" else "my_unicode"]
    other = draw(rng, None)
    place = rng.randrange(len(called.words))
    if len(other.words) != len(called.words) or other.words[place].role != called.words[place].role:
        return None
    if any(a.native == b.native for a, b in zip(called.words, other.words, strict=True)):
        return None
    forms = [rng.choice(word.latin) for word in other.words]
    forms[place] = rng.choice(called.words[place].latin)
    return Pair(_any_spelling(rng, called), " ".join(forms), False, "one word shared")


def _near(rng: random.Random, crowd: Sequence[Called]) -> Pair | None:
    """The nearest other name of the crowd by letters, that has no native word in common."""
    called = rng.choice(crowd)
    whole = called.spelled()
    others = {i: other.spelled() for i, other in enumerate(crowd)}
    best = process.extract(whole, others, scorer=JaroWinkler.similarity, limit=12)
    for _, _, place in best:
        other = crowd[place]
        if not _meet(called, other):
            return Pair(whole, _any_spelling(rng, other), False, "near in letters")
    return None


def _meet(one: Called, two: Called) -> bool:
    """Whether some spelling of both is one: then nobody could tell from the names alone."""
    if {word.native for word in one.words} & {word.native for word in two.words}:
        return True
    return _same_words(one, two)


def _same_words(one: Called, two: Called) -> bool:
    ours = [{form.casefold() for form in word.latin} for word in one.words]
    theirs = [{form.casefold() for form in word.latin} for word in two.words]
    return all(any(mine & their for their in theirs) for mine in ours) or all(
        any(mine & their for mine in ours) for their in theirs
    )


def _any_spelling(rng: random.Random, called: Called) -> str:
    return called.spelled([rng.choice(word.latin) for word in called.words])
