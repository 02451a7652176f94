"""Deny by default: own agency's rows for named roles; the centre sees every agency's."""

import pytest
from django.contrib.auth.models import AnonymousUser
from tests import factories

from wayhome.agreements.models import Unguarded
from wayhome.casework.models import Request
from wayhome.people.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(embassy):
    return factories.record(embassy, full_name="Made Up")


def seen_by(user):
    return set(Record.objects.visible_to(user).values_list("pk", flat=True))


def test_an_agency_sees_its_own(theirs, clerk):
    assert seen_by(clerk) == {theirs.pk}


def test_another_agency_sees_nothing(theirs, officer):
    assert seen_by(officer) == set()


def test_the_centres_reviewer_sees_both_sides(theirs, reviewer):
    assert seen_by(reviewer) == {theirs.pk}


@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_roles_that_need_no_personal_data_see_none(theirs, embassy, role):
    assert seen_by(factories.user(embassy, role)) == set()


def test_the_platform_operator_sees_nothing(theirs):
    assert seen_by(factories.user(None, "platform-operator")) == set()


def test_those_who_work_with_numbers_may_count_what_they_may_not_see(embassy):
    factories.request(embassy)
    analyst = factories.user(embassy, "analyst")
    assert Request.objects.countable_by(analyst).count() == 1
    assert Request.objects.visible_to(analyst).count() == 0


def test_another_agencys_analyst_counts_nothing(embassy, patrol):
    factories.request(embassy)
    assert Request.objects.countable_by(factories.user(patrol, "analyst")).count() == 0


def test_nobody_signed_in_sees_nothing(theirs):
    assert seen_by(AnonymousUser()) == set()


def test_somebody_who_was_let_go_sees_nothing(theirs, clerk):
    clerk.is_active = False
    assert seen_by(clerk) == set()


@pytest.mark.parametrize("way", ["all", "filter", "get", "count", "first", "values"])
def test_rows_cannot_be_asked_for_without_saying_for_whom(way):
    with pytest.raises(Unguarded, match="visible_to"):
        getattr(Record.objects, way)()
