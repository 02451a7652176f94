"""Names in any script: Latin variants, phonetic folds, skeletons; compared and ranked. Pure.

It says how well two names agree, never that two people are one.
"""

from wayhome.people.matching.reason import Reason

from .comparing import compare
from .explaining import Column, Explanation, Side, WordPair, explain, said, seen
from .frequencies import Frequencies
from .keys import bigrams, match_keys
from .model import Name, NameComparison, Token, Variant, Verdict
from .parsing import parse
from .ranking import Match, Ranking, rank

__all__ = [
    "Column",
    "Explanation",
    "Frequencies",
    "Match",
    "Name",
    "NameComparison",
    "Ranking",
    "Reason",
    "Side",
    "Token",
    "Variant",
    "Verdict",
    "WordPair",
    "bigrams",
    "compare",
    "explain",
    "match_keys",
    "parse",
    "rank",
    "said",
    "seen",
]
