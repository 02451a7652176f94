"""What people decide about who is who moves requests and cases, and moves them back."""

import pytest

from wayhome.accounts.models import Notice
from wayhome.audit.models import Entry
from wayhome.casework.models import Case, CaseRequest, Request
from wayhome.casework.services import change_case, change_request
from wayhome.people.models import Between, Pair, Record
from wayhome.people.services import decide, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(send, clerk):
    """A request of the embassy."""
    send(clerk, [["id", "full_name", "nationality"], ["1", "Nimal Made Up", "LK"]])
    return Request.unguarded.get()


def pair_of(left, right):
    one, other = sorted((left, right), key=lambda record: record.pk)
    made, _new = Pair.unguarded.get_or_create(
        left=one,
        right=other,
        defaults={
            "between": Between.of(one, other),
            "probability": 0.9,
            "bits": 5,
            "model": "made-up",
            "reasons": [],
        },
    )
    return made


@pytest.fixture
def same(reviewer):
    """Decide that a request's and a case's record are one person."""

    def decided(left, right):
        return decide(user=reviewer, pair=pair_of(left.record, right.record), verdict="same")

    return decided


def fresh(thing):
    return type(thing).unguarded.get(pk=thing.pk)


def codes(thing):
    return [event.code for event in thing.events.all()]


def test_a_match_locates_the_request_and_joins_it_to_the_case(asked, found, same):
    case = found(full_name="Nimal Made-Up")
    same(asked, case)
    assert fresh(asked).state == "located"
    answer = CaseRequest.objects.get()
    assert (answer.case, answer.request, answer.state_before) == (case, asked, "open")
    assert [e.after for e in case.events.filter(code="answers-request")] == [asked.reference]


def test_the_asking_agency_is_told_that_there_is_a_match_and_nothing_else(asked, found, same):
    same(asked, found(full_name="Nimal Made-Up"))
    notice = Notice.objects.get()
    assert (notice.agency, notice.code) == (asked.agency, "request-located")
    assert (notice.subject, notice.details) == (asked.reference, {})


def test_the_log_names_request_and_case(asked, found, same):
    case = found(full_name="Nimal Made-Up")
    same(asked, case)
    entry = Entry.objects.get(action="request.located")
    assert (entry.subject, entry.details["case"]) == (asked.reference, case.reference)


def test_undoing_restores_the_request_and_tells_the_agency(asked, found, same, clerk, reviewer):
    change_request(request=asked, expected=asked.version, actor=clerk, state="acknowledged")
    case = found(full_name="Nimal Made-Up")
    decision = same(asked, case)
    undo(user=reviewer, decision=decision)
    assert fresh(asked).state == "acknowledged"
    assert not CaseRequest.objects.exists()
    assert codes(asked) == ["state", "match", "match-undone"]
    assert {n.code for n in Notice.objects.all()} == {"request-located", "request-correction"}


def test_undoing_leaves_a_case_that_registration_opened(asked, found, same, reviewer):
    case = found(full_name="Nimal Made-Up")
    undo(user=reviewer, decision=same(asked, case))
    assert fresh(case).state == "found"
    assert codes(case) == ["opened", "answers-request", "answer-withdrawn"]


def test_a_decision_opens_a_case_where_there_is_none_and_undoing_closes_it(asked, patrol, reviewer):
    from tests import factories

    record = factories.record(patrol, "found", full_name="Nimal")
    decision = decide(user=reviewer, pair=pair_of(asked.record, record), verdict="same")
    case = Case.unguarded.get(record=record)
    assert case.state == "found"
    undo(user=reviewer, decision=decision)
    case = fresh(case)
    assert (case.state, case.closing_reason) == ("closed", "decision-undone")


def test_deciding_again_opens_that_case_again(asked, patrol, reviewer):
    from tests import factories

    record = factories.record(patrol, "found", full_name="Nimal")
    pair = pair_of(asked.record, record)
    undo(user=reviewer, decision=decide(user=reviewer, pair=pair, verdict="same"))
    decide(user=reviewer, pair=pair, verdict="same")
    assert Case.unguarded.get().state == "found"
    assert fresh(asked).state == "located"


def test_a_match_through_a_third_record_is_seen(asked, found, same, send, clerk):
    send(clerk, [["id", "full_name"], ["9", "Nimal M. Up"]], series="families")
    other = Request.unguarded.exclude(pk=asked.pk).get()
    case = found(full_name="Nimal Made-Up")
    same(other, case)
    assert fresh(asked).state == "open"
    same(asked, other)
    assert fresh(asked).state == "located"
    assert CaseRequest.objects.filter(case=case).count() == 2


def test_undoing_the_bridge_parts_only_what_it_joined(asked, found, same, send, clerk, reviewer):
    send(clerk, [["id", "full_name"], ["9", "Nimal M. Up"]], series="families")
    other = Request.unguarded.exclude(pk=asked.pk).get()
    case = found(full_name="Nimal Made-Up")
    same(other, case)
    undo(user=reviewer, decision=same(asked, other))
    assert (fresh(asked).state, fresh(other).state) == ("open", "located")
    assert [answer.request for answer in CaseRequest.objects.all()] == [other]


def test_a_request_with_two_matches_stays_located_until_both_are_undone(
    asked, found, same, reviewer
):
    first = same(asked, found(full_name="Nimal Made-Up", phone="0811"))
    second = same(asked, found(full_name="Nimal Made-Up", phone="0822"))
    undo(user=reviewer, decision=first)
    assert fresh(asked).state == "located"
    undo(user=reviewer, decision=second)
    assert fresh(asked).state == "open"


def test_a_request_follows_its_case_home_and_back(asked, found, same, case_worker):
    case = found(full_name="Nimal Made-Up")
    same(asked, case)
    for state in ("screened", "return", "home"):
        case = change_case(case=case, expected=case.version, actor=case_worker, state=state)
    assert fresh(asked).state == "home"
    change_case(
        case=case, expected=case.version, actor=case_worker, state="return", note="flight missed"
    )
    assert fresh(asked).state == "located"


def test_a_match_with_somebody_who_is_home_says_home(asked, found, same, case_worker):
    case = found(full_name="Nimal Made-Up")
    for state in ("screened", "return", "home"):
        case = change_case(case=case, expected=case.version, actor=case_worker, state=state)
    same(asked, case)
    assert fresh(asked).state == "home"


def test_a_closed_request_stays_closed_but_its_agency_is_told(asked, found, same, clerk):
    change_request(
        request=asked,
        expected=asked.version,
        actor=clerk,
        state="closed",
        closing_reason="withdrawn",
    )
    same(asked, found(full_name="Nimal Made-Up"))
    assert fresh(asked).state == "closed"
    assert Notice.objects.filter(code="request-located").exists()


def test_somebody_s_own_word_in_between_stands_when_a_match_is_undone(
    asked, found, same, clerk, reviewer
):
    decision = same(asked, found(full_name="Nimal Made-Up"))
    asked = fresh(asked)
    change_request(
        request=asked,
        expected=asked.version,
        actor=clerk,
        state="closed",
        closing_reason="withdrawn",
    )
    undo(user=reviewer, decision=decision)
    assert fresh(asked).state == "closed"


def test_a_newer_version_of_the_request_keeps_its_match(asked, found, same, send, clerk):
    same(asked, found(full_name="Nimal Made-Up"))
    send(clerk, [["id", "full_name", "nationality"], ["1", "Nimal Made Up II", "LK"]])
    asked = fresh(asked)
    assert asked.state == "located"
    assert asked.record.person == Record.unguarded.get(case=Case.unguarded.get()).person


def test_two_requests_of_one_person_without_a_find_move_nothing(asked, same, send, clerk):
    send(clerk, [["id", "full_name"], ["9", "Nimal M. Up"]], series="families")
    same(asked, Request.unguarded.exclude(pk=asked.pk).get())
    assert {one.state for one in Request.unguarded.all()} == {"open"}
    assert not Notice.objects.exists()
