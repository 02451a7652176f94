"""Two names held together: a score, evidence in bits and a verdict, with the reasons. A name alone
never decides who a person is."""

import functools
import itertools
from typing import Any

from wayhome.people.matching.reason import Reason

from . import honorifics
from .aligning import Alignment, best_alignment
from .data import table
from .distinct import distinct
from .fold import fold
from .frequencies import Frequencies, default, token_bits
from .honorifics import is_particle
from .model import Name, NameComparison, Token, Variant, Verdict
from .similarity import Meeting

# How words met that are one name for all that they differ.
_ANSWERED = frozenset({"name.initial", "name.diminutive"})


def compare(a: Name, b: Name, frequencies: Frequencies | None = None) -> NameComparison:
    """Score 0..1, bits, verdict and reasons; a name without usable tokens weighs nothing."""
    if not a.tokens or not b.tokens:
        reason = Reason("name.missing", a.raw, b.raw, 0.0)
        return NameComparison(0.0, 0.0, "unsure", (reason,))
    alignment = best_alignment(a, b)
    reasons = _reasons(alignment, frequencies or default())
    score = round(min(1.0, alignment.score), 6)
    bits = sum(reason.bits for reason in reasons)
    return NameComparison(score, round(bits, 3), _verdict(alignment, score, bits), reasons)


@functools.cache
def _weights() -> dict[str, Any]:
    return table("weights.yaml")


def _verdict(alignment: Alignment, score: float, bits: float) -> Verdict:
    """'same' also asks that no word is another name, and that little is missing on either side.

    An initial is no agreement and no contradiction: beside it two whole words must answer.
    """
    limits = _weights()["verdict"]
    rare = bits >= limits["same_bits"]
    words = [meeting.similarity for meeting in alignment.meetings if not _is_initial(meeting)]
    initials = len(alignment.meetings) - len(words)
    missing = _unmatched(alignment)
    whole = missing == 0 or (
        missing == 1 and len(words) > 1 and rare and not _every_word_counts(alignment)
    )
    known = initials == 0 or (len(words) > 1 and rare)
    another = any(
        distinct(alignment.left[i], alignment.right[j])
        for (i, j), meeting in zip(alignment.pairs, alignment.meetings, strict=True)
        if meeting.code not in _ANSWERED
    )
    near = score >= limits["same"] and min(words, default=0.0) >= limits["same_weakest"]
    if whole and known and near and not another:
        return "same"
    return "different" if score < limits["different"] else "unsure"


def _is_initial(meeting: Meeting) -> bool:
    return meeting.code == "name.initial"


def _every_word_counts(alignment: Alignment) -> bool:
    """Whether both names are Burmese: no word of them is a second name that may be left out."""
    return honorifics.are_mostly_burmese(
        [(one.text, one.script) for one in (*alignment.left, *alignment.right)]
    )


def _unmatched(alignment: Alignment) -> int:
    """Tokens of one name that nothing in the other answers, particles left out."""
    sides = (
        (alignment.left, {i for i, _ in alignment.pairs}),
        (alignment.right, {j for _, j in alignment.pairs}),
    )
    return sum(
        place not in met and not is_particle(one.text, one.script)
        for tokens, met in sides
        for place, one in enumerate(tokens)
    )


def curve(similarity: float) -> float:
    """Share -1..1 of a token's bits that a similarity earns: the curve of data/weights.yaml."""
    points = _weights()["bits"]["curve"]
    for (low, at_low), (high, at_high) in itertools.pairwise(points):
        if similarity <= high:
            return float(at_low + (at_high - at_low) * (similarity - low) / (high - low))
    return float(points[-1][1])


def _reasons(alignment: Alignment, frequencies: Frequencies) -> tuple[Reason, ...]:
    reasons = [
        _met(alignment.left[i], alignment.right[j], meeting, frequencies)
        for (i, j), meeting in zip(alignment.pairs, alignment.meetings, strict=True)
    ]
    ours = {i for i, _ in alignment.pairs}
    theirs = {j for _, j in alignment.pairs}
    missing = _weights()["bits"]["unmatched"]
    for i, one in enumerate(alignment.left):
        if i not in ours:
            reasons.append(Reason("name.only_left", one.text, "", missing))
    for j, one in enumerate(alignment.right):
        if j not in theirs:
            reasons.append(Reason("name.only_right", "", one.text, missing))
    return tuple(reasons)


def _met(left: Token, right: Token, meeting: Meeting, frequencies: Frequencies) -> Reason:
    settings = _weights()["bits"]
    share = curve(meeting.similarity)
    if share > 0:
        met = fold(meeting.left.latin)
        bits = share * min(settings["cap"], token_bits(left, right, met, frequencies))
    else:
        bits = share * settings["disagreement"]
    code = meeting.code if meeting.similarity >= 0.7 else "name.differs"
    shown = _shown(left, meeting.left), _shown(right, meeting.right)
    return Reason(code, *shown, round(bits, 3))


def _shown(one: Token, variant: Variant) -> str:
    return one.text if one.script == "latin" else f"{one.text} ({variant.latin})"
