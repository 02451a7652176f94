"""Build src/wayhome/people/matching/names/data/han_characters.tsv: how each character is read.

Run: python scripts/build_han_characters.py --unihan DIR --hokkien FILE

What goes in, each under a licence that lets the facts ship:
- Unihan 15.0.0 (Unicode License v3): DIR/Unihan_{Readings,Variants,OtherMappings}.txt.bz2, from
  the Debian package unicode-data 15.0.0-1 (/usr/share/unicode): Mandarin, Cantonese, Korean,
  Vietnamese.
- ToJyutping 3.2.0 (PyPI, BSD-2-Clause), installed: further Cantonese readings, commonest first.
- ChhoeTaigi_iTaigiHoataiTuichiautian.csv of ChhoeTaigi/ChhoeTaigiDatabase at b33c6a1 (iTaigi,
  CC0 1.0): Hokkien words in characters and letters, aligned syllable by syllable.
- han_readings.tsv of this project: Hakka spellings of some 480 characters.

Characters that Unihan's Vietnamese, the word list or the Hakka table lacks are given the reading
that their other readings point to: the initial and the final are voted for apart, by the
characters known to share these (all descend from one older reading).
"""

import argparse
import bz2
import csv
import importlib
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src/wayhome/people/matching/names/data"
FILES = ("Unihan_Readings", "Unihan_Variants", "Unihan_OtherMappings")
# Sets of characters that names are written in: mainland, Taiwan, Hong Kong, Korean name law.
REPERTOIRE = ("kGB0", "kTGH", "kBigFive", "kHKSCS", "kKoreanName", "kKoreanEducationHanja")
VARIANTS = ("kTraditionalVariant", "kZVariant", "kSemanticVariant", "kCompatibilityVariant")
TONES = "\u0300\u0301\u0303\u0304\u0306\u0309\u030c\u0323"
Fields = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Sound:
    """A syllable in initial and final."""

    initial: str
    final: str


@dataclass(frozen=True)
class Kin:
    """The readings of one character in four languages, and whether its tone is of the upper row."""

    cantonese: Sound
    mandarin: Sound
    korean: Sound
    vietnamese: Sound
    upper: bool


def unihan(folder: Path) -> Fields:
    """Every field of the three files, by character."""
    found: Fields = defaultdict(dict)
    for name in FILES:
        text = bz2.decompress((folder / f"{name}.txt.bz2").read_bytes()).decode()
        for line in text.splitlines():
            if line.startswith("U+"):
                code, field, value = line.split("\t")
                found[chr(int(code.removeprefix("U+"), base=16))][field] = value
    return found


def without(text: str, marks: str = TONES) -> str:
    """A spelling without its tone marks; ê, ơ and ü stay."""
    kept = "".join(c for c in unicodedata.normalize("NFD", text) if c not in marks)
    return unicodedata.normalize("NFC", kept)


def letters(text: str) -> str:
    """A spelling in a-z alone."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in plain if "a" <= c <= "z")


def kindred(fields: Fields, character: str) -> Iterator[str]:
    """The character itself, then the traditional and other forms that stand for it."""
    yield character
    for field in VARIANTS:
        for code in re.findall(r"U\+([0-9A-F]+)", fields[character].get(field, "")):
            if chr(int(code, 16)) != character:
                yield chr(int(code, 16))


def first_with(fields: Fields, character: str, field: str) -> list[str]:
    """The values of a field; of a simplified character, those of all its traditional forms."""
    own = fields[character].get(field, "").split()
    if own and not (field == "kHangul" and "E" not in fields[character][field]):
        return own
    forms = list(kindred(fields, character))[1:]
    of_forms = [value for form in forms for value in fields[form].get(field, "").split()]
    return [*own, *of_forms]


def mandarin(fields: Fields, character: str) -> list[str]:
    """Pinyin with tone marks: the customary reading, then others heard in speech."""
    spoken = re.findall(r"([^\s(]+)\((\d+)\)", fields[character].get("kHanyuPinlu", ""))
    total = sum(int(count) for _, count in spoken)
    often = [reading for reading, count in spoken if int(count) * 10 > total]
    return unique([*first_with(fields, character, "kMandarin"), *often])


def cantonese(fields: Fields, character: str) -> list[str]:
    """Jyutping with tones: the customary reading, then those of ToJyutping, commonest first."""
    library = importlib.import_module("ToJyutping")
    listed = [one for _, many in library.get_jyutping_candidates(character) for one in many or ()]
    return unique([*first_with(fields, character, "kCantonese"), *listed])


def korean(fields: Fields, character: str) -> list[str]:
    """Hangul syllables: those taught in schools first, then those of the name law."""
    values = [value.split(":") for value in first_with(fields, character, "kHangul")]
    ordered = sorted(values, key=lambda value: ("E" not in value[-1], "0" not in value[-1]))
    return unique(value[0] for value in ordered)


def unique(readings: Iterable[str]) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(readings))


def hokkien_words(file: Path) -> dict[str, Counter[str]]:
    """How often each character stands for each syllable (Tâi-lô without tones) in the words."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            characters = [c for c in row["HanLoTaibunKip"] if ord(c) > 0x3400]
            for spelled in row["KipInput"].split("/"):
                syllables = [letters(one) for one in re.split(r"[-\s]+", spelled)]
                syllables = [one for one in syllables if one]
                if len(syllables) == len(characters):
                    for character, syllable in zip(characters, syllables, strict=True):
                        found[character][syllable] += 1
    return found


def hakka_table() -> dict[str, list[str]]:
    """The Hakka spellings compiled by hand, single characters alone."""
    found: dict[str, list[str]] = {}
    for line in (DATA / "han_readings.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            characters, first, _, hakka, *_ = line.split("\t")
            if " " not in first and hakka != "-":
                found.update(dict.fromkeys(characters, hakka.split("|")))
    return found


def cut(syllable: str, initials: str) -> Sound:
    """A syllable in initial and final, by a pattern of initials."""
    found = re.match(rf"({initials})?(.*)$", syllable)
    return Sound(found.group(1) or "", found.group(2)) if found else Sound("", syllable)


JYUTPING = "ng(?=.)|gw|kw|[bpmfdtnlgkhzcsjw]"
PINYIN = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
VIETNAMESE = "ngh|ng|nh|ch|tr|th|ph|kh|gh|gi(?=.)|qu|[bcdđghklmnprstvx]"
HOKKIEN = "tsh|ts|ph|th|kh|ng(?=.)|[pbmtnlkghsj]"
HAKKA = "sh|ch|ts|tz|ng(?=[aeiou])|ph|th|kh|hw|kw|[pbmtnlkghsjfvwyzd]"


def kin(character_readings: dict[str, list[str]]) -> Kin:
    """The first reading in each language, cut."""
    first = {name: (values or [""])[0] for name, values in character_readings.items()}
    hangul = unicodedata.normalize("NFD", first["korean"])
    return Kin(
        cut(first["cantonese"].rstrip("123456"), JYUTPING),
        cut(without(first["mandarin"]), PINYIN),
        Sound(hangul[:1], hangul[1:]),
        cut(without(first["vietnamese"].lower(), "\u0300\u0301\u0303\u0309\u0323"), VIETNAMESE),
        first["cantonese"][-1:] in {"1", "2", "3"},
    )


def initial_clues(of: Kin) -> list[tuple[object, ...]]:
    """What an initial may be told by, the surest first."""
    c, m, k, v = of.cantonese, of.mandarin, of.korean, of.vietnamese
    return [
        (c.initial, m.initial, k.initial, v.initial, of.upper),
        (c.initial, m.initial, v.initial, of.upper),
        (c.initial, v.initial, of.upper),
        (c.initial, m.initial, of.upper),
        (c.initial, of.upper),
        (m.initial, k.initial),
    ]


def final_clues(of: Kin) -> list[tuple[object, ...]]:
    """What a final may be told by, the surest first."""
    c, m, k, v = of.cantonese, of.mandarin, of.korean, of.vietnamese
    rounded = c.initial in {"gw", "kw", "w"}
    return [
        (c.final, m.final, k.final, v.final, rounded),
        (c.final, m.final, k.final),
        (c.final, m.final, v.final),
        (c.final, k.final, v.final),
        (c.final, v.final),
        (c.final, k.final),
        (c.final, m.final),
        (c.final,),
        (m.final, k.final),
    ]


class Voters:
    """Initials and finals of known readings, by clue."""

    def __init__(self, known: dict[str, str], kinship: dict[str, Kin], initials: str) -> None:
        self._initials: dict[tuple[int, object], Counter[str]] = defaultdict(Counter)
        self._finals: dict[tuple[int, object], Counter[str]] = defaultdict(Counter)
        for character, syllable in known.items():
            sound = cut(syllable, initials)
            for place, clue in enumerate(initial_clues(kinship[character])):
                self._initials[place, clue][sound.initial] += 1
            for place, clue in enumerate(final_clues(kinship[character])):
                self._finals[place, clue][sound.final] += 1

    def readings(self, of: Kin, count: int) -> list[str]:
        """The likeliest syllables for a character with these readings elsewhere."""
        initials = self._votes(self._initials, initial_clues(of))
        finals = self._votes(self._finals, final_clues(of))
        scored = {
            initial + final: high * low
            for initial, high in initials.items()
            for final, low in finals.items()
        }
        best = max(scored.values(), default=0.0)
        ordered = sorted(scored, key=lambda syllable: -scored[syllable])
        return [syllable for syllable in ordered if scored[syllable] > best / 3][:count]

    @staticmethod
    def _votes(
        table: dict[tuple[int, object], Counter[str]], clues: list[tuple[object, ...]]
    ) -> dict[str, float]:
        votes: dict[str, float] = defaultdict(float)
        weight = 1.0
        for place, clue in enumerate(clues):
            counted = table.get((place, clue))
            if counted:
                total = sum(counted.values())
                sure = min(1.0, total / 3)
                for option, count in counted.items():
                    votes[option] += weight * sure * count / total
                weight *= 0.25 if total > 2 else 0.5
        best = sorted(votes, key=lambda option: -votes[option])[:3]
        return {option: votes[option] for option in best}


def ending(syllable: str) -> str:
    """The closing consonant of a Cantonese or Hokkien syllable; '?' of a nasal vowel or a stop."""
    if syllable.endswith(("nn", "h")):
        return "?"
    found = re.search(r"(ng|[mnptk])$", syllable)
    return found.group(1) if found else ""


def by_ending(counted: Counter[str], jyutping: str) -> list[str]:
    """Readings by use, the literary ones (closed as in Cantonese) before: names use these."""
    closed = ending(jyutping.rstrip("123456"))
    scored = {
        syllable: count * (1.0 if ending(syllable) == closed else 0.12)
        for syllable, count in counted.items()
    }
    best = max(scored.values())
    ordered = sorted(scored, key=lambda syllable: -scored[syllable])
    return [syllable for syllable in ordered if scored[syllable] * 12 > best][:3]


def fill_vietnamese(readings: dict[str, dict[str, list[str]]]) -> None:
    """Give characters that lack a Vietnamese reading the one that their others point to."""
    others = {character: kin({**each, "vietnamese": []}) for character, each in readings.items()}
    known = {
        character: without(each["vietnamese"][0])
        for character, each in readings.items()
        if each["vietnamese"]
    }
    ask = Voters(known, others, VIETNAMESE)
    for character, each in readings.items():
        each["vietnamese"] = each["vietnamese"] or ask.readings(others[character], 1)


def build(fields: Fields, words: Path) -> dict[str, list[str]]:
    """The cells of each character: pinyin, jyutping, hokkien, hakka, hangul, vietnamese."""
    readings: dict[str, dict[str, list[str]]] = {}
    for character, known in fields.items():
        if any(field in known for field in REPERTOIRE) and 0x4E00 <= ord(character) < 0x9FFF:
            readings[character] = {
                "mandarin": mandarin(fields, character),
                "cantonese": cantonese(fields, character),
                "korean": korean(fields, character),
                "vietnamese": unique(first_with(fields, character, "kVietnamese"))[:2],
            }
    kinship = {character: kin(each) for character, each in readings.items()}
    fill_vietnamese(readings)
    counted = hokkien_words(words)
    hokkien = {
        character: by_ending(counted[character], (readings[character]["cantonese"] or [""])[0])
        for character in readings
        if sum(counted[character].values()) > 1
    }
    hakka = {c: spelled for c, spelled in hakka_table().items() if c in readings}
    ask_hokkien = Voters({c: each[0] for c, each in hokkien.items()}, kinship, HOKKIEN)
    ask_hakka = Voters({c: each[0] for c, each in hakka.items()}, kinship, HAKKA)
    cells = {}
    for character, each in readings.items():
        near = [form for form in kindred(fields, character) if form in hokkien]
        own = unique(one for form in near for one in hokkien[form])
        guessed = ask_hokkien.readings(kinship[character], 2)
        cells[character] = [
            "|".join(unique(map(letters, each["mandarin"]))[:2]),
            "|".join(unique(one.rstrip("123456") for one in each["cantonese"])[:3]),
            "|".join(unique([*own, *guessed[: 1 if own else 2]])[:3]),
            "|".join(hakka.get(character) or ask_hakka.readings(kinship[character], 2)),
            "|".join(each["korean"][:3]),
            "|".join(map(letters, each["vietnamese"])),
        ]
    return cells


HEAD = """\
# version: 1
# source: built by scripts/build_han_characters.py from Unihan 15.0.0 (Unicode License v3;
# Mandarin, Cantonese, Korean, Vietnamese), ToJyutping 3.2.0 (BSD-2-Clause; further Cantonese)
# and iTaigi through ChhoeTaigi/ChhoeTaigiDatabase at b33c6a1 (CC0 1.0; Hokkien); Hakka, and
# what else is missing, follow from the other readings
# columns: characters read alike, pinyin, jyutping, hokkien (Tai-lo), hakka, korean, vietnamese;
# without tones, alternatives parted by |
"""


def main() -> int:
    """Build the table and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unihan", type=Path, default=Path("/usr/share/unicode"))
    parser.add_argument("--hokkien", type=Path, required=True)
    asked = parser.parse_args()
    cells = build(unihan(asked.unihan), asked.hokkien)
    grouped: dict[str, str] = {}
    for character, row in sorted(cells.items()):
        if any(row):
            key = "\t".join(row)
            grouped[key] = grouped.get(key, "") + character
    lines = sorted(f"{characters}\t{key}" for key, characters in grouped.items())
    (DATA / "han_characters.tsv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(cells)} characters in {len(lines)} rows", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
