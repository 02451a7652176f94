"""What a page says again and again is worked out once, and says the same as if it were not."""

from django.template import Context, Template
from django.utils import translation


def render(text, **context):
    return Template("{% load i18n wayhome %}" + text).render(Context(context))


def test_kept_words_follow_the_language_of_the_reader():
    page = Template("{% load i18n wayhome %}{% for n in two %}{% translate 'Name' %} {% endfor %}")
    said = {}
    for language in ("en", "th", "en"):
        with translation.override(language):
            said.setdefault(language, set()).add(page.render(Context({"two": "ab"})))
    assert said == {"en": {"Name Name "}, "th": {"ชื่อ ชื่อ "}}


def test_kept_words_can_be_given_a_name():
    page = "{% for n in two %}{% translate 'Name' as word %}{{ word }}{% endfor %}"
    with translation.override("th"):
        assert render(page, two="ab") == "ชื่อชื่อ"


def test_words_that_are_not_fixed_are_looked_up_each_time():
    page = Template("{% load i18n wayhome %}{% translate word %}")
    assert [page.render(Context({"word": word})) for word in ("A", "B")] == ["A", "B"]


def test_words_that_are_marked_only_are_not_translated():
    with translation.override("th"):
        assert render("{% translate 'Name' noop %}") == "Name"


def test_a_value_of_a_user_is_escaped_where_it_stands_for_words():
    assert render("{% translate word %}", word="<b>") == "&lt;b&gt;"


def test_the_chosen_option_is_marked():
    pairs = [("LK", "Sri Lanka"), ("TH", "Thailand")]
    assert render("{% options pairs chosen %}", pairs=pairs, chosen="TH") == (
        '<option value="LK">Sri Lanka</option><option value="TH" selected>Thailand</option>'
    )
    assert "selected" not in render("{% options pairs chosen %}", pairs=pairs, chosen=None)


def test_options_trust_no_text():
    pairs = [('"><i>', "<b>")]
    expected = '<option value="&quot;&gt;&lt;i&gt;" selected>&lt;b&gt;</option>'
    assert render("{% options pairs chosen %}", pairs=pairs, chosen='"><i>') == expected


def test_a_row_leads_where_url_would_lead():
    known = render("{% url 'casework:case' reference %}", reference="C-7K3M9QA4")
    assert render("{% place 'casework:case' reference %}", reference="C-7K3M9QA4") == known


def test_a_reference_cannot_leave_its_place_in_the_address():
    place = render("{% place 'casework:case' reference %}", reference='/../"><b>')
    assert place == "/cases/%2F..%2F%22%3E%3Cb%3E/"
