"""Khmer: clusters of consonants, each of a series that decides how its vowel reads."""

import re

from wayhome.people.matching.names.data import table
from wayhome.people.matching.names.model import Variant

_SILENCED = re.compile("[\u1780-\u17a2][\u17b6-\u17c5]?\u17cd")
_CLUSTER = re.compile(
    "(?P<head>[\u1780-\u17a2](?:\u17d2[\u1780-\u17a2])*)(?P<shift>[\u17c9\u17ca]?)"
    "(?P<vowel>[\u17b6-\u17c8]*)(?P<short>\u17cb?)"
    "|(?P<independent>[\u17a3-\u17b3])"
)
_STYLES = 2


def romanise(text: str) -> tuple[Variant, ...]:
    """Readings with either spelling of each vowel, syllables closed and left open."""
    clusters = list(_CLUSTER.finditer(_SILENCED.sub("", text)))
    found = []
    for style in range(_STYLES):
        for closed in (True, False):
            weight = 1 - 0.04 * style - 0.06 * (not closed)
            found.append(Variant(_read(clusters, style, closed), round(weight, 3), "khmer"))
    return tuple(found)


def _read(clusters: list[re.Match[str]], style: int, closed: bool) -> str:
    data = table("khmer.yaml")
    latin, can_close = "", False
    for place, match in enumerate(clusters):
        if match["independent"]:
            latin += data["independent"].get(match["independent"], "")
            can_close = True
            continue
        letters = match["head"].split("\u17d2")
        last = place == len(clusters) - 1
        if not match["vowel"] and can_close and (closed or last or match["short"]):
            latin += _final(letters, last)
            can_close = len(letters) > 1 and not last
            continue
        latin += "".join(data["consonants"][letter][0] for letter in letters)
        latin += _vowel(match, letters, style)
        can_close = True
    return latin


def _final(letters: list[str], last: bool) -> str:
    """A cluster that closes a syllable: inside a word its second part opens the next one."""
    data = table("khmer.yaml")
    first = str(data["consonants"][letters[0]][1])
    if last or len(letters) == 1:
        return first
    rest = "".join(data["consonants"][letter][0] for letter in letters[1:])
    return f"{first}{rest}{data['inherent'][data['consonants'][letters[-1]][2]][0]}"


def _vowel(match: re.Match[str], letters: list[str], style: int) -> str:
    data = table("khmer.yaml")
    series = str(data["consonants"][letters[0]][2])
    series = {"\u17c9": "a", "\u17ca": "o"}.get(match["shift"], series)
    if not match["vowel"]:
        return str(data["inherent"][series][style])
    known = data["vowels"].get(match["vowel"]) or data["vowels"].get(match["vowel"][0])
    if known is None:
        return ""
    spelled = str(known[series == "o"]).split("|")
    return spelled[min(style, len(spelled) - 1)]
