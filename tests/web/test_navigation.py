"""The bar leads only to pages that exist and that the role has a use for."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from wayhome.vocabulary import codes
from wayhome.web import navigation


def person(role):
    return SimpleNamespace(is_authenticated=True, role=role)


def counted(user):
    return 14


def labels(role, path="/"):
    return [link.label for link in navigation.links(person(role), path)]


def test_who_is_not_signed_in_sees_no_rooms(base_only):
    assert navigation.links(AnonymousUser(), "/") == []
    assert navigation.links(None, "/") == []


def test_a_room_without_a_page_is_left_out(base_only):
    # tests/web/urls.py has no page for encounters, documents and submissions.
    assert labels("reviewer") == ["Today", "Review", "People", "Requests", "Cases"]


def test_a_page_that_would_refuse_the_role_is_left_out(base_only):
    assert "Review" not in labels("case-worker")
    assert "People" in labels("case-worker")


def test_the_platform_operator_is_led_to_no_personal_data(base_only):
    assert set(labels("platform-operator")) == {"Today", "Agency", "Log"}


def test_an_auditor_is_led_to_the_log(base_only):
    assert "Log" in labels("auditor")


def test_an_address_in_the_bar_is_given_to_those_whom_the_page_admits(base_only):
    assert navigation.open_to("people:review", person("reviewer")) == "/people/review/"
    assert navigation.open_to("people:review", person("case-worker")) is None
    assert navigation.open_to("people:nowhere", person("reviewer")) is None


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Today"]),
        ("/people/", ["People"]),
        ("/people/P-12/", ["People"]),
        ("/people/review/", ["Review"]),
        ("/cases/C-0107/", ["Cases"]),
        ("/elsewhere/", []),
    ],
)
def test_where_we_are_is_marked_once(base_only, path, current):
    links = navigation.links(person("reviewer"), path)
    assert [link.label for link in links if link.current] == current


def test_a_room_can_say_how_much_waits_there(base_only):
    base_only.WAYHOME_COUNTS = {"people:review": "tests.web.test_navigation.counted"}
    counts = {link.label: link.count for link in navigation.links(person("reviewer"), "/")}
    assert counts["Review"] == 14
    assert counts["People"] is None


def test_every_role_named_in_the_navigation_exists():
    named = {role for entry in navigation.entries() for role in entry.roles}
    assert named <= set(codes("role").entries)


def test_every_label_reaches_the_catalogue():
    assert {entry.label for entry in navigation.entries()} == set(navigation.LABELS)
