"""What many words make of the people behind them does not depend on their order."""

from hypothesis import given
from hypothesis import strategies as st

from wayhome.people import words
from wayhome.people.words import Word

OWNS = range(1, 8)
couples = st.tuples(st.sampled_from(OWNS), st.sampled_from(OWNS)).filter(lambda c: c[0] != c[1])
answers = st.lists(
    st.tuples(couples, st.sampled_from([words.SAME, words.DIFFERENT, words.UNSURE])), max_size=12
)


def numbered(said):
    return [Word(number, *couple, verdict) for number, (couple, verdict) in enumerate(said)]


def outcome(said):
    in_force = words.newest(said)
    return in_force, words.persons(OWNS, in_force)


@given(answers, st.randoms())
def test_the_order_in_which_words_are_read_does_not_matter(said, randomly):
    given_words = numbered(said)
    shuffled = given_words.copy()
    randomly.shuffle(shuffled)
    assert outcome(shuffled) == outcome(given_words)


@given(answers, couples, st.sampled_from([words.SAME, words.DIFFERENT, words.UNSURE]))
def test_a_word_taken_back_leaves_no_trace(said, couple, verdict):
    before = numbered(said)
    again = [*before, Word(len(before), *couple, verdict)]
    assert outcome([w for w in again if w.decision != len(before)]) == outcome(before)


@given(answers)
def test_the_newest_word_about_a_couple_counts(said):
    for couple, word in words.newest(numbered(said)).items():
        last = [w for w in numbered(said) if w.couple == couple][-1]
        assert word == last


@given(answers)
def test_two_are_one_person_exactly_where_a_chain_of_same_joins_them(said):
    in_force, person_of = outcome(numbered(said))
    for one in OWNS:
        for other in OWNS:
            joined = one == other or bool(words.chain(one, other, in_force))
            assert (person_of[one] == person_of[other]) == joined


@given(answers)
def test_a_person_is_named_after_its_smallest_member(said):
    _, person_of = outcome(numbered(said))
    for person in set(person_of.values()):
        assert person == min(own for own, belongs in person_of.items() if belongs == person)


@given(answers)
def test_a_contradiction_is_found_exactly_where_a_different_lies_inside_a_person(said):
    in_force, person_of = outcome(numbered(said))
    inside = [
        w
        for w in in_force.values()
        if w.verdict == words.DIFFERENT and person_of[w.left] == person_of[w.right]
    ]
    found = words.contradiction(person_of, in_force)
    assert (found is not None) == bool(inside)
    if found:
        ends = {found.parted_by.left, found.parted_by.right}
        assert all(word.verdict == words.SAME for word in found.joined_by)
        assert ends <= set().union(*(word.couple for word in found.joined_by))
