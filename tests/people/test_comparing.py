"""A record is held against its candidates: names are compared only where they can matter."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.people import comparing, weights

REGISTER = 100_000
_NAMES = ("Somchai Jaidee", "สมชาย ใจดี", "Nimal Perera", "Aung Kyaw Moe", "王伟", "")
_BIRTHS = ("1990-03-04", "1991-03-04", "1990-04-03", "1975", "")
_PASSPORTS = ("N1234567", "4567", "A7654321", "")
details = st.fixed_dictionaries(
    {
        "full_name": st.sampled_from(_NAMES),
        "native_name": st.sampled_from(_NAMES),
        "birth_date": st.sampled_from(_BIRTHS),
        "document_number": st.sampled_from(_PASSPORTS),
        "sex": st.sampled_from(("male", "female", "")),
        "nationality": st.sampled_from(("TH", "LK", "")),
    }
)


@settings(deadline=None, max_examples=60)
@given(details, details, st.booleans())
def test_a_pair_is_worth_a_look_or_not_whether_or_not_its_names_were_spared(one, other, same_list):
    left, right = (comparing.profile_of_details(each) for each in (one, other))
    compared = comparing.compare(left, [(right, same_list)], register_size=REGISTER)[0]

    model = weights.model()
    prior = model.prior_bits(REGISTER) + (weights.SAME_LIST_BITS if same_list else 0)
    whole = model.score(left, right, register_size=REGISTER, prior=prior)

    least = comparing.review_probability()
    assert compared.bits >= whole.bits - 1e-9
    assert (compared.probability >= least) == (whole.probability >= least)


def test_a_pair_worth_a_look_comes_with_all_its_reasons():
    said = {"full_name": "Nimal Perera", "birth_date": "1990-03-04", "document_number": "N1234567"}
    profile = comparing.profile_of_details(said)
    compared = comparing.compare(profile, [(profile, False)], register_size=REGISTER)[0]

    assert compared.probability > comparing.likely_probability()
    assert any(reason["code"].startswith("name") for reason in compared.reasons)


def test_names_are_spared_where_all_else_speaks_against():
    one = {"full_name": "Nimal Perera", "birth_date": "1990-03-04", "document_number": "N1234567"}
    one |= {"sex": "female", "nationality": "LK"}
    other = {**one, "birth_date": "1961-11-30", "document_number": "K7654322"}
    other |= {"sex": "male", "nationality": "NP"}
    profiles = [comparing.profile_of_details(each) for each in (one, other)]
    compared = comparing.compare(profiles[0], [(profiles[1], False)], register_size=REGISTER)[0]

    assert compared.probability < comparing.review_probability()
    assert compared.reasons == ()
