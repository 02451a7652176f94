"""Lao: its letters stand in the order of the Thai ones, and its syllables are built alike."""

from wayhome.people.matching.names.model import Variant

from . import thai

# Letters that Thai lacks or reads another way: ຊ s, ຍ ny, ຽ ia, ໜ and ໝ with a silent h.
_APART = str.maketrans(
    {
        "\u0e8a": "\u0e0b",
        "\u0e8d": "\u0e0d",
        "\u0ebd": "\u0e22",
        "\u0ebb": "",
        "\u0ebc": "\u0e25",
        "\u0edc": "\u0e2b\u0e19",
        "\u0edd": "\u0e2b\u0e21",
        "\u0eb1": "\u0e31",
    }
)
_OFFSET = 0x80


def romanise(text: str) -> tuple[Variant, ...]:
    """Readings by the Thai rules; v for w and x for s, as Lao passports write."""
    thai_letters = "".join(
        chr(ord(letter) - _OFFSET) if "\u0e80" <= letter <= "\u0eff" else letter
        for letter in text.translate(_APART)
    )
    found = []
    for one in thai.romanise(thai_letters):
        found.append(Variant(one.latin.replace("w", "v"), one.weight, "lao"))
        if one.latin.startswith("s"):
            found.append(Variant("x" + one.latin[1:].replace("w", "v"), one.weight - 0.03, "lao"))
    return tuple(found)
