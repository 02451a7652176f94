"""The reading copy is plain, and every character of it finds its way back to the original."""

import io
from datetime import date
from email.message import EmailMessage

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from wayhome.documents.reading import Unreadable, read, read_bytes
from wayhome.documents.reading.text.mapped import Mapped
from wayhome.documents.reading.text.normalise import normalise
from wayhome.documents.reading.text.sentences import language, sentences

FOUND = "On 12 February 2025, 39 Kenyans were rescued near Mae Sot."


def counts(reading):
    return [
        (fact.values["n_min"], fact.values["nationality"])
        for fact in reading.facts
        if fact.type == "count"
    ]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("**call centre gang** were __rescued__", "call centre gang were rescued"),
        ("[call centre](https://a.example/x) gangs", "call centre gangs"),
        ("$18â€“37 billion", "$18–37 billion"),
        ("Thailandâ€™s", "Thailand's"),
        ("๓๙ คน and ၃၂", "39 คน and 32"),
        ("３９ people", "39 people"),
        ("Mae\u200b Sot", "Mae Sot"),
        ("ﬁve oﬃcers", "five officers"),
        ("2 * 3", "2  3"),
    ],
)
def test_reading_copy(raw, plain):
    assert normalise(raw).text == plain


@given(st.text(alphabet="ab *_[]()#>â€“๓３ﬁ\u200b\n<&;", max_size=60))
def test_every_character_of_the_copy_comes_from_its_own_span(raw):
    mapped = normalise(raw)
    assert len(mapped.text) == len(mapped.starts) == len(mapped.ends)
    assert all(
        0 <= low < high <= len(raw) for low, high in zip(mapped.starts, mapped.ends, strict=True)
    )
    assert mapped.starts == sorted(mapped.starts)


@settings(deadline=None)  # the first reading compiles the rules
@given(st.text(max_size=200))
def test_any_text_can_be_read_and_quotes_itself(raw):
    reading = read(raw)
    for one in [*reading.facts, *reading.incidents]:
        assert raw[one.start : one.end] == one.quote


def test_an_untouched_text_maps_to_itself():
    mapped = Mapped.whole("abc")
    assert mapped.span(1, 3) == (1, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_encodings_are_told_without_a_warning(encoding):
    reading = read_bytes(FOUND.encode(encoding), "a.txt")
    assert reading.text == FOUND
    assert not reading.warnings
    assert counts(reading) == [(39, "KE")]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("ช่วยเหลือชาวเคนยา 39 คน ที่อำเภอแม่สอด จังหวัดตาก", "cp874"),
        ("2月12日,泰国警方在湄索救出39名中国公民,他们是被骗来的人。", "gb18030"),
        ("2月12日,泰國警方在湄索救出39名中國公民,這是他們說的。", "big5"),
        ("“39 Kenyans” were freed – at last, the café’s owner said.", "cp1252"),
    ],
)
def test_older_encodings_are_guessed_and_said(text, encoding):
    reading = read_bytes(text.encode(encoding), "a.txt")
    assert reading.text == text
    assert [warning.code for warning in reading.warnings] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.txt", "empty"),
        (bytes(range(256)) * 20, "a.txt", "binary|encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50), "a.txt", "binary|encoding"),
        (b"PK\x03\x04rubbish", "a.txt", "zip"),
        (b"%PDF-1.4 rubbish", "a.pdf", "PDF"),
        (b"rubbish", "a.docx", "docx"),
        (b"no header lines at all", "a.eml", "header|text"),
    ],
)
def test_what_holds_no_text_is_refused_by_name(data, name, says):
    with pytest.raises(Unreadable, match=rf"^{name}: .*({says})"):
        read_bytes(data, name)


def test_a_pdf_of_pictures_asks_for_text_recognition():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(Unreadable, match="OCR"):
        read_bytes(file.getvalue(), "scan.pdf")


def test_html_offsets_point_into_the_file_itself():
    page = (
        "<!doctype html><html><head><title>Found</title>"
        '<meta property="article:published_time" content="2025-02-13T01:00:00Z">'
        "<script>var n = '40 Kenyans';</script></head><body><nav>12 Thais</nav>"
        "<p>On Wednesday, <b>39</b> Kenyans &amp; a guide were rescued near Mae&nbsp;Sot.</p>"
        "</body></html>"
    )
    reading = read_bytes(page.encode(), "a.html")
    assert (reading.title, reading.published) == ("Found", "2025-02-13")
    assert counts(reading) == [(39, "KE")]
    (fact,) = [one for one in reading.facts if one.type == "count"]
    assert page[fact.start : fact.end] == fact.quote == "39</b> Kenyans"
    assert reading.incidents[0].date == "2025-02-12"


def test_unclosed_scripts_hide_nothing_and_closed_ones_everything():
    page = "<html><SCRIPT>12 Thais</SCRIPT><p>39 Kenyans were found.</p><nav><nav>"
    assert counts(read_bytes(page.encode(), "a.html")) == [(39, "KE")]


def test_a_word_document_is_read_with_its_tables():
    document = Document()
    document.add_paragraph(FOUND)
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Nepal", "see above"
    file = io.BytesIO()
    document.save(file)
    reading = read_bytes(file.getvalue(), "a.docx")
    assert counts(reading) == [(39, "KE")]
    assert "Nepal" in reading.text


def test_an_email_gives_subject_and_day():
    message = EmailMessage()
    message["Subject"], message["From"] = "Group found", "a@example.org"
    message["Date"] = "Thu, 13 Feb 2025 09:00:00 +0700"
    message.set_content("On Wednesday 39 Kenyans were rescued near Mae Sot.\n")
    reading = read_bytes(message.as_bytes(), "a.eml")
    assert (reading.title, reading.published) == ("Group found", "2025-02-13")
    assert reading.incidents[0].date == "2025-02-12"


def test_a_day_given_by_the_caller_goes_before_the_file():
    text = "---\ndate: 2020-01-01\n---\nOn Monday 12 Kenyans were rescued near Mae Sot.\n"
    reading = read_bytes(text.encode(), "a.md", published=date(2024, 11, 26))
    assert reading.published == "2024-11-26"
    assert reading.incidents[0].date == "2024-11-25"


def test_ranks_and_initials_end_no_sentence():
    text = "Pol. Lt. Gen. A. Somchai met them on Oct. 26. They left."
    assert [text[one.start : one.end] for one in sentences(text)] == [
        "Pol. Lt. Gen. A. Somchai met them on Oct. 26.",
        "They left.",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The victims were found in the town and said that they had fled.", "en"),
        ("ช่วยเหลือชาวต่างชาติ 39 คน", "th"),
        ("泰国警方救出39名外国公民", "zh"),
        ("ထိုင်းနိုင်ငံသား ၃၂ ဦး", "my"),
        ("Các nạn nhân được giải cứu và đã về nước với sự giúp đỡ của đại sứ quán", "vi"),
        ("Para korban yang dipulangkan dari Myanmar telah tiba di Jakarta pada Rabu", "id"),
        ("12345", None),
    ],
)
def test_language(text, code):
    assert language(text) == code
