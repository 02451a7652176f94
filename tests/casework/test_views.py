"""Pages of casework, as the people who use them."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests import factories

from wayhome.audit.models import Entry
from wayhome.casework.models import Case, Encounter, Request

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(client):
    """Sign somebody in and return the browser."""

    def signed(user):
        client.force_login(user)
        return client

    return signed


@pytest.fixture
def asked(send, clerk):
    """A request of the embassy."""
    send(clerk, [["id", "full_name", "nationality"], ["1", "Nimal Made Up", "LK"]])
    return Request.unguarded.get()


def address(name, *parts):
    return reverse(f"casework:{name}", args=parts)


def group(**changed):
    stated = {
        "found_on": "2026-02-12",
        "found_at": "06:30",
        "place": "Made-up trade point",
        "country": "TH",
        "units": "Made-up task force",
        "head_count": "39",
        "papers_carried": "no",
        "search_found": "not-asked",
        "count-TOTAL_FORMS": "6",
        "count-INITIAL_FORMS": "0",
    }
    parts = changed.pop("parts", {"LK": 32, "NP": 5, "MY": 1, "RU": 1})
    for number, (nationality, people) in enumerate(parts.items()):
        stated[f"count-{number}-nationality"] = nationality
        stated[f"count-{number}-people"] = str(people)
    return {**stated, **changed}


def test_an_officer_registers_a_group_before_its_people(as_, officer):
    answer = as_(officer).post(address("encounter_new"), group(), follow=True)
    made = Encounter.unguarded.get()
    assert answer.redirect_chain[-1][0] == address("encounter", made.reference)
    assert {c.nationality: c.people for c in made.counts.all()} == {
        "LK": 32,
        "NP": 5,
        "MY": 1,
        "RU": 1,
    }
    assert "39 in all, and the parts add up" in answer.content.decode()


def test_a_group_that_does_not_add_up_is_saved_and_says_by_how_much(as_, officer):
    parts = {"LK": 31, "NP": 5, "MY": 1, "RU": 1}
    answer = as_(officer).post(address("encounter_new"), group(parts=parts), follow=True)
    said = "the parts make 38; 1 fewer than the total of 39"
    assert said in answer.content.decode()
    assert said in as_(officer).get(address("encounters")).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("found_on", "2999-01-01", "lies in the future"),
        ("found_on", "31/02/2026", "valid date"),
        ("head_count", "-1", "greater than or equal to 0"),
        ("country", "QQ", "valid choice"),
        ("place", "x" * 500, "at most 200 characters"),
        ("place", "", "required"),
        ("count-0-people", "-5", "greater than or equal to 0"),
        ("count-0-people", "", "Write how many"),
        ("count-0-nationality", "QQ", "valid choice"),
        ("count-1-nationality", "LK", "stands in two rows"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_is_lost(as_, officer, field, value, words):
    answer = as_(officer).post(address("encounter_new"), group(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Made-up task force" in page
    assert not Encounter.unguarded.exists()


def test_an_hour_of_today_that_is_still_to_come_is_refused(as_, officer):
    if timezone.localtime().hour == 23 and timezone.localtime().minute == 59:
        pytest.skip("no later minute is left today")
    today = timezone.localdate().isoformat()
    answer = as_(officer).post(address("encounter_new"), group(found_on=today, found_at="23:59"))
    assert "still to come" in answer.content.decode()


def test_people_are_typed_several_at_once(as_, officer, encounter):
    answer = as_(officer).post(
        address("encounter_people", encounter.reference),
        {
            "person-TOTAL_FORMS": "8",
            "person-INITIAL_FORMS": "0",
            "person-0-full_name": "Nimal Made Up",
            "person-0-nationality": "LK",
            "person-0-birth_date": "1995-04",
            "person-2-native_name": "စမ်းသပ်",
            "person-2-nationality": "MM",
        },
    )
    assert answer.status_code == 302
    assert Case.unguarded.count() == 2
    page = as_(officer).get(address("encounter", encounter.reference)).content.decode()
    assert "Nimal Made Up" in page
    assert "စမ်းသပ်" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Nobody was written down yet"),
        ({"person-0-phone": "0811"}, "Write the name as it is known"),
        ({"person-0-full_name": "A", "person-0-birth_date": "31/02/1995"}, "write YYYY-MM-DD"),
        (
            {"person-0-full_name": "A", "person-0-birth_date": "1995-02-31"},
            "no day of the calendar",
        ),
        ({"person-0-full_name": "A", "person-0-birth_date": "2999"}, "lies in the future"),
        ({"person-0-full_name": "x" * 500}, "at most 200 characters"),
    ],
)
def test_bad_rows_of_people_are_refused(as_, officer, encounter, values, words):
    answer = as_(officer).post(
        address("encounter_people", encounter.reference),
        {"person-TOTAL_FORMS": "8", "person-INITIAL_FORMS": "0", **values},
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Case.unguarded.exists()


def test_a_family_is_asked_for_and_gets_a_reference(as_, clerk):
    form = {"full_name": "Nimal Made Up", "nationality": "LK", "birth_date": "1995-04-01"}
    answer = as_(clerk).post(address("request_new"), form)
    made = Request.unguarded.get()
    assert answer.headers["Location"] == address("request", made.reference)
    assert made.record.details["birth_date"] == "1995-04-01"


def test_asking_twice_for_the_same_person_is_one_request(as_, clerk):
    form = {"full_name": "Nimal Made Up", "nationality": "LK", "birth_date": "1995-04-01"}
    first, second = (as_(clerk).post(address("request_new"), form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]


def test_a_typed_request_is_never_gone_from_a_list(as_, clerk, send):
    as_(clerk).post(address("request_new"), {"full_name": "Nimal Made Up"})
    send(clerk, [["full_name"], ["Somebody Else"]])
    as_(clerk).post(address("request_new"), {"full_name": "Sunil Made Up"})
    assert not Request.unguarded.exclude(gone_since=None).exists()


@pytest.mark.parametrize("form", [{}, {"full_name": "A", "nationality": "QQ"}])
def test_a_bad_request_is_refused(as_, clerk, form):
    assert as_(clerk).post(address("request_new"), form).status_code == 422
    assert not Request.unguarded.exists()


def test_the_duty_officer_filters_the_list(as_, clerk, asked, send):
    send(clerk, [["full_name", "nationality"], ["Binod Made Up", "NP"]], series="nepal")
    page = as_(clerk).get(address("requests"), {"nationality": "NP"}).content.decode()
    assert "Binod Made Up" in page
    assert "Nimal Made Up" not in page


@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_roles_without_personal_data_are_kept_out(as_, embassy, asked, role):
    browser = as_(factories.user(embassy, role))
    for name, parts in (("requests", []), ("cases", []), ("request", [asked.reference])):
        assert browser.get(address(name, *parts)).status_code == 403


def test_another_agency_finds_nothing(as_, officer, clerk, asked, encounter, found):
    case = found(full_name="Binod Made Up")
    assert as_(officer).get(address("request", asked.reference)).status_code == 404
    assert as_(clerk).get(address("encounter", encounter.reference)).status_code == 404
    assert as_(clerk).get(address("case", case.reference)).status_code == 404


def test_an_analyst_sees_the_group_but_neither_names_nor_words(as_, patrol, officer, found):
    case = found(full_name="Nimal Made Up", nationality="LK")
    Encounter.unguarded.get()
    group_ = case.encounter
    group_.said = "they said something"
    group_.save()
    page = as_(factories.user(patrol, "analyst")).get(address("encounter", group_.reference))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Nimal" not in text
    assert "they said something" not in text


def test_opening_a_page_about_somebody_is_logged(as_, clerk, asked):
    as_(clerk).get(address("request", asked.reference))
    entry = Entry.objects.get(action="request.viewed")
    assert (entry.actor, entry.subject) == (clerk.audit_name, asked.reference)


def test_the_second_of_two_savers_sees_both_versions_and_loses_nothing(as_, case_worker, found):
    case = found(full_name="Nimal Made Up")
    browser, where = as_(case_worker), address("case", case.reference)
    form = {"version": "1", "state": "found", "waiting_for": "interpreter", "waiting_on": "A"}
    assert browser.post(where, {**form, "next_step": "first"}).status_code == 302
    answer = browser.post(where, {**form, "next_step": "second"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "first" in page
    assert "second" in page
    again = {**form, "version": str(Case.unguarded.get().version), "next_step": "second"}
    assert browser.post(where, again).status_code == 302
    assert Case.unguarded.get().next_step == "second"


def test_a_step_that_does_not_exist_is_refused(as_, case_worker, found):
    case = found(full_name="Nimal Made Up")
    form = {"version": "1", "state": "home", "waiting_for": "nothing"}
    assert as_(case_worker).post(address("case", case.reference), form).status_code == 422
    assert Case.unguarded.get().state == "found"


def test_a_field_officer_reads_a_case_and_cannot_move_it(as_, officer, found):
    case = found(full_name="Nimal Made Up")
    browser, where = as_(officer), address("case", case.reference)
    assert 'data-key="s"' not in browser.get(where).content.decode()
    browser.post(where, {"version": "1", "state": "screened", "waiting_for": "nothing"})
    assert Case.unguarded.get().state == "found"


def test_the_case_page_shows_clocks_with_source_and_doubt(as_, case_worker, found):
    case = found(full_name="Nimal Made Up")
    page = as_(case_worker).get(address("case", case.reference)).content.decode()
    assert "Anti-Trafficking in Persons Act B.E. 2551, s. 29" in page
    assert "unverified" in page
    assert "assumed, nobody entered the right moment" in page


def test_dates_for_clocks_are_entered_and_clocks_paused(as_, case_worker, found):
    case = found(full_name="Nimal Made Up")
    browser = as_(case_worker)
    day = timezone.localtime() - dt.timedelta(days=2)
    form = {"version": "1", "sheltered_at": f"{day:%Y-%m-%dT%H:%M}"}
    assert browser.post(address("case_clocks", case.reference), form).status_code == 302
    pause = {"clock": "th.pre_identification_stay", "reason": "in hospital"}
    assert browser.post(address("case_pause", case.reference), pause).status_code == 302
    page = browser.get(address("case", case.reference)).content.decode()
    assert "in hospital" in page
    browser.post(address("case_pause", case.reference), {**pause, "resume": "1"})
    assert case.pauses.filter(ended=None).count() == 0


def test_the_board_puts_the_oldest_wait_first_and_links_to_all(
    as_, case_worker, encounter, officer
):
    from wayhome.casework.services import add_people

    rows = [{"full_name": f"Made Up {n}", "phone": f"08{n:02}"} for n in range(22)]
    add_people(encounter=encounter, user=officer, rows=rows)
    last = Case.unguarded.order_by("id").last()
    Case.unguarded.filter(pk=last.pk).update(waiting_since=timezone.now() - dt.timedelta(days=40))
    page = as_(case_worker).get(address("cases")).content.decode()
    references = [c.reference for c in Case.unguarded.all() if c.reference in page]
    assert len(references) == 20
    assert min(references, key=page.index) == last.reference
    assert "all 22" in page


def test_an_encounter_is_put_right_and_a_conflict_shows_both(as_, officer, encounter):
    where = address("encounter_edit", encounter.reference)
    browser = as_(officer)
    assert browser.get(where).status_code == 200
    assert browser.post(where, group(version="1", place="Right place")).status_code == 302
    answer = browser.post(where, group(version="1", place="Other place"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Right place" in page
    assert "Other place" in page
    assert Encounter.unguarded.get().place == "Right place"


def test_a_request_s_history_does_not_tell_who_has_the_person(
    as_, asked, found, clerk, case_worker, reviewer
):
    from wayhome.casework.services import change_case
    from wayhome.casework.services.linking import join
    from wayhome.people.models import Record

    case = found(full_name="Nimal Made-Up")
    Record.unguarded.filter(pk=case.record_id).update(person_id=asked.record.person_id)
    with transaction.atomic():
        join(persons=[asked.record.person_id], actor=reviewer)
    for state in ("screened", "return", "home"):
        case = change_case(case=case, expected=case.version, actor=case_worker, state=state)
    page = as_(clerk).get(address("request", asked.reference)).content.decode()
    assert "There is a match; ask the coordination centre." in page
    assert "Located → Home" in page
    assert reviewer.username in page
    assert case_worker.agency.name not in page
    assert case.reference not in page


@pytest.mark.parametrize(
    "name", ["requests", "request_new", "encounters", "encounter_new", "cases", "case_list"]
)
def test_every_list_and_form_opens_while_nothing_is_there(as_, case_worker, name):
    assert as_(case_worker).get(address(name)).status_code == 200


def test_all_cases_of_a_state_are_listed(as_, case_worker, found):
    case = found(full_name="Nimal Made Up")
    browser, where = as_(case_worker), address("case_list")
    assert case.reference in browser.get(where, {"state": "found"}).content.decode()
    assert case.reference not in browser.get(where, {"state": "home"}).content.decode()


def test_lists_ask_the_database_no_more_for_more_rows(
    as_, officer, encounter, django_assert_max_num_queries
):
    from wayhome.casework.services import add_people

    rows = [{"full_name": f"Made Up {n}", "phone": f"08{n:02}"} for n in range(30)]
    add_people(encounter=encounter, user=officer, rows=rows)
    browser = as_(officer)
    for name, parts in (("encounter", [encounter.reference]), ("cases", []), ("case_list", [])):
        with django_assert_max_num_queries(18):
            browser.get(address(name, *parts))


def test_the_list_of_requests_asks_the_database_no_more_for_more_rows(
    as_, clerk, send, django_assert_max_num_queries
):
    send(clerk, [["id", "full_name"], *([f"{n}", f"Made Up {n}"] for n in range(30))])
    browser = as_(clerk)
    with django_assert_max_num_queries(18):
        assert "Made Up 7" in browser.get(address("requests")).content.decode()
