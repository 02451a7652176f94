"""Pages of casework, as the people who use them."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests import factories

from wayhome.audit.models import Entry
from wayhome.casework.models import Case, Encounter, Request
from wayhome.vocabulary import codes

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
        ("count-0-nationality", "Atlantis", "is no country"),
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


NATIONS = [code.code for code in codes("country")][:30]


def test_a_group_of_thirty_nationalities_is_registered(as_, officer):
    parts = dict.fromkeys(NATIONS, 2)
    sent = group(parts=parts, head_count="60", **{"count-TOTAL_FORMS": "36"})
    assert as_(officer).post(address("encounter_new"), sent).status_code == 302
    made = Encounter.unguarded.get()
    assert {c.nationality: c.people for c in made.counts.all()} == parts


def head_count_rows(answer):
    rows = re.search(r'name="count-TOTAL_FORMS" value="(\d+)"', answer.content.decode())
    return int(rows[1])


def test_the_head_count_grows_and_nothing_typed_is_lost_right_or_wrong(as_, officer):
    wrong = {"found_on": "31/02/2026", "count-2-nationality": "Atlantis", "more": "6"}
    answer = as_(officer).post(address("encounter_new"), group(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert head_count_rows(answer) == 12
    for typed_ in ("31/02/2026", "Made-up task force", "Sri Lanka", "Atlantis", 'value="32"'):
        assert typed_ in page
    assert 'role="alert"' not in page
    assert "is no country" not in page
    assert not Encounter.unguarded.exists()


def test_the_head_count_of_a_registered_group_grows_and_is_put_right(as_, officer, encounter):
    where = address("encounter_edit", encounter.reference)
    browser = as_(officer)
    assert head_count_rows(browser.get(where)) == 2 + 6
    parts = dict.fromkeys(NATIONS[:14], 1)
    grown = browser.post(where, group(version="1", parts=parts, more="6"))
    assert where in grown.content.decode()
    assert Encounter.unguarded.get().version == 1
    sent = group(version="1", parts=parts, **{"count-TOTAL_FORMS": "14"})
    assert browser.post(where, sent).status_code == 302
    assert Encounter.unguarded.get().counts.count() == 14


def test_the_head_count_stops_growing_where_there_are_no_more_countries(as_, officer):
    sent = group(more="6", **{"count-TOTAL_FORMS": "300"})
    grown = as_(officer).post(address("encounter_new"), sent)
    assert head_count_rows(grown) == 300
    assert 'name="more"' not in grown.content.decode()


def test_one_country_by_two_words_stands_in_two_rows(as_, officer):
    sent = group(**{"count-1-nationality": "Sri Lankan"})
    assert (
        "stands in two rows" in as_(officer).post(address("encounter_new"), sent).content.decode()
    )


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


def typed(people, **more):
    """Return what the form for a group's people sends when so many are written down."""
    sent = {"person-TOTAL_FORMS": str(people), "person-INITIAL_FORMS": str(people), **more}
    for n in range(people):
        sent[f"person-{n}-full_name"] = f"Nimal {n:03} Made Up"
        sent[f"person-{n}-nationality"] = "Sri Lanka"
        sent[f"person-{n}-birth_date"] = "1995"
        for name in ("native_name", "sex", "document_number", "phone"):
            sent[f"person-{n}-{name}"] = ""
    return sent


def names_in(answer):
    return set(re.findall(r"Nimal \d{3} Made Up", answer.content.decode()))


def test_four_hundred_people_are_registered_from_one_form(as_, officer, encounter, settings):
    # Who is who is the background's work, and four hundred much alike are work.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    answer = as_(officer).post(address("encounter_people", encounter.reference), typed(400))
    assert answer.status_code == 302
    assert Case.unguarded.count() == 400
    assert set(Case.unguarded.values_list("nationality", flat=True)) == {"LK"}


def test_more_people_than_one_form_takes_are_kept_on_the_page_and_pointed_to_a_list(
    as_, officer, encounter
):
    answer = as_(officer).post(address("encounter_people", encounter.reference), typed(450))
    assert answer.status_code == 422
    assert "One form takes 400 people and this one has 450" in answer.content.decode()
    assert f"?kind=encounter&amp;target={encounter.reference}" in answer.content.decode()
    assert len(names_in(answer)) == 450
    assert not Case.unguarded.exists()


def test_a_form_with_a_mistake_keeps_every_row(as_, officer, encounter):
    sent = typed(261) | {"person-260-birth_date": "31/02/1995"}
    answer = as_(officer).post(address("encounter_people", encounter.reference), sent)
    assert answer.status_code == 422
    assert len(names_in(answer)) == 261
    assert '<a href="#id_person-260-full_name">row 261</a>' in answer.content.decode()


def rows_of(answer):
    return int(re.search(r'name="person-TOTAL_FORMS" value="(\d+)"', answer.content.decode())[1])


def test_the_form_for_people_grows_and_keeps_what_was_typed_right_or_wrong(as_, officer, encounter):
    where = address("encounter_people", encounter.reference)
    sent = typed(12, more="50") | {"person-3-birth_date": "31/02/1995", "person-4-full_name": ""}
    answer = as_(officer).post(where, sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert rows_of(answer) == 62
    assert len(names_in(answer)) == 11
    assert "31/02/1995" in page
    assert 'role="alert"' not in page
    assert not Case.unguarded.exists()


@pytest.mark.parametrize(("before", "more", "after"), [(380, 50, 400), (400, 50, 400), (12, 0, 12)])
def test_the_form_for_people_grows_to_what_it_takes_and_no_further(
    as_, officer, encounter, before, more, after
):
    where = address("encounter_people", encounter.reference)
    answer = as_(officer).post(where, typed(before, more=str(more)))
    assert rows_of(answer) == after
    assert len(names_in(answer)) == before
    assert ("Register these and go on with the next" in answer.content.decode()) == (after == 400)


@pytest.mark.parametrize("rows", ["0", "-5", "2"])
def test_rows_beyond_their_stated_number_are_refused_not_lost(as_, officer, encounter, rows):
    browser = as_(officer)
    sent = {**typed(3), "person-TOTAL_FORMS": rows}
    people = browser.post(address("encounter_people", encounter.reference), sent)
    counts = browser.post(address("encounter_new"), group(**{"count-TOTAL_FORMS": rows}))
    for answer in (people, counts):
        assert answer.status_code == 422
        assert "more rows than it counts" in answer.content.decode()
    assert not Case.unguarded.exists()
    assert Encounter.unguarded.count() == 1


@pytest.mark.parametrize("wrong", ["", "-5", "many", "9" * 30])
def test_a_number_of_rows_that_is_none_is_no_error(as_, officer, encounter, wrong):
    where = address("encounter_people", encounter.reference)
    for sent in (typed(3, more=wrong), typed(3, more="10") | {"person-TOTAL_FORMS": wrong}):
        assert as_(officer).post(where, sent).status_code == 200


@pytest.mark.parametrize(("head_count", "rows"), [(None, 8), (3, 8), (30, 30), (261, 40)])
def test_the_form_opens_with_a_row_for_everybody_who_is_missing(
    as_, officer, encounter, head_count, rows
):
    Encounter.unguarded.filter(pk=encounter.pk).update(head_count=head_count)
    answer = as_(officer).get(address("encounter_people", encounter.reference))
    assert rows_of(answer) == rows


@pytest.mark.parametrize("written", ["LK", "Sri Lanka", "ศรีลังกา", "Sri Lankan", "斯里兰卡"])
def test_a_nationality_is_typed_in_any_language(as_, officer, encounter, written):
    sent = typed(1) | {"person-0-nationality": written}
    as_(officer).post(address("encounter_people", encounter.reference), sent)
    assert Case.unguarded.get().nationality == "LK"


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
        ({"person-0-full_name": "A", "person-0-nationality": "Atlantis"}, "is no country"),
        ({"person-0-full_name": "A", "person-0-nationality": "EU"}, "is no country"),
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
    assert "32 Sri Lanka + 5 Nepal + 1 Malaysia + 1 Russia" in page
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
