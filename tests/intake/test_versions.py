"""A file read by other columns is a new version of its list: real changes, and the same people."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import factories

from wayhome.casework.models import Case, Request, RequestEvent
from wayhome.intake import reading
from wayhome.intake.models import Submission
from wayhome.intake.services import confirm, import_submission, receive_file, receive_form
from wayhome.intake.services.importing import import_queued
from wayhome.intake.tables import Refused

pytestmark = pytest.mark.django_db

FILE = (
    b"Name,Known as,Home phone,Mobile\n"
    b"Nimal Made Up,Nimma,0811,0911\nKamal Made Up,Kama,0822,0922\n"
)
HOME = {"full_name": "Name", "phone": "Home phone"}
MOBILE = {"full_name": "Name", "phone": "Mobile"}
OTHER_NAME = {"full_name": "Known as", "phone": "Home phone"}


@pytest.fixture
def take_in(embassy):
    """Send the file and take it in by these columns, as the command line does."""

    def taken(columns, data=FILE, kind="requests"):
        understood = reading.understand(data, "made-up.csv", kind, columns)
        sent, _new = receive_file(
            agency=embassy,
            sender=None,
            kind=kind,
            filename="made-up.csv",
            data=data,
            headers=understood.headers,
        )
        confirm(submission=sent, user=None, columns=columns, wake=False)
        return import_submission(sent, actor=None)

    return taken


def planned(embassy, columns):
    understood = reading.understand(FILE, "made-up.csv", "requests", columns)
    outcome = reading.plan(understood, agency=embassy, kind="requests", series="main", target="")
    return changes(reading.summarise(understood, outcome))


def changes(summary):
    return {name: n for name, n in summary["changes"].items() if n}


def said(name):
    return [one.record.details.get(name, "") for one in Request.unguarded.order_by("id")]


def references():
    return list(Request.unguarded.order_by("id").values_list("reference", flat=True))


def test_other_columns_change_what_the_rows_say(take_in):
    first, second = take_in(HOME), take_in(MOBILE)
    assert changes(second.summary) == {"changed": 2}
    assert second.supersedes == first
    assert [number.endswith(("911", "922")) for number in said("phone")] == [True, True]
    assert set(RequestEvent.unguarded.values_list("code", "request__series")) == {
        ("changed", "main")
    }


def test_the_same_columns_again_are_the_same_version(take_in):
    assert take_in(HOME) == take_in(HOME)
    assert Submission.unguarded.count() == 1


def test_columns_that_are_as_they_were_recognised_are_the_same_version(take_in):
    recognised = {"full_name": "Name", "phone": "Mobile"}
    data = b"Name,Mobile\nNimal Made Up,0911\n"
    assert take_in(None, data) == take_in(recognised, data)


def test_a_row_keeps_its_person_when_another_column_is_the_name(take_in):
    take_in(HOME)
    before = references()
    assert changes(take_in(OTHER_NAME).summary) == {"changed": 2}
    assert references() == before
    assert said("full_name") == ["Nimma", "Kama"]


def test_in_another_file_the_rows_are_other_people(take_in):
    take_in(HOME)
    other = FILE.replace(b"Nimal", b"Sunil")
    assert changes(take_in(OTHER_NAME, other).summary) == {"new": 2, "gone": 2}


def test_going_back_to_the_first_columns_is_a_version_too(take_in):
    take_in(HOME)
    take_in(MOBILE)
    assert changes(take_in(HOME).summary) == {"changed": 2}
    assert Submission.unguarded.count() == 3


def test_the_plan_says_what_taking_in_would_do(take_in, embassy):
    take_in(HOME)
    assert planned(embassy, MOBILE) == {"changed": 2}
    assert planned(embassy, OTHER_NAME) == {"changed": 2}
    assert planned(embassy, HOME) == {"unchanged": 2}


def test_the_same_file_is_unchanged_even_where_people_have_put_the_request_right(take_in, embassy):
    take_in(HOME)
    request = Request.unguarded.first()
    request.record.details = {"full_name": "Put Right"}
    request.record.save()
    assert planned(embassy, HOME) == {"unchanged": 2}  # it would not be taken in again
    take_in(HOME)
    assert "Put Right" in said("full_name")


def test_an_import_that_was_broken_off_can_be_taken_up_by_other_columns(take_in, embassy):
    sent, _new = receive_file(
        agency=embassy, sender=None, kind="requests", filename="made-up.csv", data=FILE
    )
    confirm(submission=sent, user=None, columns=HOME, wake=False)
    assert take_in(MOBILE) == sent
    assert [number.endswith(("911", "922")) for number in said("phone")] == [True, True]


def test_columns_said_anew_while_a_list_is_read_are_the_ones_taken_in(embassy, monkeypatch):
    sent, _new = receive_file(
        agency=embassy, sender=None, kind="requests", filename="made-up.csv", data=FILE
    )
    confirm(submission=sent, user=None, columns=HOME, wake=False)
    understand = reading.understand

    def interrupted(data, filename, kind, columns):
        if columns == HOME:
            confirm(submission=sent, user=None, columns=OTHER_NAME, wake=False)
        return understand(data, filename, kind, columns)

    monkeypatch.setattr(reading, "understand", interrupted)
    import_submission(sent, actor=None)
    assert said("full_name") == ["Nimma", "Kama"]


@pytest.mark.parametrize("kind", ["encounter", "cases"])
def test_cases_keep_their_people_too(take_in, kind):
    take_in(HOME, kind=kind)
    before = set(Case.unguarded.values_list("reference", flat=True))
    assert changes(take_in(OTHER_NAME, kind=kind).summary) == {"changed": 2}
    assert set(Case.unguarded.values_list("reference", flat=True)) == before
    names = {case.record.details["full_name"] for case in Case.unguarded.all()}
    assert names == {"Nimma", "Kama"}


@pytest.fixture
def page(client, clerk):
    """Signed in as the embassy's clerk: send the file, or answer its page."""
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")

    def answer(form=None, query=""):
        newest = Submission.unguarded.order_by("-id")[0]
        address = reverse("intake:submission", args=[newest.reference]) + query
        if form is None:
            return client.get(address)
        return client.post(address, form, follow=True)

    return answer


@pytest.fixture
def uploaded(client, page):
    """The file, sent on the page and taken in by the home phone."""

    def send():
        file = SimpleUploadedFile("made-up.csv", FILE)
        form = {"kind": "requests", "series": "main", "file": file}
        return client.post(reverse("intake:upload"), form, follow=True)

    send()
    page({**HOME, "take-in": "1"})
    return send


def test_the_page_says_by_which_columns_a_list_was_taken_in(page, uploaded):
    text = page().content.decode()
    assert "Home phone" in text
    assert "?columns=1" in text


def test_the_page_takes_the_file_in_again_by_other_columns(page, uploaded):
    before = references()
    shown = page({**OTHER_NAME, "take-in": "1"}, "?columns=1")
    assert shown.status_code == 200
    assert references() == before
    assert said("full_name") == ["Nimma", "Kama"]
    assert Submission.unguarded.count() == 2


def test_the_page_shows_what_other_columns_would_change_and_writes_nothing(page, uploaded):
    shown = page({**OTHER_NAME, "check": "1"}, "?columns=1")
    assert changes(shown.context["summary"]) == {"changed": 2}
    assert said("full_name") == ["Nimal Made Up", "Kamal Made Up"]
    assert Submission.unguarded.count() == 1


def test_saying_the_same_columns_again_changes_nothing(page, uploaded):
    shown = page({**HOME, "take-in": "1"}, "?columns=1").content.decode()
    assert "This very file came before" in shown
    assert Submission.unguarded.count() == 1


def test_sending_the_file_again_leads_to_where_its_columns_can_be_said_anew(uploaded):
    shown = uploaded().content.decode()
    assert "This very file came before" in shown
    assert "?columns=1" in shown


def test_an_older_version_cannot_be_read_anew(client, page, uploaded):
    first = Submission.unguarded.get()
    page({**OTHER_NAME, "take-in": "1"}, "?columns=1")
    address = reverse("intake:submission", args=[first.reference])
    client.post(f"{address}?columns=1", {**MOBILE, "take-in": "1"})
    assert Submission.unguarded.count() == 2


def test_a_reader_who_sends_no_lists_cannot_read_one_anew(client, page, uploaded, embassy):
    reviewer = factories.user(embassy, "reviewer")
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    page({**OTHER_NAME, "take-in": "1"}, "?columns=1")
    assert said("full_name") == ["Nimal Made Up", "Kamal Made Up"]


def test_what_the_preview_shows_is_what_is_taken_in(client, page, clerk):
    data = b"full_name,notes,remarks\nNimal Made Up,scar,tall\n"
    file = SimpleUploadedFile("made-up.csv", data)
    form = {"kind": "requests", "series": "main", "file": file}
    client.post(reverse("intake:upload"), form, follow=True)
    shown = dict(page().context["sample"])[2]
    page({"full_name": "full_name", "notes": "notes", "take-in": "1"})
    assert said("notes") == [shown[-1]]
    assert "tall" in shown[-1]


WEEKS = [b"full_name,phone\nNimal Made Up,0811\n", b"full_name,phone\nNimal Made Up,0922\n"]
COLUMNS = {"full_name": "full_name", "phone": "phone"}


@pytest.fixture
def weeks(embassy):
    """Keep the list of this week and, with a number put right, that of the next."""

    def kept(data):
        return receive_file(
            agency=embassy, sender=None, kind="requests", filename="made-up.csv", data=data
        )[0]

    return [kept(data) for data in WEEKS]


def yes(submission):
    confirm(submission=submission, user=None, columns=None, wake=False)


def state(submission):
    return Submission.unguarded.get(pk=submission.pk).state


@pytest.mark.parametrize("taken_in", [True, False])
def test_no_yes_is_taken_to_a_list_after_a_newer_version_of_it(weeks, taken_in):
    older, newer = weeks
    yes(newer)
    if taken_in:
        import_submission(newer, actor=None)
    with pytest.raises(Refused, match=f"{newer.reference}.*send the file again") as refusal:
        yes(older)
    assert (refusal.value.code, refusal.value.where) == ("superseded", older.reference)
    assert state(older) == "received"


def test_a_queued_list_is_not_put_over_a_newer_version_that_went_in_first(weeks):
    older, newer = weeks
    yes(older)
    yes(newer)
    import_submission(newer, actor=None)
    with pytest.raises(Refused, match=newer.reference):
        import_submission(older, actor=None)
    assert state(older) == "refused"
    assert said("phone")[0].endswith("922")


def test_versions_that_wait_together_go_in_as_they_came(weeks):
    for week in weeks:
        yes(week)
    import_queued()
    assert [state(week) for week in weeks] == ["imported", "imported"]
    assert said("phone")[0].endswith("922")


def test_versions_go_in_by_the_time_they_came_whatever_their_row_numbers(weeks):
    older, newer = reversed(weeks)  # received the other way round than numbered
    late = older.received_at + timedelta(hours=1)
    Submission.unguarded.filter(pk=newer.pk).update(received_at=late)
    for week in (older, newer):
        yes(Submission.unguarded.get(pk=week.pk))
    import_queued()
    assert [state(older), state(newer)] == ["imported", "imported"]
    assert said("phone")[0].endswith("811")


def test_a_newer_version_that_only_waits_for_a_yes_is_in_nobodys_way(weeks):
    yes(weeks[0])
    assert state(weeks[0]) == "queued"


def test_the_older_file_sent_again_is_the_newest_version(weeks, embassy):
    yes(weeks[1])
    import_submission(weeks[1], actor=None)
    again, new = receive_file(
        agency=embassy, sender=None, kind="requests", filename="made-up.csv", data=WEEKS[0]
    )
    yes(again)
    import_submission(again, actor=None)
    assert new
    assert said("phone")[0].endswith("811")


def test_what_an_agencys_system_adds_person_by_person_is_no_version(weeks, embassy):
    receive_form(
        agency=embassy,
        sender=factories.user(embassy),
        kind="requests",
        rows=[{"full_name": "Kamal Made Up"}],
        series="main",
        channel="api",
    )
    yes(weeks[1])
    assert state(weeks[1]) == "queued"


def test_the_page_of_an_older_version_says_which_came_after_and_takes_nothing_in(
    client, clerk, weeks
):
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    older, newer = weeks
    yes(newer)
    import_submission(newer, actor=None)
    address = reverse("intake:submission", args=[older.reference])
    shown = client.get(address).content.decode()
    answered = client.post(address, {**COLUMNS, "take-in": "1"})
    assert f"A newer version of this list, {newer.reference}, was taken in" in shown
    assert "send the file again if it really is the newest" in answered.content.decode()
    assert state(older) == "received"
    assert said("phone")[0].endswith("922")
