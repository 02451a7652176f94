"""The register knows how common a value is without opening a record."""

import pytest
from tests import factories

from wayhome.people import comparing, weights
from wayhome.people.counting import commonness
from wayhome.people.matching.names.fold import fold
from wayhome.people.models import Record

pytestmark = pytest.mark.django_db

PERERA = {"full_name": "Nimal Perera", "nationality": "LK", "last_known_place": "Mae Sot"}
KARKI = {"full_name": "Sita Karki", "nationality": "NP", "last_known_place": "Phop Phra"}
CROWD = 30


@pytest.fixture
def register(embassy):
    records = [factories.record(embassy, **PERERA) for _ in range(CROWD)]
    records.append(factories.record(embassy, **KARKI))
    return factories.indexed(*records)


def known(*rows):
    profiles = [comparing.profile_of_details(row) for row in rows]
    return profiles, commonness(profiles, CROWD + 1)


def test_a_name_that_many_bear_is_common_and_another_is_not(register):
    _profiles, common = known(PERERA, KARKI)
    assert common.names.bits(fold("perera")) < 2 < common.names.bits(fold("karki"))


def test_names_are_counted_within_a_nationality(register):
    (sinhala, nepali), common = known(PERERA, KARKI)
    assert common.of_names(sinhala, sinhala) is common.within["LK"]
    assert common.of_names(sinhala, nepali) is common.names


def test_a_place_where_nearly_everybody_was_is_no_evidence(register):
    _profiles, common = known(PERERA, KARKI)
    place = {"last_known_place": PERERA["last_known_place"]}
    model = weights.model().with_commonness(common)
    weight = model.score(*[comparing.profile_of_details(place)] * 2, prior=0.0).bits
    assert weight == 0  # and none against


def test_who_left_the_index_is_no_longer_counted(register):
    before = known(PERERA)[1].values["last_place"]["mae sot"]
    gone = [record.pk for record in register[: CROWD - 1]]
    Record.unguarded.filter(pk__in=gone).update(current=False)
    factories.indexed(*Record.unguarded.filter(pk__in=gone))
    assert known(PERERA)[1].values["last_place"]["mae sot"] < before
