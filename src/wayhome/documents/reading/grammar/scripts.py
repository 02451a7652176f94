"""Places in Thai, Chinese and Burmese, which write no spaces between words.

A name counts only where words begin and end: the Thai spelling of Myawaddy lies by chance inside
the ordinary word for length, and is no place there. Short names and small places need a word for
a province, district or the like before them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wayhome.documents.reading.gazetteer import candidates, names_in
from wayhome.documents.reading.grammar.found import Page
from wayhome.documents.reading.grammar.places import Mention
from wayhome.documents.reading.lexicon.countries import countries

if TYPE_CHECKING:
    from icu import BreakIterator

SCRIPT = {"th": "Thai", "zh": "Hani", "my": "Mymr"}
_RUNS = {
    "th": re.compile("[\u0e00-\u0e7f][\u0e00-\u0e7f .\\-0-9]*"),
    "zh": re.compile("[\u3400-\u9fffA-Za-z]*[\u3400-\u9fff]+"),
    "my": re.compile("[\u1000-\u109f]+"),
}
_PREFIX = {
    "th": re.compile(r"(?:จ\.|จังหวัด|อ\.|อำเภอ|ต\.|ตำบล|บ้าน|เขต|แขวง|รัฐ|ชายแดน|ด่าน|เมือง(?!ไทย)) ?$"),
    "zh": re.compile(r"(?:在|于|至|从|抵达|缅甸|泰国|柬埔寨|老挝|边境|邦|府|省|州)$"),
    "my": re.compile(r"$"),
}
_SUFFIX = {
    "th": re.compile(r"(?!)"),
    "zh": re.compile(r"^(?:县|市|镇|省|府|区|村|州|邦|口岸|地区|園區|园区|縣|鎮)"),
    "my": re.compile(r"^(?:မြို့|ခရိုင်|ပြည်နယ်|တိုင်း|ကျေးရွာ)"),
}
LONGEST = 40
_TITLE = re.compile(r"(?:จังหวัด|อำเภอ|ตำบล|เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล)(?=..)")
_DOT = re.compile(rf"[.]|{_TITLE.pattern}")  # อ.แม่สอด is one word to ICU
# Thai names shorter than this are ordinary words as well (ตาก, to dry; เลย, at all).
_SURE = {"th": 5, "zh": 2, "my": 3}


@lru_cache(maxsize=4)
def _breaker(language: str) -> BreakIterator:
    from icu import BreakIterator, Locale  # slow to load, and most texts need no help

    return BreakIterator.createWordInstance(Locale(language))


def boundaries(text: str, language: str) -> list[int]:
    """Return where words of text begin or end, from 0 to its length."""
    breaker = _breaker(language)
    breaker.setText(text)
    found = [0]
    while True:
        at = breaker.nextBoundary()
        if at < 0:
            return found
        found.append(at)


def find(page: Page, language: str) -> list[Mention]:
    """Return the places and countries named in the letters of one language."""
    found: list[Mention] = []
    for run in _RUNS[language].finditer(page.text):
        found += _in_run(page.text, run.start(), run[0], language)
    return found


def _in_run(text: str, offset: int, run: str, language: str) -> list[Mention]:
    known, lands = names_in(SCRIPT[language]), countries(language).names
    # ICU counts in UTF-16; these scripts lie below U+10000, so that places agree.
    cuts = sorted({*boundaries(run, language), *(m.end() for m in _DOT.finditer(run))})
    found: list[Mention] = []
    free = 0
    for start in cuts:
        if start < free:
            continue
        for end in sorted((cut for cut in cuts if start < cut <= start + LONGEST), reverse=True):
            name = run[start:end].strip(" .")
            if name not in known and name not in lands:
                continue
            at = offset + start + run[start:end].index(name)
            mention = _mention(text, at, name, language, known, lands)
            if mention is not None:
                found.append(mention)
                free = end
                break
    return found


def _mention(
    text: str, at: int, name: str, language: str, known: dict[str, int], lands: dict[str, str]
) -> Mention | None:
    end = at + len(name)
    if language == "th" and _TITLE.match(name):
        return None  # the place is named without its kind
    if name in lands and name not in ("大陆", "大陸"):
        return Mention(at, end, (), lands[name])
    rank = known.get(name, 9)
    told = bool(_PREFIX[language].search(text[max(0, at - 10) : at])) and language == "th"
    told = told or bool(_SUFFIX[language].match(text[end : end + 4]))
    if language == "zh" and _PREFIX["zh"].search(text[max(0, at - 4) : at]) and len(name) > 2:
        told = True
    if told or (rank <= 1 and len(name) >= _SURE[language]):
        options = candidates(name)
        if options and (rank <= 3 or told):
            return Mention(at, end, options)
    return None
