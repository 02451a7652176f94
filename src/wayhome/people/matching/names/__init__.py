"""Names in any script: Latin variants, phonetic folds, skeletons; compared and ranked. Pure.

It says how well two names agree, never that two people are one.
"""

from wayhome.people.matching.reason import Reason

from .comparing import compare
from .frequencies import Frequencies
from .keys import bigrams, match_keys
from .model import Name, NameComparison, Token, Variant, Verdict
from .parsing import parse
from .ranking import Match, Ranking, rank

__all__ = [
    "Frequencies",
    "Match",
    "Name",
    "NameComparison",
    "Ranking",
    "Reason",
    "Token",
    "Variant",
    "Verdict",
    "bigrams",
    "compare",
    "match_keys",
    "parse",
    "rank",
]
