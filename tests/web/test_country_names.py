"""Nobody has to know that LK is Sri Lanka: where a page shows a code, the name is there."""

import html
import re
from dataclasses import replace

import pytest
from django.test import Client
from tests.web import calls, world

from wayhome.vocabulary import codes

pytestmark = pytest.mark.django_db

CODES = ("LK", "TH", "KE", "NP")  # those of the world's people, agencies and documents
NEAR = 60  # letters before a code in which its name may stand
VARIANTS = {"submission": "waiting submission", "pair": "decided pair"}


def pages(known, persona, language):
    """Give the address and the visible words of every page that a persona may open."""
    client = Client()
    client.force_login(known.user(persona))
    other = {word: known.rows[second] for word, second in VARIANTS.items()}
    for route, methods in world.routes():
        if route.startswith("/api/") or "GET" not in methods:
            continue
        for rows in (known, replace(known, rows={**known.rows, **other})):
            answer = calls.call(client, "GET", route, rows, **{"accept-language": language})
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield route, words(answer.content.decode())


def words(page):
    """Return what a reader sees of a page, on one line."""
    page = re.sub(r"<(head|script|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", page).split()))


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("persona", ["own case-worker", "own reviewer", "own analyst"])
def test_no_page_shows_the_code_of_a_country_without_its_name(known, persona, language):
    names = {code: codes("country").label(code, language) for code in CODES}
    bare, named = [], set()
    for route, text in pages(known, persona, language):
        bare += [f"{route}: {place}" for place in bare_codes(text, names)]
        named |= {code for code, name in names.items() if name in text}
    assert bare == []
    assert named == set(CODES)


def bare_codes(text, names):
    """Return the places of a text where a code stands without its name shortly before it."""
    return [
        text[max(0, at.start() - 30) : at.end() + 10]
        for code, name in names.items()
        for at in re.finditer(rf"(?<![\w.-]){code}(?![\w-])", text)
        if name not in text[max(0, at.start() - NEAR) : at.start()]
    ]
