"""Text is read in the encoding it is in, or refused; never in a wrong one."""

from __future__ import annotations

from random import Random

import pytest
from tests.intake.tables.lists import csv

from wayhome.intake.tables import Refused, open_table
from wayhome.intake.tables.encodings import decode

LISTS = {
    "thai": ["ลำดับ,ชื่อ-นามสกุล,สัญชาติ", "1,สมชาย ใจดี,ไทย", "2,วรรณา ศรีสุข,ไทย"],
    "simplified": ["序号,姓名,国籍,备注", "1,李娜,中国,云南人", "2,王小明,中国,最后在泰国联系"],
    "traditional": ["序號,姓名,國籍,備註", "1,陳怡君,台灣,高雄人", "2,林志明,台灣,最後在泰國聯絡"],
    "russian": ["№,ФИО,Гражданство", "1,Алексей Иванов,Россия", "2,Анна Петрова,Казахстан"],
    "arabic": ["الرقم,الاسم الكامل,الجنسية", "1,محمد علي,المغرب", "2,فاطمة حسن,المغرب"],
    "western": ["Ref,Name,Place of birth", "1,José Núñez,São Paulo", "2,Zoë Müller,Köln"],
}


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("thai", "tis-620"), ("thai", "cp874"), ("simplified", "gb18030"), ("simplified", "gbk"),
        ("traditional", "big5"), ("russian", "cp1251"), ("arabic", "cp1256"), ("western", "cp1252"),
        *((name, encoding) for name in LISTS for encoding in ("utf-8", "utf-8-sig", "utf-16",
                                                              "utf-16-le", "utf-16-be")),
    ],
)  # fmt: skip
def test_a_list_reads_the_same_in_every_encoding(name, encoding):
    data = csv(*LISTS[name], encoding=encoding)

    assert decode(data, "list.csv").text.splitlines() == LISTS[name]


def test_thai_without_a_known_header_is_still_thai():
    data = csv("a,b", "สมชาย ใจดี,เชียงใหม่", "วรรณา ศรีสุข,แม่สอด", encoding="cp874")

    assert "แม่สอด" in decode(data, "list.csv").text


def test_a_guessed_encoding_is_said():
    table = open_table(csv(*LISTS["thai"], encoding="cp874"), "list.csv")

    assert [w.message for w in table.warnings if w.code == "encoding_guessed"] == [
        "the file does not say its encoding; it was read as cp874"
    ]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(128, 256)) * 20,
        b"\xef\xbb\xbfName\n\xff\xfe\xfd",
        b"Name,Place\n" + Random(1).randbytes(300).replace(b"\0", b""),
    ],
)
def test_bytes_in_no_known_encoding_are_refused(data):
    with pytest.raises(Refused) as caught:
        decode(data, "list.csv")

    assert caught.value.code == "encoding"
    assert "UTF-8" in caught.value.mend
