"""Build two tables of the names library: usual spellings of foreign names in Hangul, and
the Mandarin behind Sino-Korean syllables.

Run: python scripts/build_hangul_names.py --unihan DIR
Reads DIR/Unihan_Readings.txt.bz2 (Unihan 15.0.0, Unicode License v3, from the Debian package
unicode-data) and ../shared/data/names/wd_korean_train.tsv (Wikidata labels, CC0 1.0), without the
Latin forms that are held out for measuring. Writes data/hangul_names.tsv, data/hangul_pinyin.tsv.
"""

import argparse
import bz2
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from wayhome.people.matching.names import channel
from wayhome.people.matching.names.scripts import hangul, letters
from wayhome.people.matching.names.similarity import latin_similarity

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT.parent / "shared" / "data" / "names" / "wd_korean_train.tsv"
DATA = Path(channel.__file__).parent / "data"
ROUNDS = 6
NO_NAMES = re.compile(
    "[ivx]+|of|the|de|la|da|van|von|and|jr|sr|king|queen|emperor|pope|duke|prince"
)
LEAST_MET = 3  # times a native word must have met a spelling …
LEAST_SHARE = 0.12  # … and of all that it met
SHORT_MET, SHORT_SHARE = 8, 0.3  # the same for one syllable, which meets many by chance
# Least likeness by the learned letters, or else by the rules: below, words are only companions.
LEAST_ALIKE = 0.12, 0.6
MOST = 4
Legal = dict[str, set[str]]
Weights = dict[str, dict[str, float]]

NAMES_HEAD = """# version: 1
# source: built by scripts/build_hangul_names.py from wd_korean_train.tsv (Wikidata labels,
# published by NETransliteration-COLING2018 under CC0 1.0); Latin forms held out for measuring were
# left out
# columns: a word in Hangul, usual spellings parted by |, commonest first
"""
PINYIN_HEAD = """# version: 1
# source: built by scripts/build_hangul_names.py from Unihan 15.0.0 (Unicode License v3: which
# Mandarin syllables a Korean one can stand for) and wd_korean_train.tsv (CC0 1.0: how often
# each is met)
# columns: a syllable, Mandarin syllables with their log probability, likeliest first
"""


def training() -> Iterator[tuple[str, str]]:
    """Pairs of a native and a Latin name that are not held out."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        native, latin = line.split("\t")
        forms = latin.split("|")
        if not any(channel.held_out(letters(form)) for form in forms):
            yield from ((native, form) for form in forms)


def word_pairs() -> Iterator[tuple[list[str], list[str]]]:
    """Words of names written in several words of Hangul, and their Latin words."""
    for native, latin in training():
        ours = [word for word in native.split() if re.fullmatch("[가-힣]+", word)]
        spelled = (letters(word) for word in re.split(r"[\s-]+", latin))
        theirs = [one for one in spelled if len(one) > 1 and not NO_NAMES.fullmatch(one)]
        if ours and theirs and len(native.split()) > 1:
            yield ours, theirs


def usual_spellings() -> Weights:
    """Spellings by native word, by which words meet in one name (IBM model 1)."""
    pairs = list(word_pairs())
    shares: Weights = defaultdict(lambda: defaultdict(lambda: 1.0))
    counts: Weights = {}
    for _ in range(ROUNDS):
        counts = defaultdict(lambda: defaultdict(float))
        for ours, theirs in pairs:
            for spelled in theirs:
                total = sum(shares[word][spelled] for word in ours) + 1e-9
                for word in ours:
                    counts[word][spelled] += shares[word][spelled] / total
        shares = defaultdict(lambda: defaultdict(float))
        for word, spellings in counts.items():
            whole = sum(spellings.values())
            for spelled, count in spellings.items():
                shares[word][spelled] = count / whole
    return {
        word: {
            spelled: count
            for spelled, count in spellings.items()
            if usual(word, spelled, count, count / sum(spellings.values()))
        }
        for word, spellings in counts.items()
    }


def usual(word: str, spelled: str, count: float, share: float) -> bool:
    """Whether a spelling is met often enough, and sounds at all like the word."""
    met, least = (SHORT_MET, SHORT_SHARE) if len(word) == 1 else (LEAST_MET, LEAST_SHARE)
    if count < met or share < least:
        return False
    if (channel.similarity(word, "hangul", spelled) or 0.0) >= LEAST_ALIKE[0]:
        return True
    readings = (variant.latin for variant in hangul.by_rule(word))
    return max(latin_similarity(reading, spelled) for reading in readings) >= LEAST_ALIKE[1]


def legal(unihan: Path) -> Legal:
    """Mandarin syllables that a Korean one can stand for, of characters that have both readings."""
    korean: dict[str, list[str]] = {}
    mandarin: dict[str, str] = {}
    text = bz2.decompress((unihan / "Unihan_Readings.txt.bz2").read_bytes()).decode()
    for line in text.splitlines():
        if "\tkHangul\t" in line:
            code, _, value = line.split("\t")
            korean[code] = [one.split(":")[0] for one in value.split()]
        elif "\tkMandarin\t" in line:
            code, _, value = line.split("\t")
            mandarin[code] = plain(value.split()[0])
    found: Legal = defaultdict(set)
    for code, syllables in korean.items():
        for syllable in syllables:
            if code in mandarin:
                found[syllable].add(mandarin[code])
                found[first_of_word(syllable)].add(mandarin[code])
    return found


def plain(pinyin: str) -> str:
    """Pinyin in a-z, ü as u."""
    marked = unicodedata.normalize("NFD", pinyin)
    return "".join(letter for letter in marked if letter.isascii()).lower()


def first_of_word(syllable: str) -> str:
    """A syllable as the initial-sound law (두음법칙) has it at a word's start."""
    initial, vowel, final = (*unicodedata.normalize("NFD", syllable), "", "")[:3]
    soft = vowel in "\u1163\u1167\u1168\u116d\u1172\u1175"
    if initial == "\u1105":
        initial = "\u110b" if soft else "\u1102"
    elif initial == "\u1102" and soft:
        initial = "\u110b"
    return unicodedata.normalize("NFC", initial + vowel + final)


def cut(native: str, latin: str, known: Legal) -> list[str] | None:
    """The Mandarin syllables of a Latin name, one legal one for each syllable of the native one."""
    if not native:
        return [] if not latin else None
    for spelled in known.get(native[0], ()):
        if latin.startswith(spelled):
            rest = cut(native[1:], latin[len(spelled) :], known)
            if rest is not None:
                return [spelled, *rest]
    return None


def mandarin_shares(known: Legal) -> Weights:
    """How often each legal Mandarin syllable is met behind a Korean one."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for native, latin in training():
        syllables = re.sub("[^가-힣]", "", native)
        words = [letters(word) for word in re.split(r"[\s-]+", latin)]
        for order in (words, [*words[1:], *words[:1]]):
            found = cut(syllables, "".join(order), known) if 2 <= len(syllables) <= 4 else None
            if found:
                for syllable, spelled in zip(syllables, found, strict=True):
                    counts[syllable][spelled] += 1
                break
    shares: Weights = {}
    for syllable, spelled in known.items():
        total = sum(counts[syllable].values()) + 0.5 * len(spelled)
        shares[syllable] = {one: (counts[syllable][one] + 0.5) / total for one in spelled}
    return shares


def main() -> int:
    """Build and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unihan", type=Path, required=True)
    asked = parser.parse_args()
    lines = []
    for word, spellings in sorted(usual_spellings().items()):
        read = {variant.latin for variant in hangul.by_rule(word)}
        ordered = [one for one, _ in sorted(spellings.items(), key=lambda pair: -pair[1])]
        if any(one not in read for one in ordered[:2]):
            lines.append(f"{word}\t{'|'.join(ordered[:MOST])}")
    (DATA / "hangul_names.tsv").write_text(NAMES_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "names")
    lines = []
    for syllable, shares in sorted(mandarin_shares(legal(asked.unihan)).items()):
        best = sorted(shares.items(), key=lambda pair: -pair[1])[:MOST]
        cells = "|".join(f"{spelled} {math.log(share):.2f}" for spelled, share in best)
        lines.append(f"{syllable}\t{cells}")
    (DATA / "hangul_pinyin.tsv").write_text(PINYIN_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "syllables")
    return 0


if __name__ == "__main__":
    sys.exit(main())
