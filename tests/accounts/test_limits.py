"""Names and numbers that no table can keep are refused in words."""

import pytest
from django.urls import reverse

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
