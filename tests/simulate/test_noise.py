from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.simulate import channels
from wayhome.simulate.model import Person
from wayhome.simulate.names import is_joined
from wayhome.simulate.noise import Channel, Noise, disturb
from wayhome.simulate.observation import asked_for
from wayhome.simulate.resources import data
from wayhome.simulate.world import world

SOMEBODY = next(p for p in world(1, 200).people if p.nationality == "TH" and p.family_name)


def _true(**changed) -> tuple[Person, dict[str, str]]:
    person = replace(SOMEBODY, **changed)
    return person, asked_for(person)


def test_every_channel_says_where_its_rate_comes_from():
    assert {name for name, _ in Noise().channels()} == set(data("noise")["channels"])
    assert {name for name, _ in Noise().channels()} == set(channels.CHANNELS)
    assert all(channel.basis for _, channel in Noise().channels())


def test_a_rate_above_one_is_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        Channel(rate=1.5)


@given(factor=st.floats(0, 1000))
def test_scaled_noise_stays_a_share(factor):
    assert all(0 <= channel.rate <= 1 for _, channel in Noise().scaled(factor).channels())


@pytest.mark.parametrize("name", sorted(channels.CHANNELS))
def test_a_record_of_empty_cells_passes_every_channel_unharmed(name):
    values = dict.fromkeys(asked_for(SOMEBODY), "")
    channels.CHANNELS[name](values, replace(SOMEBODY, passport="", phone=""), Random(1))
    left = {key for key, value in values.items() if value}
    assert left <= set(channels.LATIN_NAMES)  # other_romanisation spells the true name anew


def test_swapped_names_stand_in_each_others_column():
    person, values = _true()
    channels.swapped_names(values, person, Random(1))
    assert (values["given_name"], values["family_name"]) == (
        person.family_name,
        person.given_name,
    )
    assert values["full_name"] == f"{person.family_name} {person.given_name}"


def test_half_a_passport_number_keeps_the_last_four_places():
    person, values = _true(passport="AB1234471")
    channels.half_document_number(values, person, Random(1))
    assert values["document_number"].endswith("4471")
    assert "AB123" not in values["document_number"]


@pytest.mark.parametrize(
    ("channel", "born", "written"),
    [
        (channels.swapped_day_month, date(1995, 4, 3), "1995-03-04"),
        (channels.swapped_day_month, date(1995, 4, 23), "1995-04-23"),
        (channels.first_of_january, date(1995, 4, 23), "1995-01-01"),
        (channels.buddhist_year, date(1995, 4, 23), "2538-04-23"),
    ],
)
def test_birth_dates_go_wrong_as_the_channel_says(channel, born, written):
    person, values = _true(birth_date=born)
    channel(values, person, Random(1))
    assert values["birth_date"] == written


@given(st.dates(date(1950, 1, 1), date(2012, 12, 31)), st.integers())
def test_a_wrong_year_is_still_a_date(born, seed):
    person, values = _true(birth_date=born)
    channels.wrong_year(values, person, Random(seed))
    assert date.fromisoformat(values["birth_date"]).year != born.year


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=15), st.integers())
def test_a_slip_changes_the_length_by_at_most_one_letter(word, seed):
    assert abs(len(channels.slipped(word, Random(seed))) - len(word)) <= 1


@given(st.integers())
def test_a_formatted_phone_keeps_its_digits(seed):
    person, values = _true()
    channels.phone_formatting(values, person, Random(seed))
    digits = "".join(filter(str.isdigit, values["phone"]))
    assert digits.lstrip("0") in person.phone or digits.removeprefix("0") in person.phone


@given(st.integers())
def test_another_romanisation_keeps_the_parts_of_the_name(seed):
    person, values = _true()
    channels.other_romanisation(values, person, Random(seed))
    assert len(values["full_name"].split()) >= 2
    assert values["native_name"] == person.native_name


def test_a_channel_strikes_about_as_often_as_its_rate_says():
    noise = replace(Noise.none(), missing_document=Channel(rate=0.3))
    person, values = _true()
    struck = [
        disturb(values, person, noise, 1, "nobody", str(record))["document_number"] == ""
        for record in range(3000)
    ]
    assert abs(sum(struck) / 3000 - 0.3) < 0.04


def test_a_family_forgets_passport_numbers_more_often_than_an_embassy():
    person, values = _true()

    def missing(writer: str) -> int:
        return sum(
            disturb(values, person, Noise(), 1, writer, str(record))["document_number"] == ""
            for record in range(1000)
        )

    assert missing("family") > 2 * missing("embassy")


def test_joined_given_names_are_sometimes_written_apart():
    person = next(p for p in world(1, 200).people if p.nationality == "CN" and is_joined(p.name))
    forms = set()
    for seed in range(60):
        values = asked_for(person)
        channels.other_romanisation(values, person, Random(seed))
        forms.add(values["given_name"])
    first, second = [part.latin for part in person.name.parts if part.role == "given"]
    assert {f"{first} {second}", f"{first}-{second}"} <= forms
