"""Which weights are in force, and which a pair was weighed with. Nothing in them tells of a person.

One statement at most, and none for a pair weighed as shipped.
"""

from collections.abc import Iterable

from wayhome.accounts.models import User
from wayhome.people.models import Calibration, Decision, Pair
from wayhome.people.weights import SHIPPED, Weights, parts_of, shipped_version
from wayhome.people.words import DIFFERENT, SAME, Word, newest


def newest_calibration() -> Calibration | None:
    """Return what reviewers' words taught last about the parameters of this version."""
    made = Calibration.objects.filter(parameters=shipped_version())
    return made.select_related("made_by", "switched_off_by").order_by("-pk").first()


def in_force(calibration: Calibration | None) -> bool:
    """Tell whether the newest calibration is used: where it won and nobody switched it off."""
    return bool(calibration and calibration.wins and calibration.switched_off_at is None)


def weights_in_force() -> Weights:
    """Return the weights to weigh with now."""
    made = Calibration.objects.filter(parameters=shipped_version()).order_by("-pk").first()
    return as_weights(made) if made and in_force(made) else SHIPPED


def weights_of(pair: Pair) -> Weights:
    """Return the weights that a pair was weighed with; today's shipped ones where unknown."""
    return next(iter(weights_by_version([pair.model]).values())) or SHIPPED


def weights_by_version(versions: Iterable[str]) -> dict[str, Weights | None]:
    """Return the weights of models that pairs name; None where of parameters of another version."""
    parts = {version: parts_of(version) for version in versions}
    ours = shipped_version()
    numbers = {number for parameters, number in parts.values() if number and parameters == ours}
    made = Calibration.objects.filter(parameters=ours).in_bulk(numbers) if numbers else {}
    found: dict[str, Weights | None] = {}
    for version, (parameters, number) in parts.items():
        if parameters != ours:
            found[version] = None
        elif number is None:
            found[version] = SHIPPED
        else:
            found[version] = as_weights(made[number]) if number in made else None
    return found


def as_weights(calibration: Calibration) -> Weights:
    """Return the weights of a calibration."""
    slopes = tuple(sorted((str(k), float(v)) for k, v in calibration.slopes.items()))
    return Weights(calibration.pk, slopes, calibration.shift)


def words_in_force(user: User) -> tuple[int, int]:
    """Return how many pairs are in force answered "same" and "different", that a user may count."""
    rows = Decision.objects.countable_by(user).filter(undone_at=None)
    columns = ("pk", "left__own_person", "right__own_person", "verdict")
    found = newest(Word(*row) for row in rows.values_list(*columns))
    said = [word.verdict for word in found.values()]
    return said.count(SAME), said.count(DIFFERENT)
