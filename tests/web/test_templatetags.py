"""What templates say: words for codes, dates and gaps, with nothing of a user's text trusted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import timezone, translation


def render(text, **context):
    return Template("{% load wayhome %}" + text).render(Context(context))


def test_a_code_is_said_in_the_active_language():
    with translation.override("th"):
        assert render('{% code_label "case-state" "home" %}') == "ถึงบ้านแล้ว"


def test_a_code_the_list_does_not_know_is_shown_as_it_is_and_escaped():
    assert render('{% code_label "case-state" value %}', value="<b>") == "&lt;b&gt;"


def test_a_state_has_its_tone_and_its_words():
    assert render('{% state "waiting-for" "ticket" %}') == '<span class="chip wait">Ticket</span>'


@pytest.mark.parametrize("gap", ["", None])
def test_a_gap_is_said(gap):
    for tag in ("not_given value", 'code_label "sex" value', 'state "sex" value', "when value"):
        assert "not given" in render("{% " + tag + " %}", value=gap)
    assert "not given" in render("{{ value|written }}", value=gap)
    assert "nobody asked" in render("{% not_given value asked=False %}", value=gap)


@pytest.mark.parametrize("given", [0, False])
def test_nought_and_no_are_no_gaps(given):
    assert "not given" not in render("{% not_given value %}", value=given)


HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "template",
    [
        "{% not_given value %}",
        "{% chip value %}",
        "{{ value|written }}",
        "{% when value %}",
        "{% key value %}",
        "{% bar_chart rows value %}",
        "{% waterfall parts value %}",
        "{% history entries %}",
        "{% conflict rows2 value %}",
        "{% empty value value value value %}",
        "{% progress 1 2 value %}",
    ],
)
def test_no_component_trusts_a_text(template):
    html = render(
        template,
        value=HOSTILE,
        rows=[(HOSTILE, 1, HOSTILE, HOSTILE)],
        parts=[(HOSTILE, 1.0)],
        entries=[{"what": HOSTILE, "who": HOSTILE, "why": HOSTILE, "tone": HOSTILE}],
        rows2=[{"label": HOSTILE, "saved": HOSTILE, "yours": ""}],
    )
    assert "<script" not in html
    assert "alert" in html.lower()


def test_a_name_is_kept_apart_and_its_script_said():
    assert render("{{ n|written }}", n="สมชาย") == '<bdi lang="th">สมชาย</bdi>'
    assert render("{{ n|written }}", n="علي") == '<bdi lang="und-Arab" dir="rtl">علي</bdi>'
    assert render("{{ n|written }}", n="Ali") == "<bdi>Ali</bdi>"


def test_evidence_shows_its_number_beside_its_bar():
    html = render("{% bits value %}", value=-1.8)
    assert 'class="against"' in html
    assert html.endswith("−1.8")


def test_nothing_to_compare_is_nought_and_no_bar():
    html = render("{% bits value %}", value=None)
    assert 'width="0.0"' in html
    assert html.endswith("</svg>0")


def test_days_are_counted_in_words():
    now = timezone.now()
    assert render("{% days_since d %}", d=now) == "today"
    assert render("{% days_since d %}", d=now - timedelta(days=1)) == "1 day"
    assert render("{% days_since d %}", d=timezone.localdate() - timedelta(days=12)) == "12 days"


def test_a_date_carries_its_machine_form():
    html = render("{% when d %}", d=date(2026, 11, 25))
    assert html == '<time datetime="2026-11-25" class="nowrap">25 Nov 2026</time>'


def test_the_way_marks_what_is_done_and_where_we_are():
    html = render('{% way "case-state" "services" notes %}', notes={"found": "25 Nov"})
    assert html.count('class="done"') == 3
    assert html.count('aria-current="step"') == 1
    assert "25 Nov" in html
    assert "Closed" not in html


def test_who_is_home_has_the_whole_way_behind():
    html = render('{% way "case-state" "home" %}')
    assert html.count('class="done"') == 6
    assert 'class="now"' not in html


def test_pages_of_a_list_keep_the_filters(rf):
    page = Paginator(range(100), 30).page(2)
    html = render("{% pagination page %}", page=page, request=rf.get("/x/?state=open&page=2"))
    assert "31–60 of 100" in html
    assert "state=open&amp;page=3" in html


def test_a_conflict_marks_only_what_differs():
    rows = [
        {"label": "Note", "saved": "a", "yours": "a"},
        {"label": "Waits for", "saved": "a", "yours": "b"},
    ]
    html = render(
        "{% conflict rows by at %}", rows=rows, by="Dao", at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    assert html.count('class="differs"') == 1
    assert "Dao" in html


def test_a_chart_of_nothing_says_so():
    assert "nothing yet" in render('{% bar_chart rows "Cases" %}', rows=[])
