"""Rows as dense as one likes; the choice stays on the computer and leads nowhere else."""

import pytest


@pytest.fixture
def signed_in(client, reviewer, base_only):
    client.force_login(reviewer)
    return client


@pytest.mark.django_db
def test_rows_become_dense_and_roomy_again(signed_in):
    signed_in.post("/density/", {"density": "compact", "next": "/look/"})
    assert 'data-density="compact"' in signed_in.get("/look/").content.decode()
    signed_in.post("/density/", {"density": "comfortable", "next": "/look/"})
    assert "data-density" not in signed_in.get("/look/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"]
)
def test_it_leads_nowhere_else(signed_in, target):
    response = signed_in.post("/density/", {"density": "compact", "next": target})
    assert response.headers["Location"] == "/"


@pytest.mark.django_db
def test_looking_changes_nothing(signed_in):
    assert signed_in.get("/density/").status_code == 405
