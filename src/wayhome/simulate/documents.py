"""Writes made-up articles and letters about events, and keeps what each states and where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from wayhome.simulate.model import Document, Encounter, Handover, RequestList, StatedFact
from wayhome.simulate.randomness import stream
from wayhome.simulate.resources import data

MOST_DOCUMENTS = 60
_MARKED = re.compile("\ue000(.*?)\ue001(.*?)\ue002(.*?)\ue003", re.DOTALL)
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@dataclass(frozen=True, slots=True)
class Event:
    """What an article is about, whichever kind of event it was."""

    id: str
    kind: str
    day: date
    place: str
    province: str
    head_count: Mapping[str, int]
    site_id: str
    blanks: Mapping[str, str]

    @property
    def total(self) -> int:
        """People in the event."""
        return sum(self.head_count.values())


def in_words(number: int) -> str:
    """An English number word below one hundred; digits above."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    return f"{number:,}"


def mark(kind: str, value: object, quote: str) -> str:
    """The quote between private marks, so that its place in the finished text can be found."""
    return f"\ue000{kind}\ue001{value}\ue002{quote}\ue003"


def settle(marked: str) -> tuple[str, tuple[StatedFact, ...]]:
    """The text without marks, and each marked fact with its place in it (code points)."""
    pieces: list[str] = []
    facts: list[StatedFact] = []
    length = end = 0
    for found in _MARKED.finditer(marked):
        kind, value, quote = found.groups()
        pieces += [marked[end : found.start()], quote]
        length += found.start() - end
        facts.append(StatedFact(kind, value, length, length + len(quote), quote))
        length += len(quote)
        end = found.end()
    return "".join([*pieces, marked[end:]]), tuple(facts)


def write_documents(
    seed: int,
    encounters: tuple[Encounter, ...],
    handovers: tuple[Handover, ...],
    lists: tuple[RequestList, ...],
) -> tuple[Document, ...]:
    """Articles about groups and handovers, the first and the largest among them, and letters.

    Some events are told twice, some of those with another figure. The first article is English.
    """
    rng = stream(seed, "documents")
    events = [_from_encounter(each) for each in encounters if each.total > 2]
    events += [_from_handover(each) for each in handovers if each.counted > 5]
    largest = max(events, key=lambda event: event.total, default=None)
    others = [event for event in events[1:] if event is not largest]
    told = [event for event in events if event is events[0] or event is largest]
    told += rng.sample(others, min(len(others), MOST_DOCUMENTS // 2))
    documents: list[Document] = []
    for event in told:
        for echo in range(2 if rng.random() < 0.3 or event.total > 200 else 1):
            language = rng.choices(["en", "th", "zh"], [70, 18, 12])[0] if documents else "en"
            documents.append(_article(rng, len(documents) + 1, event, language, echo > 0))
    last = [requests for requests in lists if requests.version == 2 and len(requests.rows) > 1]
    for requests in last[: MOST_DOCUMENTS // 5]:
        documents.append(_letter(rng, len(documents) + 1, requests))
    return tuple(documents)


def _from_encounter(encounter: Encounter) -> Event:
    words = data("documents_en")
    searched = "nothing" if encounter.search_found == "nothing" else "otherwise"
    return Event(
        encounter.id,
        "encounter",
        encounter.time.date(),
        encounter.place.rpartition(", ")[2].removesuffix(" district"),
        encounter.province,
        encounter.head_count,
        encounter.site_id,
        {
            "units": " and ".join(encounter.units),
            "told": encounter.statement,
            "papers": words["papers"][encounter.papers_carried][encounter.total % 2],
            "searched": words["searched"][searched][encounter.total % 2].format(
                found=encounter.search_found
            ),
        },
    )


def _from_handover(handover: Handover) -> Event:
    return Event(
        handover.id,
        "handover",
        handover.day,
        handover.place,
        handover.province,
        handover.head_count,
        handover.site_id,
        {
            "giver": handover.given_by,
            "taker": handover.taken_by,
            "units": handover.taken_by,
            "told": "They said little; many slept on the floor of the bus.",
            "papers": "Some carried passports.",
            "searched": "Bags were searched and returned.",
        },
    )


def _article(rng: Random, number: int, event: Event, language: str, echo: bool) -> Document:
    words = data(f"documents_{language}")
    total = event.total + (rng.choice([-1, 1]) if echo and rng.random() < 0.5 else 0)
    published = event.day + timedelta(days=rng.randint(0, 4) + (2 if echo else 0))
    blanks = _blanks(rng, event, total, published, language)
    prefix = f"{event.kind}_" if language == "en" else ""
    title = _plain(rng.choice(words[f"{prefix}titles"]).format_map(blanks))
    sentences = [rng.choice(words[f"{prefix}openings"]).format_map(blanks)]
    sentences.append(_breakdown(rng, event, words, language, blanks["spelt"] == "words"))
    after = rng.sample(words["after"], 3)
    joiner = "" if language == "zh" else " "
    body = "\n\n".join([joiner.join(sentences), *(line.format_map(blanks) for line in after)])
    front = _front_matter(title, rng.choice(words["bylines"]), language, published)
    text, facts = settle(f"{front}\n\n{words['mark']}\n\n{body}\n")
    return Document(
        f"documents/D-{number:04d}-{language}.md", language, published, event.id, text, facts
    )


def _front_matter(title: str, author: str, language: str, published: date) -> str:
    lines = ["synthetic: made up", f'title: "{title}"', f'author: "{author}"']
    lines += [f'language: "{language}"', f"date: {published.isoformat()}"]
    return "\n".join(["---", *lines, "---"])


def _plain(marked: str) -> str:
    return settle(marked)[0]


def _blanks(
    rng: Random, event: Event, total: int, published: date, language: str
) -> dict[str, str]:
    spelt = "words" if language == "en" and total < 100 and rng.random() < 0.4 else "digits"
    shown = in_words(total) if spelt == "words" else str(total)
    site = next(site for site in data("places")["sites"] if site["id"] == event.site_id)
    border = next(place for place in data("places")["border"] if place["name"] == event.place)
    place = {"en": event.place, "th": border["native"], "zh": border["chinese"]}[language]
    blanks = {
        **event.blanks,
        "spelt": spelt,
        "total": mark("total", total, shown),
        "Total": mark("total", total, shown[:1].upper() + shown[1:]),
        "place": mark("place", event.place, place),
        "province": event.province,
        "site": mark("site", event.site_id, site["name"]),
        "town": mark("place", site["near"], site["near"]),
    }
    if language == "en":
        preposition, day = _english_day(rng, event.day, published)
        marked = mark("date", event.day.isoformat(), day)
        blanks |= {"day": f"{preposition} {marked}", "Day": f"{preposition.title()} {marked}"}
        blanks["comma_day"] = f" {blanks['day']}"
    else:
        blanks["date"] = mark("date", event.day.isoformat(), _asian_day(event.day, language))
    return blanks


def _english_day(rng: Random, day: date, published: date) -> tuple[str, str]:
    """Preposition and day, in one of several styles; a bare weekday only within the week before."""
    words = data("documents_en")
    month, weekday = words["months"][day.month - 1], words["weekdays"][day.weekday()]
    styles = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{month} {day.day}",
    ]
    if (published - day).days < 6:
        styles += [weekday, f"{weekday} morning"]
    return "on", rng.choice(styles)


def _asian_day(day: date, language: str) -> str:
    if language == "th":
        return f"{day.day} {data('documents_th')['months'][day.month - 1]} {day.year + 543}"
    return f"{day.year}年{day.month}月{day.day}日"


def _breakdown(rng: Random, event: Event, words: dict[str, Any], language: str, spelt: bool) -> str:
    """The counts by nationality in one sentence; they add up to the event's true total."""
    pattern = rng.choice(words["breakdowns"])
    items = []
    for place, (code, number) in enumerate(event.head_count.items()):
        shape = pattern.get("first", pattern["item"]) if place == 0 else pattern["item"]
        country = data("countries")[code]
        shown = in_words(number) if spelt else str(number)
        demonym = country["demonym"]
        phrase = shape.format(n=shown, country=country["names"][language], demonym=demonym)
        if number == 1:
            phrase = phrase.replace("nationals", "national").replace("citizens", "citizen")
            phrase = phrase.replace("people", "person")
        items.append(mark("count", f"{code}={number}", phrase))
    return str(pattern["sentence"]).format(items=_listed(items, language))


def _listed(items: list[str], language: str) -> str:
    if language == "zh":
        return "、".join(items)
    joiner = " และ " if language == "th" else " and "
    return joiner.join(filter(None, [", ".join(items[:-1]), items[-1]]))


def _letter(rng: Random, number: int, requests: RequestList) -> Document:
    words = data("documents_en")
    country = data("countries")[requests.country]
    is_embassy = requests.agency.startswith("embassy")
    total, day = len(requests.rows), requests.as_of
    shown = f"{day.day} {words['months'][day.month - 1]} {day.year}"
    quoted = mark("count" if is_embassy else "total", f"{requests.country}={total}", str(total))
    text = rng.choice(words["letters"]).format(
        total=quoted,
        Total=quoted,
        agency=requests.agency_name,
        country=country["names"]["en"] if is_embassy else "several countries",
        demonym=country["demonym"] if is_embassy else "foreign",
        date=mark("date", day.isoformat(), shown),
        place=mark("place", "Mae Sot", "Mae Sot"),
    )
    settled, facts = settle(f"{words['mark']}\n\n{text}\n\n{rng.choice(words['bylines'])}\n")
    return Document(f"documents/L-{number:04d}-en.txt", "en", day, requests.file, settled, facts)
