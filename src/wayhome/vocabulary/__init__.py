"""Code lists as data: every state, kind and mark the system knows, named in every UI language.

Refuses to guess: a code that is not in its list raises UnknownCodeError.
"""

from wayhome.vocabulary.lists_reader import (
    LANGUAGES,
    Code,
    CodeList,
    UnknownCodeError,
    UnknownListError,
    choices,
    codes,
    names,
)

__all__ = [
    "LANGUAGES",
    "Code",
    "CodeList",
    "UnknownCodeError",
    "UnknownListError",
    "choices",
    "codes",
    "names",
]
