"""Keys under which an index finds names worth comparing, and bigrams for the search box."""

import itertools
import unicodedata
from collections.abc import Iterator

from .aligning import join
from .clean import clean, script_of
from .model import Name, Token
from .readings import readings
from .scripts.arabic import are_one_name

# Kinds of key, for an index of keyed hashes:
#   fold      one token's phonetic fold
#   skeleton  one token's consonants (three or more, or with its first vowel class)
#   pair      two tokens' skeletons, sorted: order of the name does not matter
#   glued     the skeleton of all tokens together: where words were glued or split
KINDS = ("fold", "skeleton", "pair", "glued")
_VARIANTS = 4  # of a token: rarer readings would make every name meet every other
_VARIANTS_EACH = 2  # of a token in each country where a Chinese name is read


def match_keys(name: Name) -> frozenset[tuple[str, str]]:
    """Blocking keys (kind, value) of a name; two names worth comparing nearly always share one.

    A Chinese name has the keys of its commonest spellings in each country.
    """
    read = readings(name)
    most = _VARIANTS if len(read) == 1 else _VARIANTS_EACH
    return frozenset(key for one in read for key in _keys(one.tokens[:6], most))


def _keys(tokens: tuple[Token, ...], most: int) -> Iterator[tuple[str, str]]:
    for one in tokens:
        yield from (("fold", value) for value in one.folds[:most] if len(value) > 1)
        yield from (("skeleton", value) for value in one.skeletons[:most] if len(value) > 1)
    for left, right in itertools.pairwise(tokens):
        if are_one_name(left.text, right.text):  # Abdul Rahman, which others write as one word
            whole = join(left, right)
            yield from (("fold", value) for value in whole.folds[:1])
            yield from (("skeleton", value) for value in whole.skeletons[:1])
    for left, right in itertools.combinations(tokens, 2):
        for ours, theirs in itertools.product(left.skeletons[:2], right.skeletons[:2]):
            yield "pair", " ".join(sorted((ours, theirs)))
    for which in range(most):
        parts = [one.skeletons[min(which, len(one.skeletons) - 1)] for one in tokens]
        value = "".join(parts)
        if len(value) > 2:
            yield "glued", value


def bigrams(text: str) -> frozenset[str]:
    """Neighbouring characters of each word, lower case, marks off Latin letters; any script.

    A word of one character gives itself. Chinese characters also stand alone, so that a search for
    one or two of them finds the name.
    """
    found: set[str] = set()
    for word in clean(text).casefold().split():
        letters = _bare(word)
        if len(letters) == 1:
            found.add(letters)
        found.update(letters[i : i + 2] for i in range(len(letters) - 1))
        found.update(letter for letter in letters if script_of(letter) == "han")
    return frozenset(found)


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    kept = [c for c in decomposed if unicodedata.category(c)[0] in "LN" or script_of(c)]
    return unicodedata.normalize("NFC", "".join(kept))
