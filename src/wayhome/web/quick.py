"""What a page says the same way again and again, worked out once a process.

A list has its headings in every cell, for telephones, and every country in its filter: looked up
and escaped anew, they took more of a page than its people did.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import cast
from urllib.parse import quote

from django.conf import settings
from django.template import Context, Node
from django.template.base import Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

_LANGUAGE = "wayhome-language"
_STAND_IN = "X-00000000"  # for a reference, where the address around it is asked for


class Words(Node):
    """A `{% translate %}` of fixed words: translated once a language."""

    child_nodelists = ()

    def __init__(self, plain: TranslateNode) -> None:
        self.plain = plain
        self.asvar: str | None = plain.asvar
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Return the words in the active language, or put them under the name they are given."""
        language = _language(context)
        if language not in self.known:
            said = self.plain.render(context)
            self.known[language] = context[self.asvar] if self.asvar else said
        if self.asvar is None:
            return self.known[language]
        context[self.asvar] = self.known[language]
        return ""


def _language(context: Context) -> str | None:
    """Return the active language, asked for once a template: a page does not change it."""
    if _LANGUAGE not in context.render_context:
        context.render_context[_LANGUAGE] = get_language()
    return cast("str | None", context.render_context[_LANGUAGE])


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


def place(name: str, reference: str) -> str:
    """Return the address of one thing's page, as `{% url %}` does; for the rows of a list."""
    before, after = _around(name, get_script_prefix(), settings.ROOT_URLCONF)
    return f"{before}{quote(reference, safe='')}{after}"


@lru_cache(maxsize=256)
def _around(name: str, _prefix: str, _urls: str) -> tuple[str, str]:
    before, _reference, after = reverse(name, args=[_STAND_IN]).partition(_STAND_IN)
    return before, after
