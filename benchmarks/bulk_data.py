"""Makes a long list of invented people with known duplicates, for `benchmarks/bulk.py`.

`python benchmarks/bulk_data.py 250000 LIST.csv TRUTH.csv [--seed 1] [--noise 1.0] [--columns few]`.
Latin names from the simulation's tables with a long tail of family names put together from their
halves; brothers, sisters and twins as traps; two records in five are of somebody met before. Text
columns are matrices of bytes, zero behind the end, so that millions of rows take seconds.
"""

import argparse
import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

NAMES = Path(__file__).resolve().parent.parent / "src/wayhome/simulate/data/names"
Text = npt.NDArray[np.uint8]  # rows by signs
Ints = npt.NDArray[np.int64]
FEW = ("given_name", "family_name", "birth_date", "last_known_place", "postcode")
MANY = (*FEW, "sex", "nationality", "document_number", "phone", "email")

# Shares of records struck, all assumed; the first record of a person is struck a third as often.
RATES = {
    "given_typo": 0.11,
    "family_typo": 0.11,
    "given_variant": 0.25,
    "family_variant": 0.25,
    "given_short": 0.05,
    "swapped_names": 0.05,
    "second_given_left_out": 0.3,
    "given_missing": 0.01,
    "family_missing": 0.02,
    "family_changed": 0.02,
    "day_month_swapped": 0.04,
    "date_typo": 0.07,
    "date_missing": 0.06,
    "first_of_january": 0.02,
    "moved": 0.1,
    "place_typo": 0.05,
    "place_missing": 0.1,
    "postcode_typo": 0.05,
    "postcode_missing": 0.12,
    "document_typo": 0.03,
    "document_changed": 0.05,
    "phone_changed": 0.2,
    "email_changed": 0.15,
}
# Gaps that have nothing to do with mistakes.
GAPS = {"document_number": 0.55, "phone": 0.5, "email": 0.6, "sex": 0.03, "nationality": 0.08}
_LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz", dtype=np.uint8)
_DIGITS = np.frombuffer(b"0123456789", dtype=np.uint8)
_TAIL = 1500  # family names a culture, put together from halves
_CITIES = 600


class Made:
    """The list under its columns, and the person of every row."""

    def __init__(self, columns: Mapping[str, Text], person: Ints) -> None:
        self.columns, self.person = columns, person

    def write(self, out: Path, truth: Path) -> None:
        """Write the list (id and columns) and the truth (id and person) as CSV."""
        import duckdb
        import pyarrow as pa

        ids = pa.array(np.arange(self.person.size))
        listed = {"id": ids, **{name: arrow(text) for name, text in self.columns.items()}}
        connection = duckdb.connect()
        connection.register("listed", pa.table(listed))
        connection.register("known", pa.table({"id": ids, "person": self.person}))
        connection.execute(f"COPY listed TO '{out}' (HEADER, DELIMITER ',')")
        connection.execute(f"COPY known TO '{truth}' (HEADER, DELIMITER ',')")


def make(records: int, seed: int = 1, noise: float = 1.0, names: tuple[str, ...] = MANY) -> Made:
    """A list of about so many records; the same for the same arguments."""
    chance = np.random.default_rng(seed)
    people = _people(round(records * 0.68), chance)
    person, first = _records(people["birth_year"].size, records, chance)
    struck = _strike(people, person, first, noise, chance)
    order = chance.permutation(person.size)
    return Made({name: struck[name][order] for name in names}, person[order])


def arrow(text: Text) -> Any:
    """Rows of bytes as an Arrow column of texts; an empty row is null."""
    import pyarrow as pa

    full = text != 0
    lengths = full.sum(axis=1)
    ends = np.zeros(len(text) + 1, dtype=np.int32)
    np.cumsum(lengths, out=ends[1:])
    valid = np.packbits(lengths > 0, bitorder="little")
    buffers = [pa.py_buffer(valid), pa.py_buffer(ends), pa.py_buffer(text[full])]
    return pa.StringArray.from_buffers(len(text), buffers[1], buffers[2], buffers[0])


def texts(words: list[str], width: int = 0) -> Text:
    """Words as rows of bytes."""
    coded = [word.encode("ascii", "ignore") for word in words]
    width = width or max(map(len, coded))
    made = np.array(coded, dtype=f"S{width}")
    return made.view(np.uint8).reshape(len(words), width)


class _Pool:
    """Names of one part over all cultures: spellings of each, and how to draw one of a culture."""

    def __init__(self) -> None:
        self.words: list[list[str]] = []
        self.weights: list[float] = []
        self.starts = [0]

    def close(self) -> None:
        """End the names of one culture."""
        self.starts.append(len(self.words))

    def add(self, spellings: list[str], weight: float) -> None:
        """One name with its usual spellings, the commonest first."""
        self.words.append(spellings)
        self.weights.append(weight)

    def draw(self, culture: Ints, chance: np.random.Generator) -> Ints:
        """A name of each culture by weight."""
        weights = np.array(self.weights)
        found = np.zeros(culture.size, dtype=np.int64)
        for number, (start, end) in enumerate(zip(self.starts, self.starts[1:], strict=False)):
            rows = np.flatnonzero(culture == number)
            ends = np.cumsum(weights[start:end])
            found[rows] = start + np.searchsorted(ends, chance.random(rows.size) * ends[-1])
        return found

    def spelt(self, width: int = 16) -> tuple[Text, Text]:
        """Usual spelling and another one, row by name."""
        return (
            texts([forms[0] for forms in self.words], width),
            texts([forms[min(1, len(forms) - 1)] for forms in self.words], width),
        )


def _pools() -> tuple[_Pool, _Pool, list[str]]:
    given, family = _Pool(), _Pool()
    cultures = sorted(path.stem for path in NAMES.glob("*.tsv"))
    for culture in cultures:
        parts = _parts(NAMES / f"{culture}.tsv")
        for forms, weight in parts["given"]:
            given.add(forms, weight)
        families = parts.get("family") or parts["given"]
        for forms, weight in families:
            family.add(forms, weight)
        for forms, weight in _tail(families, sum(w for _, w in families)):
            family.add(forms, weight)
        given.close()
        family.close()
    return given, family, cultures


def _parts(path: Path) -> dict[str, list[tuple[list[str], float]]]:
    rows = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    found: dict[str, list[tuple[list[str], float]]] = {}
    for row in csv.DictReader(rows, delimiter="\t"):
        forms = [form.encode("ascii", "ignore").decode() for form in row["latin"].split("|")]
        found.setdefault(row["part"], []).append((forms, float(row["weight"])))
    return found


def _tail(families: list[tuple[list[str], float]], weight: float) -> list[tuple[list[str], float]]:
    """Rarer family names: the first half of one and the second of another; half of all people."""
    chance = np.random.default_rng(len(families))
    made = {}
    for one, other in chance.integers(0, len(families), (_TAIL, 2)).tolist():
        a, b = families[one][0][0], families[other][0][0].lower()
        made[a[: (len(a) + 1) // 2] + b[len(b) // 2 :]] = True
    shares = 1 / np.arange(1, len(made) + 1)
    shares *= weight / shares.sum()
    return [([word], float(share)) for word, share in zip(made, shares, strict=True)]


def _people(size: int, chance: np.random.Generator) -> dict[str, Any]:
    given, family, cultures = _pools()
    culture = chance.integers(0, len(cultures), size)
    people: dict[str, Any] = {"culture": culture, "cultures": cultures}
    people["given"] = given.draw(culture, chance)
    people["second"] = np.where(chance.random(size) < 0.2, given.draw(culture, chance), -1)
    people["family"] = family.draw(culture, chance)
    people["other_family"] = family.draw(culture, chance)
    people["sex"] = chance.integers(0, 2, size)
    people["birth_year"] = 2008 - (chance.beta(1.6, 2.5, size) * 65).astype(np.int64)
    people["birth_day"] = chance.integers(0, 365, size)
    people["city"] = (_CITIES * chance.random(size) ** 1.8).astype(np.int64)
    people["other_city"] = (_CITIES * chance.random(size) ** 1.8).astype(np.int64)
    people["street"] = chance.integers(0, 60, size)
    for name in ("document", "phone", "email"):
        people[name] = chance.integers(0, 10**9, size)
    _families(people, chance)
    return {**people, "given_words": given.spelt(), "family_words": family.spelt()}


def _families(people: dict[str, Any], chance: np.random.Generator) -> None:
    """Six in a hundred have a brother or sister before them in the list, six in 1,000 a twin."""
    size = people["birth_year"].size
    kin = np.flatnonzero(chance.random(size - 1) < 0.06) + 1
    for shared in ("culture", "family", "city", "street"):
        people[shared][kin] = people[shared][kin - 1]
    twins = kin[chance.random(kin.size) < 0.1]
    for shared in ("birth_year", "birth_day"):
        people[shared][twins] = people[shared][twins - 1]
    # Given names must be of the culture; a brother's given name drawn anew from the same one.
    people["given"][kin] = people["given"][chance.permutation(size)[: kin.size]]


def _records(people: int, records: int, chance: np.random.Generator) -> tuple[Ints, Any]:
    """Person of every record, and which records are the first of their person."""
    more = max(records - people, 0)
    again = chance.integers(0, people, more)
    again[: more // 2] = chance.permutation(people)[: more // 2]
    person = np.concatenate([np.arange(people), again])
    return person, np.arange(person.size) < people


def _strike(
    people: dict[str, Any], person: Ints, first: Any, noise: float, chance: np.random.Generator
) -> dict[str, Text]:
    size = person.size

    def hit(what: str) -> npt.NDArray[np.bool_]:
        return np.asarray(chance.random(size) < RATES[what] * noise * np.where(first, 0.33, 1.0))

    struck = _names(people, person, hit, chance)
    struck["birth_date"] = _dates(people, person, hit, chance)
    struck.update(_places(people, person, hit, chance))
    struck.update(_contacts(people, person, hit, chance))
    struck["sex"] = texts(["F", "M"])[people["sex"][person]]
    codes = [name[:2].upper() for name in people["cultures"]]
    struck["nationality"] = texts(codes)[people["culture"][person]]
    for name, share in GAPS.items():
        struck[name] = _blank(struck[name], chance.random(size) < share)
    return struck


def _names(people: dict[str, Any], person: Ints, hit: Any, chance: Any) -> dict[str, Text]:
    place = people["given"][person]
    usual, other = people["given_words"]
    given = np.where(hit("given_variant")[:, None], other[place], usual[place])
    given = _typed(given, hit("given_typo"), _LETTERS, chance)
    short = hit("given_short")
    given[short, 3:] = 0
    second = people["second"][person]
    two = (second >= 0) & ~hit("second_given_left_out")
    given = _joined(given, _blank(usual[second], ~two))
    usual, other = people["family_words"]
    changed = hit("family_changed") & (people["sex"][person] == 0)
    place = np.where(changed, people["other_family"][person], people["family"][person])
    family = np.where(hit("family_variant")[:, None], other[place], usual[place])
    family = _typed(family, hit("family_typo"), _LETTERS, chance)
    family = np.pad(family, ((0, 0), (0, given.shape[1] - family.shape[1])))
    given = _blank(given, hit("given_missing"))
    family = _blank(family, hit("family_missing"))
    swapped = hit("swapped_names")[:, None]
    return {
        "given_name": np.where(swapped, family, given),
        "family_name": np.where(swapped, given, family),
    }


def _dates(people: dict[str, Any], person: Ints, hit: Any, chance: Any) -> Text:
    years = people["birth_year"][person]
    days = np.array(["2001-01-01"], dtype="M8[D]") + people["birth_day"][person]
    months = days.astype("M8[M]")
    month = months.astype(np.int64) % 12 + 1
    day = (days - months.astype("M8[D]")).astype(np.int64) + 1
    swap = hit("day_month_swapped") & (day <= 12)
    month, day = np.where(swap, day, month), np.where(swap, month, day)
    unknown = hit("first_of_january")
    month, day = np.where(unknown, 1, month), np.where(unknown, 1, day)
    made = _digits(years * 10000 + month * 100 + day, 8)
    typo = np.flatnonzero(hit("date_typo"))
    where = chance.integers(2, 8, typo.size)
    made[typo, where] = _DIGITS[chance.integers(0, 10, typo.size)]
    dash = np.full((len(made), 1), ord("-"), dtype=np.uint8)
    made = np.concatenate([made[:, :4], dash, made[:, 4:6], dash, made[:, 6:]], axis=1)
    return _blank(made, hit("date_missing"))


def _places(people: dict[str, Any], person: Ints, hit: Any, chance: Any) -> dict[str, Text]:
    moved = hit("moved")
    city = np.where(moved, people["other_city"][person], people["city"][person])
    street = np.where(moved, chance.integers(0, 60, moved.size), people["street"][person])
    postcode = _digits((city * 157 + street * 7919) % 90000 + 10000, 5)
    names = np.random.default_rng(7)
    halves = ["Ban", "Mae", "Nong", "Kota", "San", "Phu", "Port", "Tan", "Bagan", "Chiang", "Sri"]
    ends = ["sot", "rai", "dao", "pura", "wan", "mai", "lai", "tara", "gon", "nagar", "kham", "vey"]
    cities = texts(
        [f"{halves[a]}{ends[b]}{ends[c]}" for a, b, c in names.integers(0, 11, (_CITIES, 3))], 16
    )
    place = _typed(cities[city], hit("place_typo"), _LETTERS, chance)
    postcode = _typed(postcode, hit("postcode_typo"), _DIGITS, chance)
    return {
        "last_known_place": _blank(place, hit("place_missing")),
        "postcode": _blank(postcode, hit("postcode_missing")),
    }


def _contacts(people: dict[str, Any], person: Ints, hit: Any, chance: Any) -> dict[str, Text]:
    made = {}
    for name in ("document", "phone", "email"):
        changed = hit(f"{name}_changed")
        made[name] = np.where(changed, chance.integers(0, 10**9, person.size), people[name][person])
    document = _typed(_digits(made["document"], 9), hit("document_typo"), _DIGITS, chance)
    letters = _LETTERS[made["document"] % 7][:, None] - 32
    usual = people["given_words"][0][people["given"][person]]
    email = _joined(usual, _digits(made["email"] % 10**5, 5), b".")
    host = np.tile(texts(["@mail.example"]), (person.size, 1))
    plus = np.tile(texts(["+66"]), (person.size, 1))
    return {
        "document_number": np.concatenate([letters, document], axis=1),
        "phone": np.concatenate([plus, _digits(made["phone"], 9)], axis=1),
        "email": _joined(email, host, b""),
    }


def _digits(numbers: Ints, width: int) -> Text:
    powers = 10 ** np.arange(width - 1, -1, -1)
    return _DIGITS[(numbers[:, None] // powers) % 10]


def _blank(text: Text, rows: npt.NDArray[np.bool_]) -> Text:
    text = text.copy()
    text[rows] = 0
    return text


def _joined(left: Text, right: Text, between: bytes = b" ") -> Text:
    """Left and right as one text, with something between where both are there."""
    gap = len(between)
    lengths, others = (left != 0).sum(axis=1), (right != 0).sum(axis=1)
    made = np.zeros((len(left), left.shape[1] + gap + right.shape[1]), dtype=np.uint8)
    made[:, : left.shape[1]] = left
    both = np.flatnonzero(others > 0)
    if gap:
        made[both, lengths[both]] = between[0]
    for sign in range(right.shape[1]):
        rows = np.flatnonzero(others > sign)
        made[rows, lengths[rows] + gap + sign] = right[rows, sign]
    return made


def _typed(text: Text, rows: npt.NDArray[np.bool_], signs: Text, chance: Any) -> Text:
    """One slip of the fingers in each of the rows: a sign changed, lost, added or exchanged."""
    places = np.flatnonzero(rows & ((text != 0).sum(axis=1) > 2))
    part = np.pad(text[places], ((0, 0), (0, 1)))
    lengths = (part != 0).sum(axis=1)
    at = (chance.random(places.size) * (lengths - 1)).astype(np.int64) + 1
    at = np.minimum(at, lengths - 1)
    kind = chance.integers(0, 4, places.size)
    sign = signs[chance.integers(0, signs.size, places.size)]
    columns = np.arange(part.shape[1])[None, :]
    source = np.repeat(columns, places.size, axis=0)
    lost, added, turned = (kind == 1)[:, None], (kind == 2)[:, None], (kind == 3)[:, None]
    here = at[:, None]
    source = np.where(lost & (columns >= here), columns + 1, source)
    source = np.where(added & (columns > here), columns - 1, source)
    source = np.where(turned & (columns == here), here - 1, source)
    source = np.where(turned & (columns == here - 1), here, source)
    part = np.take_along_axis(part, np.minimum(source, part.shape[1] - 1), axis=1)
    put = (kind == 0) | (kind == 2)
    part[np.flatnonzero(put), at[put]] = sign[put]
    text = text.copy()
    text[places] = part[:, : text.shape[1]]
    return text


def main() -> None:
    """Write a list and its truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, default=1.0)
    parser.add_argument("--columns", choices=["few", "many"], default="many")
    options = parser.parse_args()
    columns = FEW if options.columns == "few" else MANY
    made = make(options.records, options.seed, options.noise, columns)
    made.write(options.out, options.truth)


if __name__ == "__main__":
    main()
