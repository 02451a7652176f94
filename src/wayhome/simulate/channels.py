"""What each noise channel does to one record. A channel whose field is empty does nothing."""

from collections.abc import Callable
from random import Random

from wayhome.simulate.model import Person
from wayhome.simulate.names import is_joined, latin_forms
from wayhome.simulate.resources import data

Change = Callable[[dict[str, str], Person, Random], None]
LATIN_NAMES = ("full_name", "given_name", "family_name")
NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
"""Keys beside each other on a QWERTY keyboard."""


def _set_names(values: dict[str, str], forms: tuple[str, str, str]) -> None:
    values.update(zip(LATIN_NAMES, forms, strict=True))


def other_romanisation(values: dict[str, str], person: Person, rng: Random) -> None:
    """Some parts spelt another way: a known variant, or spellings that clerks exchange.

    Given names that are joined in the passport (Weiming) are as often only written apart.
    """
    parts = person.name.parts
    rules = data("cultures")[person.name.culture]["same_spelling"]
    spelt = [part.latin for part in parts]
    if is_joined(person.name) and rng.random() < 0.5:
        _set_names(values, latin_forms(person.name, spelt, rng.choice([" ", "-"])))
        return
    for place in rng.sample(range(len(parts)), rng.randint(1, min(2, len(parts)))):
        others = [variant for variant in parts[place].variants if variant != spelt[place]]
        spelt[place] = rng.choice(others) if others else respell(spelt[place], rules, rng)
    _set_names(values, latin_forms(person.name, spelt))


def respell(word: str, rules: list[list[str]], rng: Random) -> str:
    """The word after one exchange of spellings that fits it, either way; unchanged if none fits."""
    low = word.lower()
    fitting = [pair for pair in rules if pair[0] in low]
    fitting += [pair[::-1] for pair in rules if len(pair[1]) > 1 and pair[1] in low]
    if not fitting:
        return word
    old, new = rng.choice(fitting)
    changed = low.replace(old, new, 1)
    return " ".join(piece[:1].upper() + piece[1:] for piece in changed.split(" "))


def nickname(values: dict[str, str], person: Person, rng: Random) -> None:
    """The given name as people call him or her: a nickname, else its beginning."""
    given = values.get("given_name", "")
    short = person.name.nickname or _shortened(given, rng)
    if not short or short == given:
        return
    values["other_names"] = ""
    values["full_name"] = values["full_name"].replace(given, short, 1)
    values["given_name"] = short


def _shortened(given: str, rng: Random) -> str:
    first = given.split(" ")[0]
    return first if " " in given else first[: rng.randint(3, 4)] if len(first) > 4 else first


def swapped_names(values: dict[str, str], _person: Person, _rng: Random) -> None:
    """Given and family name in each other's column, and the full name the other way round."""
    given, family = values.get("given_name", ""), values.get("family_name", "")
    if not (given and family):
        return
    values["given_name"], values["family_name"] = family, given
    ahead = values["full_name"].startswith(given)
    values["full_name"] = f"{family} {given}" if ahead else f"{given} {family}"


def typo(values: dict[str, str], _person: Person, rng: Random) -> None:
    """One slip in the Latin name, the same in all its columns; sometimes one in the native name."""
    words = [word for word in values.get("full_name", "").split(" ") if len(word) > 2]
    if words:
        word = rng.choice(words)
        slip = slipped(word, rng)
        for column in LATIN_NAMES:
            if word in values.get(column, "").split(" "):
                pieces = values[column].split(" ")
                pieces[pieces.index(word)] = slip
                values[column] = " ".join(pieces)
    native = values.get("native_name", "")
    if len(native) > 3 and rng.random() < 0.25:
        place = rng.randrange(1, len(native))
        values["native_name"] = native[:place] + native[place + 1 :]


def slipped(word: str, rng: Random) -> str:
    """The word with a letter dropped, doubled, exchanged with the next, or hit beside."""
    place = rng.randrange(1, len(word) - 1)
    letter = word[place]
    kind = rng.choice(["drop", "double", "exchange", "beside"])
    if kind == "drop":
        return word[:place] + word[place + 1 :]
    if kind == "double":
        return word[:place] + letter + word[place:]
    if kind == "exchange" and word[place + 1] != letter:
        return word[:place] + word[place + 1] + letter + word[place + 2 :]
    return word[:place] + rng.choice(NEIGHBOURS.get(letter.lower(), "e")) + word[place + 1 :]


def missing_native_name(values: dict[str, str], _person: Person, _rng: Random) -> None:
    """Nobody wrote the name in its own script."""
    values["native_name"] = ""


def missing_details(values: dict[str, str], _person: Person, _rng: Random) -> None:
    """Nobody asked where the person comes from or what he or she worked as."""
    values["place_of_birth"] = values["occupation"] = ""


def _date_parts(values: dict[str, str]) -> tuple[int, int, int] | None:
    parts = values.get("birth_date", "").split("-")
    return (int(parts[0]), int(parts[1]), int(parts[2])) if len(parts) == 3 else None


def _set_birth(values: dict[str, str], year: int, month: int, day: int) -> None:
    values["birth_date"] = f"{year:04d}-{month:02d}-{day:02d}"


def swapped_day_month(values: dict[str, str], _person: Person, _rng: Random) -> None:
    """3 April as 4 March; only where both readings are dates."""
    if (parts := _date_parts(values)) and parts[2] <= 12:
        _set_birth(values, parts[0], parts[2], parts[1])


def first_of_january(values: dict[str, str], _person: Person, _rng: Random) -> None:
    """Only the year was known, so a clerk entered 1 January."""
    if parts := _date_parts(values):
        _set_birth(values, parts[0], 1, 1)


def wrong_year(values: dict[str, str], _person: Person, rng: Random) -> None:
    """A year or two off, or a last digit misread; 29 February becomes the 28th where it must."""
    if parts := _date_parts(values):
        year = parts[0] + rng.choice([-2, -1, -1, 1, 1, 2, 3, -3, 7, -6])
        day = 28 if parts[1] == 2 and parts[2] == 29 else parts[2]
        _set_birth(values, year, parts[1], day)


def buddhist_year(values: dict[str, str], _person: Person, _rng: Random) -> None:
    """The year in the Buddhist era (543 more) in a list that otherwise counts otherwise."""
    if parts := _date_parts(values):
        _set_birth(values, parts[0] + 543, parts[1], parts[2])


def missing_birth_date(values: dict[str, str], _person: Person, rng: Random) -> None:
    """No birth date; half the time the year alone is left."""
    parts = _date_parts(values)
    values["birth_date"] = f"{parts[0]:04d}" if parts and rng.random() < 0.5 else ""


def half_document_number(values: dict[str, str], _person: Person, rng: Random) -> None:
    """Only the last four places of the passport number were known or legible."""
    number = values.get("document_number", "")
    if len(number) > 5:
        values["document_number"] = rng.choice(["…", "...", "xxxx"]) + number[-4:]


def missing_document(values: dict[str, str], _person: Person, _rng: Random) -> None:
    """No document was given or carried."""
    values["document_type"] = values["document_number"] = ""


def phone_formatting(values: dict[str, str], person: Person, rng: Random) -> None:
    """The same number as people write it: with blanks, hyphens, 00, or without the country code."""
    number = values.get("phone", "")
    code = "+" + data("countries")[person.nationality]["phone"][0]
    if not number.startswith(code):
        return
    rest = number[len(code) :]
    half = len(rest) // 2
    values["phone"] = rng.choice(
        [
            f"{code} {rest[:2]} {rest[2:half]} {rest[half:]}",
            f"{code}-{rest[:half]}-{rest[half:]}",
            f"00{code[1:]}{rest}",
            f"0{rest[:half]} {rest[half:]}",
            f"({code}) {rest}",
        ]
    )


CHANNELS: dict[str, Change] = {
    change.__name__: change
    for change in (
        other_romanisation,
        nickname,
        swapped_names,
        typo,
        missing_native_name,
        missing_details,
        swapped_day_month,
        first_of_january,
        wrong_year,
        buddhist_year,
        missing_birth_date,
        half_document_number,
        missing_document,
        phone_formatting,
    )
}
