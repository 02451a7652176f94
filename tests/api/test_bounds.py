"""No number and no text in a call is so large or so odd that the API breaks on it."""

import re

import pytest

pytestmark = pytest.mark.django_db

HUGE = [2**31, 2**63 - 1, 2**63, 10**18, 10**30, -(10**30)]
ODD = ["9" * 30, str(2**63), "%00", "R-%00", "%F0%9F%98%80", "x" * 5000]
TEXTS = ["\x00", "a\x00b", "\ud800", "x" * 1_000_000]
GROUP = {"found_on": "2026-02-12", "place": "Made-up bank", "country": "TH"}


def operations():
    """Return (method, path, parameters) of every operation, from the API's own description."""
    from wayhome.api.main import api

    return [
        (method.upper(), path.removeprefix("/api/v1"), operation.get("parameters", []))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    ]


def asked():
    """Return (path, parameter) of every question that a list takes."""
    return [
        (path, given)
        for method, path, parameters in operations()
        for given in parameters
        if method == "GET" and given["in"] == "query" and "{" not in path
    ]


def is_number(parameter):
    return '"integer"' in repr(parameter["schema"]).replace("'", '"')


NUMBERS = [(path, one["name"]) for path, one in asked() if is_number(one)]
WORDS = [(path, one["name"]) for path, one in asked() if not is_number(one)]
NAMED = [(method, path) for method, path, _parameters in operations() if "{" in path]


@pytest.fixture
def refused_well(calling, centre):
    """Make a call as the centre; hold that it was answered in JSON, and return the status."""

    def made(method, path, body=None, role="reviewer"):
        answer = calling(centre, role)(method, path, body)
        assert answer.status_code < 500, (path[:80], answer.content[:300])
        assert answer.headers["Content-Type"].startswith("application/json")
        answer.json()
        return answer.status_code

    return made


@pytest.mark.parametrize(("path", "name"), NUMBERS)
def test_a_number_in_a_question_that_is_out_of_bounds_is_refused(refused_well, path, name):
    statuses = {number: refused_well("GET", f"{path}?{name}={number}") for number in HUGE}
    assert statuses == dict.fromkeys(HUGE, 422)


def test_every_list_has_pages():
    paged = {path for path, name in NUMBERS if name == "page"}
    assert len(paged) >= 6


@pytest.mark.parametrize("path", sorted({path for path, name in NUMBERS if name == "page"}))
def test_the_page_after_the_last_one_is_empty(calling, centre, path):
    call = calling(centre, "reviewer")
    assert call("GET", f"{path}?page=2").json() == {"items": [], "count": 0}
    assert call("GET", f"{path}?page=1000000&page_size=100").json()["items"] == []


@pytest.mark.parametrize(("path", "name"), WORDS)
def test_an_odd_text_in_a_question_is_answered(refused_well, path, name):
    for text in ODD:
        assert refused_well("GET", f"{path}?{name}={text}") in (200, 400, 422)


@pytest.mark.parametrize(("method", "path"), NAMED)
def test_a_reference_that_cannot_be_is_not_there(refused_well, method, path):
    role = "case-worker" if method == "PATCH" else "reviewer"
    body = {"version": 1} if method == "PATCH" else None
    for text in ODD:
        where = re.sub(r"\{\w+\}", text, path)
        assert refused_well(method, where, body, role) == (400 if "%00" in text else 404)


@pytest.mark.parametrize("number", HUGE)
def test_a_number_in_a_body_that_is_out_of_bounds_is_refused(refused_well, number):
    for said in ({"head_count": number}, {"counts": {"LK": number}}):
        assert refused_well("POST", "/encounters", {**GROUP, **said}, "case-worker") == 422


@pytest.mark.parametrize("number", HUGE)
def test_a_version_that_never_was_is_no_version(calling, patrol, number):
    call = calling(patrol)
    made = call("POST", "/encounters", {**GROUP, "people": [{"full_name": "Made Up"}]}).json()
    answer = call("PATCH", f"/cases/{made['cases'][0]}", {"version": number})
    assert answer.status_code in (409, 422)


@pytest.mark.parametrize("key", [None, "one"])
@pytest.mark.parametrize("text", TEXTS, ids=["nul", "nul within", "half a letter", "long"])
def test_an_odd_text_in_a_body_is_answered(calling, patrol, text, key):
    call = calling(patrol)
    calls = [
        ("POST", "/requests", {"full_name": text}),
        ("POST", "/requests", {"full_name": "Made Up", "notes": text, "nationality": text}),
        ("POST", "/encounters", {**GROUP, "place": text}),
        ("POST", "/encounters", {**GROUP, "units": text, "note": text}),
        ("POST", "/encounters", {**GROUP, "counts": {text: 1}}),
        ("POST", "/search", {"words": text}),
        ("POST", "/decisions", {"pair": text, "verdict": "same", "why": text, "seen": text}),
    ]
    made = call("POST", "/encounters", {**GROUP, "people": [{"full_name": "Made Up"}]}).json()
    case = f"/cases/{made['cases'][0]}"
    said = ("state", "waiting_for", "waiting_on", "next_step", "note", "closing_reason")
    calls += [("PATCH", case, {"version": 1, name: text}) for name in said]
    for number, (method, path, body) in enumerate(calls):
        answer = call(method, path, body, key=key and f"{key}-{number}")
        assert answer.status_code < 500, (path, answer.content[:300])
        answer.json()
