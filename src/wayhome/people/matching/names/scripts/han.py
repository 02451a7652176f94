"""Chinese characters: Mandarin and the readings of overseas communities."""

import functools

from wayhome.people.matching.names.model import Variant


@functools.lru_cache(maxsize=65536)
def _pinyin(text: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.NORMAL, errors="ignore", v_to_u=False))


def romanise(text: str) -> tuple[Variant, ...]:
    """Readings of a run of characters."""
    return (Variant(_pinyin(text).replace("ü", "u"), 1.0, "pinyin"),)
