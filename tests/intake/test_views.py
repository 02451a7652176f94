"""The pages of the door: a list is looked at, mapped and taken in; nothing before a yes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wayhome.casework.models import Request
from wayhome.intake.models import Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, clerk):
    """Return a way to send a list as the embassy's clerk; gives back the page it leads to."""
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")

    def sent(text, **said):
        file = SimpleUploadedFile("made-up.csv", text.encode())
        form = {"kind": "requests", "file": file, "series": "main", **said}
        return client.post(reverse("intake:upload"), form, follow=True)

    return sent


def address():
    newest = Submission.unguarded.order_by("-id")[0]
    return reverse("intake:submission", args=[newest.reference])


def names():
    return sorted(request.record.details["full_name"] for request in Request.unguarded.all())


def test_a_list_whose_headings_nobody_knows_reaches_the_mapping_page(send):
    page = send("Qwx,Nat\nMade Up,LK\n")
    assert page.status_code == 200
    assert "which column is the name" in page.content.decode()
    assert Request.unguarded.count() == 0


def test_the_mapping_page_takes_such_a_list_in(send, client):
    send("Qwx,Nat\nMade Up,LK\n")
    client.post(address(), {"full_name": "Qwx", "nationality": "Nat", "take-in": "1"})
    assert names() == ["Made Up"]


def test_nothing_is_taken_in_while_no_column_is_the_name(send, client):
    send("Qwx,Nat\nMade Up,LK\n")
    client.post(address(), {"nationality": "Nat", "take-in": "1"})
    assert Submission.unguarded.get().state == "received"


def test_a_file_that_no_mapping_would_mend_is_not_kept(send):
    assert send("").status_code == 422
    assert Submission.unguarded.count() == 0


def test_a_list_that_drops_most_names_is_held_up_as_another_list(send, client):
    send("full_name\nMade Up\nAlso Made\nThird Made\n")
    client.post(address(), {"full_name": "full_name", "take-in": "1"})
    page = send("full_name\nOther Made\n").content.decode()
    assert "3 of the 3 people on the earlier version are not on this list" in page


def test_another_list_under_its_own_name_loses_nobody(send, client):
    send("full_name\nMade Up\n")
    client.post(address(), {"full_name": "full_name", "take-in": "1"})
    page = send("full_name\nOther Made\n", series="second").content.decode()
    assert "are not on this list" not in page
