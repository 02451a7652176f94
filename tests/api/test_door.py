"""The API's own manners: tokens, pages of lists, errors in JSON, a description that is true."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wayhome.accounts.models import Token
from wayhome.casework.models import Request

pytestmark = pytest.mark.django_db


def test_a_call_over_http_reaches_the_api_and_not_the_sign_in_page(call):
    answer = call("GET", "/requests")
    assert answer.status_code == 200
    assert answer.json() == {"items": [], "count": 0}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer wayhome_x"])
def test_without_a_token_the_answer_is_401_in_json(client, db, header):
    answer = client.get("/api/v1/requests", headers={"authorization": header})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"].startswith("application/json")


def test_only_the_digest_of_a_token_is_kept(call):
    token = Token.objects.get()
    assert call.token not in {str(value) for value in vars(token).values()}


def test_a_token_remembers_the_hour_in_which_it_was_used(call):
    call("GET", "/requests")
    used = Token.objects.get().last_used_at
    assert used is not None
    assert (used.minute, used.second) == (0, 0)


def test_a_token_cannot_sign_in_to_the_pages(client, call):
    answer = client.get("/requests/", headers={"authorization": f"Bearer {call.token}"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_long_lists_come_in_pages(call):
    for number in range(53):
        call("POST", "/requests", {"full_name": f"Made Up {number}", "phone": f"08{number:04}"})
    first, second = (call("GET", f"/requests?page={page}").json() for page in (1, 2))
    assert (len(first["items"]), len(second["items"]), first["count"]) == (50, 3, 53)
    references = {item["reference"] for item in first["items"] + second["items"]}
    assert references == set(Request.unguarded.values_list("reference", flat=True))


@pytest.mark.parametrize("page", ["0", "-1", "x"])
def test_a_page_that_cannot_be_is_refused(call, page):
    assert call("GET", f"/requests?page={page}").status_code == 422


def test_what_is_not_there_is_said_in_json(call):
    answer = call("GET", "/requests/R-0000-0000")
    assert answer.status_code == 404
    assert answer.json() == {"detail": "nothing here, or nothing you may see"}


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', '{"full_name": 7}'])
def test_a_body_that_is_no_person_is_refused(client, call, body):
    answer = client.generic(
        "POST",
        "/api/v1/requests",
        body,
        content_type="application/json",
        headers={"authorization": f"Bearer {call.token}"},
    )
    assert answer.status_code in (400, 422)
    assert not Request.unguarded.exists()


@pytest.mark.parametrize("path", ["openapi.json", "docs", ""])
@pytest.mark.parametrize("header", ["", "Bearer wayhome_x"])
def test_nobody_without_a_token_reads_what_the_api_can_do(client, db, path, header):
    answer = client.get(f"/api/v1/{path}", headers={"authorization": header})
    assert answer.status_code == (401 if path == "openapi.json" else 404)
    assert "/requests" not in answer.content.decode()


def test_the_description_is_valid_and_names_every_reference(call):
    described = call("GET", "/openapi.json").json()
    assert described["openapi"].startswith("3.")
    known = set(described["components"]["schemas"])
    assert set(_references(described)) <= known
    for where, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (where, method)
            assert operation["security"], (where, method)
            named = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
            assert named == {part[1:-1] for part in where.split("/") if part.startswith("{")}


def _references(node):
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].removeprefix("#/components/schemas/")
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_a_list_is_named_as_the_page_names_it(call):
    file = SimpleUploadedFile("made-up.csv", b"full_name\nMade Up\n")
    answer = call("POST", "/submissions", file=file, kind="requests", series="x" * 3000)
    assert answer.status_code == 422
    assert answer.json()["where"] == "series"
