import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.simulate.documents import in_words, mark, settle
from wayhome.simulate.resources import data
from wayhome.simulate.world import World

PLAIN = st.text(st.characters(exclude_categories=["Co", "Cs"]))


@given(st.lists(st.tuples(PLAIN, PLAIN)), PLAIN)
def test_every_quote_stands_where_the_fact_says(pieces, tail):
    marked = "".join(before + mark("count", "LK=3", quote) for before, quote in pieces) + tail
    text, facts = settle(marked)
    assert text == "".join(before + quote for before, quote in pieces) + tail
    assert [text[fact.start : fact.end] for fact in facts] == [quote for _, quote in pieces]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "one"), (19, "nineteen"), (39, "thirty-nine"), (80, "eighty")]
)
def test_numbers_below_a_hundred_have_words(number, words):
    assert in_words(number) == words


def test_documents_state_the_counts_of_their_event(small_world: World):
    events = {each.id: each for each in (*small_world.encounters, *small_world.handovers)}
    articles = [each for each in small_world.documents if each.about in events]
    assert articles
    for article in articles:
        counted = dict(fact.value.split("=") for fact in article.facts if fact.type == "count")
        told = {code: int(number) for code, number in counted.items()}
        assert told == events[article.about].head_count
        assert all(article.text[f.start : f.end] == f.quote for f in article.facts)


def test_documents_come_in_three_languages_and_say_that_they_are_made_up(small_world: World):
    assert {each.language for each in small_world.documents} == {"en", "th", "zh"}
    assert all("SYNTHETIC" in each.text for each in small_world.documents)


@pytest.mark.parametrize("blank", ["{total}", "{place}", "day}"])
def test_each_kind_of_fact_has_at_least_twelve_sentence_patterns(blank):
    words = data("documents_en")
    openings = words["encounter_openings"] + words["handover_openings"]
    assert sum(blank.lower() in sentence.lower() for sentence in openings) >= 12
    assert len({each["sentence"] for each in words["breakdowns"]}) >= 12


def test_no_blank_is_left_open(small_world: World):
    assert not any("{" in each.text or "\ue000" in each.text for each in small_world.documents)
