"""A page that names people leaves an entry in the log, be it of one person or of many."""

import pytest
from django.urls import reverse

from wayhome.audit.models import Entry
from wayhome.casework.models import Request
from wayhome.intake.services import receive_file

pytestmark = pytest.mark.django_db


def logged(client, user, address):
    """Open a page; return what it wrote into the log: action, and how many it showed."""
    client.force_login(user)
    before = Entry.objects.count()
    assert client.get(address).status_code == 200
    entries = Entry.objects.order_by("number")[before:]
    return [(entry.action, entry.details.get("shown")) for entry in entries]


def test_a_list_of_requests_is_logged_with_how_many_it_showed(client, clerk, send):
    send(clerk, [["id", "full_name", "nationality"], ["1", "Made Up", "LK"], ["2", "Not So", "LK"]])
    assert logged(client, clerk, reverse("casework:requests")) == [("request.listed", 2)]


@pytest.mark.parametrize("page", ["cases", "case_list"])
def test_a_list_of_cases_is_logged_with_how_many_it_showed(client, case_worker, found, page):
    found(full_name="Made Up", nationality="LK")
    assert logged(client, case_worker, reverse(f"casework:{page}")) == [("case.listed", 1)]


def test_the_form_that_shows_what_a_group_said_is_logged(client, officer, encounter):
    address = reverse("casework:encounter_edit", args=[encounter.reference])
    assert logged(client, officer, address) == [("encounter.viewed", None)]


def test_the_first_rows_of_a_list_are_logged(client, clerk):
    kept, _new = receive_file(
        agency=clerk.agency,
        sender=clerk,
        kind="requests",
        filename="made-up.csv",
        data=b"full_name,nationality\nMade Up,LK\n",
    )
    address = reverse("intake:submission", args=[kept.reference])
    assert logged(client, clerk, address) == [("submission.previewed", None)]


def refused(client, address, sent, status=422):
    """Post what is refused; return what the answer wrote into the log."""
    before = Entry.objects.count()
    assert client.post(address, sent).status_code == status
    return [(one.action, one.subject) for one in Entry.objects.order_by("number")[before:]]


@pytest.mark.parametrize("page", ["case", "case_clocks", "case_pause"])
def test_a_refused_change_of_a_case_is_logged_as_what_it_shows(client, case_worker, found, page):
    case = found(full_name="Made Up", nationality="LK")
    client.force_login(case_worker)
    address = reverse(f"casework:{page}", args=[case.reference])
    sent = {"state": "bogus", "version": "bogus", "reason": ""}
    assert refused(client, address, sent) == [("case.viewed", case.reference)]


def test_a_conflict_about_a_case_is_logged_as_what_it_shows(client, case_worker, found):
    case = found(full_name="Made Up", nationality="LK")
    client.force_login(case_worker)
    address = reverse("casework:case", args=[case.reference])
    sent = {"state": "screened", "waiting_for": "nothing", "version": "7"}
    assert refused(client, address, sent, 409) == [("case.viewed", case.reference)]


def test_a_refused_change_of_a_request_is_logged_as_what_it_shows(client, clerk, send):
    send(clerk, [["id", "full_name", "nationality"], ["1", "Made Up", "LK"]])
    asked = Request.unguarded.get()
    client.force_login(clerk)
    address = reverse("casework:request", args=[asked.reference])
    assert refused(client, address, {"state": "bogus"}) == [("request.viewed", asked.reference)]


def test_a_refused_change_of_a_group_is_logged_as_what_it_shows(client, officer, encounter):
    client.force_login(officer)
    address = reverse("casework:encounter_edit", args=[encounter.reference])
    sent = {"count-TOTAL_FORMS": "0", "count-INITIAL_FORMS": "0"}
    assert refused(client, address, sent) == [("encounter.viewed", encounter.reference)]
