"""The text of each kind of file, and what the file says about itself (title, day of publication).

What offsets point into: txt, md and html, the decoded file itself; pdf, docx and eml, the text
taken out of it, which is kept as `Reading.text`.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wayhome.documents.reading.model import Remark, Unreadable
from wayhome.documents.reading.text.decode import MOST_BYTES, decode

# A docx is a zip: refuse one that unpacks to more than a book's worth of text.
MOST_UNPACKED = 100_000_000
MOST_PAGES = 2_000


if TYPE_CHECKING:
    from email.message import EmailMessage


@dataclass(frozen=True)
class Extract:
    """A file's text, whether it is HTML, and what the file says of itself."""

    text: str
    is_html: bool = False
    title: str | None = None
    published: date | None = None
    remarks: tuple[Remark, ...] = ()


def extract(data: bytes, name: str) -> Extract:
    """Return the text of a txt, md, html, pdf, docx or eml file.

    Raises Unreadable, naming the file and the mend, where there is no text in it.
    """
    ending = name.lower().rpartition(".")[2]
    if data.startswith(b"%PDF-") or ending == "pdf":
        return _pdf(data, name)
    if ending == "docx":
        return _docx(data, name)
    if data.startswith(b"PK\x03\x04"):
        raise Unreadable(f"{name}: this is a zip or office file; give a docx with its own ending")
    if ending == "eml":
        return _eml(data, name)
    text, remarks = decode(data, name)
    head = text[:500].lstrip().lower()
    is_html = ending in ("html", "htm", "xhtml") or head.startswith(("<!doctype html", "<html"))
    if is_html:
        return Extract(text, True, *_html_head(text), tuple(remarks))
    return Extract(text, remarks=tuple(remarks))


_TITLE = re.compile(r"<title[^>]*>([^<]{1,300})</title", re.IGNORECASE)
_META = re.compile(
    r"<meta\b[^>]*?(?:property|name|itemprop)=[\"'](?:article:published_time|datePublished|"
    r"date|dc\.date|pubdate|publish-date)[\"'][^>]*?content=[\"'](\d{4})-(\d{2})-(\d{2})",
    re.IGNORECASE,
)


def _html_head(text: str) -> tuple[str | None, date | None]:
    head = text[:100_000]
    title, stamp = _TITLE.search(head), _META.search(head)
    return (
        " ".join(title[1].split()) if title else None,
        _safe_date(*map(int, stamp.groups())) if stamp else None,
    )


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _pdf(data: bytes, name: str) -> Extract:
    from pypdf import PdfReader  # slow to import, and most documents are no PDF
    from pypdf.errors import PyPdfError

    if len(data) > MOST_BYTES:
        raise Unreadable(f"{name}: {len(data):,} bytes are more than {MOST_BYTES:,}; split it")
    try:
        pages = PdfReader(io.BytesIO(data)).pages
        if len(pages) > MOST_PAGES:
            raise Unreadable(f"{name}: more than {MOST_PAGES:,} pages; split it")
        text = "\n\n".join(page.extract_text() or "" for page in pages)
    except (PyPdfError, ValueError, KeyError, OSError, RecursionError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{name}: not a PDF that can be opened ({error}); save it anew") from error
    if not text.strip():
        raise Unreadable(
            f"{name}: the PDF holds pictures of pages but no text; run text "
            "recognition (OCR) over it first"
        )
    return Extract(text)


def _docx(data: bytes, name: str) -> Extract:
    import zipfile

    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        document = Document(io.BytesIO(data)) if unpacked <= MOST_UNPACKED else None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Unreadable(f"{name}: not a docx that can be opened; save it anew") from error
    if document is None:
        raise Unreadable(f"{name}: unpacks to more than {MOST_UNPACKED:,} bytes; split it")
    parts = [
        block.text
        if hasattr(block, "text")
        else "\n".join(" \t".join(cell.text for cell in row.cells) for row in block.rows)
        for block in document.iter_inner_content()
    ]
    text = "\n".join(parts)
    if not text.strip():
        raise Unreadable(f"{name}: the document holds no text")
    title = document.core_properties.title or None
    return Extract(text, title=title)


def _eml(data: bytes, name: str) -> Extract:
    import email.policy  # few documents are messages

    message = email.message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        raise Unreadable(f"{name}: not an e-mail message; it has no header lines")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise Unreadable(f"{name}: the message has no text part")
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    text = _declared(raw, body.get_content_charset())
    remarks: list[Remark] = []
    if text is None:
        text, remarks = decode(raw, name)
    if not text.strip():
        raise Unreadable(f"{name}: the message's text part is empty")
    is_html = body.get_content_type() == "text/html"
    title = str(message["subject"]) if message["subject"] else None
    return Extract(text, is_html, title, _sent(message), tuple(remarks))


def _declared(raw: bytes, charset: str | None) -> str | None:
    try:
        return raw.decode(charset) if charset and charset != "us-ascii" else None
    except (LookupError, UnicodeDecodeError):
        return None


def _sent(message: EmailMessage) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(str(message["date"])).date() if message["date"] else None
    except (ValueError, TypeError):
        return None
