"""Two records side by side: which lines to show, what differs, what is not given, what is missing.

Words for templates; it decides nothing and reads no database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from wayhome.people import comparing
from wayhome.people.models import Pair, Record, RecordSide
from wayhome.vocabulary import codes

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Field:
    """A line: its label, the columns it is made of, and the compared fields that weigh it."""

    code: str
    label: Text
    columns: tuple[str, ...]
    weighed: tuple[str, ...] = ()


FIELDS = (
    Field(
        "name",
        _lazy("Name"),
        ("full_name", "given_name", "family_name"),
        ("name", "name_across_scripts"),
    ),
    Field("native_name", _lazy("Name in own script"), ("native_name",)),
    Field("other_names", _lazy("Other names"), ("other_names",)),
    Field("sex", _lazy("Sex"), ("sex",), ("sex",)),
    Field(
        "birth",
        _lazy("Born"),
        ("birth_date", "birth_year", "age"),
        ("birth", "birth_year", "age", "dates"),
    ),
    Field("nationality", _lazy("Nationality"), ("nationality",), ("nationality",)),
    Field(
        "document",
        _lazy("Document"),
        ("document_type", "document_number"),
        ("document", "document_fragment"),
    ),
    Field("phone", _lazy("Phone"), ("phone",), ("phone",)),
    Field("email", _lazy("E-mail"), ("email",), ("email",)),
    Field("account", _lazy("Social account"), ("social_account",), ("account",)),
    Field("address", _lazy("Address"), ("address", "postcode"), ("address", "postcode")),
    Field("birth_place", _lazy("Place of birth"), ("place_of_birth",), ("birth_place",)),
    Field("occupation", _lazy("Occupation"), ("occupation",), ("occupation",)),
    Field("last_place", _lazy("Last known place"), ("last_known_place",), ("last_place",)),
    Field("last_contact", _lazy("Last contact"), ("last_contact_date",)),
    Field("family", _lazy("Family's contact"), ("family_contact",), ("family", "family_phone")),
    Field("notes", _lazy("Notes"), ("notes",)),
)
# Shown even where neither side gives it: what nobody gave is worth asking for.
ALWAYS = frozenset({"name", "sex", "birth", "nationality", "document", "phone"})


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both records: what each says, the bits, and whether it agrees or differs.

    ``bits`` is None where nothing was compared. ``state`` is agrees, differs, silent (a side does
    not give it) or empty (given, not compared). ``why`` says of a name, which may agree in one word
    and differ in another, what the bits are for.
    """

    label: Text
    left: str
    right: str
    left_read: str
    right_read: str
    bits: float | None
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one record, and how it is understood where that is not plain."""

    label: Text
    value: str
    read: str = ""


def sides(pair: Pair) -> tuple[Record, Record]:
    """Return the two records as they are shown: who is looked for on the left."""
    turned = pair.right.side == RecordSide.REQUESTED and pair.left.side != RecordSide.REQUESTED
    return (pair.right, pair.left) if turned else (pair.left, pair.right)


def lines(pair: Pair, readings: Mapping[str, str] = MappingProxyType({})) -> list[Line]:
    """Return the two records of a pair field by field.

    ``readings`` says how names were read to meet each other; others are read as by ear.
    """
    weights = _weights(pair.reasons)
    one, other = sides(pair)
    shown = []
    for field in FIELDS:
        left, right = value(one.details, field), value(other.details, field)
        found = [weights[name] for name in field.weighed if name in weights]
        if not (left or right or found or field.code in ALWAYS):
            continue
        bits = sum(found) if found else None
        shown.append(
            Line(
                field.label,
                left,
                right,
                read(one.details, field, readings),
                read(other.details, field, readings),
                bits,
                _state(left, right, bits),
                _why(pair.reasons, field) if field.code == "name" else "",
            )
        )
    return shown


def facts(details: Mapping[str, Any]) -> list[Fact]:
    """Return what one record gives, field by field."""
    found = [(field, value(details, field)) for field in FIELDS]
    return [
        Fact(field.label, given, read(details, field))
        for field, given in found
        if given or field.code in ALWAYS
    ]


def value(details: Mapping[str, Any], field: Field) -> str:
    """Return what a record says in a field, as its source wrote it; a country's code by name."""
    given = [str(details.get(column) or "") for column in field.columns]
    if field.code == "name":
        return given[0] or " ".join(part for part in given[1:] if part)
    if field.code == "birth":
        return (
            given[0] or given[1] or (_("%(age)s years old") % {"age": given[2]} if given[2] else "")
        )
    if field.code == "nationality":
        return _country(given[0])
    return " ".join(part for part in given if part)


def _country(given: str) -> str:
    """Return a code with the country's name in the user's language, anything else as it is."""
    name = _country_name(given)
    return f"{name} ({given})" if name else given


def _country_name(code: str) -> str:
    known = codes("country")
    return known.label(code, get_language() or "en") if code in known else ""


def columns_of(weighed: str) -> tuple[str, ...]:
    """Return the columns of the line that shows a compared field."""
    return next((field.columns for field in FIELDS if weighed in field.weighed), ())


def waterfall(pair: Pair) -> list[tuple[str, float]]:
    """Return the reasons of the score in words, with their bits, the prior first."""
    return [(reason_words(reason), float(reason["bits"])) for reason in pair.reasons]


def thresholds() -> list[tuple[str, float]]:
    """Return from which sums of bits a pair is shown to a person, and the model is confident."""
    return [
        (
            _("from here the model asks a person"),
            comparing.log_odds(comparing.review_probability()),
        ),
        (_("from here it is confident"), comparing.log_odds(comparing.likely_probability())),
    ]


def reason_words(reason: Mapping[str, Any]) -> str:
    """Return what a reason says, in the user's language."""
    code = str(reason["code"])
    if code == "prior":
        return _("Before anything is compared: one of many in the register")
    return _(comparing.reason_says(code))


def _weights(reasons: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for reason in reasons:
        field = str(reason["code"]).split(".")[0]
        weights[field] = weights.get(field, 0.0) + float(reason["bits"])
    return weights


def _why(reasons: Sequence[Mapping[str, Any]], field: Field) -> str:
    said = (reason for reason in reasons if str(reason["code"]).split(".")[0] in field.weighed)
    return "; ".join(map(reason_words, said))


def _state(left: str, right: str, bits: float | None) -> str:
    if not (left and right) and not bits:
        return "silent"
    if bits is None:
        return ""
    return "differs" if bits < 0 else "agrees"


def read(
    details: Mapping[str, Any], field: Field, readings: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return how a field is understood where that is not plain: by ear, by our calendar or list."""
    given = value(details, field)
    if "name" in field.code and given:
        heard = readings.get(given) or comparing.by_ear(given)
        return _("by ear: %(name)s") % {"name": heard} if heard else ""
    if field.code == "birth" and given:
        date = comparing.birth_read(details)
        return _("read as %(date)s") % {"date": date} if date and date != given else ""
    if field.code == "nationality" and given == details.get("nationality"):
        name = _country_name(comparing.nationality_code(given))
        return _("read as %(name)s") % {"name": name} if name and name != given else ""
    return ""
