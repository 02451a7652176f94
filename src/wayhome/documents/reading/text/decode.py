"""From bytes to characters, saying so when the encoding had to be guessed."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from wayhome.documents.reading.model import Remark, Unreadable

MOST_BYTES = 50_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str) -> tuple[str, list[Remark]]:
    """Return the text of data and what there is to say about its encoding.

    A byte order mark is the encoding's signature, not a character: it is left out, and offsets
    count from the first character after it. UTF-8 and UTF-16 are told by their form; of the
    older encodings the one whose letters make the most sense is taken, with a warning.

    Raises Unreadable where data is empty, too big, or no text at all.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{name}: {len(data):,} bytes are more than {MOST_BYTES:,}; split it")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"{name}: the file is empty; nothing to read")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    silent = _silent_utf16(data)
    if silent:
        return _marked(data, silent, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, name, error.start)
    _refuse_binary(text, name)
    return text, []


def _marked(data: bytes, encoding: str, name: str) -> tuple[str, list[Remark]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        remark = Remark(
            "encoding-broken",
            f"the file is {encoding}, but byte {error.start} is not; broken characters "
            "are shown as �",
        )
        _refuse_binary(text, name)
        return text, [remark]
    _refuse_binary(text, name)
    return text, []


def _silent_utf16(data: bytes) -> str | None:
    head = data[:2000]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(text: str, name: str) -> None:
    head = text[:20_000]
    odd = sum(char < " " and char not in "\t\r\n\f\x0b" for char in head)
    if "\x00" in head or odd > max(3, 0.01 * len(head)):
        raise Unreadable(
            f"{name}: this is no text but binary data; give txt, md, html, pdf, "
            "docx or eml, with the ending that fits"
        )


def _share(text: str, fits: Callable[[str], bool]) -> float:
    outside = [char for char in text if char > "\x7f"]
    return sum(map(fits, outside)) / len(outside) if outside else 0.0


def _is_thai(char: str) -> bool:
    return "\u0e00" <= char <= "\u0e5b"


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fa5" or char in "，。、：；！？（）《》“”‘’—…"


def _is_western(char: str) -> bool:
    return char in "‘’“”–—…•£€©®°·àáâãäåæçèéêëìíîïñòóôõöøùúûüÀÁÂÄÇÉÈÊÑÓÔÖØÚÜßœ\xa0½"


# The commonest characters of Chinese news: text read in the wrong Chinese encoding has few.
_COMMON = frozenset(
    "的一是在不了有和人这这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同"
    "這為個國時來們對會發動說過經學關於後從兩開問點現長邊將門體間應種實當員與"
)


def _guess(data: bytes, name: str, at: int) -> tuple[str, list[Remark]]:
    best, best_score, best_text = "", 0.0, ""
    for encoding, fits, floor in (
        ("gb18030", _is_han, 0.9),
        ("big5hkscs", _is_han, 0.9),
        ("cp874", _is_thai, 0.9),
        ("cp1252", _is_western, 0.8),
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _share(text, fits)
        if score < floor:
            continue
        if fits is _is_han:
            score += _share(text, _COMMON.__contains__) - 0.15
        if score > best_score:
            best, best_score, best_text = encoding, score, text
    if best:
        _refuse_binary(best_text, name)
        return best_text, [Remark("encoding-guessed", f"not UTF-8; read as {best}, please check")]
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") > 0.05 * len(text):
        raise Unreadable(f"{name}: no known text encoding fits; save it as UTF-8")
    _refuse_binary(text, name)
    return text, [
        Remark("encoding-broken", f"UTF-8, but byte {at} is not; broken characters are shown as �")
    ]
