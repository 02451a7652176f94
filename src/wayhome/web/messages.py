"""Keeps the message catalogues: collects what pages and code say, merges it, compiles it.

`python -m wayhome.web.messages` brings locale/*/LC_MESSAGES/django.po up to date and writes the .mo
beside it; `--check` only tells what is missing. Needs nothing but babel and Django. Never guesses
a translation: what nobody has translated stays empty and is shown in English.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent
LOCALES = Path(__file__).parent / "locale"
LANGUAGES = ("th", "zh_Hans", "my")
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
# Sentences of Django and allauth that everybody meets; their own catalogues lack some in Burmese.
BORROWED = Path(__file__).with_name("borrowed_messages.yaml")
# What the matching library says of its codes, in English: level by level, and of two names.
WEIGHTS = SOURCE / "people" / "matching" / "data" / "parameters.yaml"
NAMES = SOURCE / "people" / "matching" / "names" / "data" / "explaining.yaml"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def _found(text: str) -> Iterator[tuple[int, object, list[str], object]]:
    # In brackets Python's tokenizer does not mind how a template is indented.
    stream = BytesIO(b"(" + text.encode() + b"\n)")
    yield from extract(extract_python, stream, keywords=KEYWORDS)  # type: ignore[arg-type]  # babel takes a callable


def collect(folder: Path = SOURCE) -> Catalog:
    """Return a catalogue of everything that the code and templates below a folder say."""
    catalog = Catalog(project="Wayhome", charset="utf-8", fuzzy=False)
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
        if "migrations" in path.parts or (path.suffix != ".py" and "templates" not in path.parts):
            continue
        text = path.read_text(encoding="utf-8")
        prepared = text if path.suffix == ".py" else templatize(text, origin=str(path))
        where = path.relative_to(SOURCE).as_posix()
        for _line, message, _comments, context in _found(prepared):
            catalog.add(message, locations=[(where, 0)], context=context)  # type: ignore[arg-type]
    if folder == SOURCE:
        for path, messages in _said_in_data():
            for message in messages:
                catalog.add(message, locations=[(path.relative_to(SOURCE).as_posix(), 0)])
    return catalog


def _said_in_data() -> Iterator[tuple[Path, list[str]]]:
    """Yield each data file whose words pages translate, with these words."""
    yield BORROWED, _yaml(BORROWED)["messages"]
    levels = [level for field in _yaml(WEIGHTS)["fields"].values() for level in field["levels"]]
    yield WEIGHTS, [says for _name, _m, _u, says in levels]
    said = _yaml(NAMES)
    kinds = (said[kind].values() for kind in ("likeness", "letters", "helps"))
    yield NAMES, [words for kind in kinds for words in kind]


def _yaml(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def po_path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    """Return the catalogue of a language as it is on disk; an empty one where there is none."""
    path = po_path(language)
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    team = "the Wayhome project"
    catalog = Catalog(
        locale=language,
        project="Wayhome",
        version="1",
        header_comment=f"# What Wayhome says, in {language}; Apache-2.0, as the rest of Wayhome.",
        last_translator=team,
        language_team=team,
        fuzzy=False,
    )
    # Thai, Chinese and Burmese have one form for any number; babel would give Burmese two.
    catalog.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    return catalog


def _stated(message: Message) -> bool:
    parts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return bool(parts) and all(parts)


def missing(catalog: Catalog, wanted: Iterable[Message]) -> list[str]:
    """Return the messages of `wanted` that a catalogue has no words for, in their order."""
    lacking = []
    for message in wanted:
        if not message.id:
            continue
        known = catalog.get(message.id, message.context)
        if known is None or not _stated(known):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking


def save(catalog: Catalog, language: str) -> None:
    """Write a catalogue as .po for people and .mo for machines."""
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalog, sort_output=True, include_lineno=False, omit_header=False, width=100
        )
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def update(language: str, template: Catalog) -> Catalog:
    """Merge what is said now into a language's catalogue; drop what is no longer said."""
    catalog = load(language)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    # A date of change in the header would make every run a difference.
    catalog.creation_date = catalog.revision_date = NO_DATE
    return catalog


def main(arguments: list[str] | None = None) -> int:
    """Bring the catalogues up to date, or with --check only tell; returns 1 if something lacks."""
    parser = argparse.ArgumentParser(prog="python -m wayhome.web.messages", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; 1 if words are missing"
    )
    check = parser.parse_args(arguments).check
    template = collect()
    total = sum(1 for message in template if message.id)
    lacks = 0
    for language in LANGUAGES:
        catalog = load(language) if check else update(language, template)
        if not check:
            save(catalog, language)
        lacking = missing(catalog, template)
        lacks += len(lacking)
        print(f"{language}: {total - len(lacking)} of {total} said")
        for text in lacking:
            print(f"  {text!r}")
    return 1 if check and lacks else 0


if __name__ == "__main__":
    sys.exit(main())
