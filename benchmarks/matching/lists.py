"""Whole lists: people with names in 17 scripts and invented lives, as different offices write them.

Seeded and whole: the same lists in every run. Brothers and sisters share the family's words, the
town and a series of passports; namesakes share the whole name and nothing else. Rates of noise are
data (data/noise.yaml). No matcher sees `truth`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import yaml

from wayhome.simulate.channels import slipped
from wayhome.simulate.randomness import fill, stream
from wayhome.simulate.resources import data

from .made_up import SCRIPTS, Called
from .places import HERE

LEVELS = ("low", "medium", "high")
SIBLING, NAMESAKE, TWIN = 0.18, 0.08, 0.04
SIBLING_IN_ONE = 0.3  # families hand in their members to one list
TIMES = (70, 21, 6, 3)  # how many people stand once, twice, … in a list to be tidied
SAME_OFFICE = 0.6  # how often the same office wrote somebody down again
Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Person:
    """The truth of one made-up person; `family` is one number for brothers and sisters."""

    number: int
    family: int
    called: Called
    born: date
    nationality: str
    passport: str
    town: str


@dataclass(frozen=True, slots=True)
class TwoLists:
    """Two lists to link, the number of the person behind every id, and the people."""

    left: Rows
    right: Rows
    truth: dict[str, str]
    people: dict[str, Person]


@dataclass(frozen=True, slots=True)
class OneList:
    """A list to tidy, the number of the person behind every id, and the people."""

    rows: Rows
    truth: dict[str, str]
    people: dict[str, Person]


@cache
def _settings() -> Any:
    return yaml.safe_load((HERE / "data" / "noise.yaml").read_text(encoding="utf-8"))


@cache
def _lives() -> dict[str, list[dict[str, Any]]]:
    """By culture, the countries its people may be of."""
    found: dict[str, list[dict[str, Any]]] = {}
    for code, country in data("countries").items():
        life = {"nationality": code, "passport": country["passport"], "cities": country["cities"]}
        for culture in country["cultures"]:
            found.setdefault(culture, []).append(life)
    own = yaml.safe_load((HERE / "data" / "lives.yaml").read_text(encoding="utf-8"))
    return found | {culture: [life] for culture, life in own.items()} | {"my_unicode": found["my"]}


def people(seed: int, count: int, sibling: float = SIBLING) -> list[Person]:
    """So many people, evenly of 17 scripts."""
    rng = stream(seed, "people", count)
    found: list[Person] = []
    for number in range(count):
        chance = rng.random()
        if found and chance < sibling:
            person = _relative(rng, found[-1])
        elif found and chance < sibling + NAMESAKE:
            person = replace(_stranger(rng), called=rng.choice(found).called)
            person = replace(person, **_life(rng, person.called))
        else:
            person = _stranger(rng)
        family = found[-1].family if person.family else number
        found.append(replace(person, number=number, family=family))
    return found


def _stranger(rng: Random) -> Person:
    script = rng.choice(sorted(SCRIPTS))
    culture = rng.choice(sorted(SCRIPTS[script]))
    called = _with_passport(rng, SCRIPTS[script][culture](rng, None))
    born = date(1965, 1, 1) + timedelta(days=int(rng.triangular(0, 16000, 11500)))
    return Person(0, 0, called, born, **_life(rng, called))


def _life(rng: Random, called: Called) -> dict[str, Any]:
    culture = "my" if called.culture == "my_unicode" else called.culture
    life = rng.choice(_lives()[culture])
    return {
        "nationality": life["nationality"],
        "passport": fill(rng, life["passport"]),
        "town": rng.choice(life["cities"]),
    }


def _with_passport(rng: Random, called: Called) -> Called:
    """The passport has any of the spellings in use, and keeps it."""
    words = []
    for word in called.words:
        first = rng.choice(word.latin)
        others = tuple(form for form in word.latin if form != first)
        words.append(replace(word, latin=(first, *others)))
    return replace(called, words=tuple(words))


def _relative(rng: Random, one: Person) -> Person:
    """A brother or sister, sometimes a twin: family, town and most of the passport are shared."""
    script = one.called.script
    culture = one.called.culture
    if culture == "my" and len(one.called.words) > 1:
        culture = "my_unicode"
    called = _with_passport(rng, SCRIPTS[script][culture](rng, one.called.shared))
    digits = [place for place, sign in enumerate(one.passport) if sign.isdigit()][-3:]
    passport = "".join(
        rng.choice("0123456789") if place in digits else sign
        for place, sign in enumerate(one.passport)
    )
    apart = timedelta(days=0 if rng.random() < TWIN else rng.randint(330, 2500))
    born = one.born + (apart if rng.random() < 0.5 else -apart)
    return replace(one, family=1, called=called, born=born, passport=passport)


def two_lists(seed: int, level: str, count: int, *, overlap: float = 0.5) -> TwoLists:
    """An embassy's list and a border police's, `count` rows each, `overlap` of them in both."""
    shared = int(count * overlap)
    crowd = people(seed, 2 * count - shared)
    stream(seed, "who is where").shuffle(crowd)
    sides = crowd[:count], crowd[count - shared :]
    truth: dict[str, str] = {}
    lists = []
    for side, office, chosen in (("L", "embassy", sides[0]), ("R", "police", sides[1])):
        rng = stream(seed, level, office)
        rows = [written(rng, person, office, level) for person in chosen]
        lists.append(_numbered(rng, side, rows, [str(p.number) for p in chosen], truth))
    return TwoLists(lists[0], lists[1], truth, _by_number(crowd))


def one_list(seed: int, level: str, count: int) -> OneList:
    """About `count` rows of three offices: most people once, some two to four times."""
    rng = stream(seed, level, "one list")
    rows, persons = [], []
    offices, factor = sorted(_settings()["offices"]), _settings()["one_list"][level]
    crowd = people(seed + 1, count, SIBLING_IN_ONE)
    for person in crowd:
        office = rng.choice(offices)
        for time in range(rng.choices((1, 2, 3, 4), TIMES)[0]):
            if time and rng.random() > SAME_OFFICE:
                office = rng.choice(offices)
            rows.append(written(rng, person, office, level, factor))
            persons.append(str(person.number))
        if len(rows) >= count:
            break
    truth: dict[str, str] = {}
    return OneList(_numbered(rng, "D", rows, persons, truth), truth, _by_number(crowd))


def _by_number(crowd: list[Person]) -> dict[str, Person]:
    return {str(person.number): person for person in crowd}


def kin(one: Person, other: Person) -> str:
    """What two different people have to do with each other."""
    if one.family == other.family:
        return "relatives"
    if one.called.native == other.called.native:
        return "namesakes"
    ours, theirs = ({word.native for word in person.called.words} for person in (one, other))
    return "one word of the name shared" if ours & theirs else "strangers"


def _numbered(
    rng: Random, side: str, rows: Rows, persons: list[str], truth: dict[str, str]
) -> Rows:
    """Shuffled, under ids that tell nothing."""
    order = list(range(len(rows)))
    rng.shuffle(order)
    found = []
    for place, old in enumerate(order):
        truth[f"{side}{place}"] = persons[old]
        found.append({"id": f"{side}{place}", **rows[old]})
    return found


def written(
    rng: Random, person: Person, office: str, level: str, factor: float = 1.0
) -> dict[str, str]:
    """One record, as this office would put it down at this level of noise (times `factor`)."""
    habits = _settings()["offices"][office]
    rates = {name: rate * factor for name, rate in _settings()["levels"][level].items()}

    def struck(channel: str) -> bool:
        return bool(rng.random() < rates[channel])

    return {
        "full_name": _name(rng, person.called, habits, rates),
        "sex": "" if struck("sex_missing") else person.called.sex.upper(),
        "birth_date": _birth(rng, person.born, habits, rates),
        "nationality": _given(rng, person.nationality, habits["nationality"], rates, "nationality"),
        "document_number": _document(rng, person.passport, habits, rates),
        "place_of_birth": _place(rng, person.town, habits, rates),
    }


def _given(rng: Random, value: str, usual: float, rates: Any, channel: str) -> str:
    return value if rng.random() < usual * (1 - rates[f"{channel}_missing"]) else ""


def _name(rng: Random, called: Called, habits: Any, rates: Any) -> str:
    if not called.is_latin and rng.random() < habits["native"]:
        return _slip_of(rng, called.native, rates["slip"] / 2)
    forms = [word.latin[0] for word in called.words]
    if rng.random() >= habits["passport"]:
        forms = [rng.choice(word.latin) for word in called.words]
    forms = [_slip_of(rng, form, rates["slip"] / len(forms)) for form in forms]
    if rng.random() < rates["short_form"] and len(forms[0]) > 4:
        forms[0] = forms[0][: rng.randint(3, 4)]
    joined = called.joined and rng.random() < 0.7
    text = called.spelled(forms, joined)
    words = text.split()
    if len(words) > 2 and rng.random() < 2 * rates["word_left_out"]:
        del words[rng.randrange(1, len(words) - 1)]
    if len(words) > 1 and rng.random() < rates["other_order"]:
        words = [words[-1], *words[:-1]]
    text = " ".join(words)
    return text.upper() if habits["capitals"] else text


def _slip_of(rng: Random, text: str, rate: float) -> str:
    if len(text) < 3 or rng.random() >= rate:
        return text
    if text.isascii():
        return slipped(text, rng)
    place = rng.randrange(1, len(text))
    return text[:place] + text[place + 1 :]


def _birth(rng: Random, born: date, habits: Any, rates: Any) -> str:
    if rng.random() >= habits["birth"] * (1 - rates["birth_missing"]):
        return ""
    year, month, day = born.year, born.month, born.day
    if rng.random() < rates["year_wrong"]:
        year += rng.choice((-2, -1, -1, 1, 1, 2, 10, -10))
    if rng.random() < rates["year_only"]:
        return str(year)
    if rng.random() < rates["first_of_january"]:
        month = day = 1
    if rng.random() < rates["day_and_month"] and day <= 12:
        month, day = day, month
    if rng.random() < rates["digit_wrong"]:
        month, day = (
            (month, rng.randint(1, 28)) if rng.random() < 0.7 else (rng.randint(1, 12), day)
        )
        day = min(day, 28)
    if rng.random() < rates["other_era"]:
        year += 543
    return f"{year:04d}-{month:02d}-{day:02d}"


def _document(rng: Random, passport: str, habits: Any, rates: Any) -> str:
    number = _given(rng, passport, habits["document"], rates, "document")
    if number and rng.random() < rates["document_end"]:
        return "…" + number[-4:]
    if number and rng.random() < rates["document_slip"]:
        place = rng.randrange(len(number))
        sign = rng.choice("0123456789")
        return number[:place] + sign + number[place + 1 :]
    return number


def _place(rng: Random, town: str, habits: Any, rates: Any) -> str:
    place = _given(rng, town, habits["place"], rates, "place")
    if place and rng.random() < rates["place_otherwise"]:
        kind = rng.random()
        if kind < 0.4:
            return slipped(place, rng) if len(place) > 3 else place
        return f"{place} {rng.choice(('district', 'province', 'city'))}" if kind < 0.7 else ""
    return place
