"""Draws paired names, native and Latin, by culture. Combined names mean no real person."""

from collections.abc import Callable
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from wayhome.simulate.model import NamePart, PersonName
from wayhome.simulate.randomness import weighted
from wayhome.simulate.resources import PartRow, data, name_parts

PASSPORT_SPELLING = (6.0, 2.5, 1.5, 1.0)
"""How likely a passport has the first, second … romanisation of a part (assumed)."""


@cache
def pool(culture: str, part: str, sex: str) -> tuple[tuple[PartRow, ...], tuple[int, ...]]:
    """The rows of a part that a person of that sex may bear, with cumulative weights."""
    rows = tuple(row for row in name_parts(culture) if row.part == part and row.sex in (sex, "-"))
    return rows, tuple(accumulate(row.weight for row in rows))


def spelling_for_passport(rng: Random, row: PartRow) -> str:
    """One romanisation, the commoner the likelier."""
    if len(row.latin) == 1:
        return row.latin[0]
    return rng.choices(row.latin, PASSPORT_SPELLING[: len(row.latin)])[0]


def _part(rng: Random, culture: str, slot: dict[str, Any], sex: str) -> NamePart:
    bearer = slot.get("sex", sex)
    rows, cumulative = pool(culture, slot["part"], bearer)
    row = rng.choices(rows, cum_weights=cumulative)[0]
    return NamePart(
        slot.get("role", "given"), row.native, spelling_for_passport(rng, row), row.latin
    )


def _gendered(part: NamePart, change: Callable[[str], str], native: str) -> NamePart:
    return NamePart(part.role, native, change(part.latin), tuple(map(change, part.variants)))


def _fit_to_sex(part: NamePart, slot: dict[str, Any], rule: dict[str, Any], sex: str) -> NamePart:
    """Adds a surname's feminine ending, or the link (bin, binti) before a father's name."""
    if "link" in slot:
        link = slot["link"][sex]
        return _gendered(part, lambda latin: f"{link} {latin}", f"{link} {part.native}")
    if sex == "f" and "feminine" in rule and slot["part"] == "family":
        ending = rule["feminine"]
        return _gendered(
            part, lambda latin: latin + ending["latin"], part.native + ending["native"]
        )
    return part


def draw_name(
    rng: Random, culture: str, sex: str, relative: dict[int, NamePart] | None = None
) -> tuple[PersonName, dict[int, NamePart]]:
    """A name, and its shared parts (surname, father's name) by slot for brothers and sisters.

    `sex` is 'f' or 'm'. `relative`: the shared parts of a brother or sister, taken over.
    """
    rule = data("cultures")[culture]
    parts: list[NamePart] = []
    shared: dict[int, NamePart] = {}
    for place, slot in enumerate(rule["slots"]):
        part = relative.get(place) if relative and slot.get("shared") else None
        if part and _may_bear(culture, slot, sex, part):
            drawn = [part]
        elif part or _stands(rng, slot, relative):
            drawn = _draw_slot(rng, culture, slot, sex, {part.native for part in parts})
        else:
            drawn = []
        if slot.get("shared") and drawn:
            shared[place] = drawn[0]
        parts += [_fit_to_sex(part, slot, rule, sex) for part in drawn]
    nicknames, cumulative = pool(culture, "nickname", sex)
    nickname = rng.choices(nicknames, cum_weights=cumulative)[0].latin[0] if nicknames else ""
    return PersonName(culture, tuple(parts), nickname), shared


def _stands(rng: Random, slot: dict[str, Any], relative: dict[int, NamePart] | None) -> bool:
    """Whether the name has this part at all; what a family does not have, nobody in it has."""
    family_lacks_it = bool(relative) and bool(slot.get("shared"))
    return not family_lacks_it and rng.random() < slot.get("chance", 1)


def _may_bear(culture: str, slot: dict[str, Any], sex: str, part: NamePart) -> bool:
    """Whether somebody of this sex bears the family's part (Kaur and Akter: women only)."""
    rows, _ = pool(culture, slot["part"], slot.get("sex", sex))
    return any(row.native == part.native for row in rows)


def _draw_slot(
    rng: Random, culture: str, slot: dict[str, Any], sex: str, used: set[str]
) -> list[NamePart]:
    """The slot's parts; a part that the name already has is drawn once more."""
    times = weighted(rng, slot["times"]) if "times" in slot else 1
    drawn: list[NamePart] = []
    for _ in range(times):
        part = _part(rng, culture, slot, sex)
        if part.native in used:
            part = _part(rng, culture, slot, sex)
        if part.native not in used:
            drawn.append(part)
            used.add(part.native)
    return drawn or [_part(rng, culture, slot, sex)]


def is_joined(name: PersonName) -> bool:
    """Whether the passport writes several given parts as one word (Weiming, but Tai Man)."""
    is_one_word = data("cultures")[name.culture].get("latin_given") == ""
    return is_one_word and sum(part.role == "given" for part in name.parts) > 1


def latin_forms(
    name: PersonName, spellings: list[str] | None = None, apart: str | None = None
) -> tuple[str, str, str]:
    """Full, given and family name in Latin letters.

    `spellings` replaces the passport's, part by part; `apart` is what stands between given parts,
    where it is not the passport's own way.
    """
    spelt = spellings or [part.latin for part in name.parts]
    pairs = list(zip(name.parts, spelt, strict=True))
    given = [spelling for part, spelling in pairs if part.role == "given"]
    family_name = " ".join(spelling for part, spelling in pairs if part.role == "family")
    if apart is None and is_joined(name):
        given_name = given[0] + "".join(given[1:]).lower()
    else:
        given_name = (apart or " ").join(given)
    ordered = [family_name, given_name] if _family_first(name) else [given_name, family_name]
    return " ".join(filter(None, ordered)), given_name, family_name


def _family_first(name: PersonName) -> bool:
    return name.parts[0].role == "family"


def native_form(name: PersonName) -> str:
    """The full name in its own script; empty where the culture writes Latin letters as they are."""
    joiner = data("cultures")[name.culture]["native"]
    return "" if joiner is None else str(joiner).join(part.native for part in name.parts)
