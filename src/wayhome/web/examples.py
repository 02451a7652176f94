# ruff: noqa: E501  (a table of examples: one line a row)
"""Made-up content for the page of components. None of these people exist."""

from datetime import UTC, datetime
from typing import Any

WHO = {"name": "Border desk", "country": "TH"}
# fmt: off
PAIR: list[dict[str, Any]] = [
    {"field": "Name", "asked": "ณัฐพงษ์ แซ่ตั้ง", "found": "Nattapong Sae Tang", "bits": 6.2, "kind": "agrees", "why": "by ear: Natthaphong Saetang"},
    {"field": "Born", "asked": "1999-04", "found": "1999-04-12", "bits": 3.1, "kind": "agrees", "why": "written 2542"},
    {"field": "Passport", "asked": "…4471", "found": "AB1234417", "bits": -1.8, "kind": "differs", "why": "two digits swapped?"},
    {"field": "Last seen", "asked": "Mae Sot", "found": "Mae Sot", "bits": 1.9, "kind": "agrees", "why": ""},
    {"field": "Phone", "asked": "", "found": "", "bits": None, "kind": "silent", "why": ""},
]
CASES: list[dict[str, Any]] = [
    {"ref": "C-0098", "state": "return", "waits": "ticket", "who": "NGO fund", "since": datetime(2026, 10, 25, 9, tzinfo=UTC), "next": "call Thursday"},
    {"ref": "C-0107", "state": "identification", "waits": "guarantee-letter", "who": "Embassy of LK", "since": datetime(2026, 11, 10, 9, tzinfo=UTC), "next": "interview, Sinhala interpreter"},
    {"ref": "C-0111", "state": "found", "waits": "screening", "who": "", "since": datetime(2026, 11, 21, 9, tzinfo=UTC), "next": "ask with consent"},
    {"ref": "C-0101", "state": "home", "waits": "nothing", "who": "", "since": datetime(2026, 11, 22, 2, tzinfo=UTC), "next": "follow-up in 1 month"},
]
CONTENT: dict[str, Any] = {
    "pair": PAIR,
    "cases": CASES,
    "names": ["ณัฐพงษ์ แซ่ตั้ง", "အောင်ကျော်မိုး", "王小明", "陳大文", "නිමල් පෙරේරා", "सुनिल थापा", "ሰላም ተስፋዬ", "محمد علي", "Нгуен Иванов", "Nguyễn Thị Hương", "សុខ សុភា", "ສົມຈິດ", "রহিম উদ্দিন"],
    "sums": [("Before looking", -12.3), ("Name", 6.2), ("Born", 3.1), ("Passport", -1.8), ("Last seen", 1.9), ("Nationality", 2.4)],
    "nationalities": [("Sri Lanka", 32, "", "#"), ("Nepal", 5), ("Malaysia", 1), ("Russia", 1)],
    "waits": [("guarantee letter", 41, "wait"), ("ticket", 12, "wait"), ("MDT decision", 9, "wait"), ("nothing", 22, "good")],
    "steps": {"found": "25 Nov", "screened": "25 Nov", "identification": "day 12 of 15"},
    "happened": [
        {"when": datetime(2026, 11, 22, 4, 5, tzinfo=UTC), "what": "Request located", "who": "reviewer at the centre", "tone": "good"},
        {"when": datetime(2026, 11, 21, 9, 30, tzinfo=UTC), "what": "Waits for guarantee letter", "who": "case worker", "why": "the embassy asked for the passport page", "tone": "wait"},
        {"when": datetime(2026, 11, 20, 2, 0, tzinfo=UTC), "what": "Found in encounter E-0039", "who": "field officer"},
    ],
    "changes": [
        {"label": "Waits for", "saved": "ticket", "yours": "guarantee letter"},
        {"label": "Note", "saved": "Flight on Friday", "yours": "Flight on Friday"},
        {"label": "Interpreter", "saved": "", "yours": "Sinhala"},
    ],
}
# fmt: on
