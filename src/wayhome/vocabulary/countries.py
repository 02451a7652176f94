"""Countries: ISO 3166-1 alpha-2 codes with the names that Unicode CLDR gives them."""

from types import MappingProxyType

import babel
from babel import Locale

from wayhome.vocabulary.lists_reader import LANGUAGES, Code, CodeList

# CLDR territories of two letters that are no ISO 3166-1 country: exceptional reservations,
# groupings and user-assigned codes (Unicode Technical Standard 35, "Unicode region subtag").
NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)
LOCALES = {"en": "en", "th": "th", "zh": "zh_Hans", "my": "my"}


def _names(locale: str) -> dict[str, str]:
    territories = Locale.parse(locale).territories
    return {str(code): str(name) for code, name in territories.items()}


def countries() -> CodeList:
    """Return every country, alphabetically by English name; version is that of the babel in use."""
    names = {language: _names(LOCALES[language]) for language in LANGUAGES}
    known = sorted(
        (c for c in names["en"] if len(c) == 2 and c.isalpha() and c not in NOT_COUNTRIES),
        key=lambda code: names["en"][code],
    )
    entries = {
        code: Code(
            code,
            MappingProxyType({la: names[la].get(code, names["en"][code]) for la in LANGUAGES}),
        )
        for code in known
    }
    return CodeList(
        "country",
        f"CLDR of babel {babel.__version__}",
        "ISO 3166-1 alpha-2; names: Unicode CLDR (Unicode License v3)",
        MappingProxyType(entries),
    )
