"""Keeps a spreadsheet from taking a text for a formula. Changes no text that could not be one."""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
"""Starts of a cell that spreadsheets evaluate (OWASP, CSV Injection), full-width forms included.

Leading apostrophes are looked through so that taking one off again always gives the text back.
"""
_NOT_IN_A_TABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """The text without control characters and lone surrogates, which no file of ours may hold."""
    return _NOT_IN_A_TABLE.sub("", text)


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet could evaluate it.

    Control characters that no table may hold are left out.
    """
    text = without_controls(text)
    return f"'{text}" if _RISKY.match(text) else text
