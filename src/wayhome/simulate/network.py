"""Calls, payments and advertisements around made-up recruiters: plausible, ringing nowhere."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from wayhome.simulate.groups import BORDER_TIME
from wayhome.simulate.layouts import MARK
from wayhome.simulate.model import Person, Traces
from wayhome.simulate.people import phone
from wayhome.simulate.randomness import stream
from wayhome.simulate.resources import data

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def traces(seed: int, people: list[Person], parameters: dict[str, Any]) -> Traces:
    """Who called whom, who paid whom and what was advertised; a few per recruiter."""
    rng = stream(seed, "network")
    number = max(2, len(people) // parameters["people_a_recruiter"])
    recruiters = [_recruiter(rng, place) for place in range(1, number + 1)]
    lured = [(person, recruiters[int(person.id[2:]) % number]) for person in people]
    sample = lured if len(lured) < 4000 else rng.sample(lured, 4000)
    calls = [call for person, recruiter in sample for call in _calls(rng, person, recruiter)]
    payments = [_payment(rng, *pair) for pair in sample if rng.random() < 0.25]
    payments += _upward(rng, recruiters, parameters["last_day"])
    return Traces(
        calls=tuple(sorted(calls, key=lambda call: (call["start"], call["caller"]))),
        payments=tuple(sorted(payments, key=lambda paid: (paid["time"], paid["sender"]))),
        advertisements=tuple(_advertisements(rng, recruiters, parameters)),
    )


def _recruiter(rng: Random, number: int) -> dict[str, str]:
    return {
        "handle": f"@made_up_recruiter_{number:03d}",
        "phone": phone(rng, rng.choice(["TH", "MM", "CN", "MY"])),
        "wallet": wallet(rng),
    }


def wallet(rng: Random) -> str:
    """Looks like a TRON address and is none: 'madeUp' stands where its checksum would."""
    return "T" + "".join(rng.choice(BASE58) for _ in range(27)) + "madeUp"


def _moment(rng: Random, day: date) -> str:
    at = time(rng.randint(7, 23), rng.randint(0, 59), rng.randint(0, 59))
    return datetime.combine(day, at, BORDER_TIME).isoformat()


def _calls(rng: Random, person: Person, recruiter: dict[str, str]) -> list[dict[str, str]]:
    calls = []
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        ends = [recruiter["phone"], person.phone]
        if rng.random() < 0.3:
            ends.reverse()
        day = person.lured_on - timedelta(days=rng.randint(1, 25))
        calls.append(
            {
                "caller": ends[0],
                "called": ends[1],
                "start": _moment(rng, day),
                "seconds": str(rng.randint(8, 1500)),
                "synthetic": MARK,
            }
        )
    return calls


def _payment(rng: Random, person: Person, recruiter: dict[str, str]) -> dict[str, str]:
    day = person.lured_on + timedelta(days=rng.randint(20, 120))
    return {
        "sender": f"family of {person.id}",
        "receiver": recruiter["wallet"],
        "amount": str(rng.choice([800, 1500, 2000, 3000, 5000, 8000])),
        "currency": "USDT",
        "time": _moment(rng, day),
        "purpose": "ransom",
        "synthetic": MARK,
    }


def _upward(rng: Random, recruiters: list[dict[str, str]], last: date) -> list[dict[str, str]]:
    """Each recruiter passes money on to one of two collecting wallets."""
    collectors = [wallet(rng), wallet(rng)]
    return [
        {
            "sender": recruiter["wallet"],
            "receiver": collectors[place % 2],
            "amount": str(rng.randint(2, 40) * 500),
            "currency": "USDT",
            "time": _moment(rng, last - timedelta(days=rng.randint(5, 500))),
            "purpose": "passed on",
            "synthetic": MARK,
        }
        for place, recruiter in enumerate(recruiters)
        for _ in range(3)
    ]


def _advertisements(
    rng: Random, recruiters: list[dict[str, str]], parameters: dict[str, Any]
) -> list[dict[str, str]]:
    words = data("advertisements")
    posts = []
    for place in range(len(recruiters) * 3):
        recruiter = recruiters[place % len(recruiters)]
        kind = "lure" if place % 3 else "ordinary"
        blanks = {name: rng.choice(choices) for name, choices in words["blanks"].items()}
        text = rng.choice(words[kind]).format(
            handle=recruiter["handle"], phone=recruiter["phone"], **blanks
        )
        day = parameters["last_day"] - timedelta(days=rng.randint(1, parameters["days"]))
        posts.append(
            {
                "id": f"AD-{place + 1:04d}",
                "text": text,
                "posted": day.isoformat(),
                "truth": kind,
                "synthetic": MARK,
            }
        )
    return posts
