"""What a page says the same way again and again, worked out once a process.

A list has its headings in every cell, for telephones, and every country in its filter: looked up
and escaped anew, they took more of a page than its people did.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.template import Context, Node
from django.template.base import Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language


class Words(Node):
    """A `{% translate %}` of fixed words: translated once a language."""

    child_nodelists = ()

    def __init__(self, plain: TranslateNode) -> None:
        self.plain = plain
        self.asvar: str | None = plain.asvar
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Return the words in the active language, or put them under the name they are given."""
        language = get_language()
        if language not in self.known:
            said = self.plain.render(context)
            self.known[language] = context[self.asvar] if self.asvar else said
        if self.asvar is None:
            return self.known[language]
        context[self.asvar] = self.known[language]
        return ""


def translate(parser: Parser, token: Token) -> Node:
    """Compile `{% translate %}` as Django does; fixed words without a context are kept."""
    plain = do_translate(parser, token)
    said = plain.filter_expression
    fixed = said.var.literal is not None and not said.filters
    return Words(plain) if fixed and not plain.noop and not plain.message_context else plain


def options(pairs: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """Return the options of a select: (value, words) pairs, the chosen one marked."""
    written = _options(tuple((str(value), str(words)) for value, words in pairs))
    wanted = "" if chosen is None else str(chosen)
    return mark_safe(  # noqa: S308  (built by format_html)
        "".join(
            html.replace(">", " selected>", 1) if value == wanted else html
            for value, html in written
        )
    )


@lru_cache(maxsize=64)
def _options(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, SafeString], ...]:
    return tuple(
        (value, format_html('<option value="{}">{}</option>', value, words))
        for value, words in pairs
    )
