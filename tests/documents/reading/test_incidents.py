"""Tellings of one event meet, and what they disagree on stands side by side."""

from wayhome.documents.reading import read_bytes
from wayhome.documents.reading.incidents import merge


def told(*texts):
    return merge(
        read_bytes(text.encode(), f"{number}.txt").as_dict() for number, text in enumerate(texts)
    )


def test_two_tellings_of_one_handover_meet_and_show_both_figures():
    merged = told(
        "On 12 February 2025, 261 people were handed over at Phop Phra in Tak province.",
        "A total of 260 people crossed to Phop Phra, Tak, on 12 February 2025.",
    )
    (event,) = merged["incidents"]
    assert [one["name"] for one in event["documents"]] == ["0.txt", "1.txt"]
    (difference,) = [one for one in event["disagreements"] if one["about"] == "count"]
    assert [(one["document"], one["n_min"]) for one in difference["said"]] == [
        ("0.txt", 261),
        ("1.txt", 260),
    ]


def test_another_day_is_another_event():
    merged = told(
        "On 12 February 2025, 261 people were handed over at Phop Phra in Tak province.",
        "On 19 February 2025, 261 people were handed over at Phop Phra in Tak province.",
    )
    assert [len(one["documents"]) for one in merged["incidents"]] == [1, 1]


def test_far_different_figures_are_another_event():
    merged = told(
        "On 12 February 2025, 261 people were handed over at Mae Sot.",
        "On 12 February 2025, 14 people were handed over at Mae Sot.",
    )
    assert len(merged["incidents"]) == 2


def test_languages_meet():
    merged = told(
        "On 12 February 2025, 261 victims were handed over in Mae Sot.",
        "เมื่อวันที่ 12 กุมภาพันธ์ 2568 เจ้าหน้าที่รับตัวผู้เสียหายจำนวน 261 คน ที่อำเภอแม่สอด จังหวัดตาก",
        "2025年2月12日,261名受害者在泰国湄索移交。",
    )
    assert [len(one["documents"]) for one in merged["incidents"]] == [3]
