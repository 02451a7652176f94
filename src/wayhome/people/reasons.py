"""The reasons of a pair in words: how its names meet letter by letter, and what would decide it.

One structure for the page and the API, made from the reasons that a pair keeps; it reads no
database. What is said of a code in English stands with the matching library, translated here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from wayhome.people import comparing, showing
from wayhome.people.matching import names
from wayhome.people.matching.deciding import Outlook, Sight
from wayhome.people.models import Pair, Record

Text = str | Promise
_MOST_ASKED = 5  # fields that would decide; more than that nobody asks for at once
# Signs that the page's own fonts carry.
SIGNS = {"same": "=", "close": "~", "different": "×", "missing": "–", "silent": "·"}

# A field that was not compared, as somebody would ask for it, and where only a part is known.
_ASKED: dict[str, tuple[Text, Text]] = {
    "name": (_lazy("a name"), ""),
    "document": (_lazy("a document number"), _lazy("the whole document number")),
    "birth": (_lazy("a birth date"), _lazy("the full birth date")),
    "phone": (_lazy("a phone number"), ""),
    "family_phone": (_lazy("a phone number of the family"), ""),
    "email": (_lazy("an e-mail address"), ""),
    "account": (_lazy("a social account"), ""),
    "sex": (_lazy("the sex"), ""),
    "nationality": (_lazy("the nationality"), ""),
    "address": (_lazy("the address"), ""),
    "postcode": (_lazy("the postcode"), ""),
    "birth_place": (_lazy("the place of birth"), ""),
    "occupation": (_lazy("the occupation"), ""),
    "last_place": (_lazy("the last known place"), ""),
    "family": (_lazy("the family's contact"), ""),
}
# Fields that one column gives, where a line of the page shows several.
_COLUMNS = {
    "birth": ("birth_date",),
    "document": ("document_number",),
    "family_phone": ("family_contact",),
    "address": ("address",),
    "postcode": ("postcode",),
}


@dataclass(frozen=True, slots=True)
class Letters:
    """A column of aligned letters: own letters, Latin ones (with their states), the sign, words."""

    left_own: str
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]
    right_own: str
    state: str
    sign: str
    says: str


@dataclass(frozen=True, slots=True)
class Word:
    """Two words that met; ``likeness`` is same, close, partly or other, ``says`` its words.

    Words that are written alike have no letters to look at.
    """

    left: str
    right: str
    left_read: str
    right_read: str
    likeness: str
    says: str
    letters: tuple[Letters, ...]
    helps: tuple[str, ...]
    left_own: bool
    right_own: bool


@dataclass(frozen=True, slots=True)
class NamesMet:
    """The two names that weighed most; ``notes`` say what concerns a whole name.

    ``readings`` holds, by each name as its source wrote it, how it was read to meet the other.
    """

    left: str
    right: str
    words: tuple[Word, ...]
    notes: tuple[tuple[str, str], ...]
    readings: dict[str, str]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The signs that stand between the letters of these names, each with its words."""
        used = {one.state for word in self.words for one in word.letters}
        return [(SIGNS[s], _(names.said("letters", s))) for s in SIGNS if s in used]


@dataclass(frozen=True, slots=True)
class Missing:
    """A field not compared: who gives it, and where the pair would stand if it were known.

    ``half_known``: one side gives it, or a part of it is known, so that half the work is done.
    """

    field: str
    asked: Text
    given: Text
    half_known: bool
    agrees: Sight
    agrees_says: str
    differs: Sight
    differs_says: str
    decides: bool


def names_met(pair: Pair) -> NamesMet | None:
    """Return how the names of a pair meet, who is looked for on the left; None without names."""
    why = comparing.names_met(pair.reasons, turned=showing.sides(pair)[0] != pair.left)
    if why is None:
        return None
    both = [("", "; ".join(map(_help, why.helps)))] if why.helps else []
    return NamesMet(
        why.left.clean,
        why.right.clean,
        tuple(map(_word, why.words)),
        (*_notes(why.left), *_notes(why.right), *both),
        {side.given: _reading(side) for side in (why.left, why.right) if side.read},
    )


def _reading(side: names.Side) -> str:
    return f"{side.clean} · {side.read}" if "zawgyi" in side.helps else side.read


def _word(word: names.WordPair) -> Word:
    alike = word.left.casefold() == word.right.casefold()
    letters = () if alike else tuple(map(_letters, word.columns))
    return Word(
        word.left,
        word.right,
        word.left_read,
        word.right_read,
        word.likeness,
        _(names.said("likeness", word.likeness)),
        letters,
        tuple(map(_help, word.helps)),
        any(one.left_own for one in letters),
        any(one.right_own for one in letters),
    )


def _letters(column: names.Column) -> Letters:
    left = tuple((step.left, step.state) for step in column.steps if step.left)
    right = tuple((step.right, step.state) for step in column.steps if step.right)
    says = _(names.said("letters", column.state))
    return Letters(column.left, left, right, column.right, column.state, SIGNS[column.state], says)


def _notes(side: names.Side) -> Iterator[tuple[str, str]]:
    """Yield what concerns one name: the words it is about, and what is said of them."""
    for title in side.titles:
        yield title, _("a title, left out")
    for word in side.alone:
        if word.particle:
            yield word.text, _("only in one name; such a small word counts for little")
        else:
            yield word.text, _("only in one name")
    for code in side.helps:
        yield side.clean, _help(code)


def _help(code: str) -> str:
    return _(names.said("helps", code))


def missing(pair: Pair) -> list[Missing]:
    """Return what was not compared, the most deciding first."""
    one_list = pair.left.submission_id == pair.right.submission_id
    return [_missing(pair, found) for found in comparing.outlooks(pair.reasons, one_list)]


def _missing(pair: Pair, found: Outlook) -> Missing:
    whole, part = _ASKED[found.field]
    left, right = (_gives(side, found.field) for side in (pair.left, pair.right))
    return Missing(
        found.field,
        part if part and found.instead_of else whole,
        _("only a part is known") if found.instead_of else _given(pair, left, right),
        bool(found.instead_of) or left != right,
        found.agrees,
        _(comparing.reason_says(found.agrees.code)),
        found.differs,
        _(comparing.reason_says(found.differs.code)),
        found.decides,
    )


def _gives(record: Record, field: str) -> bool:
    columns = _COLUMNS.get(field) or showing.columns_of(field)
    return any(record.details.get(column) for column in columns)


def _given(pair: Pair, left: bool, right: bool) -> Text:
    if left and right:
        return _("both give it, but it could not be read on both sides")
    if not (left or right):
        return _("neither gives it")
    giving = pair.left if left else pair.right
    return _("only %(agency)s gives it") % {"agency": giving.agency.name}


def deciding(found: Sequence[Missing]) -> tuple[list[Missing], list[Text]]:
    """Return the few that would decide the pair, the half known first, and what else would."""
    decides = sorted((one for one in found if one.decides), key=lambda one: not one.half_known)
    return decides[:_MOST_ASKED], [one.asked for one in decides[_MOST_ASKED:]]


def idle(found: Sequence[Missing]) -> list[Text]:
    """Return what would not decide the pair whatever it said, as it would be asked for."""
    return [one.asked for one in found if not one.decides]


def would_settle(found: Sequence[Missing]) -> list[str]:
    """Return in words what would decide the pair; a family's look at a photograph always would."""
    asked = [str(one.asked) for one in deciding(found)[0]]
    return [*asked, _("a photograph shown to the family")]
