"""What a thief of the database guesses of a small file, no digest in it confirms."""

import json
from hashlib import md5, sha1, sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests import factories

from wayhome.accounts.services import add_token
from wayhome.audit.models import Entry
from wayhome.documents.models import Document
from wayhome.documents.services import add_document
from wayhome.intake.models import Submission
from wayhome.intake.services import confirm, import_submission, receive_file
from wayhome.sharing.models import Disclosure
from wayhome.sharing.services import export
from wayhome.vault import blind
from wayhome.vault.keys import KeyRing

pytestmark = pytest.mark.django_db

LIST = b"full_name,nationality\nZorvelin Quaskabar,LK\n"
LETTER = b"MAE SOT: Police said on Monday that 12 people from Kenya were found.\n"
ASKED = json.dumps({"full_name": "Zorvelin Quaskabar"}).encode()


@pytest.fixture
def worker(embassy):
    return factories.user(embassy, "case-worker")


def take_in(worker, data=LIST):
    sent, new = receive_file(
        agency=worker.agency, sender=worker, kind="requests", filename="made-up.csv", data=data
    )
    confirm(submission=sent, user=worker, columns=None, wake=False)
    return import_submission(sent, actor=worker), new


def call_with_key(worker, path, **sent):
    token = add_token(agency=worker.agency, name="made up", role="case-worker", actor=None)
    headers = {"authorization": f"Bearer {token}", "idempotency-key": f"of {path}"}
    return Client().post(f"/api/v1{path}", headers=headers, **sent)


def stored():
    """Return every value of every table, as bytes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    plain = isinstance(value, bytes | memoryview)
                    yield table, bytes(value) if plain else str(value).encode()


def guesses():
    """Return the digests that somebody would try who guesses what was sent."""
    for content in (LIST, LETTER, ASKED):
        for path in ("/requests", "/submissions"):
            for text in (content, f"POST /api/v1{path}\n".encode() + content):
                for digest in (sha256(text), sha1(text), md5(text)):
                    yield digest.digest()
                    yield digest.hexdigest().encode()


def test_no_table_holds_the_bare_digest_of_what_was_sent(worker):
    take_in(worker)
    add_document(agency=worker.agency, sender=worker, filename="letter.txt", data=LETTER)
    taken = export(user=worker, kind="requests", format_="csv")
    made = call_with_key(worker, "/requests", data=ASKED, content_type="application/json")
    assert made.status_code == 201
    file = SimpleUploadedFile("made-up.csv", LIST)
    call_with_key(worker, "/submissions", data={"kind": "requests", "file": file, "series": "a"})
    bad = {*guesses(), sha256(taken.content).digest(), sha256(taken.content).hexdigest().encode()}
    values = list(stored())
    assert len(values) > 100
    for table, value in values:
        assert not any(one in value for one in bad), table


def test_the_digest_is_shown_with_the_original(worker, client):
    submission, _new = take_in(worker)
    digest = sha256(LIST).hexdigest()
    assert Submission.unguarded.get(pk=submission.pk).sha256 == digest
    client.force_login(worker)
    page = client.get(reverse("intake:submission", args=[submission.reference]))
    assert digest in page.content.decode()


def test_the_same_file_is_known_again_by_it(worker):
    first, _new = take_in(worker)
    assert take_in(worker) == (first, False)
    assert take_in(worker, LIST + b"Other Made Up,LK\n")[1]


def test_a_document_comes_once_an_agency_and_tells_no_other_one(worker, patrol):
    one, other = (
        add_document(agency=agency, sender=None, filename="a.txt", data=LETTER)[0]
        for agency in (worker.agency, patrol)
    )
    again, new = add_document(agency=patrol, sender=None, filename="b.txt", data=LETTER)
    assert (again, new) == (other, False)
    assert one.sha256 == other.sha256 == sha256(LETTER).hexdigest()
    assert one.content_key != other.content_key
    assert Document.unguarded.count() == 2


def test_the_log_binds_the_file_by_a_keyed_digest(worker):
    submission, _new = take_in(worker)
    taken = export(user=worker, kind="requests", format_="json")
    for reference, content in (
        (submission.reference, LIST),
        (taken.disclosure.reference, taken.content),
    ):
        kept = Entry.objects.filter(subject=reference, details__has_key="digest").get()
        assert kept.details["digest"] == blind.keyed_digest("file", [content])
    assert Disclosure.unguarded.get().sha256 == sha256(taken.content).hexdigest()


def test_a_keyed_digest_needs_the_key_and_names_it(monkeypatch):
    mine = blind.keyed_digest("file", [LIST])
    assert blind.keyed_digest("file", [LIST[:9], LIST[9:]]) == mine
    assert blind.keyed_digest("call", [LIST]) != mine
    monkeypatch.setattr(blind, "key_ring", lambda: KeyRing(current=2, masters={2: b"x" * 32}))
    other = blind.keyed_digest("file", [LIST])
    assert (mine[:2], other[:2]) == ("1:", "2:")
    assert mine[2:] != other[2:]
