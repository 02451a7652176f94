"""Names and numbers that no table can keep are refused in words."""

import pytest
from django.urls import reverse
from tests import factories

from wayhome.accounts import services

pytestmark = pytest.mark.django_db


def test_a_sign_in_name_fits_into_the_log(embassy):
    def adding(length):
        return services.add_user(
            username="n" * length,
            agency=embassy,
            role="case-worker",
            password="made-up-river-2026",
            actor=None,
        )

    with pytest.raises(ValueError, match="shorten"):
        adding(51)
    assert len(adding(50).audit_name) <= 64


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-1", "no number"])
def test_a_notice_of_no_such_number_is_passed_over(client, clerk, number):
    client.force_login(clerk)
    assert client.post(reverse("accounts:notices"), {"notice": number}).status_code == 302


@pytest.mark.parametrize("address", ["/requests/?state=%00", "/requests/%00/", "/search/?q=a%00b"])
def test_an_address_with_a_nul_is_a_bad_request(client, clerk, address):
    client.force_login(clerk)
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_in_an_address_that_no_row_has_is_not_there(client, embassy, number):
    client.force_login(factories.user(embassy, "agency-administrator"))
    assert client.post(f"/account/agency/tokens/{number}/revoke/").status_code == 404


@pytest.mark.parametrize("page", ["9" * 30, "9" * 5000, "-1", "x"])
def test_a_page_that_cannot_be_shows_one_that_can(client, clerk, page):
    client.force_login(clerk)
    for address in ("/requests/", "/submissions/", "/people/", "/cases/all/", "/documents/"):
        assert client.get(address, {"page": page}).status_code == 200
