"""Headers in many languages name their columns; what is unsure is left to the mapping page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.intake.tables import CANONICAL_COLUMNS, Refused, map_columns, read_map, recognise

LANGUAGES = {
    "English": {
        "Ref. No.": "id", "Full Name": "full_name", "Sex": "sex", "D.O.B.": "birth_date",
        "Nationality": "nationality", "Passport No.": "document_number", "Mobile": "phone",
        "Last known location": "last_known_place", "Remarks": "notes",
    },
    "Thai": {
        "เลขที่อ้างอิง": "id", "ชื่อ-นามสกุล": "full_name", "เพศ": "sex",
        "วัน/เดือน/ปีเกิด": "birth_date",
        "สัญชาติ": "nationality", "เลขที่หนังสือเดินทาง": "document_number", "เบอร์โทรศัพท์": "phone",
        "สถานที่ล่าสุด": "last_known_place", "หมายเหตุ": "notes",
    },
    "simplified Chinese": {
        "编号": "id", "姓名": "full_name", "性别": "sex", "出生日期": "birth_date",
        "国籍": "nationality",
        "护照号码": "document_number", "电话": "phone",
        "最后出现地点": "last_known_place", "备注": "notes",
    },
    "traditional Chinese": {
        "編號": "id", "姓名": "full_name", "性別": "sex", "出生日期": "birth_date",
        "國籍": "nationality",
        "護照號碼": "document_number", "電話": "phone",
        "最後出現地點": "last_known_place", "備註": "notes",
    },
    "Burmese": {
        "ကိုးကားအမှတ်": "id", "အမည်": "full_name", "လိင်": "sex", "မွေးသက္ကရာဇ်": "birth_date",
        "နိုင်ငံသား": "nationality", "နိုင်ငံကူးလက်မှတ်အမှတ်": "document_number", "ဖုန်းနံပါတ်": "phone",
        "နောက်ဆုံးသိရသောနေရာ": "last_known_place", "မှတ်ချက်": "notes",
    },
    "Vietnamese": {"Họ và tên": "full_name", "Ngày sinh": "birth_date", "Quốc tịch": "nationality"},
    "Indonesian": {
        "Nama lengkap": "full_name", "Tanggal lahir": "birth_date",
        "Nomor paspor": "document_number",
    },
    "Sinhala": {"සම්පූර්ණ නම": "full_name", "උපන් දිනය": "birth_date"},
    "Nepali": {"पूरा नाम": "full_name", "जन्म मिति": "birth_date", "राहदानी नं": "document_number"},
    "Russian": {"ФИО": "full_name", "Дата рождения": "birth_date", "Гражданство": "nationality"},
    "Arabic": {
        "الاسم الكامل": "full_name", "تاريخ الميلاد": "birth_date", "الجنسية": "nationality",
    },
}  # fmt: skip


def _found(headers: list[str]) -> dict[str, str]:
    return {headers[index]: column for column, index in recognise(headers).columns.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_in_this_language_maps_itself(language):
    expected = LANGUAGES[language]

    assert _found(list(expected)) == expected


@given(st.permutations(CANONICAL_COLUMNS))
def test_the_canonical_names_always_mean_themselves(headers):
    assert _found(list(headers)) == {column: column for column in CANONICAL_COLUMNS}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("  DATE_OF_BIRTH * ", "birth_date"),
        ("ชื่อ-นามสกุล / Name", "full_name"),
        ("Nationality (国籍)", "nationality"),
        ("3. Passport no.", "document_number"),
        ("Natonality", "nationality"),
        ("ｎａｍｅ", "full_name"),
        ("Na\u200bme", "full_name"),
    ],
)
def test_dressed_and_misspelt_headers_are_still_known(header, column):
    assert _found(["x1", header])[header] == column


@pytest.mark.parametrize(
    "header",
    [
        "Height",
        "Flight",
        "Room",
        "No.",
        "ลำดับ",
        "Passport expiry date",
        "Nat1",
        "名字长度",
        "County",
        "Agent name",
        "Date of issue",
        "Agent / Phone",
        "วันหมดอายุหนังสือเดินทาง",
    ],
)
def test_what_is_not_known_is_left_to_a_person(header):
    assert recognise([header]).columns == {}


def test_a_running_number_is_no_reference():
    mapping = recognise(["No.", "Name"])

    assert "id" not in mapping.columns
    assert mapping.unmapped == ()


def test_name_beside_surname_is_the_given_name():
    assert _found(["ชื่อ", "นามสกุล"]) == {"ชื่อ": "given_name", "นามสกุล": "family_name"}
    assert _found(["Name", "Surname"]) == {"Name": "given_name", "Surname": "family_name"}
    assert _found(["Name", "Age"])["Name"] == "full_name"


def test_other_names_beside_a_surname_alone_are_the_given_names():
    assert _found(["Surname", "Other names"])["Other names"] == "given_name"
    assert _found(["Name", "Other names"])["Other names"] == "other_names"


def test_of_two_whole_names_the_one_in_another_script_is_the_native_name():
    found = _found(["姓名", "Name (English)"])

    assert found == {"姓名": "native_name", "Name (English)": "full_name"}


def test_passport_and_identity_card_both_feed_the_document_numbers():
    mapping = recognise(["Name", "Passport No", "ID card no"])

    assert mapping.columns["document_number"] == 1
    assert mapping.further["document_number"] == (2,)


def test_no_source_column_feeds_two_canonical_columns():
    headers = [header for names in LANGUAGES.values() for header in names]
    mapping = recognise(headers)

    used = [*mapping.columns.values(), *(i for more in mapping.further.values() for i in more)]
    assert len(used) == len(set(used))


def test_a_flat_map_names_source_columns():
    mapping = map_columns(read_map("full_name: Naam\nid: nr\n"), ["nr", "Naam", "geb"])

    assert mapping.columns == {"full_name": 1, "id": 0}
    assert mapping.unmapped == (2,)


@pytest.mark.parametrize(
    "text", ["full_name: [a, b]", "- full_name", "person: Naam", "full_name: Name\n  : x: y", "id:"]
)
def test_a_map_that_is_not_flat_is_refused(text):
    with pytest.raises(Refused) as caught:
        read_map(text)

    assert caught.value.code == "map"


def test_a_map_to_a_column_that_is_not_there_says_which_there_are():
    with pytest.raises(Refused, match="no column 'Naam', it has 'Name', 'DOB'"):
        map_columns({"full_name": "Naam"}, ["Name", "DOB"])
