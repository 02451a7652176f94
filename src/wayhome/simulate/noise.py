"""How writing a person down goes wrong: one switch and rate a channel. Never touches the truth."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from functools import partial

from wayhome.simulate.channels import CHANNELS
from wayhome.simulate.model import Person, Values
from wayhome.simulate.randomness import coin, stream
from wayhome.simulate.resources import data


@dataclass(frozen=True, slots=True)
class Channel:
    """One way of going wrong: on or off, and the share of records it strikes (0 to 1)."""

    on: bool = True
    rate: float = 0.0
    basis: str = "assumed"

    def __post_init__(self) -> None:
        if not 0 <= self.rate <= 1:
            raise ValueError(f"noise rate {self.rate} is no share; write a number from 0 to 1")


def default(name: str) -> Channel:
    """The channel as data/noise.yaml has it: its rate, and whether that is assumed or published."""
    entry = data("noise")["channels"][name]
    return Channel(True, float(entry["rate"]), str(entry["basis"]))


@dataclass(frozen=True, slots=True)
class Noise:
    """Every channel, in the order in which a record passes through them."""

    other_romanisation: Channel = field(default_factory=partial(default, "other_romanisation"))
    nickname: Channel = field(default_factory=partial(default, "nickname"))
    swapped_names: Channel = field(default_factory=partial(default, "swapped_names"))
    typo: Channel = field(default_factory=partial(default, "typo"))
    missing_native_name: Channel = field(default_factory=partial(default, "missing_native_name"))
    missing_details: Channel = field(default_factory=partial(default, "missing_details"))
    swapped_day_month: Channel = field(default_factory=partial(default, "swapped_day_month"))
    first_of_january: Channel = field(default_factory=partial(default, "first_of_january"))
    wrong_year: Channel = field(default_factory=partial(default, "wrong_year"))
    buddhist_year: Channel = field(default_factory=partial(default, "buddhist_year"))
    missing_birth_date: Channel = field(default_factory=partial(default, "missing_birth_date"))
    half_document_number: Channel = field(default_factory=partial(default, "half_document_number"))
    missing_document: Channel = field(default_factory=partial(default, "missing_document"))
    phone_formatting: Channel = field(default_factory=partial(default, "phone_formatting"))

    def channels(self) -> Iterator[tuple[str, Channel]]:
        """Name and setting of each channel, in order."""
        for each in fields(self):
            yield each.name, getattr(self, each.name)

    @classmethod
    def none(cls) -> "Noise":
        """Everything switched off: records say exactly what is true."""
        return cls().scaled(0)

    def scaled(self, factor: float) -> "Noise":
        """All rates times `factor`, at most 1: for curves over noise rather than one number."""
        changed = {
            name: replace(channel, rate=min(1.0, channel.rate * factor))
            for name, channel in self.channels()
        }
        return replace(self, **changed)


def disturb(
    values: Values, person: Person, noise: Noise, seed: int, writer: str, record: str
) -> dict[str, str]:
    """The record after every channel that strikes it.

    `writer`: embassy, family, organisation, patrol or immigration; scales the rates (noise.yaml).
    Each channel's luck depends on seed, channel and record alone: switching one off moves none.
    """
    scale: dict[str, float] = data("noise")["by_source"].get(writer, {})
    disturbed = dict(values)
    for name, channel in noise.channels():
        rate = min(1.0, channel.rate * scale.get(name, 1.0)) if channel.on else 0.0
        if rate and coin(seed, name, record) < rate:
            CHANNELS[name](disturbed, person, stream(seed, "noise", name, record))
    return disturbed
