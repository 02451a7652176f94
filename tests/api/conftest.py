"""Calls to the API over HTTP, as an agency's system makes them."""

import json

import pytest
from django.test import Client

from wayhome.accounts.services import add_token


@pytest.fixture
def calling(db):
    """Call for an agency with a token of its own; further headers by keyword."""

    def for_(agency, role="case-worker"):
        token = add_token(agency=agency, name="made up", role=role, actor=None)

        def call(method, path, body=None, key=None, **form):
            headers = {"authorization": f"Bearer {token}"}
            if key is not None:
                headers["idempotency-key"] = key
            client, where = Client(raise_request_exception=False), f"/api/v1{path}"
            if form:
                return client.post(where, form, headers=headers)
            content = "" if body is None else json.dumps(body)
            return client.generic(
                method, where, content, content_type="application/json", headers=headers
            )

        call.token = token
        return call

    return for_


@pytest.fixture
def call(calling, embassy):
    """Call as the embassy's system."""
    return calling(embassy)
